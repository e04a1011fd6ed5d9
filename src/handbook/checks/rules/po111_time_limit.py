"""PO111 time-limit. What: a time limit of the source whose unit the translation lacks or changes: 24 hours that became
24 days, three months without the word for months.

Why: an officer acts by the limit; the number alone does not give it. Instead: use the unit of the source, even where
another would amount to the same: 48 hours are not two days in law.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from handbook.checks.limits import time_limits
from handbook.checks.numerals import source_numbers, target_numbers
from handbook.checks.pair import Pair, Said, Side
from handbook.checks.tongues import SOURCE, tongue

# "May one day be needed" sets no limit; "within one day" does.
_SOME_DAY = re.compile(r"(?<!within)(?<!after)(?<!than)(?<!least)(?<!for)(?<!in)(?<!of) one day\b")


@lru_cache(maxsize=8192)
def _limits(source: str) -> frozenset[tuple[str, str]]:
    return time_limits(source, source_numbers(source), tongue(SOURCE))


def heeds(english: Side) -> bool:
    return bool(_limits(english.prose))


def compare(pair: Pair) -> Iterator[Said]:
    limits = _limits(pair.source)
    units = pair.tongue.unit_words
    if not limits or not units:
        return
    wanted = frozenset(one.value for one in source_numbers(pair.source).digits)
    target = target_numbers(pair.target, pair.language, wanted)
    given = time_limits(pair.target, target, pair.tongue)
    if _SOME_DAY.search(pair.source):
        limits -= {("1", "day")}
    for value, unit in sorted(limits - given):
        other = sorted(
            found for number, found in given - limits if number == value and (number, found) not in limits
        )
        if other and (value, unit) not in given:
            yield f"{value} {unit}s became {value} {other[0]}s", "use the unit of the source"
        elif not units[unit].search(pair.target):
            yield (
                f"the translation does not say that {value} is a number of {unit}s",
                f"add the word for {unit}s",
            )
