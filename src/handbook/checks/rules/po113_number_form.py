"""PO113 number-form. What: a number written with English marks: 1,500 for one thousand five hundred, 2.5 for two and a
half.

Why: in the languages of the handbook the comma parts decimals, so 1,500 reads as one and a half. Instead: 1 500 with a
no-break space, 2,5 with a comma.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from handbook.checks.pair import Pair, Said, Side

_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,]|\.\d{3})")
_HALF = re.compile(
    r"(?<![\d.,])\d+\.\d+(?= ?(?:%|per cent|million|billion|km|kg|hours?|days?|months?|years?|metres?))"
)
# In every such number.
_PARTED = re.compile(r"[,.](?=\d)")
_COMMA = frozenset(("ru", "kk", "ky", "tg", "uz", "tk"))


@lru_cache(maxsize=8192)
def _english(source: str) -> tuple[list[str], list[str]]:
    """The numbers of a text whose thousands or decimals are parted."""
    if _PARTED.search(source) is None:
        return [], []
    return _THOUSANDS.findall(source), _HALF.findall(source)


def heeds(english: Side) -> bool:
    return any(_english(english.prose))


def compare(pair: Pair) -> Iterator[Said]:
    if pair.language not in _COMMA:
        return
    thousands, halves = _english(pair.source)
    for number in thousands:
        if re.search(rf"(?<![\d,]){re.escape(number)}(?![\d,])", pair.target):
            yield (
                f"the thousands of {number} are parted as in English",
                f"write {number.replace(',', chr(160))}",
            )
    for number in halves:
        if re.search(rf"(?<![\d.]){re.escape(number)}(?![\d.])", pair.target):
            yield f"the decimals of {number} are parted as in English", f"write {number.replace('.', ',')}"
