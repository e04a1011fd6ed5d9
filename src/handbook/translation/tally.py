"""What is done and what is to do in one catalogue: entries by state, and English words."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields

from handbook.markdown.safety import dangers_of_translation
from handbook.markdown.session import State, Target
from handbook.translation.po_text import PoEntry, read_po

MISSING = Target(State.MISSING)

# Citations and note marks, the addresses of links, attribute lists, tags, and what the parser keeps aside.
_MARKUP = re.compile(r"\[@[^\]]*\]|\[\^[^\]]*\]|\]\([^()\s]*(?:\s+\"[^\"]*\")?\)|\{[^{}\n]*\}|</?[a-zA-Z][^<>]*>|⟦\d+⟧")
_WORD = re.compile(r"[^\W_]+(?:[-'’.,/][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Counts:
    """Entries that are current, outdated or missing, and how many of the current ones a reviewer has signed.

    `words` are the English words of all entries, `words_to_do` those of the outdated and missing ones. `signable` are
    the entries of pages: titles of the navigation and the like are signed by nobody.
    """

    current: int = 0
    outdated: int = 0
    missing: int = 0
    reviewed: int = 0
    words: int = 0
    words_to_do: int = 0
    signable: int = 0

    @property
    def total(self) -> int:
        return self.current + self.outdated + self.missing

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Counts)))

    def of(self, measure: str) -> tuple[int, int]:
        """How many entries are `current` or `reviewed`, and how many there are that could be."""
        return (self.reviewed, self.signable) if measure == "reviewed" else (self.current, self.total)

    def share(self, measure: str) -> int:
        """The entries that are `current` or `reviewed`, in whole per cent, rounded down; 100 where there are none."""
        done, total = self.of(measure)
        return 100 * done // total if total else 100

    def reaches(self, measure: str, percent: int) -> bool:
        """Whether at least so many per cent of the entries are `current` or `reviewed`."""
        done, total = self.of(measure)
        return 100 * done >= percent * total


def words_in(msgid: str) -> int:
    """How many words there are to translate in a piece of Markdown; citations and markup are none.

    >>> words_in("**Tell** the person why [@iccpr, art. 9(2)]; see [the form](form.md#top).[^1]")
    7
    """
    return len(_WORD.findall(_MARKUP.sub(" ", msgid)))


def read_translations(text: str) -> dict[str, Target] | None:
    """What a catalogue holds for each msgid, as readers get it; None if the file cannot be read."""
    read = read_po(text)
    if read.problems:
        return None
    return {
        entry.msgid: _target(entry)
        for entry in read.entries
        if entry.msgid and not entry.obsolete
    }


def _target(entry: PoEntry) -> Target:
    if not entry.msgstr or any(dangers_of_translation(entry.msgid, entry.msgstr)):
        return MISSING
    return Target(State.OUTDATED if "fuzzy" in entry.flags else State.CURRENT, entry.msgstr)


def tally(
    words: Mapping[str, int], states: Mapping[str, Target], reviewed: Collection[str] | None = None
) -> Counts:
    """Count the entries of a catalogue: `words` by msgid, their `states` in a language.

    `reviewed` are the msgids of a page that are signed; None for a catalogue that nobody can sign.
    """
    found = dict.fromkeys(State, 0)
    signed = to_do = 0
    for msgid, count in words.items():
        state = states.get(msgid, MISSING).state
        found[state] += 1
        to_do += 0 if state is State.CURRENT else count
        signed += state is State.CURRENT and reviewed is not None and msgid in reviewed
    return Counts(
        current=found[State.CURRENT],
        outdated=found[State.OUTDATED],
        missing=found[State.MISSING],
        reviewed=signed,
        words=sum(words.values()),
        words_to_do=to_do,
        signable=0 if reviewed is None else len(words),
    )
