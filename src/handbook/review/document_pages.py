"""The document's order: parts, pages, and on each page its changes and what moved away from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from handbook.review.model import Change, Kind, Mark, Place, Review


@dataclass(frozen=True, slots=True)
class Entry:
    """A change on a page; `gone` is the place that a paragraph moved away from."""

    change: Change
    place: Place
    gone: bool = False


@dataclass(slots=True)
class Page:
    """A page with what changed on it, in reading order."""

    path: str
    part: str
    title: str
    number: str
    entries: list[Entry] = field(default_factory=list)


def travels(change: Change) -> bool:
    """Whether a paragraph moved as it was: only then can its move be tracked, else its words are."""
    same = all(run.mark is Mark.SAME for text in change.texts for run in text.redline)
    return Kind.MOVED in change.kinds and same and None not in (change.before, change.after)


def pages_of(review: Review) -> list[Page]:
    """The pages in reading order."""
    pages: dict[str, Page] = {}
    for change in review.changes:
        place = change.place
        page = pages.setdefault(place.page, Page(place.page, change.part, change.title, page_number(place)))
        page.entries.append(Entry(change, place))
    for change in filter(travels, review.changes):
        assert change.before is not None, "what travels comes from somewhere"
        _leave(pages, Entry(change, change.before, gone=True))
    return _in_order(list(pages.values()))


def page_number(place: Place) -> str:
    """The number of the page (`2.3`) that a place stands on."""
    return place.number.rpartition(".")[0] if place.paragraph else place.number


def _leave(pages: dict[str, Page], left: Entry) -> None:
    """Put a paragraph where it stood: behind the last change of its page that stood before it."""
    place = left.place
    page = pages.setdefault(
        place.page,
        Page(
            place.page,
            place.page.partition("/")[0] if "/" in place.page else "",
            place.page,
            page_number(place),
        ),
    )
    at = 0
    for index, entry in enumerate(page.entries, 1):
        stood = entry.place if entry.gone else entry.change.before
        if stood is not None and stood.page == place.page and stood.paragraph <= place.paragraph:
            at = index
    page.entries.insert(at, left)


def _in_order(pages: list[Page]) -> list[Page]:
    """Pages that nothing but a move touched go to their number; the others stay in the order of the review."""
    kept = [page for page in pages if any(not entry.gone for entry in page.entries)]
    for page in pages:
        if page not in kept:
            later = (at for at, other in enumerate(kept) if _key(other.number) > _key(page.number))
            kept.insert(next(later, len(kept)), page)
    return kept


def _key(number: str) -> list[int]:
    return [int(part) for part in number.split(".") if part.isascii() and part.isdigit()]


def by_part(pages: list[Page]) -> Iterator[tuple[str, Page]]:
    """Each page with the part that begins with it, or nothing."""
    before = ""
    for page in pages:
        yield page.part if page.part != before else "", page
        before = page.part
