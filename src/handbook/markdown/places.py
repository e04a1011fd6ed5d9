"""Find each segment again in its source file: Python-Markdown keeps no lines, so the words themselves are the trace.

White space, quotation marks of block quotes and backslashes may differ between the source and the block tree; all other
characters stand in both in the same order. Long segments claim their place first, so a short one is never found inside
another; equal ones are told apart by their neighbours.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from handbook.markdown.segments import Segment

_DROPPED = re.compile(r"[\s>|\\\x02\x03]")
_STASH = re.compile("\x02[^\x02\x03]*\x03")
_TAB_WIDTH = 4


@dataclass(slots=True)
class _Squeezed:
    """The source without the characters that may differ: `text`, and for each character its place in the source."""

    text: str
    places: list[int]
    source: str

    def opens(self, at: int) -> bool:
        """Whether a word may begin at squeezed character `at`: nothing of the same word stands before it."""
        place = self.places[at]
        return place == 0 or not (self.source[place - 1].isalnum() and self.source[place].isalnum())

    def closes(self, end: int) -> bool:
        place = self.places[end - 1] + 1
        return place >= len(self.source) or not (self.source[place].isalnum() and self.source[place - 1].isalnum())


def locate(source: str, segments: list[Segment], first_line: int = 1) -> list[Segment]:
    """Return the segments with their lines in `source` (whose first line is `first_line`); 0 where none was found.

    `source` is the page's Markdown as read (LF line ends); the order of `segments` is that of the block tree.
    """
    squeezed = _squeeze(source)
    starts = [0, *(found.end() for found in re.finditer("\n", source))]
    claimed = bytearray(len(squeezed.text))
    places: dict[int, int] = {}
    needles = [_needle(segment.raw) for segment in segments]
    for index in sorted(range(len(segments)), key=lambda i: (-len(needles[i]), i)):
        found = _claim(squeezed, claimed, needles[index], _lower_bound(places, index))
        if found is not None:
            places[index] = found
    lines = {i: first_line + bisect_right(starts, squeezed.places[at]) - 1 for i, at in places.items()}
    return [replace(segment, line=lines.get(i, 0)) for i, segment in enumerate(segments)]


def _squeeze(source: str) -> _Squeezed:
    signs = set(source)
    dropped = {sign for sign in signs if _DROPPED.match(sign)}
    small = {ord(sign): None if sign in dropped else _small(sign) for sign in signs}
    places = [place for place, sign in enumerate(source) if sign not in dropped]
    return _Squeezed(source.translate(small), places, source)


def _small(sign: str) -> str:
    """The small letter, where it is one character too."""
    low = sign.lower()
    return low if len(low) == 1 else sign


def _needle(raw: str) -> str:
    """The longest run of a segment without stash marks, squeezed as the source is."""
    runs = [_DROPPED.sub("", run) for run in _STASH.split(raw)]
    longest = max(runs, key=len)
    return longest.lower() if longest.isascii() else "".join(map(_small, longest))


def _lower_bound(places: dict[int, int], index: int) -> int:
    """The nearest placed segment before this one; it is looked for after that first."""
    before = [other for other in places if other < index]
    return places[max(before)] if before else 0


def _claim(squeezed: _Squeezed, claimed: bytearray, needle: str, start: int) -> int | None:
    """Take the first free place of `needle` at or after `start`, else the first free one at all."""
    if not needle:
        return None
    for begin in (start, 0):
        at = squeezed.text.find(needle, begin)
        while at != -1:
            end = at + len(needle)
            if squeezed.opens(at) and squeezed.closes(end) and not any(claimed[at:end]):
                claimed[at:end] = b"\x01" * len(needle)
                return at
            at = squeezed.text.find(needle, at + 1)
    return None
