"""Pages of the last build that need not be made again: their parsed content, and their finished files.

Two levels. A page's *content* depends on its Markdown, its catalogue and the register; its *file* on that content,
the navigation around it and the edition. Each is kept with a digest of all it depends on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from handbook.findings import Finding, finding_from
from handbook.markdown.review import ReviewCounts
from handbook.markdown.session import PageOutput, State
from handbook.project import CONFIG, REGISTER_CATALOGUE, Project
from handbook.site.page import Coverage
from handbook.stable import Kept, digest, tree_digest

_LIBRARIES = (
    "Markdown", "babel", "mkdocs", "mkdocs-material", "mkdocs-static-i18n", "pyicu-wheels", "pymdown-extensions",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Facts:
    """What the extension said of a page: all that is needed once the page itself is HTML."""

    paragraphs: int
    coverage: Coverage
    findings: tuple[Finding, ...]
    ran: bool
    reviews: ReviewCounts = field(default_factory=ReviewCounts)

    @staticmethod
    def of(output: PageOutput) -> Facts:
        counts = (output.count(state) for state in (State.CURRENT, State.OUTDATED, State.MISSING))
        reviews = ReviewCounts.of(output.reviews)
        return Facts(output.paragraphs, Coverage(*counts), tuple(output.findings), output.ran, reviews)


@dataclass(frozen=True, slots=True)
class Content:
    """A page's HTML, its title, its contents list as (title, id, level, children), the ids on it, and its facts."""

    html: str
    title: str
    toc: list[Any]
    anchors: list[str]
    facts: Facts

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @staticmethod
    def from_json(data: dict[str, Any]) -> Content:
        facts = data["facts"]
        findings = map(finding_from, facts["findings"])
        coverage, reviews = Coverage(**facts["coverage"]), ReviewCounts(**facts["reviews"])
        made = Facts(facts["paragraphs"], coverage, tuple(findings), facts["ran"], reviews)
        return Content(**{**data, "facts": made})


class KeptPages:
    """The kept pages of one language; `place` tells the layouts of `handbook build` and plain MkDocs apart."""

    def __init__(self, project: Project, tag: str, place: str) -> None:
        self.project = project
        self.tag = tag
        self.contents = Kept(project.cache / "content" / place / tag)
        self.files = Kept(project.cache / "output" / place / tag)
        names = sorted(path.relative_to(project.docs).as_posix() for path in project.docs.rglob("*"))
        # Links on a page follow from which files there are, its numbers from the navigation in mkdocs.yml.
        self.common = digest(
            _code_digest(),
            tag,
            place,
            *names,
            tree_digest(
                project.root,
                [project.root / CONFIG, project.register, project.catalogue(tag, REGISTER_CATALOGUE)],
            ),
        )

    def content_key(self, path: str, markdown: str, others: str = "") -> str:
        """What a page's content depends on; `others` is a digest of what it shows of other pages."""
        catalogue = self.project.catalogue(self.tag, path)
        return digest(self.common, path, markdown, others, tree_digest(self.project.root, [catalogue]))

    def content(self, path: str, key: str) -> Content | None:
        data = self.contents.get(path, key)
        return None if data is None else Content.from_json(data)

    def keep_content(self, path: str, key: str, content: Content) -> None:
        self.contents.put(path, key, content.as_json())

    def file_key(self, content_key: str, around: Iterable[str]) -> str:
        """What a page's finished file depends on: its content and everything shown `around` it."""
        return digest(content_key, *around)

    def file(self, path: str, key: str) -> str | None:
        data = self.files.get(path, key)
        return data if isinstance(data, str) else None

    def keep_file(self, path: str, key: str, text: str) -> None:
        self.files.put(path, key, text)


@cache
def _code_digest() -> str:
    """What is kept belongs to the code and the libraries that made it."""
    root = Path(__file__).parent.parent
    return digest(*(version(name) for name in _LIBRARIES), tree_digest(root, [root]))
