"""Stop-press notices on a page: below every paragraph that cites what has changed, in every language at once.

Judged on the English text, before translations are put in: a notice waits for no translator. The boxes are put in
after paragraphs are counted, so that no number moves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from handbook.markdown.citation_scan import scan
from handbook.markdown.citations import CitationRenderer
from handbook.markdown.code_spans import without_code
from handbook.markdown.marks import mark_words
from handbook.markdown.numbering import FindParagraphs
from handbook.markdown.session import Marks
from handbook.register.citation import Citation, CitationError, CitedItem, parse_citation
from handbook.register.notices import Notice, notices_for
from handbook.register.register import in_language

NAME = "handbook-stop-press"
_NOTE = re.compile(r"\[\^([^\]\s]+)\]")
_HEADING = re.compile(r"h[1-6]")


@dataclass(frozen=True, slots=True)
class NoticeRenderer:
    """Writes notices for one page: `title` is the box's word, `date` writes an ISO date in the page's language."""

    citations: CitationRenderer
    marks: Marks
    title: str
    date: Callable[[str], str]

    def box(self, notices: Mapping[str, Notice]) -> Element:
        """Return one box with all `notices`, in their order."""
        box = Element("div", {"class": "admonition stop-press"})
        title = SubElement(box, "p", {"class": "admonition-title"})
        title.text = AtomicString(self.title)
        for notice in notices.values():
            box.extend(self._notice(notice))
        return box

    def _notice(self, notice: Notice) -> Iterator[Element]:
        found = in_language(notice.text, self.citations.language)
        assert found is not None, "the model demands English"
        head = Element("p")
        head.append(self.citations.element(Citation(notice.places)))
        head[-1].tail = AtomicString(f" · {self.date(notice.date)}")
        yield head
        text = Element("p")
        text.text = AtomicString(found.text)
        if found.language != self.citations.language:
            mark_words(text, found.language, self.marks)
        yield text


@dataclass(slots=True)
class StopPress:
    """What a page is given: the register's notices, who writes them, and what its quotations cite."""

    notices: Mapping[str, Notice]
    renderer: NoticeRenderer
    quoted: Mapping[Element, CitedItem] = field(default_factory=dict)


def add_stop_press(md: Markdown, given: StopPress) -> None:
    """Let `md` put notices on the page; without any in the register nothing runs."""
    if given.notices:
        md.treeprocessors.register(_Notify(md, given), NAME, _Notify.PRIORITY)


class _Notify(Treeprocessor):
    """Runs when paragraphs have been found (20.6) and before text is replaced (20.5)."""

    PRIORITY = 20.55

    def __init__(self, md: Markdown, given: StopPress) -> None:
        super().__init__(md)
        self.given = given

    def run(self, root: Element) -> None:
        notes = {note.get("id", "").removeprefix("fn:"): note for note in root.iter("li") if note.get("id")}
        for last, group in reversed(list(self._groups(root))):
            cited = [item for block in group for item in self._cited(block, notes, set())]
            names = notices_for(self.given.notices, cited)
            if names:
                box = self.given.renderer.box({name: self.given.notices[name] for name in names})
                root.insert(last + 1, box)

    def _groups(self, root: Element) -> Iterator[tuple[int, list[Element]]]:
        """A paragraph with the list, table or tabs that belong to it, and the place of the last of them."""
        finder = self.md.treeprocessors["handbook-find-paragraphs"]
        assert isinstance(finder, FindParagraphs)
        opening = set(finder.blocks)
        group: list[Element] = []
        for place, block in enumerate(root):
            heads = isinstance(block.tag, str) and _HEADING.fullmatch(block.tag) is not None
            if group and (block in opening or heads or block.get("class") == "footnote"):
                yield place - 1, group
                group = []
            if block.get("class") != "footnote":
                group.append(block)
        if group:
            yield len(root) - 1, group

    def _cited(self, block: Element, notes: Mapping[str, Element], met: set[str]) -> Iterator[CitedItem]:
        """What a block cites, in its own text and in the notes it refers to."""
        for element in block.iter():
            if element in self.given.quoted:
                yield self.given.quoted[element]
            for text in (element.text, element.tail if element is not block else None):
                if not text or isinstance(text, AtomicString):
                    continue
                yield from _items(text)
                for name in _NOTE.findall(without_code(text)):
                    if name in notes and name not in met:
                        met.add(name)
                        yield from self._cited(notes[name], notes, met)


def _items(text: str) -> Iterator[CitedItem]:
    for raw, _ in scan(text):
        try:
            yield from parse_citation(raw).items
        except CitationError:
            continue
