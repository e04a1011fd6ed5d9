"""Matters the handbook does not teach, and where a text touches one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from handbook.register.models import Entry, LanguageTag, Line, MatchPattern
from handbook.register.register import Register

_SPACE = re.compile(r"\s+")
# Emphasis and invisible characters inside a phrase do not hide it.
_DROPPED = re.compile("[*_`\u00ad\u200b-\u200f\u2060\ufeff]")
_ADDRESS = re.compile(r"\]\([^()\s]*\)|<[^<>]*>|\{[^{}]*\}")


class Matter(Entry):
    """Something the handbook does not teach."""

    title: Line
    """What it is called, in English."""
    reason: Line
    """Why the handbook leaves it out, in English: what an editor reads when a page touches it."""
    match: Mapping[LanguageTag, Annotated[tuple[MatchPattern, ...], Field(min_length=1)]]
    """Regular expressions by language, of whole words in any case, that find the matter in a text."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A matter found in a text, and the words it was found by."""

    matter: str
    words: str


Finder = Callable[[str], tuple[Hit, ...]]


def matter_finder(matters: Mapping[str, Matter], language: str) -> Finder:
    """Return a function that finds the matters in a text of `language`: each matter once, in the order of the list."""
    patterns = {
        name: _compiled(matter.match[language]) for name, matter in matters.items() if language in matter.match
    }
    if not patterns:
        return lambda _: ()
    # Nearly every text touches none: one pass tells.
    anything = _compiled([written for name in patterns for written in matters[name].match[language]])

    def find(text: str) -> tuple[Hit, ...]:
        read = _readable(text)
        if anything.search(read) is None:
            return ()
        found = ((name, pattern.search(read)) for name, pattern in patterns.items())
        return tuple(Hit(name, match.group()) for name, match in found if match is not None)

    return find


def finder_of(register: Register, language: str) -> Finder:
    """The finder of the register's matters in a language, made once."""
    key = ("scope", language, "")
    if key not in register.memo:
        register.memo[key] = matter_finder(register.matters, language)
    finder: Finder = register.memo[key]
    return finder


def _compiled(written: list[str] | tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(written)})(?!\w)", re.IGNORECASE)


def _readable(text: str) -> str:
    """The text as a reader sees it: no addresses, no emphasis marks, one space between words."""
    shown = _DROPPED.sub("", _ADDRESS.sub(" ", text) if any(sign in text for sign in "<{(") else text)
    return _SPACE.sub(" ", shown) if shown.isascii() else _SPACE.sub(" ", unicodedata.normalize("NFC", shown))
