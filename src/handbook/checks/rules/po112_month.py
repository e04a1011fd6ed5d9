"""PO112 month. What: a date whose month the translation lacks or changes.

Why: the day a law was adopted or enters into force decides which text applies. Instead: use the month of the source,
by name or by number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from handbook.checks.pair import Pair, Said, Side
from handbook.checks.tongues import SOURCE, tongue

_NAMES = "|".join(tongue(SOURCE).months)
# "May" and "March" are words as well: only a number beside them makes a month.
_DATE = re.compile(rf"\b\d{{1,2}} ({_NAMES})\b|\b({_NAMES}) \d{{1,4}}\b")
_DIGIT = re.compile(r"\d")
_NUMERIC = re.compile(r"\b\d{1,2}[./-](\d{1,2})[./-]\d{4}\b|\b\d{4}-(\d{2})-\d{2}\b")


@lru_cache(maxsize=8192)
def _wanted(source: str) -> frozenset[int]:
    """The months of an English text, from 1."""
    if not _DIGIT.search(source):
        return frozenset()
    names = tongue(SOURCE).months
    return frozenset(names.index("".join(filter(None, found))) + 1 for found in _DATE.findall(source))


def heeds(english: Side) -> bool:
    return bool(_wanted(english.prose))


def compare(pair: Pair) -> Iterator[Said]:
    names = tongue(SOURCE).months
    if not pair.tongue.months:
        return
    wanted = _wanted(pair.source)
    if not wanted:
        return
    given = {match.lastindex or 0 for match in pair.tongue.month_words.finditer(pair.target)}
    given |= {int("".join(found)) for found in _NUMERIC.findall(pair.target)}
    for month in sorted(wanted - given):
        others = sorted(given - wanted)
        has = f"; it has {', '.join(names[one - 1] for one in others)}" if others else ""
        yield f"the translation lacks the month {names[month - 1]}{has}", "use the month of the source"
