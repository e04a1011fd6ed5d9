"""Text from outside made fit for a terminal and for the log of a CI job: no control characters, no commands."""

from __future__ import annotations

import re
import unicodedata

_SIGN = "\N{REPLACEMENT CHARACTER}"
# What steers a terminal, turns the direction of reading, or cannot be seen. Everything else is shown as it is.
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
# In any place of a line, `##[` begins a command for the programs that run jobs.
_COMMAND = re.compile(r"(?<=##)\[")
_PLAIN = re.compile(r"[ -~]*")


def harmless(text: str) -> str:
    """The text on one line and of the same length; what nobody should see or obey is a sign that everybody sees."""
    if _PLAIN.fullmatch(text) is None:
        text = "".join(map(_shown, text))
    return _COMMAND.sub("\N{LEFT SQUARE BRACKET WITH QUILL}", text) if "##[" in text else text


def _shown(letter: str) -> str:
    if letter in "\t\n\r":
        return " "
    return _SIGN if unicodedata.category(letter) in _UNSEEN else letter


def width(text: str) -> int:
    """How many columns of a terminal a harmless text takes."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
