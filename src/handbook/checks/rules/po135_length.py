"""PO135 length. What: a translation far shorter or longer than its source, or with fewer sentences by half (a
warning).

Why: a lost clause or sentence leaves no other trace. Instead: compare sentence by sentence; where the language says
it so briefly, give the reason in an ignore.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.checks.pair import Pair, Said
from handbook.findings import Severity

SEVERITY = Severity.WARNING
_LONG_ENOUGH = 40
_SHORTEST, _LONGEST = 0.55, 2.0
# A short text may hold one abbreviation that the other language writes out.
_SHORT, _LONGEST_OF_SHORT = 90, 2.6
_END = re.compile(r"[.!?](?=[\s\ufffc»”\")]|$)")


def compare(pair: Pair) -> Iterator[Said]:
    source, target = " ".join(pair.source.split()), " ".join(pair.target.split())
    if len(source) < _LONG_ENOUGH or not target or source == target:
        return
    share = len(target) / len(source)
    sentences, left = len(_END.findall(source)), len(_END.findall(target))
    if share < _SHORTEST:
        yield f"the translation has {share:.0%} of the source's length", "compare sentence by sentence"
    elif share > (_LONGEST_OF_SHORT if len(source) < _SHORT else _LONGEST):
        yield f"the translation is {share:.1f} times as long as the source", "compare sentence by sentence"
    elif sentences > left + 1 and sentences > 1.5 * left:
        yield f"the source has {sentences} sentences, the translation {left}", "compare sentence by sentence"
