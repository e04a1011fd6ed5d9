"""PO135 length. What: a translation far shorter or longer than its source, or with fewer sentences by half (a
warning).

Why: a lost clause or sentence leaves no other trace. Instead: compare sentence by sentence; where the language says
it so briefly, give the reason in an ignore.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from handbook.checks.pair import Pair, Said, Side
from handbook.findings import Severity

SEVERITY = Severity.WARNING
_LONG_ENOUGH = 40
_SHORTEST, _LONGEST = 0.55, 2.0
# A short text may hold one abbreviation that the other language writes out.
_SHORT, _LONGEST_OF_SHORT = 90, 2.6
_END = re.compile(r"[.!?](?=[\s\ufffc»”\")]|$)")


def heeds(english: Side) -> bool:
    return len(english.plain) >= _LONG_ENOUGH


def compare(pair: Pair) -> Iterator[Said]:
    source, target = pair.english.plain, pair.given.plain
    if len(source) < _LONG_ENOUGH or not target or source == target:
        return
    share = len(target) / len(source)
    sentences = _sentences(source)
    if share < _SHORTEST:
        yield f"the translation has {share:.0%} of the source's length", "compare sentence by sentence"
    elif share > (_LONGEST_OF_SHORT if len(source) < _SHORT else _LONGEST):
        yield f"the translation is {share:.1f} times as long as the source", "compare sentence by sentence"
    elif sentences > 1 and sentences > (left := len(_END.findall(target))) + 1 and sentences > 1.5 * left:
        yield f"the source has {sentences} sentences, the translation {left}", "compare sentence by sentence"


@lru_cache(maxsize=8192)
def _sentences(source: str) -> int:
    return len(_END.findall(source))
