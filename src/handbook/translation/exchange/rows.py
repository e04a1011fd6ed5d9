"""What goes out for each entry, and what comes back: one record each, whatever the file format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handbook.markdown.session import State
from handbook.stable import digest
from handbook.translation.catalog import Catalog, Entry
from handbook.translation.exchange.protect import shown
from handbook.translation.suggest import Memory, Suggestion

# How much of a neighbouring text helps to place a sentence.
_GLIMPSE = 160
_HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Context:
    """Where a text stands: the heading above it, and the beginning of the English texts before and after it."""

    heading: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of a catalogue on its way out; `page` is a path below `docs/`, or the name of a special catalogue."""

    page: str
    entry: Entry
    context: Context
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def key(self) -> str:
        """Names the entry in every file and for all time: its page and its msgid."""
        return row_key(self.page, self.entry.msgid)

    @property
    def base(self) -> str:
        """What the translation was when it went out, to tell an edited row from an untouched one."""
        return text_digest(self.entry.msgstr, self.entry.state)


@dataclass(frozen=True, slots=True)
class Returned:
    """One row as it came back.

    `line` is the row in its sheet or the line in its file; `source` the English beside it; `state` what the translator
    or the tool says of `text`; `problem` why the text cannot be read, if it cannot.
    """

    line: int
    page: str
    key: str
    source: str
    base: str
    text: str
    state: State
    problem: str = ""

    @property
    def untouched(self) -> bool:
        """Nothing was translated here since it went out."""
        return not self.problem and (not self.text.strip() or text_digest(self.text, self.state) == self.base)


@dataclass(frozen=True, slots=True)
class ReturnedFile:
    """A file that came back: the `name` findings give it, the language it is for, and its rows in order."""

    name: str
    language: str
    rows: tuple[Returned, ...]


def row_key(page: str, msgid: str) -> str:
    """The key of a msgid on a page, 16 hex digits; letters first, so that no spreadsheet takes it for a number."""
    return f"k{digest('row', page, msgid)[:16]}"


def plain_source(source: str) -> str:
    """An English text as a file outside shows it; spaces do not count, programs change them unasked."""
    return " ".join(shown(source).split())


def text_digest(text: str, state: State) -> str:
    """A digest of a translation as a file outside shows it, and of its state."""
    plain = shown(text).strip()
    return f"t{digest('text', plain, state if plain else State.MISSING)[:12]}"


def rows_of(page: str, catalog: Catalog, memory: Memory | None = None, *, todo: bool = False) -> Iterator[Row]:
    """The entries of a catalogue as rows, in their order; with `todo` those alone that a translator must look at."""
    for entry, context in _placed(catalog.entries):
        if todo and entry.state is State.CURRENT:
            continue
        offers = memory.suggest(entry.msgid, page) if memory is not None else []
        yield Row(page, entry, context, tuple(one for one in offers if one.text != entry.msgstr))


def _placed(entries: tuple[Entry, ...]) -> Iterator[tuple[Entry, Context]]:
    heading = ""
    for place, entry in enumerate(entries):
        before = entries[place - 1].msgid if place else ""
        after = entries[place + 1].msgid if place + 1 < len(entries) else ""
        yield entry, Context(heading, _glimpse(before), _glimpse(after))
        if any(note.startswith(_HEADING) for note in entry.notes):
            heading = _glimpse(entry.msgid)


def _glimpse(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _GLIMPSE else f"{line[:_GLIMPSE].rsplit(' ', 1)[0]} …"


def utf16_length(text: str) -> int:
    """The length of a text as spreadsheets count it."""
    return len(text) + sum(character > "\uffff" for character in text)
