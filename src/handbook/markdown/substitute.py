"""Translate inside the parse: one walk over the block tree that records every segment and puts translations in."""

from __future__ import annotations

import re
from copy import copy, deepcopy
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from handbook.markdown.citation_scan import BRACKET
from handbook.markdown.citations import NAME as CITATIONS
from handbook.markdown.code_spans import outside_code
from handbook.markdown.marks import mark_fallbacks
from handbook.markdown.numbering import FindParagraphs
from handbook.markdown.paragraphs import homes
from handbook.markdown.review import reviews_of
from handbook.markdown.segments import (
    Segment,
    contents_marker,
    kind_of,
    msgid_of,
    part,
    restore,
    slots,
    why_kept,
)
from handbook.markdown.session import PageInput, PageOutput, State

_HEADING = re.compile(r"h[1-6]")
_CITATION = re.compile(BRACKET)
_NOTE_REFERENCE = re.compile(r"\[\^([^\]]*)\]")


class SegmentTreeprocessor(Treeprocessor):
    """Runs just before the inline parser (priority 20), while every leaf's text is still raw Markdown."""

    PRIORITY = 20.5

    def __init__(self, md: Markdown, given: PageInput, out: PageOutput) -> None:
        super().__init__(md)
        self.given = given
        self.out = out
        # Blocks whose text is not current, by element, for the marks set at the end of the run.
        self.states: dict[Element, list[State]] = {}
        # The English of each translated heading, kept until ids are given out.
        self.english: dict[Element, Element] = {}
        self.shelf: Element | None = None

    def run(self, root: Element) -> None:
        self.out.ran = True
        keep_breaks = "nl" in self.md.inlinePatterns
        marker = contents_marker(self.md)
        self.out.homes = homes(root, self.paragraphs())
        cites = CITATIONS in self.md.inlinePatterns
        inside = {element: heading for heading in root.iter() if is_heading(heading) for element in heading.iter()}
        # A list, not an iterator: the walk changes the texts it walks over.
        for slot in list(slots(root)):
            pieces = part(slot.value)
            heading = inside.get(slot.owner)
            if heading is not None and cites and _CITATION.search(pieces.core):
                # Each language writes a citation in its own way; the id is made of what the source says.
                self.remember(heading)
            if why_kept(pieces.core, marker) is not None:
                continue
            msgid = msgid_of(pieces.core, keep_breaks=keep_breaks)
            home = self.out.homes.get(slot.owner, 0)
            self.out.segments.append(Segment(msgid, kind_of(slot), pieces.core, paragraph=home))
            state, core = self.translate(msgid, pieces.core)
            self.out.states.append(state)
            self.states.setdefault(slot.owner, []).append(state)
            if core != pieces.core:
                if heading is not None:
                    self.remember(heading)
                slot.write(pieces.joined(core))
        if self.shelf is not None:
            for slot in list(slots(self.shelf)):
                slot.write(outside_code(slot.value, self.for_an_id))
            root.append(self.shelf)
        self.judge()

    def paragraphs(self) -> list[Element]:
        """The numbered blocks, found just before."""
        finder = self.md.treeprocessors["handbook-find-paragraphs"]
        assert isinstance(finder, FindParagraphs)
        return finder.blocks

    def judge(self) -> None:
        """Say how far each paragraph may be trusted."""
        if self.given.review is not None:
            places = zip((one.paragraph for one in self.out.segments), self.out.states, strict=True)
            self.out.reviews = reviews_of(places, self.out.paragraphs, self.given.review.signed)

    def translate(self, msgid: str, core: str) -> tuple[State, str]:
        """Return the segment's state and its text; a translation that equals its source changes nothing at all."""
        if self.given.lookup is None:
            return State.CURRENT, core
        target = self.given.lookup(msgid)
        if target.state is not State.CURRENT or target.text == msgid:
            return target.state, core
        restored = restore(target.text, core)
        return (State.OUTDATED, core) if restored is None else (State.CURRENT, restored)

    def remember(self, heading: Element) -> None:
        """Shelve a copy of the English heading: the inline parser reads it too, and its id is taken from it."""
        if heading in self.english:
            return
        if self.shelf is None:
            self.shelf = Element("div")
        english = deepcopy(heading)
        english.tail = None
        self.shelf.append(english)
        self.english[heading] = english

    def for_an_id(self, text: str) -> str:
        """Take citations as they are written, and leave out references to notes of this page.

        A second reading of a note reference would count the note twice; ids leave references out anyway. What only
        looks like one is text.
        """
        text = _CITATION.sub(lambda found: found.group()[1:-1].replace("@", ""), text)
        if "footnote" not in self.md.inlinePatterns:
            return text
        pattern: Any = self.md.inlinePatterns["footnote"]
        known = pattern.footnotes.footnotes
        return _NOTE_REFERENCE.sub(lambda found: "" if found.group(1) in known else found.group(), text)


def is_heading(element: Element) -> bool:
    """Whether the element is a heading; its tag may also be a function, for comments."""
    return isinstance(element.tag, str) and _HEADING.fullmatch(element.tag) is not None


class EnglishIds(Treeprocessor):
    """Gives translated pages the heading ids of the English page; runs after attribute lists, before the contents.

    Only a page with a translated heading is touched, and then every heading in order, by the rule of the `toc`
    extension itself, so that repeated titles are counted the same way in every language.
    """

    PRIORITY = 5.5

    def __init__(self, md: Markdown, segments: SegmentTreeprocessor) -> None:
        super().__init__(md)
        self.segments = segments

    def run(self, root: Element) -> None:
        shelf = self.segments.shelf
        if shelf is None:
            return
        root.remove(shelf)
        if "toc" in self.md.treeprocessors:
            self.assign(root)

    def assign(self, root: Element) -> None:
        """Let `toc` itself number a bare copy of the page, its headings in English, and copy the ids over."""
        copies: list[tuple[Element, Element]] = []
        bare = Element("div")
        for element in root.iter():
            if is_heading(element):
                english = self.segments.english.get(element)
                twin = copy(element if english is None else english)
                twin.attrib = dict(element.attrib)
                bare.append(twin)
                copies.append((element, twin))
            elif "id" in element.attrib:
                SubElement(bare, "i", {"id": element.attrib["id"]})
        toc = self.md.treeprocessors["toc"]
        toc.run(bare)
        for element, twin in copies:
            element.attrib["id"] = twin.attrib["id"]


class FallbackMarks(Treeprocessor):
    """Marks what is left in the source language; runs last, so that marks are in no heading's id or title."""

    PRIORITY = 1

    def __init__(self, md: Markdown, given: PageInput, segments: SegmentTreeprocessor) -> None:
        super().__init__(md)
        self.given = given
        self.segments = segments

    def run(self, root: Element) -> None:
        if self.given.marks is not None:
            mark_fallbacks(root, self.segments.states, self.given.marks)
