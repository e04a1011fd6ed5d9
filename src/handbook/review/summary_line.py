"""What the lines of the comment are made of: links, places, redlines and numbers, each of a bounded length."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from handbook.project.history import Commit
from handbook.review.links import Links
from handbook.review.markdown_text import deleted, in_markdown, inserted, size, tidy
from handbook.review.model import Mark, Redline, Review
from handbook.review.visible import ending, opening

# A longer address is no help to a reader, and leaves no room for the rest.
_LONGEST_ADDRESS = 600
# Unchanged words shown on each side of a change.
_AROUND = 50
_LONGEST_RUN = 280


@dataclass(frozen=True, slots=True)
class Cut:
    """Whole entries that found room, and how many did not."""

    shown: tuple[str, ...]
    left_out: int


def fitting(entries: Iterable[str], total: int, room: int) -> Cut:
    """Take entries until the next has no room; `total` is how many there are. No entry after that one is made."""
    shown: list[str] = []
    for entry in entries:
        room -= size(entry) + 1
        if room < 0:
            break
        shown.append(entry)
    return Cut(tuple(shown), total - len(shown))


def text(value: str, limit: int = 120) -> str:
    """Text of others, for a place inside a line."""
    return in_markdown(opening(value, limit))


def link(words: str, address: str) -> str:
    """`words` are Markdown already. Without an address, or with one too long to be of use, they stand alone."""
    return f"[{words}]({address})" if address and len(address) <= _LONGEST_ADDRESS else words


def listed(values: Sequence[str], most: int, limit: int = 120) -> str:
    """The first values with a comma between them, and how many more there are."""
    shown = ", ".join(text(value, limit) for value in values[:most])
    return f"{shown} and {len(values) - most:,} more" if len(values) > most else shown


def source_line(links: Links, commit: Commit, file: str, line: int) -> str:
    """`docs/a.md:12`, a link where lines have addresses: a path beside the review leads nowhere from a comment."""
    name = ending(file, 120)
    place = text(f"{name}:{line}" if line else name, 140)
    try:
        return link(place, links.line_of(commit.hash, file, line) if links.source else "")
    except UnicodeEncodeError:
        # A file name that is no UTF-8 has no address.
        return place


def page_of(review_address: str, name: str) -> str:
    """The address of a file beside the whole review; empty where only the review itself has one."""
    folder, slash, page = review_address.rpartition("/")
    return f"{folder}/{name}" if slash and page == "index.html" else ""


def preview_of(links: Links, path: str) -> str:
    """The address of a file of the preview."""
    return f"{links.preview.rstrip('/')}/{path}" if links.preview else ""


def left_out(count: int, word: str, links: Links) -> str:
    """What a section says of entries it had no room for, and where they are: nothing if there are none."""
    if not count:
        return ""
    whole = link("the full review", links.review) if links.review else "`build/review/index.html`"
    return f"*{count:,} more {word}{'s' * (count != 1)}: see {whole}.*"


def redline_line(redline: Redline, room: int) -> str:
    """~~Gone~~ and **new** words with a few that stayed around them; `room` counts characters before escaping."""
    pieces = _merged(redline)
    out: list[str] = []
    for index, (mark, words) in enumerate(pieces):
        if room <= 0:
            return tidy(f"{''.join(out)} …")
        shown = _context(words, index, len(pieces)) if mark is Mark.SAME else opening(words, _LONGEST_RUN)
        shown = opening(shown, room)
        room -= len(shown)
        if index and mark is Mark.INSERTED and pieces[index - 1][0] is Mark.DELETED:
            out.append(" ")
        out.append(_SHOW[mark](shown))
    return tidy("".join(out))


_SHOW = {Mark.SAME: in_markdown, Mark.INSERTED: inserted, Mark.DELETED: deleted}


def _merged(redline: Redline) -> list[tuple[Mark, str]]:
    """Runs that are shown; two of one mark that come to stand beside each other are one."""
    seen = groupby((run for run in redline if run.shown), key=lambda run: run.mark)
    return [(mark, "".join(run.shown for run in runs)) for mark, runs in seen]


def _context(words: str, index: int, count: int) -> str:
    """Unchanged words: their end before the first change, their beginning after the last, both ends between two."""
    if count == 1:
        return opening(words, 2 * _AROUND)
    if index == 0:
        return ending(words, _AROUND)
    if index == count - 1 or len(words) <= 2 * _AROUND:
        return opening(words, _AROUND if index == count - 1 else 2 * _AROUND)
    return f"{opening(words, _AROUND)} {ending(words, _AROUND)}"


def comparison(review: Review) -> str:
    """`main → change/arrest`, with both hashes, which the host makes links of."""
    base, head = text(review.base_name, 80), text(review.head_name, 80)
    return f"{base} ({review.base.short}) → {head} ({review.head.short})"
