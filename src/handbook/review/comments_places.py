"""Where each stretch of a document that came back stands: by its bookmark, else by the number printed above it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from handbook.review.comments_walk import Piece, Stream
from handbook.review.document_map import Spot

# The headings of a change and of a language, as `document_changes` writes them.
_NUMBERED = re.compile(r"(?:¶ ?|Page ?)(?P<number>[\d.]*).* · (?P<file>[^·]+?)(?::(?P<line>\d{1,9}))?")
_TONGUE = re.compile(r".+\((?P<tag>[A-Za-z][A-Za-z0-9-]*)\) · .* · (?P<file>[^·]+?)(?::(?P<line>\d{1,9}))?")


def places(stream: Stream, known: Mapping[str, Spot]) -> list[Spot | None]:
    """The place of each piece; None where there is none."""
    out: list[Spot | None] = []
    current: Spot | None = None
    begun = _first_marks(stream, known)
    for number, group in groupby(stream.pieces, lambda piece: piece.paragraph):
        pieces = list(group)
        if (mark := begun.get(number)) is not None:
            current = _real(known[mark])
        elif not any(_inside(piece, known) for piece in pieces):
            current = _printed("".join(map(_as_written, pieces)).strip(), current, known)
        for piece in pieces:
            if inside := _inside(piece, known):
                current = _real(known[inside])
            out.append(current)
    return out


def _first_marks(stream: Stream, known: Mapping[str, Spot]) -> dict[int, str]:
    """The first bookmark of ours that begins in each paragraph."""
    found: dict[int, str] = {}
    for name, paragraph in stream.begun.items():
        if name in known:
            found.setdefault(paragraph, name)
    return found


def _inside(piece: Piece, known: Mapping[str, Spot]) -> str:
    """The innermost bookmark of ours around a piece."""
    return next((name for name in reversed(piece.marks) if name in known), "")


def _real(spot: Spot) -> Spot | None:
    # A heading of the document itself stands for nothing, and what follows it does not belong to what was before.
    return spot if spot.file or spot.page else None


def _as_written(piece: Piece) -> str:
    """The text without what is proposed to be inserted into it."""
    return "" if any(one.kind == "ins" for one in piece.revisions) else piece.text


def _printed(text: str, current: Spot | None, known: Mapping[str, Spot]) -> Spot | None:
    """The place that a heading of ours names; what is no such heading belongs to the last one."""
    if found := _NUMBERED.fullmatch(text):
        line = int(found["line"] or 0)
        same = _known(known, found["number"], found["file"], line)
        return next(same, Spot("", page=found["file"], number=found["number"], file=found["file"], line=line))
    if current is not None and (found := _TONGUE.fullmatch(text)):
        line = int(found["line"] or 0)
        return Spot("", current.anchor, current.page, current.number, found["file"], line, found["tag"])
    return current


def _known(known: Mapping[str, Spot], number: str, file: str, line: int) -> Iterator[Spot]:
    return (one for one in known.values() if (one.number, one.file, one.line) == (number, file, line))
