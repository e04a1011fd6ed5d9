"""What differs between two files in which no paragraph does: ends of lines, blank lines, a byte-order mark."""

from __future__ import annotations

from handbook.review.model import Mark, Redline, Run
from handbook.review.words import line_difference

_NAMES = {"\r\n": "CRLF", "\n": "LF", "\r": "CR", "\ufeff": "BOM"}


def byte_redline(before: bytes, after: bytes) -> Redline:
    """The lines that differ, their ends shown by name; lines that stayed are left out but one on each side."""
    one, other = (data.decode("utf-8", "replace") for data in (before, after))
    ends = [_ends(text) for text in (one, other)]
    if ends[0] != ends[1]:
        return tuple(
            Run(mark, end, _NAMES[end]) for mark, end in zip((Mark.DELETED, Mark.INSERTED), ends, strict=True) if end
        )
    return tuple(run if run.mark is not Mark.SAME else _short(run) for run in line_difference(one, other))


def _ends(text: str) -> str:
    """How the lines of a text end; a byte-order mark counts for more."""
    return next((end for end in ("\ufeff", "\r\n", "\r", "\n") if end in text), "")


def _short(run: Run) -> Run:
    lines = run.raw.splitlines(keepends=True)
    text = "".join(lines if len(lines) <= 2 else (lines[0], "…\n", lines[-1]))
    return Run(run.mark, text, text)
