"""Which page cites what, for the whole handbook: from the cache while no page has changed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from handbook.markdown.citation_index import CitedPlace
from handbook.markdown.page import ParsedPage
from handbook.project import Project
from handbook.stable import Kept, digest, tree_digest
from handbook.translation.source import read_source

_NAME = "index"


@dataclass(frozen=True, slots=True)
class CitingPage:
    """A page that cites: its path below `docs/`, its English title, and its citations by paragraph."""

    path: str
    title: str
    places: tuple[CitedPlace, ...]


def citing_pages(project: Project) -> tuple[CitingPage, ...]:
    """The pages that cite anything, in reading order; a page that cannot be read is left out."""
    store = Kept(project.cache / "citations")
    files = [project.docs / page for page in project.pages]
    key = digest(tree_digest(project.root, files), *project.pages, repr(project.dialect), _code_digest())
    if (kept := store.get(_NAME, key)) is not None:
        return tuple(
            CitingPage(one["path"], one["title"], tuple(CitedPlace(**place) for place in one["places"])) for one in kept
        )
    pages = read_source(project, project.pages).pages
    found = tuple(CitingPage(path, _title(page), page.citations) for path, page in pages.items() if page.citations)
    store.put(_NAME, key, [asdict(one) for one in found])
    return found


def _title(page: ParsedPage) -> str:
    return next((segment.msgid for segment in page.segments if segment.kind == "h1"), "")


@cache
def _code_digest() -> str:
    rooms = Path(__file__).parent.parent
    return tree_digest(rooms, [rooms / "markdown", rooms / "register", Path(__file__)])
