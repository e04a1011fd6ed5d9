"""What a rule of parity is given: a msgid with its translation; and what it says of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from handbook.checks.lexicon import Lexicon
from handbook.checks.once import once
from handbook.checks.prose import prose, shape
from handbook.checks.sieve import WORDS, caseless
from handbook.checks.tongues import tongue
from handbook.findings import Severity

_NO_LEXICON = Lexicon()
ODD = "odd"
"""Stands among the signs of a pair for those that are no letters of the language and no signs of good typography."""


class Side:
    """A msgid or a msgstr as the rules read it; each reading is made once, and only if a rule asks for it."""

    def __init__(self, text: str) -> None:
        self.text = text

    @once
    def signs(self) -> frozenset[str]:
        """Every letter and sign that stands in it."""
        return frozenset(self.text)

    @once
    def shape(self) -> str:
        return shape(self.text)

    @once
    def prose(self) -> str:
        return prose(self.shape)

    @once
    def plain(self) -> str:
        """The prose with one space between words and none around."""
        return " ".join(self.prose.split())

    @once
    def low(self) -> str:
        """The prose in small letters, of the same length."""
        return caseless(self.prose)

    @once
    def words(self) -> list[str]:
        """The words and numbers of the prose in small letters, in order."""
        return WORDS.findall(self.low)


@lru_cache(maxsize=8192)
def source_side(msgid: str) -> Side:
    """The English side, which all languages share: read once for all of them."""
    return Side(msgid)


class Pair:
    """A current entry of a catalogue. `language` is that of the msgstr; `notes` say in what blocks the text stands."""

    def __init__(
        self,
        msgid: str,
        msgstr: str,
        language: str,
        notes: tuple[str, ...] = (),
        lexicon: Lexicon = _NO_LEXICON,
    ) -> None:
        self.msgid = msgid
        self.msgstr = msgstr
        self.language = language
        self.notes = notes
        self.lexicon = lexicon
        self.tongue = tongue(language)
        self.english = source_side(msgid)
        self.given = Side(msgstr)

    @once
    def source(self) -> str:
        """The prose of the msgid."""
        return self.english.prose

    @once
    def target(self) -> str:
        """The prose of the msgstr."""
        return self.given.prose

    @property
    def source_shape(self) -> str:
        return self.english.shape

    @property
    def target_shape(self) -> str:
        return self.given.shape

    @once
    def signs(self) -> frozenset[str]:
        """The signs of the msgstr, with `ODD` where one of them is that."""
        signs = self.given.signs
        return signs if signs <= self.tongue.usual_letters else signs | {ODD}

    @once
    def unusual(self) -> frozenset[str]:
        """The signs of the msgstr beside the letters of its language, ASCII and the signs of good typography."""
        return self.given.signs - self.tongue.usual

    @property
    def has_words(self) -> bool:
        """Whether the msgstr has any letter."""
        return any(letter.isalpha() for letter in self.msgstr)

    def has(self, signs: frozenset[str]) -> bool:
        """Whether one of the signs stands in the msgid or the msgstr."""
        return not (signs.isdisjoint(self.given.signs) and signs.isdisjoint(self.english.signs))


Said = tuple[str, str]
"""What is wrong, and what to do."""

Compare = Callable[[Pair], Iterator[Said]]
Mend = Callable[[str, Pair], str]


@dataclass(frozen=True, slots=True)
class EntryRule:
    """One rule over entries; `mend` repairs a stretch of prose where what is wrong is certain.

    Two looks spare it most entries: it speaks only where one of its `signs`, if it has any, stands in the msgid or the
    msgstr, and only of translations of English texts that it `heeds`.
    """

    code: str
    compare: Compare
    severity: Severity = Severity.ERROR
    mend: Mend | None = None
    signs: frozenset[str] = frozenset()
    heeds: Callable[[Side], bool] | None = None
