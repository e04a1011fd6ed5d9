"""Numbers in running text, in digits and in words, in one form that can be compared between languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import lru_cache

from handbook.checks.sieve import WORDS
from handbook.checks.tongues import SOURCE, Tongue, tongue

# Digits with what stands between them: 1,500 · 1 500 · 2.5 · 18:00 · 2.3.4
_DIGITS = re.compile(r"\d+(?:[.,:]\d+)*")
_SPACED = re.compile(r"(?<![\d.,:])\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?![\d.,:]*\d)")
_DIGIT = re.compile(r"\d")
_SPACES = re.compile(r"[ \u00a0\u202f\u2009]")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_DECIMAL = re.compile(r"\d+\.\d+(?:\.\d+)*")
_ROMAN = re.compile(r"(?<!\w)(?=[IVX]{2,}(?!\w))X{0,3}(?:IX|IV|V?I{0,3})(?!\w)")
_TWO_ROMAN = re.compile(r"[IVX][IVX]")
_JOINS = frozenset((" ", "-", "\u00a0", "\u2011", "‐"))


@dataclass(frozen=True, slots=True)
class Number:
    """One number: its value in one form (`24`, `2.5`, `2.3.4`), and where it stands."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a text: in digits, in words that state them, and values that other words may stand for.

    `idle` are the values that stand in idioms too, where they state nothing.
    """

    digits: tuple[Number, ...]
    words: tuple[Number, ...]
    stated: frozenset[str]
    hinted: frozenset[str]

    @property
    def all(self) -> tuple[Number, ...]:
        return tuple(sorted(self.digits + self.words, key=lambda one: one.start))


@lru_cache(maxsize=8192)
def source_numbers(text: str) -> Numbers:
    """The numbers of an English text."""
    return _numbers(text, tongue(SOURCE), tuple(_english_digits(text)))


def has_numbers(text: str, words: list[str], language: str) -> bool:
    """Whether a text may hold a number in digits, words (`words` are all of its words) or Roman signs."""
    return (
        _DIGIT.search(text) is not None
        or tongue(language).number_openings.any_in(words)
        or _TWO_ROMAN.search(text) is not None
    )


def same_digits(english: str, text: str, words: list[str], language: str) -> bool:
    """Whether an English text and its translation have the same numbers in digits, and none in words or Roman signs."""
    source = source_numbers(english)
    if source.words or source.stated or _TWO_ROMAN.search(english):
        return False
    if tongue(language).number_openings.any_in(words):
        return False
    wanted = sorted(one.value for one in source.digits)
    return wanted == sorted(one.value for one in _foreign_digits(text, frozenset(wanted)))


def target_numbers(text: str, language: str, wanted: Set[str]) -> Numbers:
    """The numbers of a translation; where signs can be read in two ways, as the source needs them (`wanted`)."""
    return _numbers(text, tongue(language), tuple(_foreign_digits(text, wanted)))


def _numbers(text: str, spoken: Tongue, digits: tuple[Number, ...]) -> Numbers:
    words = stated = _in_words(text, spoken)
    if spoken.number_openings.any_in(WORDS.findall(text)):
        plain = spoken.without_idioms.sub(" ", text)
        stated = words if plain == text else _in_words(plain, spoken)
    return Numbers(
        digits,
        words,
        frozenset(one.value for one in stated),
        frozenset(one.value for one in words) | _hinted(text, spoken) | _months(text, spoken) | _romans(text),
    )


def _english_digits(text: str) -> Iterator[Number]:
    for found in _DIGITS.finditer(text):
        written = found.group()
        if _GROUPED.fullmatch(written):
            yield Number(written.replace(",", ""), found.start(), found.end())
        elif _DECIMAL.fullmatch(written):
            yield Number(written, found.start(), found.end())
        else:
            yield from _apart(found)


def _foreign_digits(text: str, wanted: Set[str]) -> Iterator[Number]:
    taken = 0
    for spaced in (*_SPACED.finditer(text), None):
        stop = spaced.start() if spaced else len(text)
        for found in _DIGITS.finditer(text, taken, stop):
            yield from _as_wanted(found, wanted)
        if spaced is None:
            return
        joined = _SPACES.sub("", spaced.group())
        if joined in wanted:
            yield Number(joined, spaced.start(), spaced.end())
            taken = spaced.end()
        else:
            taken = spaced.start()


def _as_wanted(found: re.Match[str], wanted: Set[str]) -> Iterator[Number]:
    written = found.group()
    for value in (written, written.replace(",", "."), re.sub(r"[.,]", "", written)):
        if value in wanted:
            yield Number(value, found.start(), found.end())
            return
    yield from _apart(found)


def _apart(found: re.Match[str]) -> Iterator[Number]:
    for part in re.finditer(r"\d+", found.group()):
        value = str(int(part.group())) if len(part.group()) < 5 else part.group()
        yield Number(value, found.start() + part.start(), found.start() + part.end())


def _in_words(text: str, spoken: Tongue) -> tuple[Number, ...]:
    """Words for numbers; a ten and a unit that follows it are one number."""
    pattern, values = spoken.number_words
    found: list[tuple[int, int, int]] = []
    for match in spoken.number_openings.matches(pattern, text):
        value, start, end = values[(match.lastindex or 1) - 1], match.start(), match.end()
        if (
            found
            and 0 < value < 10
            and text[found[-1][1] : start] in _JOINS
            and found[-1][2] in range(10, 100, 10)
        ):
            tens = found.pop()
            value, start = tens[2] + value, tens[0]
        found.append((start, end, value))
    return tuple(Number(str(value), start, end) for start, end, value in found)


def _hinted(text: str, spoken: Tongue) -> frozenset[str]:
    pattern, values = spoken.hint_words
    return frozenset(
        str(values[(match.lastindex or 1) - 1]) for match in spoken.hint_openings.matches(pattern, text)
    )


def _months(text: str, spoken: Tongue) -> frozenset[str]:
    if not spoken.months or not _DIGIT.search(text):
        return frozenset()
    return frozenset(str(match.lastindex) for match in spoken.month_words.finditer(text))


def _romans(text: str) -> frozenset[str]:
    return frozenset(str(roman(written)) for written in romans(text))


def romans(text: str) -> tuple[str, ...]:
    """The Roman numerals of a text, of two letters at least."""
    if _TWO_ROMAN.search(text) is None:
        return ()
    return tuple(match.group() for match in _ROMAN.finditer(text))


def roman(written: str) -> int:
    """The value of a Roman numeral below 40."""
    digits = [{"I": 1, "V": 5, "X": 10}[letter] for letter in written]
    return sum(-one if one < max(digits[at:]) else one for at, one in enumerate(digits))
