"""What the register lends to the rules of parity: names and terms of one language beside the English ones."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from handbook.checks.sieve import folded
from handbook.register.glossary import term_forms
from handbook.register.models import SOURCE_LANGUAGE
from handbook.register.register import Register
from handbook.stable import digest

_TOKEN = re.compile(r"\w+|[^\w\s]+")


@dataclass(frozen=True, slots=True)
class TermPair:
    """A term: patterns that find it in English and in the language, the word to use, and words not to use."""

    id: str
    source: str
    target: str
    preferred: str
    forbidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """An authority or agency: its English names, and its names in the language."""

    id: str
    source: tuple[str, ...]
    target: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class EnglishTerms:
    """The English side of all terms, which is the same in every language; compared by the object alone."""

    openings: tuple[tuple[str, str, str], ...]
    """Of each term its id, the pattern that finds it, and letters with which all begins that the pattern finds."""


@dataclass(frozen=True)
class Lexicon:
    """Plain text all through, so that it goes to other processes cheaply and has one digest."""

    terms: tuple[TermPair, ...] = ()
    authorities: tuple[Named, ...] = ()
    agencies: tuple[Named, ...] = ()

    @cached_property
    def names(self) -> tuple[Named, ...]:
        return self.authorities + self.agencies

    @cached_property
    def english_names(self) -> frozenset[str]:
        return frozenset(name for one in self.names for name in one.source)

    @cached_property
    def all_names(self) -> frozenset[str]:
        return self.english_names.union(*(one.target for one in self.names))

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of every name, as it is written."""
        return frozenset(word for name in self.all_names for word in re.findall(r"[^\W\d_]+", name))

    @cached_property
    def named_by_id(self) -> Mapping[str, tuple[tuple[int, Named], ...]]:
        """The names of each id, with their place among all."""
        found: dict[str, tuple[tuple[int, Named], ...]] = {}
        for place, one in enumerate(self.names):
            found[one.id] = (*found.get(one.id, ()), (place, one))
        return found

    @cached_property
    def terms_by_id(self) -> Mapping[str, TermPair]:
        return {term.id: term for term in self.terms}

    @cached_property
    def english_terms(self) -> EnglishTerms:
        return _english_terms(tuple((term.id, term.source) for term in self.terms))

    @cached_property
    def forbidden(self) -> tuple[tuple[str, str, TermPair], ...]:
        """Each forbidden word with the letters it begins with and its term."""
        return tuple((word[:3].lower(), word, term) for term in self.terms for word in term.forbidden)

    @property
    def digest(self) -> str:
        return digest(repr(self))


def lexicon_of(register: Register, language: str) -> Lexicon:
    """The names and terms of a language, by id."""
    terms = tuple(
        TermPair(
            name,
            term_forms(term, SOURCE_LANGUAGE) or "",
            term_forms(term, language) or "",
            term.preferred.get(language, ""),
            tuple(term.forbidden.get(language, ())),
        )
        for name, term in sorted(register.terms.items())
    )
    authorities = tuple(
        Named(name, _both(one.titles, one.short, SOURCE_LANGUAGE), _both(one.titles, one.short, language))
        for name, one in sorted(register.authorities.items())
    )
    agencies = tuple(
        Named(
            name,
            _both(one.names, one.abbreviations, SOURCE_LANGUAGE),
            _both(one.names, one.abbreviations, language),
        )
        for name, one in sorted(register.agencies.items())
    )
    return Lexicon(terms, authorities, agencies)


@lru_cache(maxsize=64)
def _english_terms(terms: tuple[tuple[str, str], ...]) -> EnglishTerms:
    return EnglishTerms(tuple((name, written, _opening(written)) for name, written in terms))


def _opening(written: str) -> str:
    """Letters with which all begins that the pattern finds; nothing where there are none."""
    found = re.match(r"[a-z -]+(?![a-z -])", written.lower())
    if found is None or "|" in re.sub(r"\([^()]*\)", "", written):
        return ""
    return found.group()[:-1] if written[found.end() : found.end() + 1] in tuple("?*{") else found.group()


def _both(long: Mapping[str, str], short: Mapping[str, str], language: str) -> tuple[str, ...]:
    return tuple(text for text in (long.get(language), short.get(language)) if text)


def find_form(words: str, text: str, endings: str) -> re.Match[str] | None:
    """The first place where the words stand in `text`, in any form."""
    # Most names stand nowhere: no pattern is made for those.
    if words[:3].lower() not in text.lower():
        return None
    low = folded(text)
    if not all(stem in low for stem in _stems(words, endings)):
        return None
    return any_form(words, endings).search(text)


@lru_cache(maxsize=8192)
def _stems(words: str, endings: str) -> tuple[str, ...]:
    """What stands in a text that holds the words in any form."""
    return tuple(folded(_stem(word, endings)) for word in _TOKEN.findall(words))


def _stem(word: str, endings: str) -> str:
    if endings or not word[0].isalpha() or len(word) < 4 or word.isupper():
        return word
    return word[: len(word) - (2 if len(word) > 5 else 1)]


@lru_cache(maxsize=8192)
def any_form(words: str, endings: str) -> re.Pattern[str]:
    """Finds the words in other forms too: with `endings`, or, in a language without a list of them, with other last
    letters."""
    forms = [_form(word, endings) for word in _TOKEN.findall(words)]
    return re.compile(r"(?<!\w)" + r"\s*".join(forms), re.IGNORECASE)


def _form(word: str, endings: str) -> str:
    if not word[0].isalnum():
        return re.escape(word)
    if endings:
        return rf"{re.escape(word)}(?:{endings})(?!\w)"
    stem = _stem(word, endings)
    changed = "" if stem == word else r"\w{0,4}"
    return rf"{re.escape(stem)}{changed}(?!\w)"
