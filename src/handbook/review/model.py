"""What changed between two commits as every form of the review shows it: the page, the paper, the comment, the DOCX.

All texts, titles, names of branches and paths in here are untrusted: whoever shows them escapes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from handbook.project import Language
from handbook.project.history import Commit


class Mark(StrEnum):
    """What became of a run of text."""

    SAME = "same"
    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring words with one mark. `raw` is as the source has it, `shown` as a reader would see it.

    `shown` is empty for Markdown that stayed (emphasis, a link's address): only what changed of it is shown.
    """

    mark: Mark
    raw: str
    shown: str


Redline = tuple[Run, ...]
"""SAME and DELETED together are the text before, SAME and INSERTED the text after; neighbours differ in mark."""


def raw_before(redline: Redline) -> str:
    """The text before, as the source had it."""
    return "".join(run.raw for run in redline if run.mark is not Mark.INSERTED)


def raw_after(redline: Redline) -> str:
    """The text after, as the source has it."""
    return "".join(run.raw for run in redline if run.mark is not Mark.DELETED)


class Kind(StrEnum):
    """What happened to a paragraph, or to one text of it. The order is that in which reviewers read."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    REWORDED = "reworded"
    CITATIONS = "citations"
    TRANSLATED = "translated"
    MARKUP = "markup"
    SAME = "same"


class Standing(StrEnum):
    """How a language stands after the change, from the worst to the best.

    OUTDATED: its translation is of the English as it was; MISSING: it never had one; UPDATED: its translation changed
    here and is current; CURRENT: nothing to do. NONE: there is nothing left to translate.
    """

    OUTDATED = "outdated"
    MISSING = "missing"
    UPDATED = "updated"
    CURRENT = "current"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands: `page` below `docs/`, `number` as printed (`2.3.4`; a heading has its page's, `2.3`).

    `file` and `line` are the source, relative to the project; `paragraph` is the number on the page, 0 for none.
    """

    page: str
    number: str
    paragraph: int
    file: str
    line: int

    @property
    def source(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Translated:
    """One text in one language: what stood, what stands (empty where there is none), and both as a redline."""

    standing: Standing
    before: str = ""
    after: str = ""
    redline: Redline = ()
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a paragraph: its own, an item, a step, a cell, a heading (`block` as segments name it: p, li, td, …).

    Other blocks are no running text: `code`, `html`, `front` (facts of the front matter), `source` (lines of Markdown
    that are in no text), `page` (a page as a whole); `nav` and `site` are titles of the navigation and of the handbook.
    Redlines of `front` and `source` begin and end near what changed.
    `row` groups the cells of one row of a table, 0 elsewhere. `line` is that of the source after, or before if removed.
    `kinds` is (SAME,) where it only gives context.
    """

    block: str
    kinds: tuple[Kind, ...]
    redline: Redline
    line: int
    row: int = 0
    languages: Mapping[str, Translated] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """One changed paragraph, heading or title.

    `anchor` is letters, digits and hyphens, unique in the review and the same whenever the same change is reviewed.
    `part` is the folder of the handbook's part, or empty; `title` the page's. `before` is None for what was added,
    `after` for what was removed. Citations are as English readers see them. `languages` has the worst standing of
    each language, in the handbook's order.
    """

    anchor: str
    kinds: tuple[Kind, ...]
    part: str
    title: str
    before: Place | None
    after: Place | None
    texts: tuple[Text, ...]
    citations_added: tuple[str, ...] = ()
    citations_dropped: tuple[str, ...] = ()
    languages: Mapping[str, Standing] = field(default_factory=dict)

    @property
    def place(self) -> Place:
        """Where it stands now, or stood last."""
        found = self.after or self.before
        assert found is not None, "a change has a place"
        return found


@dataclass(frozen=True, slots=True)
class Shift:
    """Paragraphs that have other numbers now though their text stayed: from `first` to `last` before and after."""

    page: str
    before: tuple[str, str]
    after: tuple[str, str]
    count: int


@dataclass(frozen=True, slots=True)
class Fact:
    """A changed fact of the register: `entry` (`iccpr`), `name` (`parties.KZ.in_force`), its values, empty for none.

    `room` is the register's folder or file (`authorities`); `cited` are the numbers of paragraphs that rest on it.
    """

    room: str
    entry: str
    name: str
    before: str
    after: str
    file: str
    line: int
    cited: tuple[str, ...] = ()

    @property
    def is_law(self) -> bool:
        """Whether it is of an authority, or a notice that the law changed; agencies, terms and scope are no law."""
        return self.room in ("authorities", "notices")


@dataclass(frozen=True, slots=True)
class SignOffChange:
    """A page whose sign-off in a language was given, or does not hold any longer (`voided`)."""

    tag: str
    page: str
    role: str
    voided: bool


@dataclass(frozen=True, slots=True)
class OtherFile:
    """A changed file that is no page, catalogue or register: a picture, the configuration. `what` is git's letter."""

    path: str
    what: str


@dataclass(frozen=True, slots=True)
class Words:
    """What a language has to do after the change: texts and English words outdated or missing because of it."""

    texts: int
    words: int


@dataclass(frozen=True, slots=True)
class Review:
    """Two commits compared. `base_name` and `head_name` are what the user called them.

    `changes` are in reading order, what is gone where it stood; `part_titles` by folder, in order; `unreadable` are
    files (with a reason) that could not be compared paragraph by paragraph.
    """

    title: str
    edition: str
    base: Commit
    head: Commit
    base_name: str
    head_name: str
    source: Language
    languages: tuple[Language, ...]
    part_titles: Mapping[str, str]
    changes: tuple[Change, ...]
    shifts: tuple[Shift, ...] = ()
    facts: tuple[Fact, ...] = ()
    signoffs: tuple[SignOffChange, ...] = ()
    others: tuple[OtherFile, ...] = ()
    unreadable: tuple[tuple[str, str], ...] = ()
    todo: Mapping[str, Words] = field(default_factory=dict)
