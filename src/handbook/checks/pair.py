"""What a rule of parity is given: a msgid with its translation; and what it says of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from handbook.checks.lexicon import Lexicon
from handbook.checks.prose import prose, shape
from handbook.checks.tongues import SOURCE, Tongue, tongue
from handbook.findings import Severity


@dataclass(frozen=True)
class Pair:
    """A current entry of a catalogue. `language` is that of the msgstr; `notes` say in what blocks the text stands."""

    msgid: str
    msgstr: str
    language: str
    notes: tuple[str, ...] = ()
    lexicon: Lexicon = field(default_factory=Lexicon, repr=False)

    @property
    def tongue(self) -> Tongue:
        return tongue(self.language)

    @property
    def source_tongue(self) -> Tongue:
        return tongue(SOURCE)

    @cached_property
    def source(self) -> str:
        """The prose of the msgid."""
        return prose(self.msgid)

    @cached_property
    def target(self) -> str:
        """The prose of the msgstr."""
        return prose(self.msgstr)

    @cached_property
    def source_shape(self) -> str:
        return shape(self.msgid)

    @cached_property
    def target_shape(self) -> str:
        return shape(self.msgstr)

    @cached_property
    def has_words(self) -> bool:
        """Whether the msgstr has any letter."""
        return any(letter.isalpha() for letter in self.msgstr)


Said = tuple[str, str]
"""What is wrong, and what to do."""

Compare = Callable[[Pair], Iterator[Said]]
Mend = Callable[[str, Pair], str]


@dataclass(frozen=True, slots=True)
class EntryRule:
    """One rule over entries; `mend` repairs a stretch of prose where what is wrong is certain."""

    code: str
    compare: Compare
    severity: Severity = Severity.ERROR
    mend: Mend | None = None
