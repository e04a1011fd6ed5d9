"""PO117 address-in-text. What: an address, e-mail or document symbol (A/RES/60/288) in the words of the source that
the translation lacks or changes.

Why: the reader finds nothing there, or another's text. Instead: copy it from the source, letter by letter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from handbook.checks.pair import Pair, Said
from handbook.markdown.code_spans import without_code

_ADDRESS = re.compile(
    r"(?<![(<\w])[a-z]+://[^\s<>()\[\]«»“”\"']+|\b[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"
    r"|\b[A-Z]{1,12}(?:/[A-Z0-9.]{1,20}){1,8}/\d[\w.]{0,20}"
)
SIGNS = frozenset("/@")
# In all of them; most links and citations have none.
_MAYBE = re.compile(r"[:/@](?:(?<=:)//|(?<=/)\d|(?<=[\w.+-]@)[\w-])")


def compare(pair: Pair) -> Iterator[Said]:
    if not pair.has(SIGNS) or not (_MAYBE.search(pair.msgid) or _MAYBE.search(pair.msgstr)):
        return
    wanted, given = _english_addresses(pair.msgid), _addresses(pair.msgstr)
    for address in sorted(wanted - given):
        yield f"the translation lacks {address}", "copy it from the source"
    for address in sorted(given.keys() - wanted.keys()):
        yield f"the translation has an address that the source does not have: {address}", "take it out"


@lru_cache(maxsize=8192)
def _english_addresses(text: str) -> Counter[str]:
    return _addresses(text)


def _addresses(text: str) -> Counter[str]:
    return Counter(found.rstrip(".,;:!?") for found in _ADDRESS.findall(without_code(text)))
