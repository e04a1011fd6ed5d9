"""The changes in the comment: folded by page, the most important first, cut at whole changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from handbook.review.links import Links
from handbook.review.markdown_text import in_html, size
from handbook.review.model import Change, Kind, Review, Standing, Text
from handbook.review.page_tags import counted
from handbook.review.page_words import KINDS, STANDINGS, block_word
from handbook.review.summary_line import left_out, link, redline_line, source_line, text
from handbook.review.visible import opening

# What a reviewer must see before anything else is cut: law, then words, then the rest.
_FIRST = frozenset({Kind.CITATIONS})
_WORDS = frozenset({Kind.ADDED, Kind.REMOVED, Kind.REWORDED})
_TOLD = (Standing.OUTDATED, Standing.MISSING, Standing.UPDATED)
_ITEMS = {"li": "item", "td": "cell", "th": "head of a column", "step": "step"}
# Characters and texts of one change; the whole stands in the review. The fewer changes, the more is shown of each.
_MANY = 60
_SHOWN, _SHOWN_OF_MANY = (700, 8), (260, 3)
# A review as short as this is not folded.
_OPEN = 6
_CLOSING = "\n\n</details>\n"


Page = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A change and its line."""

    change: Change
    line: str

    @property
    def page(self) -> Page:
        return _page_of(self.change)


def changes_section(review: Review, links: Links, room: int) -> str:
    """All changes that find room, in `room` characters; how many did not is said above them."""
    told = left_out(len(review.changes), "change", links)
    shown = list(_within(review, links, room - size(told) - 2))
    told = left_out(len(review.changes) - len(shown), "change", links)
    counts = Counter(map(_page_of, review.changes))
    opened = len(review.changes) <= _OPEN
    pages = [_page(entries, counts[page], opened) for page, entries in _by_page(shown).items()]
    return "\n".join([*([f"{told}\n"] if told else []), *pages]).rstrip()


def _within(review: Review, links: Links, room: int) -> Iterator[_Entry]:
    opened: set[Page] = set()
    # Sorting is stable: within a rank the order stays that of reading.
    for change in sorted(review.changes, key=_rank):
        entry = _Entry(change, _line(review, change, links))
        room -= size(entry.line) + 1
        if entry.page not in opened:
            opened.add(entry.page)
            room -= size(_opening(change, "9,999,999 of 9,999,999 changes", True)) + size(_CLOSING) + 2
        if room < 0:
            return
        yield entry


def _rank(change: Change) -> int:
    kinds = set(change.kinds)
    if kinds & _FIRST or change.citations_added or change.citations_dropped:
        return 0
    return 1 if kinds & _WORDS else 2 if kinds & {Kind.MOVED, Kind.TRANSLATED} else 3


def _page_of(change: Change) -> Page:
    return change.place.page, change.title


def _by_page(entries: Iterable[_Entry]) -> dict[Page, list[_Entry]]:
    """Pages in the order of their most important change, and the changes of each in theirs."""
    pages: dict[Page, list[_Entry]] = {}
    for entry in entries:
        pages.setdefault(entry.page, []).append(entry)
    return pages


def _page(entries: list[_Entry], total: int, opened: bool) -> str:
    whole = counted(total, "change")
    count = whole if len(entries) == total else f"{len(entries):,} of {whole}"
    lines = "\n".join(entry.line for entry in entries)
    return f"{_opening(entries[0].change, count, opened)}{lines}{_CLOSING}"


def _opening(change: Change, count: str, opened: bool) -> str:
    title = in_html(opening(change.title or change.place.page, 100))
    return f"<details{' open' * opened}><summary><b>{title}</b> – {count}</summary>\n\n"


# --- One change ---


def _line(review: Review, change: Change, links: Links) -> str:
    """One item of a list, on one line: nothing of others ever begins a line."""
    room, most = _SHOWN_OF_MANY if len(review.changes) > _MANY else _SHOWN
    parts = [_head(review, change, links), *_texts(change, room, most), _standings(change)]
    return "- " + "<br>".join(filter(None, parts))


def _head(review: Review, change: Change, links: Links) -> str:
    place = change.place
    commit = review.head if change.after else review.base
    facts = [
        f"**{text(place.number, 40)}**" if place.number else "",
        f"{', '.join(KINDS[kind].word.lower() for kind in change.kinds)}{_formerly(change)}",
        source_line(links, commit, place.file, place.line),
        link("redline", f"{links.review}#{change.anchor}") if links.review else "",
    ]
    return " · ".join(filter(None, facts))


def _formerly(change: Change) -> str:
    before, after = change.before, change.after
    if before is None or after is None or (before.page, before.number) == (after.page, after.number):
        return ""
    page = f" in {text(before.page, 80)}" if before.page != after.page else ""
    return f" (was {text(before.number, 40)}{page})"


def _texts(change: Change, room: int, most: int) -> list[str]:
    changed = [one for one in change.texts if set(one.kinds) - {Kind.SAME}] or list(change.texts[:1])
    lines: list[str] = []
    for one in changed[:most]:
        if room > 0:
            lines.append(f"{_block(one)}{redline_line(one.redline, room)}")
            room -= len(lines[-1])
    more = len(changed) - len(lines)
    return [*lines, f"*{counted(more, 'more text')} of this paragraph*"] if more else lines


def _block(one: Text) -> str:
    word = _ITEMS.get(one.block) or block_word(one.block).lower()
    return f"*{word}:* " if word else ""


def _standings(change: Change) -> str:
    """`outdated: kk, ky · updated: ru`; languages with nothing to do are not named."""
    tags = {
        standing: [tag for tag, held in change.languages.items() if held is standing] for standing in _TOLD
    }
    return " · ".join(
        f"{STANDINGS[standing].word.lower()}: {text(', '.join(found))}"
        for standing, found in tags.items()
        if found
    )
