"""What is done and what is to do in one catalogue: entries by state, and English words."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields

from handbook.markdown.safety import dangers_of_translation
from handbook.markdown.session import State
from handbook.translation.po_text import read_po

# Citations and note marks, the addresses of links, attribute lists, tags, and what the parser keeps aside.
_MARKUP = re.compile(r"\[@[^\]]*\]|\[\^[^\]]*\]|\]\([^()\s]*(?:\s+\"[^\"]*\")?\)|\{[^{}\n]*\}|</?[a-zA-Z][^<>]*>|⟦\d+⟧")
_WORD = re.compile(r"[^\W_]+(?:[-'’.,/][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Counts:
    """Entries that are current, outdated or missing, and how many of the current ones a reviewer has signed.

    `words` are the English words of all entries, `words_to_do` those of the outdated and missing ones.
    """

    current: int = 0
    outdated: int = 0
    missing: int = 0
    reviewed: int = 0
    words: int = 0
    words_to_do: int = 0

    @property
    def total(self) -> int:
        return self.current + self.outdated + self.missing

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Counts)))

    def share(self, measure: str) -> int:
        """The entries that are `current` or `reviewed`, in whole per cent, rounded down; 100 where there are none."""
        done: int = getattr(self, measure)
        return 100 * done // self.total if self.total else 100

    def reaches(self, measure: str, percent: int) -> bool:
        """Whether at least so many per cent of the entries are `current` or `reviewed`."""
        return 100 * int(getattr(self, measure)) >= percent * self.total


def words_in(msgid: str) -> int:
    """How many words there are to translate in a piece of Markdown; citations and markup are none.

    >>> words_in("**Tell** the person why [@iccpr, art. 9(2)]; see [the form](form.md#top).[^1]")
    7
    """
    return len(_WORD.findall(_MARKUP.sub(" ", msgid)))


def read_translations(text: str) -> dict[str, tuple[State, str]] | None:
    """State and translation of each msgid of a catalogue, as readers get it; None if the file cannot be read."""
    read = read_po(text)
    if read.problems:
        return None
    return {
        entry.msgid: (_state(entry.msgid, entry.msgstr, "fuzzy" in entry.flags), entry.msgstr)
        for entry in read.entries
        if entry.msgid and not entry.obsolete
    }


def _state(msgid: str, msgstr: str, fuzzy: bool) -> State:
    if not msgstr:
        return State.MISSING
    if fuzzy:
        return State.OUTDATED
    return State.MISSING if any(dangers_of_translation(msgid, msgstr)) else State.CURRENT


def tally(
    words: Mapping[str, int], states: Mapping[str, tuple[State, str]], reviewed: Collection[str] = frozenset()
) -> Counts:
    """Count the entries of a page: `words` by msgid, their `states` in a language, the msgids that are signed."""
    found = dict.fromkeys(State, 0)
    signed = to_do = 0
    for msgid, count in words.items():
        state, _ = states.get(msgid, (State.MISSING, ""))
        found[state] += 1
        to_do += 0 if state is State.CURRENT else count
        signed += state is State.CURRENT and msgid in reviewed
    return Counts(
        found[State.CURRENT], found[State.OUTDATED], found[State.MISSING], signed, sum(words.values()), to_do
    )
