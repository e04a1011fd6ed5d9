"""A part of the project: what has to be looked at where only some files changed, and which findings are theirs.

Looked at are the changed files, the catalogues of changed pages, and links from other pages to what changed. A change
of the register, or of mkdocs.yml beyond its list of pages, can put any page in the wrong: then it is all looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from handbook.checks.changed import Changes, as_it_was
from handbook.checks.links import resolve
from handbook.errors import HandbookError
from handbook.findings import Finding
from handbook.markdown.page import ParsedPage
from handbook.project import CONFIG, Project
from handbook.project.yaml_source import parse_yaml
from handbook.stable import read_text
from handbook.translation.source import Source, read_source

# What links say, whoever changed: the page that holds one, or the page it leads to.
LINKS = frozenset(("MK201", "MK202", "MK203"))
# What is said of files that are all looked at if one of them changed.
_ELSEWHERE = frozenset(("AU201", "OW102", "RG101", "RG201"))
# A signature of a page that changed stands in a file that did not.
_FOLLOWING = LINKS | {"SO103"}
_OWNERS = frozenset(("CODEOWNERS", ".github/CODEOWNERS", ".gitlab/CODEOWNERS", "docs/CODEOWNERS"))


@dataclass(frozen=True, slots=True)
class Part:
    """`files` are those reported on, as findings name them; `pages` those looked at as a whole, below `docs/`.

    `touched` is what changed below `docs/`, be it there or gone; `gone` says that some page is.
    """

    files: frozenset[str]
    pages: tuple[str, ...]
    touched: frozenset[str]
    gone: bool

    @property
    def needless(self) -> frozenset[str]:
        """The rules that have nothing to say of it."""
        pictures = any(path.lower().endswith((".svg", ".svgz")) for path in self.touched)
        return _ELSEWHERE if pictures else _ELSEWHERE | {"MK402"}

    def keeps(self, found: Finding) -> bool:
        """Whether a finding is about what changed, or follows from it."""
        if found.code == "CF201":
            return self.gone or found.path in self.files
        return found.path in self.files or found.code in _FOLLOWING


def part_of(project: Project, changes: Changes) -> Part | None:
    """The part of a project that changes reach; None where that is all of it."""
    docs = project.shown(project.docs)
    below = frozenset(path.removeprefix(f"{docs}/") for path in changes.files if path.startswith(f"{docs}/"))
    if any(path.startswith("register/") for path in below) or not _OWNERS.isdisjoint(changes.files):
        return None
    listed = frozenset[str]()
    if CONFIG in changes.files:
        before = _listed_before(project, changes)
        if before is None:
            return None
        listed = before ^ frozenset(project.pages)
    touched = below | listed
    pages = {page: _catalogues(project, page) for page in (*project.pages, *_pages(touched - set(project.pages)))}
    changed = [page for page in pages if page in touched]
    files = changes.files | {name for page in changed for name in (f"{docs}/{page}", *pages[page])}
    whole = [
        page for page in project.pages if page in touched or not changes.files.isdisjoint(pages[page])
    ]
    gone = any(not (project.docs / page).is_file() for page in changed)
    return Part(files, tuple(whole), touched, gone)


def _pages(paths: Iterable[str]) -> list[str]:
    return [path for path in paths if path.endswith(".md")]


def _catalogues(project: Project, page: str) -> list[str]:
    return [project.shown(project.catalogue(one.tag, page)) for one in project.translated]


def _listed_before(project: Project, changes: Changes) -> frozenset[str] | None:
    """The pages that mkdocs.yml listed; None where more of it changed than this list."""
    text = as_it_was(project.root, changes, CONFIG)
    if text is None:
        return None
    try:
        before = parse_yaml(text, CONFIG).data
        now = parse_yaml(read_text(project.root / CONFIG, CONFIG), CONFIG).data
    except HandbookError:
        return None
    if not isinstance(before, dict) or {**before, "nav": 0} != {**now, "nav": 0}:
        return None
    return frozenset(_named(before.get("nav")))


def _named(nav: object) -> Iterator[str]:
    """Every page of a `nav` as mkdocs.yml has it."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict):
        for value in nav.values():
            yield from _named(value)
    elif isinstance(nav, list):
        for value in nav:
            yield from _named(value)


def read_part(project: Project, part: Part) -> tuple[Source, Source]:
    """The pages of a part; and the same with those that links need: for their anchors, or for links to what changed."""
    whole = read_source(project, part.pages)
    wanted = {target for path, page in whole.pages.items() for target in _linked(path, page)}
    wanted |= set(_naming(project, {PurePosixPath(path).name for path in part.touched}))
    others = read_source(project, [page for page in project.pages if page in wanted])
    if any(page.generated for page in others.pages.values()):
        # What the build makes for such a page follows from all others.
        others = read_source(project, project.pages)
    linked = {path: _links_only(path, page, part) for path, page in others.pages.items()}
    # What is wrong with the others is not the change's doing.
    return whole, Source(linked | whole.pages, whole.findings)


def _linked(path: str, page: ParsedPage) -> Iterator[str]:
    for reference in page.references:
        if (target := resolve(path, reference.address)) is not None:
            yield target.path


def _naming(project: Project, names: set[str]) -> Iterator[str]:
    """The pages in whose text one of these file names stands."""
    wanted = [name.encode("utf-8", "surrogateescape") for name in names]
    for page in project.pages:
        try:
            text = (project.docs / page).read_bytes()
        except OSError:
            continue
        if any(name in text for name in wanted):
            yield page


def _links_only(path: str, page: ParsedPage, part: Part) -> ParsedPage:
    """A page that did not change, with those links alone that lead to what did."""
    links = tuple(
        one
        for one in page.references
        if (target := resolve(path, one.address)) is not None and target.path in part.touched
    )
    return replace(page, references=links)
