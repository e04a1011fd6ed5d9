"""What the extension is given for one page, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from xml.etree.ElementTree import Element

from markdown import Markdown

from handbook.findings import Finding
from handbook.markdown.procedure import Procedure
from handbook.markdown.procedure_view import ProcedureRenderer
from handbook.markdown.segments import Segment


class State(StrEnum):
    """How a segment stands in a language: its translation is current, outdated (fuzzy) or missing."""

    CURRENT = "current"
    OUTDATED = "outdated"
    MISSING = "missing"


class Review(StrEnum):
    """How a paragraph stands: signed by a reviewer as it is, not signed, outdated or missing; both show English."""

    REVIEWED = "reviewed"
    UNREVIEWED = "unreviewed"
    OUTDATED = "outdated"
    ENGLISH = "english"


@dataclass(frozen=True, slots=True)
class Target:
    """What a catalogue holds for a msgid; `text` is used only when `state` is current."""

    state: State
    text: str = ""


Lookup = Callable[[str], Target]
Parser = Markdown
"""Python-Markdown's parser, for rooms that hand it on and do not look inside."""


@dataclass(frozen=True, slots=True)
class Marks:
    """How text left in the source language is marked: languages, and the words for each state but current."""

    source: str
    page: str
    words: Mapping[State, str]
    direction: str = "ltr"


@dataclass(frozen=True, slots=True)
class ReviewMarks:
    """The word for each state, and the paragraphs whose text, in both languages, a reviewer has signed."""

    words: Mapping[Review, str]
    signed: Collection[int] = frozenset()


@dataclass(frozen=True, slots=True)
class PageInput:
    """Everything the extension may vary from page to page; with nothing given it changes nothing.

    `lookup` finds translations (None: keep the source), `marks` shows what is not translated (None: no marks),
    `number` is the page's number (None: paragraphs are not numbered, empty: they are, without a page number),
    `paragraph_title` is the tooltip of a paragraph number, `review` has numbers say how far their paragraph may be
    trusted (None: they do not), `inline` adds processors of other rooms (citations), `procedures` shows procedures to
    readers (None: their actors and time limits are left out).
    """

    lookup: Lookup | None = None
    marks: Marks | None = None
    number: str | None = None
    paragraph_title: str = ""
    review: ReviewMarks | None = None
    inline: Callable[[Markdown, list[Finding]], None] | None = None
    procedures: ProcedureRenderer | None = None


@dataclass(slots=True)
class PageOutput:
    """What one run of the extension saw, in reading order; filled while Python-Markdown works.

    `homes` gives the paragraph of each element, 0 for none; `reviews` the states of the paragraphs, if
    `PageInput.review` asked for them.
    """

    segments: list[Segment] = field(default_factory=list)
    states: list[State] = field(default_factory=list)
    paragraphs: int = 0
    homes: dict[Element, int] = field(default_factory=dict)
    reviews: tuple[Review | None, ...] = ()
    findings: list[Finding] = field(default_factory=list)
    headings: list[tuple[int, str, str]] = field(default_factory=list)
    procedures: list[Procedure] = field(default_factory=list)
    ran: bool = False

    def count(self, state: State) -> int:
        return self.states.count(state)
