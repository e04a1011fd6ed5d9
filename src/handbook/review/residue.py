"""What of a paragraph's source is in none of its texts: names of boxes, attribute lists, languages of code."""

from __future__ import annotations

import re
from collections.abc import Iterable

from handbook.markdown.block_texts import BlockText

# What the parser drops between the words of a text: see `markdown.places`.
_DROPPED = frozenset(" \t\n\r\f\v>|\\\x02\x03")
_BULLET = re.compile(r"[\s>]*(?:[-*+]|\d{1,9}[.)])?\s*")
_STEP = re.compile(r"@[^:]*:|\{[ ]*within[^{}]*\}")
_MARK = re.compile("\x02[^\x02\x03]*\x03")
# So far ahead a text is looked for; it stands in order, so it is near.
_REACH = 400


def residue(source: str, texts: Iterable[BlockText]) -> str:
    """The lines of `source` that still say something without the texts, stripped of what opens an item or a cell."""
    left = list(source)
    at = 0
    steps = False
    for text in texts:
        steps = steps or text.block == "step"
        for run in _MARK.split(text.raw):
            at = _blank(source, left, run, at)
    lines = (_BULLET.sub("", line, count=1) for line in "".join(left).split("\n"))
    if steps:
        lines = (_STEP.sub("", line) for line in lines)
    said = (" ".join(line.split()) for line in lines)
    return "\n".join(line for line in said if any(character.isalnum() for character in line))


def _blank(source: str, left: list[str], raw: str, at: int) -> int:
    """Take one text out; return where it ends, or `at` where it does not stand."""
    wanted = [character for character in raw if character not in _DROPPED]
    if not wanted:
        return at
    start = source.find(wanted[0], at)
    for _ in range(_REACH):
        if start < 0:
            return at
        places = _walk(source, wanted, start)
        if places is not None:
            for place in places:
                left[place] = " " if source[place] != "\n" else "\n"
            return places[-1] + 1
        start = source.find(wanted[0], start + 1)
    return at


def _walk(source: str, wanted: list[str], start: int) -> list[int] | None:
    places: list[int] = []
    at = start
    for character in wanted:
        while at < len(source) and source[at] != character and source[at] in _DROPPED:
            at += 1
        if at >= len(source) or source[at] != character:
            return None
        places.append(at)
        at += 1
    return places
