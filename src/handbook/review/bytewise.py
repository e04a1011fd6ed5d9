"""What differs between two files in which no paragraph does: ends of lines, blank lines, a byte-order mark."""

from __future__ import annotations

from handbook.review.model import Mark, Redline, Run
from handbook.review.words import line_difference

_NAMES = {"\r\n": "CRLF", "\n": "LF", "\r": "CR", "\ufeff": "BOM"}


def byte_redline(before: bytes, after: bytes) -> Redline:
    """The lines that differ; if it is the ends of lines, they are shown by name."""
    one, other = (data.decode("utf-8", "replace") for data in (before, after))
    ends = [_ends(text) for text in (one, other)]
    if ends[0] != ends[1]:
        return tuple(
            Run(mark, end, _NAMES[end]) for mark, end in zip((Mark.DELETED, Mark.INSERTED), ends, strict=True) if end
        )
    return line_difference(*excerpts(one, other))


def excerpts(before: str, after: str) -> tuple[str, str]:
    """Two texts without the lines with which both begin and end, but for one on each side."""
    one, other = (text.splitlines(keepends=True) for text in (before, after))
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    start, end = max(0, start - 1), max(0, end - 1)
    return "".join(one[start : len(one) - end]), "".join(other[start : len(other) - end])


def _ends(text: str) -> str:
    """How the lines of a text end; a byte-order mark counts for more."""
    return next((end for end in ("\ufeff", "\r\n", "\r", "\n") if end in text), "")

