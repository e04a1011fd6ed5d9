"""PO144 composed. What: a letter written as two characters, such as и with a breve after it for й.

Why: it looks the same and is another word for search, sorting and checks. Instead: type the letter itself;
`handbook check --fix` puts it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from handbook.checks.pair import ODD, Pair, Said

_WORD = re.compile(r"\S*[\u0300-\u036f]\S*")
SIGNS = frozenset({ODD})


def compare(pair: Pair) -> Iterator[Said]:
    if not pair.unusual or unicodedata.is_normalized("NFC", pair.msgstr):
        return
    words = [word for word in _WORD.findall(pair.msgstr) if unicodedata.normalize("NFC", word) != word]
    shown = words[0] if words else "a letter"
    yield f"a letter is written as two characters: {shown}", f"write {unicodedata.normalize('NFC', shown)}"


def mend(text: str, pair: Pair) -> str:  # noqa: ARG001 - every rule is asked in the same way
    return unicodedata.normalize("NFC", text)
