"""PO110 number. What: a number of the source that the translation lacks, or one that the source does not have. Digits,
words for small numbers, Roman numerals and each language's way to part thousands and decimals are read alike.

Why: 48 hours for 24 is another rule of law. Instead: copy the number; write it in digits or in words, as your language
does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from handbook.checks.numerals import (
    Numbers,
    has_numbers,
    roman,
    romans,
    same_digits,
    source_numbers,
    target_numbers,
)
from handbook.checks.pair import Pair, Said, Side
from handbook.checks.tongues import SOURCE

# What other words may stand for when the translation writes digits: a day, a week, a dozen, a fortnight.
_MEASURES = frozenset(("1", "7", "12", "14"))
_MONTHS = frozenset(map(str, range(1, 13)))
_HINT = "compare it with the source and correct the number"


def compare(pair: Pair) -> Iterator[Said]:
    if not _states_numbers(pair.english) and not has_numbers(pair.target, pair.given.words, pair.language):
        return
    if same_digits(pair.source, pair.target, pair.given.words, pair.language):
        return
    source = source_numbers(pair.source)
    wanted = Counter(one.value for one in source.digits)
    target = target_numbers(pair.target, pair.language, wanted.keys())
    given = Counter(one.value for one in target.digits)
    missing = [value for value in (wanted - given).elements() if value not in target.hinted]
    missing += _words_lacking(source, target, given, bool(pair.tongue.numbers))
    missing += [one for one in romans(pair.source) if str(roman(one)) not in target.hinted | given.keys()]
    surplus = [value for value in (given - wanted).elements() if not _founded(value, source)]
    surplus += [
        v for v in sorted(target.stated - {"0", "1"}) if len(v) < 3 and v not in source.hinted | wanted.keys()
    ]
    if not pair.tongue.numbers:
        # Small numbers may stand in words that nobody has listed for this language.
        missing = [value for value in missing if not value.isdigit() or int(value) > 20]
    if missing and surplus:
        yield f"the source says {_all(missing)}, the translation {_all(surplus)}", _HINT
    elif missing:
        yield f"the translation lacks the number {_all(missing)}", _HINT
    elif surplus:
        yield f"the translation has a number that the source does not have: {_all(surplus)}", _HINT


@lru_cache(maxsize=8192)
def _states_numbers(english: Side) -> bool:
    return has_numbers(english.prose, english.words, SOURCE)


def _words_lacking(source: Numbers, target: Numbers, given: Counter[str], known: bool) -> list[str]:
    if not known:
        return []
    there = target.hinted | given.keys()
    return [value for value in sorted(source.stated - {"0", "1"}) if len(value) < 3 and value not in there]


def _founded(value: str, source: Numbers) -> bool:
    """Whether a number in digits stands for a word of the source: three, a week; or, in a date, for a month."""
    measures = _MEASURES | _MONTHS if source.digits else _MEASURES
    return value in {one.value for one in source.words} or (value in source.hinted and value in measures)


def _all(values: list[str]) -> str:
    return ", ".join(dict.fromkeys(values))
