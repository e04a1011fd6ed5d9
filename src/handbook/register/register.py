"""The register as one frozen record: everything the handbook knows about the law it cites."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from handbook.register.models import EVERY_LANGUAGE, SOURCE_LANGUAGE, Actor, Agency, Authority, Family, Term

if TYPE_CHECKING:
    # Both need the record below; here they only name its fields.
    from handbook.register.notices import Notice
    from handbook.register.scope import Matter

_ENGLISH_WORD = re.compile(r"\b[A-Z]?[a-z]{3,}\b")
Place = tuple[str, int]
"""File relative to the project, and line from 1."""


@dataclass(frozen=True, slots=True)
class Register:
    """Entries by id, in the order of the files; `family_of` gives an authority's family (its file's name).

    `places` tells where each entry stands, by room and id: `("authorities", "iccpr")`. `memo` keeps what was
    worked out from the entries, for as long as the register lives; it is no part of its value.
    """

    families: Mapping[str, Family] = field(default_factory=dict)
    authorities: Mapping[str, Authority] = field(default_factory=dict)
    family_of: Mapping[str, str] = field(default_factory=dict)
    agencies: Mapping[str, Agency] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    matters: Mapping[str, Matter] = field(default_factory=dict)
    notices: Mapping[str, Notice] = field(default_factory=dict)
    actors: Mapping[str, Actor] = field(default_factory=dict)
    places: Mapping[tuple[str, str], Place] = field(default_factory=dict)
    memo: dict[tuple[str, str, str], Any] = field(default_factory=dict, compare=False, repr=False)

    def __bool__(self) -> bool:
        return bool(self.authorities or self.agencies or self.terms or self.matters or self.actors)


@dataclass(frozen=True, slots=True)
class LocalText:
    """A text and the language it is really in, which need not be the one asked for."""

    text: str
    language: str


def in_language(texts: Mapping[str, str], language: str) -> LocalText | None:
    """Return the text in `language`, else the one for every language, else the English one, else None."""
    for tag in (language, EVERY_LANGUAGE, SOURCE_LANGUAGE):
        if (text := texts.get(tag)) is not None:
            return LocalText(text, _language_of_shared(text, language) if tag == EVERY_LANGUAGE else tag)
    return None


def _language_of_shared(text: str, language: str) -> str:
    """A symbol such as S/RES/1373 (2001) belongs to every language; `vol. 999, p. 171` is English."""
    return SOURCE_LANGUAGE if _ENGLISH_WORD.search(text) else language


def short_name(authority: Authority, language: str) -> LocalText:
    """The name for running text: the short one, else the title, in `language`; else the same in English."""
    own = authority.short.get(language) or authority.titles.get(language)
    if own is not None:
        return LocalText(own, language)
    return LocalText(
        authority.short.get(SOURCE_LANGUAGE) or authority.titles[SOURCE_LANGUAGE], SOURCE_LANGUAGE
    )


def full_title(authority: Authority, language: str) -> LocalText:
    """The full title in `language`, else in English."""
    found = in_language(authority.titles, language)
    assert found is not None, "the model demands an English title"
    return found
