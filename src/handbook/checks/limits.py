"""Numbers with their unit of time: 24 hours, three months."""

from __future__ import annotations

import re

from handbook.checks.numerals import Numbers
from handbook.checks.tongues import Tongue

# Words that may stand between the number and its unit: three working days.
_BETWEEN = 2
_WORD = re.compile(r"[^\W\d_]+|[\d.!?;:()«»“”\ufffc]")


def time_limits(text: str, numbers: Numbers, spoken: Tongue) -> frozenset[tuple[str, str]]:
    """The value of each number that a unit of time follows, with the name of the unit (`hour`)."""
    starts = {one.start for one in numbers.all}
    found: set[tuple[str, str]] = set()
    for number in numbers.all:
        for place, word in enumerate(_WORD.finditer(text, number.end)):
            if place > _BETWEEN or not word.group()[0].isalpha() or word.start() in starts:
                break
            if units := [
                unit for unit, written in spoken.unit_words.items() if written.fullmatch(word.group())
            ]:
                found.update((number.value, unit) for unit in units)
                break
    return frozenset(found)
