"""The glossary and the list of abbreviations as data, in the language's own order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handbook.register.collation import in_order
from handbook.register.models import SOURCE_LANGUAGE, Term
from handbook.register.register import LocalText, Register, full_title, in_language


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A term in one language; `source` is the English word, which readers of several languages share."""

    id: str
    word: LocalText
    definition: LocalText
    source: str


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """What an abbreviation stands for; `id` is that of the agency or authority, `is_agency` says which."""

    id: str
    short: str
    full: LocalText
    is_agency: bool
    state: str | None


def glossary(register: Register, language: str) -> tuple[GlossaryEntry, ...]:
    """Every term of the register, in the alphabetical order of `language`."""
    entries = [_entry(name, term, language) for name, term in register.terms.items()]
    return tuple(in_order(entries, lambda entry: entry.word.text, language))


def abbreviations(register: Register, language: str) -> tuple[Abbreviation, ...]:
    """The abbreviations this language has, of agencies and authorities, in its alphabetical order."""
    return tuple(in_order(_abbreviations(register, language), lambda found: found.short, language))


def term_pattern(term: Term, language: str) -> re.Pattern[str] | None:
    """A pattern that finds the term's forms as whole words; None where the language has no word for it."""
    written = term_forms(term, language)
    return None if written is None else re.compile(rf"(?<!\w)(?:{written})(?!\w)", re.IGNORECASE)


def term_forms(term: Term, language: str) -> str | None:
    """The same as it is written: a regular expression without regard to case or to what stands around it."""
    word = term.preferred.get(language)
    return term.match.get(language) or (re.escape(word) if word is not None else None)


def _entry(name: str, term: Term, language: str) -> GlossaryEntry:
    word = in_language(term.preferred, language)
    definition = in_language(term.definition, language)
    assert word is not None, "the model demands English"
    assert definition is not None, "the model demands English"
    return GlossaryEntry(name, word, definition, term.preferred[SOURCE_LANGUAGE])


def _abbreviations(register: Register, language: str) -> Iterator[Abbreviation]:
    for name, agency in register.agencies.items():
        full = in_language(agency.names, language)
        short = agency.abbreviations.get(language, "")
        if full is not None and _is_abbreviation(short):
            yield Abbreviation(name, short, full, True, agency.state)
    for name, authority in register.authorities.items():
        short = authority.short.get(language, "")
        if _is_abbreviation(short) and " " not in short:
            yield Abbreviation(name, short, full_title(authority, language), False, authority.state)


def _is_abbreviation(text: str) -> bool:
    """Two capitals at least: ICCPR, МПГПП, DXX; not Ombudsman, not Interpol, not a document's symbol."""
    return sum(letter.isupper() for letter in text) > 1 and "/" not in text
