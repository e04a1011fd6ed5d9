"""Where citations stand in a page's source, for checks that read Markdown without rendering it.

Passes over what Python-Markdown does not read as running text: fenced code, code spans, escaped brackets and HTML
comments. Indented code is not recognised, since the same indentation also continues lists and admonitions. One
step forward for every mark, whatever the text: a page written to be slow is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# A bracket that a `(` or `[` follows is a link's text, and a nested bracket is nobody's citation.
BRACKET = r"\[@[^\[\]\x02\x03]*\](?![(\[])"
_MARK = re.compile(
    r"^(?P<lead>[ \t>]*)(?P<fence>`{3,}|~{3,})(?P<info>[^`\n]*)$"
    rf"|(?P<escape>\\[\\`\[\]])|(?P<ticks>`+)|(?P<comment><!--)|(?P<cite>{BRACKET})",
    re.MULTILINE,
)
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_TICKS = re.compile(r"`+")


def scan(text: str) -> Iterator[tuple[str, int]]:
    """Yield every `[@…]` of the page with its offset, well-formed or not."""
    if "[@" not in text:
        return
    at = 0
    while (mark := _MARK.search(text, at)) is not None:
        at = mark.end()
        if mark["cite"] is not None:
            yield mark["cite"], mark.start()
        elif mark["fence"] is not None:
            at = _end_of_fence(text, at, mark["fence"])
        elif mark["ticks"] is not None:
            at = _end_of_code(text, at, len(mark["ticks"]))
        elif mark["comment"] is not None:
            at = _end_of_comment(text, at)


def _end_of_fence(text: str, at: int, fence: str) -> int:
    """After the closing fence; an unclosed one runs to the end of the page."""
    closing = re.compile(rf"^[ \t>]*{re.escape(fence[0])}{{{len(fence)},}}[ \t]*$", re.MULTILINE).search(
        text, at
    )
    return closing.end() if closing is not None else len(text)


def _end_of_code(text: str, at: int, length: int) -> int:
    """After the run of as many backticks that closes a code span in the same block; else where it began."""
    blank = _BLANK_LINE.search(text, at)
    for run in _TICKS.finditer(text, at, blank.start() if blank is not None else len(text)):
        if len(run.group()) == length:
            return run.end()
    return at


def _end_of_comment(text: str, at: int) -> int:
    end = text.find("-->", at)
    return end + len("-->") if end >= 0 else len(text)
