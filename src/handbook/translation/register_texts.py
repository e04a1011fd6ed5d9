"""Texts of the register that a language does not have: to translators in a catalogue, and back where readers see them.

What the register's YAML says in a language always wins; the catalogue is asked only where it says nothing. Quotations
are not among them: the law's own words are the official ones or none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

from handbook.markdown.segments import Segment
from handbook.markdown.session import State, Target
from handbook.register.models import EVERY_LANGUAGE, SOURCE_LANGUAGE, Entry
from handbook.register.register import Register
from handbook.translation import catalog
from handbook.translation.extract import entries_of

Lookup = Callable[[str], Target]
_E = TypeVar("_E", bound=Entry)
_CONTROL = {*map(chr, range(32)), "\x7f"}


class _Room(NamedTuple):
    """Where texts by language stand: a field of the register, and of its entries; `kind` is told to translators."""

    entries: str
    field: str
    kind: str


_ROOMS = (
    _Room("families", "titles", "heading in the table of authorities"),
    _Room("authorities", "titles", "title of an authority; the official one belongs into docs/register"),
    _Room("agencies", "names", "name of an agency; the official one belongs into docs/register"),
    _Room("actors", "names", "who acts in a procedure"),
    _Room("terms", "preferred", "term of the glossary"),
    _Room("terms", "definition", "meaning of a term"),
    _Room("notices", "text", "stop-press notice"),
)


def register_entries(register: Register, language: str) -> tuple[catalog.Entry, ...]:
    """An empty entry for each text that readers may see and the register does not have in a language."""
    return entries_of(Segment(text, room.kind, text) for room, text in _lacking(register, language))


def _lacking(register: Register, language: str) -> Iterator[tuple[_Room, str]]:
    for room in _ROOMS:
        for entry in getattr(register, room.entries).values():
            texts = getattr(entry, room.field)
            if _lacks(texts, language):
                yield room, texts[SOURCE_LANGUAGE]


def _lacks(texts: Mapping[str, str], language: str) -> bool:
    return SOURCE_LANGUAGE in texts and language not in texts and EVERY_LANGUAGE not in texts


def in_translation(register: Register, language: str, lookup: Lookup) -> Register:
    """The register with current translations where it has no text of its own in a language; all else stays English."""
    changed: dict[str, Any] = {}
    for room in _ROOMS:
        entries = changed.get(room.entries, getattr(register, room.entries))
        filled = {name: _filled(entry, room.field, language, lookup) for name, entry in entries.items()}
        if any(filled[name] is not entry for name, entry in entries.items()):
            changed[room.entries] = filled
    return replace(register, memo={}, **changed) if changed else register


def _filled(entry: _E, field: str, language: str, lookup: Lookup) -> _E:
    texts: Mapping[str, str] = getattr(entry, field)
    if not _lacks(texts, language):
        return entry
    target = lookup(texts[SOURCE_LANGUAGE])
    text = " ".join(target.text.split())
    if target.state is not State.CURRENT or not text or not _CONTROL.isdisjoint(text):
        return entry
    return entry.model_copy(update={field: {**texts, language: text}})
