"""Characters that nobody sees, made visible: a reviewer must not be shown another text than the one that changed."""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"[ \t\r\n]{2,}|[\t\r\n]")
# Control, format (bidi, zero width, soft hyphen), lone surrogate, private, unassigned; line and paragraph separator.
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# Letters and marks by their category, and yet without a shape of their own.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0")


def visible(text: str) -> str:
    """Return the text on one line, each invisible character as its number: `⟨U+202E⟩`.

    Spaces of all widths stay as they are; runs of plain spaces, tabs and line ends become one space.
    """
    line = _SPACES.sub(" ", text)
    if line.isprintable() and not _BLANK.intersection(line):
        return line
    return "".join(f"⟨U+{ord(char):04X}⟩" if _is_hidden(char) else char for char in line)


def opening(text: str, limit: int) -> str:
    """The beginning of the text, visible: at most `limit` characters, cut at a space where one is near."""
    # Nobody reads all of a text that is only to be cut.
    line = visible(text[: 4 * limit])
    if len(line) <= limit and len(text) <= 4 * limit:
        return line
    cut = line[: limit - 1]
    head, space, tail = cut.rpartition(" ")
    return f"{head if space and len(tail) < 30 else cut}…"


def ending(text: str, limit: int) -> str:
    """The end of the text in the same way: what stands before a place."""
    line = visible(text[-4 * limit :])
    if len(line) <= limit and len(text) <= 4 * limit:
        return line
    cut = line[1 - limit :]
    head, space, tail = cut.partition(" ")
    return f"…{tail if space and len(head) < 30 else cut}"


def _is_hidden(char: str) -> bool:
    return unicodedata.category(char) in _HIDDEN or char in _BLANK
