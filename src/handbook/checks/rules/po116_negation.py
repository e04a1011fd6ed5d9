"""PO116 negation. What: the source denies or forbids, and the translation has no word or ending that could.

Why: a lost *not* turns a prohibition into a permission. Instead: compare the sentence; where your language says the
same without a denial, give the reason in an ignore.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from handbook.checks.pair import Pair, Said, Side
from handbook.checks.tongues import SOURCE, tongue
from handbook.findings import Severity

SEVERITY = Severity.WARNING


def heeds(english: Side) -> bool:
    return bool(_denial(english.prose))


def compare(pair: Pair) -> Iterator[Said]:
    if not pair.tongue.negation:
        return
    denial = _denial(pair.source)
    if denial and not pair.tongue.negations.search(pair.target):
        yield f"the source says {denial!r}, and nothing in the translation denies", "compare the sentences"


@lru_cache(maxsize=8192)
def _denial(source: str) -> str:
    """The first words of an English text that deny, or nothing."""
    found = tongue(SOURCE).negations.search(source)
    return found.group() if found else ""
