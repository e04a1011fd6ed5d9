"""Matters the handbook does not teach, and where a text touches one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated

from pydantic import Field

from handbook.register.models import Entry, LanguageTag, Line, MatchPattern

# Emphasis and invisible characters inside a phrase do not hide it.
_SIGNS = "*_`\u00ad\u200b\u200c\u200d\u2060\ufeff"
_DROPPED = str.maketrans("", "", _SIGNS)
_UNREAD = re.compile(r"\[@[^\]]*\]|\]\([^()\s]*\)|<[^<>]*>|\{[^{}]*\}")


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


Patterns = tuple[tuple[str, tuple[str, ...]], ...]
"""The patterns of each matter in one language: plain data, to be handed to other processes."""
Finder = Callable[[str], tuple[Hit, ...]]


def patterns_in(matters: Mapping[str, Matter], language: str) -> Patterns:
    """The matters' patterns in `language`, in the order of the list."""
    return tuple(
        (name, matter.match[language]) for name, matter in matters.items() if language in matter.match
    )


@lru_cache(maxsize=64)
def matter_finder(patterns: Patterns) -> Finder:
    """Return a function that finds the matters in a text: each matter once, in the order of the list."""
    if not patterns:
        return lambda _: ()
    compiled = [(name, _compiled(written)) for name, written in patterns]
    maybe = _sieve([pattern for _, written in patterns for pattern in written])

    def find(text: str) -> tuple[Hit, ...]:
        read = _readable(text)
        if maybe.search(read.lower()) is None:
            return ()
        found = ((name, pattern.search(read)) for name, pattern in compiled)
        return tuple(Hit(name, match.group()) for name, match in found if match is not None)

    return find


def _compiled(written: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(written)})(?!\w)", re.IGNORECASE)


def _sieve(written: list[str]) -> re.Pattern[str]:
    """Finds all that the patterns find, in lower-case text: nearly every text is cleared by this one search."""
    lower = [pattern if re.search(r"\\[A-Z]", pattern) else pattern.lower() for pattern in written]
    return re.compile(rf"(?<!\w)(?:{'|'.join(lower)})")


def _readable(text: str) -> str:
    """The text as a reader sees it: no ids or addresses, no emphasis marks, one space between words."""
    shown = _UNREAD.sub(" ", text) if any(sign in text for sign in "[<{") else text
    if any(sign in shown for sign in _SIGNS):
        shown = shown.translate(_DROPPED)
    return " ".join(unicodedata.normalize("NFC", shown).split())
