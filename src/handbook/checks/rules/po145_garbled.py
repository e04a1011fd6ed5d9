"""PO145 garbled. What: letters that were lost or read in the wrong code: a replacement sign, a row of question marks
inside words, Ð¡ÐµÐ for Cyrillic.

Why: the text cannot be read, and what it said is not in the file any more. Instead: take it from an older version of
the file, saved as UTF-8.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.checks.pair import Pair, Said

# UTF-8 read as Latin-1 or as Windows-1251: letters that begin a pair, each followed by a sign.
_GARBLED = re.compile(
    r"\ufffd|\?{3,}|\w\?\w|(?:[ÐÑÒÓÂÃÅÄ][\u0080-\u00bf\u0152-\u0192\u2013-\u203a]){2,}"
    r"|(?:[РС][\u00a0-\u00bf\u0452-\u045f\u2013-\u203a]){2,}"
)

# In all of that: a sign that good text has only after a word, or a letter before what is no small letter.
_MAYBE = re.compile(r"[\ufffd?ÐÑÒÓÂÃÅÄРС](?:(?<![РС])|(?=[\u00a0-\u00bf\u0452-\u045f\u2013-\u203a]))")
SIGNS = frozenset("\ufffd?ÐÑÒÓÂÃÅÄРС")


def compare(pair: Pair) -> Iterator[Said]:
    if _MAYBE.search(pair.target) is None:
        return
    if (found := _GARBLED.search(pair.target)) and not _GARBLED.search(pair.source):
        yield f"letters were lost: {found.group()!r}", "take the text from an older version, saved as UTF-8"
