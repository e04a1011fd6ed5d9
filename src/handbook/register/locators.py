"""Locators: the divisions of a legal text, `art. 9(3)`, `rules 3–5`, `ch. 2, sec. 4`, read and printed back.

Grammar, spaces free: a locator is parts joined by commas; a part is a word and, but for `preamble` and
`annex`, numbers joined by commas or `and`; a number is digits, a Roman numeral or one letter, an inserted
article's mark (`128-1`, `135¹`) and sub-paragraphs in brackets; two numbers with a dash make a range. `9-11`
rises and is a range, `128-1` falls and is one inserted article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class LocatorKind(StrEnum):
    """The kinds of division a citation may name."""

    ARTICLE = "article"
    PARAGRAPH = "paragraph"
    RULE = "rule"
    PRINCIPLE = "principle"
    GUIDELINE = "guideline"
    OBJECTIVE = "objective"
    SECTION = "section"
    CHAPTER = "chapter"
    PART = "part"
    ANNEX = "annex"
    PREAMBLE = "preamble"


# Kinds that count through a whole instrument; the others are containers that most entries do not count.
COUNTED = frozenset(
    {
        LocatorKind.ARTICLE,
        LocatorKind.PARAGRAPH,
        LocatorKind.RULE,
        LocatorKind.PRINCIPLE,
        LocatorKind.GUIDELINE,
        LocatorKind.OBJECTIVE,
    }
)
_CANONICAL = {
    LocatorKind.ARTICLE: ("art.", "arts."),
    LocatorKind.PARAGRAPH: ("para.", "paras."),
    LocatorKind.RULE: ("rule", "rules"),
    LocatorKind.PRINCIPLE: ("principle", "principles"),
    LocatorKind.GUIDELINE: ("guideline", "guidelines"),
    LocatorKind.OBJECTIVE: ("objective", "objectives"),
    LocatorKind.SECTION: ("sec.", "secs."),
    LocatorKind.CHAPTER: ("ch.", "chs."),
    LocatorKind.PART: ("part", "parts"),
    LocatorKind.ANNEX: ("annex", "annexes"),
    LocatorKind.PREAMBLE: ("preamble", "preamble"),
}
_FURTHER_WORDS = {
    LocatorKind.ARTICLE: ("art", "arts", "article", "articles"),
    LocatorKind.PARAGRAPH: ("para", "paras", "par.", "paragraph", "paragraphs"),
    LocatorKind.SECTION: ("sec", "secs", "sect.", "sects.", "section", "sections"),
    LocatorKind.CHAPTER: ("ch", "chs", "chap.", "chaps.", "chapter", "chapters"),
}
KIND_OF_WORD = {
    word: kind for kind in LocatorKind for word in (*_CANONICAL[kind], *_FURTHER_WORDS.get(kind, ()))
}
_NUMBERLESS = frozenset({LocatorKind.ANNEX, LocatorKind.PREAMBLE})
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_NUMBER = re.compile(
    rf"(?P<main>[0-9]{{1,5}}|[IVXLC]{{1,8}}\b|[A-Z]\b)?(?P<insert>-[0-9]{{1,3}}|[{_SUPERSCRIPTS}]{{1,3}})?"
    r"(?P<subs>(?:\([0-9A-Za-zА-Яа-яЁё]{1,5}\)){0,4})"
)
_NUMBER_START = re.compile(r"[0-9(]|[IVXLC]+\b|[A-Z]\b")
_ITEM_END = re.compile(r"\s*(?:,\s*and\b|,|\band\b|&)\s*")
_DASH = re.compile(r"\s*[–—-]\s*")


class LocatorError(ValueError):
    """The text is not a locator; the message says what stands in the way."""


@dataclass(frozen=True, slots=True)
class Number:
    """`9(3)(a)`: `main` is `9`, `insert` an inserted article's mark (`-1`, `¹`), `subs` is `(3)(a)`."""

    main: str
    insert: str = ""
    subs: str = ""

    @property
    def value(self) -> int:
        """The main number; 0 for a letter, and for the short end of a range such as `(3)` in `9(1)–(3)`."""
        if not self.main or self.main.isdecimal():
            return int(self.main or 0)
        return _roman_value(self.main)

    @property
    def spoken(self) -> int:
        """The numeral heard last: 1 in `128-1` and `135¹`, else the main number."""
        digits = "".join(
            str(_SUPERSCRIPTS.find(c)) if c in _SUPERSCRIPTS else c for c in self.insert.strip("-")
        )
        return int(digits) if digits else self.value

    @property
    def is_lettered(self) -> bool:
        """Whether it is written with letters, Roman (`II`) or not (`A`)."""
        return bool(self.main) and not self.main.isdecimal()

    def __str__(self) -> str:
        return f"{self.main}{self.insert}{self.subs}"


@dataclass(frozen=True, slots=True)
class Span:
    """One number, or a range of two."""

    first: Number
    last: Number | None = None

    @property
    def top(self) -> int:
        """The highest main number it names."""
        return max(self.first.value, self.last.value if self.last else 0)

    def __str__(self) -> str:
        return f"{self.first}–{self.last}" if self.last else str(self.first)


@dataclass(frozen=True, slots=True)
class LocatorPart:
    """One kind of division with its numbers: `arts. 3, 5–7`."""

    kind: LocatorKind
    spans: tuple[Span, ...] = ()

    @property
    def is_plural(self) -> bool:
        """More than one division of this kind; `9(1)–(3)` stays inside one article."""
        return len(self.spans) > 1 or any(span.last is not None and span.last.main for span in self.spans)

    def __str__(self) -> str:
        word = _CANONICAL[self.kind][self.is_plural]
        return " ".join([word, ", ".join(map(str, self.spans))]) if self.spans else word


Locator = tuple[LocatorPart, ...]


def print_locator(locator: Locator) -> str:
    """The canonical English form, which `parse_locator` reads back to the same locator."""
    return ", ".join(map(str, locator))


def parse_locator(text: str) -> Locator:
    """Parse a locator in English; raises LocatorError with what is wrong."""
    parts: list[LocatorPart] = []
    rest = text.strip()
    while rest:
        kind, rest = _take_word(rest)
        spans, rest = _take_spans(rest)
        if not spans and kind not in _NUMBERLESS:
            raise LocatorError(f"{_CANONICAL[kind][0]} needs a number")
        if spans and kind is LocatorKind.PREAMBLE:
            raise LocatorError("the preamble has no number")
        parts.append(LocatorPart(kind, spans))
    if not parts:
        raise LocatorError("a locator is missing after the comma")
    return tuple(parts)


def _take_word(text: str) -> tuple[LocatorKind, str]:
    match = re.match(r"[^\W\d_]+\.?", text)
    kind = KIND_OF_WORD.get(match.group().lower()) if match else None
    if match is None or kind is None:
        seen = text.split(maxsplit=1)[0] if text.split() else text
        raise LocatorError(f"{seen!r} is not a kind of division")
    return kind, text[match.end() :].lstrip()


def _take_spans(text: str) -> tuple[tuple[Span, ...], str]:
    """Read numbers until the next word; the comma before that word is eaten."""
    spans: list[Span] = []
    while text and (_NUMBER_START.match(text)):
        span, text = _take_span(text)
        spans.append(span)
        if not text:
            return tuple(spans), ""
        text = _after_separator(text)
    if text and not spans:
        return (), _after_separator(text) if text[0] == "," else text
    return tuple(spans), text


def _after_separator(text: str) -> str:
    end = _ITEM_END.match(text)
    if end is None or end.end() == len(text):
        raise LocatorError(f"a comma and a number or word are expected at {text!r}")
    return text[end.end() :]


def _take_span(text: str) -> tuple[Span, str]:
    first, text = _take_number(text)
    if not first.main:
        raise LocatorError(f"a number is expected before {str(first)!r}")
    dash = _DASH.match(text)
    if dash is None:
        return Span(first), text
    last, text = _take_number(text[dash.end() :])
    if not last.main and not first.subs:
        raise LocatorError(f"{first}–{last} is not a range")
    if last.main and (last.is_lettered != first.is_lettered or last.value < first.value):
        raise LocatorError(f"the range {first}–{last} runs backwards")
    return Span(first, last), text


def _take_number(text: str) -> tuple[Number, str]:
    match = _NUMBER.match(text)
    if match is None or not match.group():
        raise LocatorError(f"a number is expected at {text!r}")
    main, insert, subs = match.group("main") or "", match.group("insert") or "", match.group("subs")
    if insert.startswith("-") and (not main.isdecimal() or int(insert[1:]) > int(main)):
        # `9-11` rises: not an inserted article but a range, which the caller goes on to read.
        return Number(main), text[match.end("main") :]
    if insert and not main:
        raise LocatorError(f"a number is expected at {text!r}")
    return Number(main, insert, subs), text[match.end() :]


def _roman_value(text: str) -> int:
    values = [_ROMAN.get(letter, 0) for letter in text]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)
