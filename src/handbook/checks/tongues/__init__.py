"""What the checks know of a language: one YAML file per language beside this module, and the record read from it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import yaml

from handbook.checks.sieve import Openings

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NEVER = re.compile(r"(?!)")
SOURCE = "en"
# ASCII without control characters, and the signs of good typography.
_SIGNS = "".join(map(chr, range(32, 127))) + "\n\u00a0«»“”„‘’…–—№ʻʼ"


@dataclass(frozen=True)
class Tongue:
    """A language as the checks see it; one without a file knows nothing, and what needs the knowledge says nothing.

    `script` is `cyrillic`, `latin` or empty; `alphabet` its small letters. `quotes` are its quotation marks.
    `numbers` are whole words by value, as patterns, that state the number; `hints` words that may stand for it.
    `units`, `months`, `states`, `negation` are patterns; `limits` are those for `lower` and `upper` bounds; `phrases`
    are those in which a term is no term. `endings` may follow a word; where there are none, its last letters change.
    `common` are the most common words.
    """

    tag: str
    script: str = ""
    alphabet: str = ""
    quotes: tuple[str, ...] = ()
    lookalikes: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[int, str] = field(default_factory=dict)
    hints: Mapping[int, str] = field(default_factory=dict)
    idioms: str = ""
    units: Mapping[str, str] = field(default_factory=dict)
    months: tuple[str, ...] = ()
    limits: Mapping[str, str] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)
    negation: str = ""
    phrases: str = ""
    endings: str = ""
    common: tuple[str, ...] = ()

    @cached_property
    def number_words(self) -> tuple[re.Pattern[str], tuple[int, ...]]:
        """One pattern for all number words, and the value of each of its groups."""
        return _table(self.numbers)

    @cached_property
    def number_openings(self) -> Openings:
        """Whether a word may begin a number."""
        return Openings(tuple(self.numbers.values()), self.without_idioms)

    @cached_property
    def hint_openings(self) -> Openings:
        return Openings(tuple(self.hints.values()), _NEVER)

    @cached_property
    def hint_words(self) -> tuple[re.Pattern[str], tuple[int, ...]]:
        return _table(self.hints)

    @cached_property
    def without_idioms(self) -> re.Pattern[str]:
        """What holds a number word and states no number."""
        return re.compile(self.idioms, re.IGNORECASE) if self.idioms else _NEVER

    @cached_property
    def unit_words(self) -> Mapping[str, re.Pattern[str]]:
        return {
            name: re.compile(rf"(?<!\w)(?:{written})(?!\w)", re.IGNORECASE)
            for name, written in self.units.items()
        }

    @cached_property
    def month_words(self) -> re.Pattern[str]:
        """A group for each month, in their order."""
        return re.compile(rf"(?<!\w)(?:{'|'.join(f'({one})' for one in self.months)})", re.IGNORECASE)

    @cached_property
    def limit_words(self) -> Mapping[str, re.Pattern[str]]:
        return {
            name: re.compile(rf"(?<!\w)(?:{written})", re.IGNORECASE) for name, written in self.limits.items()
        }

    @cached_property
    def state_words(self) -> Mapping[str, re.Pattern[str]]:
        return {
            code: re.compile(rf"(?<!\w)(?:{written})", re.IGNORECASE) for code, written in self.states.items()
        }

    @cached_property
    def negations(self) -> re.Pattern[str]:
        return re.compile(self.negation, re.IGNORECASE) if self.negation else _NEVER

    @cached_property
    def no_terms(self) -> re.Pattern[str]:
        """Phrases in which the word of a term is none."""
        return re.compile(self.phrases, re.IGNORECASE) if self.phrases else _NEVER

    @cached_property
    def letters(self) -> frozenset[str]:
        return frozenset(self.alphabet + self.alphabet.upper())

    @cached_property
    def usual(self) -> frozenset[str]:
        """The letters and signs of good text in this language, each one whole character in any normal form."""
        return frozenset(
            letter
            for letter in (*self.letters, *_SIGNS)
            if not unicodedata.combining(letter) and unicodedata.is_normalized("NFC", letter)
        )

    @cached_property
    def usual_letters(self) -> frozenset[str]:
        """What no look for foreign letters needs to look at: the language's own, and what is no letter."""
        return self.letters | {sign for sign in self.usual if not sign.isalpha()} | {"ʻ", "ʼ"}

    @cached_property
    def common_words(self) -> frozenset[str]:
        return frozenset(self.common)


def _table(words: Mapping[int, str]) -> tuple[re.Pattern[str], tuple[int, ...]]:
    values = tuple(sorted(words))
    together = "|".join(f"({words[value]})" for value in values)
    return (re.compile(rf"(?<!\w)(?:{together})(?!\w)", re.IGNORECASE) if values else _NEVER), values


@cache
def tongue(tag: str) -> Tongue:
    """What is known of a language."""
    file = files(__name__).joinpath(f"{tag}.yml")
    if not tag.replace("-", "").isalnum() or not file.is_file():
        return Tongue(tag)
    data: dict[str, Any] = yaml.load(file.read_text("utf-8"), Loader=_Loader)  # noqa: S506 - safe loader
    for name in ("quotes", "months", "common"):
        data[name] = tuple(str(data.get(name) or "").split())
    return Tongue(tag, **data)


@cache
def known() -> tuple[str, ...]:
    """The languages that have a file, sorted."""
    names = (one.name for one in files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(".yml") for name in names if name.endswith(".yml")))
