"""Finds terms and abbreviations in running text, fast enough to read every page of every language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from handbook.register.glossary import abbreviations, term_forms
from handbook.register.models import SOURCE_LANGUAGE, Term
from handbook.register.register import LocalText, Register, in_language


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a reader is told of a word: `id` tells senses apart, `text` says it, in a language of its own."""

    id: str
    text: LocalText


@dataclass(frozen=True, slots=True)
class Found:
    """A word in a text, from character `start` to before `end`."""

    start: int
    end: int
    explanation: Explanation


class TermFinder:
    """One pattern for all terms of a language and one for its abbreviations; terms match in any case."""

    def __init__(self, register: Register, language: str) -> None:
        forms = [
            (_lower(written), _told(name, term, language))
            for name, term in register.terms.items()
            if (written := term_forms(term, language)) is not None
        ]
        # The longest first: a victim of trafficking is not just any victim.
        self._terms = sorted(forms, key=lambda item: (-len(item[0]), item[0]))
        self._shorts = {
            found.short: Explanation(found.id, found.full) for found in abbreviations(register, language)
        }
        self._known: dict[str, Explanation | None] = {}
        # Small letters on small letters: so the patterns begin with plain letters, by which the matcher passes over
        # nearly all of them at once.
        self._any_term = _any(written for written, _ in self._terms)
        self._any_short = _any(map(re.escape, sorted(self._shorts, key=lambda one: (-len(one), one))))

    def find(self, text: str) -> list[Found]:
        """What the text holds, in order and without overlaps; where two begin together, the longer."""
        found: list[Found] = []
        if self._any_short is not None:
            for match in self._any_short.finditer(text):
                found.append(Found(match.start(), match.end(), self._shorts[match.group()]))
        low = text.lower()
        # A letter whose small form is longer would shift all places after it.
        if self._any_term is not None and len(low) == len(text):
            for match in self._any_term.finditer(low):
                if (sense := self._sense(match.group())) is not None:
                    found.append(Found(match.start(), match.end(), sense))
        return _apart(found) if len(found) > 1 else found

    def _sense(self, word: str) -> Explanation | None:
        """Which term a found form belongs to; each form is worked out once."""
        if word not in self._known:
            likely = (one for one in self._terms if _opening(one[0]) in ("", word[0]))
            self._known[word] = next((sense for form, sense in likely if re.fullmatch(form, word)), None)
        return self._known[word]


def _apart(found: list[Found]) -> list[Found]:
    apart: list[Found] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not apart or one.start >= apart[-1].end:
            apart.append(one)
    return apart


def _told(name: str, term: Term, language: str) -> Explanation:
    definition = in_language(term.definition, language)
    assert definition is not None, "the model demands English"
    told = definition.text
    if definition.language != language:
        # What is told in English begins with its English word. A tooltip cannot say that a part of it is English.
        told = f"{term.preferred[SOURCE_LANGUAGE]}: {told}"
    return Explanation(f"term-{name}", LocalText(told, definition.language))


def _any(patterns: Iterable[str]) -> re.Pattern[str] | None:
    """One pattern for all, in their order; those that begin with one letter stand together, which halves the time."""
    rooms: dict[str, list[str]] = {}
    for pattern in patterns:
        opening = _opening(pattern)
        rooms.setdefault(opening, []).append(f"(?:{pattern[len(opening) :]})")
    together = "|".join(f"{opening}(?:{'|'.join(rest)})" for opening, rest in rooms.items())
    return re.compile(rf"(?<!\w)(?:{together})(?!\w)") if together else None


def _opening(pattern: str) -> str:
    """The letter with which everything begins that the pattern finds; empty where there is not one."""
    plain = re.sub(r"\([^()]*\)", "", pattern)
    return pattern[0] if pattern[0].isalpha() and pattern[1:2] not in tuple("?*{|") and "|" not in plain else ""


def _lower(pattern: str) -> str:
    """The pattern with its letters made small and its escapes (`\\W`) as they are."""
    return re.sub(r"(\\.)|(.)", lambda match: match[1] or match[2].lower(), pattern)
