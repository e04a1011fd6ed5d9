"""What belongs to which numbered paragraph: lists, tables and notes with it, and all of its English text as one digest.

A list, table, figure or tab set belongs to the paragraph before it, a note to the paragraph that refers to it. Titles,
headings and what stands above the first paragraph belong to none: number 0.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from handbook.stable import digest

_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_NOTE_REFERENCE = re.compile(r"\[\^([^\]\s]+)\]")
_STASHED = re.compile("\x02wzxhzdk:([0-9]+)\x03")
_STASH = re.compile("\x02[^\x02\x03]*\x03")
_TAG = re.compile(r"<[^<>]*>")
# Blocks an author makes. The others are the parser's own scaffolding, and change with its version.
_BLOCKS = frozenset({"p", "li", "tr", "td", "th", "dt", "dd", "blockquote", "details", "summary", *_HEADINGS})


def homes(root: Element, counted: Sequence[Element]) -> dict[Element, int]:
    """The paragraph of every element below `root`; `counted` are the numbered blocks in their order.

    For texts that are still raw Markdown: a note is given to the first paragraph that refers to it.
    """
    numbers = {block: number for number, block in enumerate(counted, 1)}
    found: dict[Element, int] = {}
    referred: dict[str, int] = {}
    notes: dict[str, Element] = {}
    current = 0
    for block in root:
        if block.get("class") == "footnote":
            notes |= _notes(block)
            continue
        current = numbers.get(block, current)
        _settle(block, 0 if block.tag in _HEADINGS else current, found, referred)
    while notes:
        # A note may be referred to in another note.
        name = next((name for name in notes if name in referred), next(iter(notes)))
        _settle(notes.pop(name), referred.get(name, 0), found, referred)
    return found


def _notes(block: Element) -> dict[str, Element]:
    """The notes of a page by name: their ids are made of it."""
    return {note.get("id", "").partition(":")[2]: note for note in block.iter("li") if note.get("id")}


def _settle(block: Element, number: int, found: dict[Element, int], referred: dict[str, int]) -> None:
    for element in block.iter():
        found[element] = number
        for text in (element.text, element.tail):
            for name in _NOTE_REFERENCE.findall(text or ""):
                referred.setdefault(name, number)


class ParagraphTexts:
    """Records all English text of a page while it is parsed, what no translator sees as well: numbers, code, limits."""

    def __init__(self) -> None:
        self.texts: list[tuple[Element, tuple[str, ...]]] = []

    def register(self, md: Markdown) -> None:
        """Take part in parsing a page that is recorded and not shown."""
        md.treeprocessors.register(_Capture(md, self), "handbook-paragraph-texts", _Capture.PRIORITY)

    def digests(self, home: Mapping[Element, int], paragraphs: int, front: Iterable[str] = ()) -> tuple[str, ...]:
        """A digest of each paragraph's English, from 0; `front` is what else stands above the first paragraph."""
        gathered: list[list[str]] = [list(front), *([] for _ in range(paragraphs))]
        for piece, texts in self.texts:
            gathered[home.get(piece, 0)] += texts
        return tuple(digest(*texts) for texts in gathered)


class _Capture(Treeprocessor):
    """Runs when lists of notes and of tasks are made (50, 25), before anything of ours takes text out (20.7)."""

    PRIORITY = 20.9

    def __init__(self, md: Markdown, into: ParagraphTexts) -> None:
        super().__init__(md)
        self.into = into

    def run(self, root: Element) -> None:
        for block in root:
            pieces = _notes(block).values() if block.get("class") == "footnote" else (block,)
            self.into.texts += [(piece, tuple(self.texts(piece))) for piece in pieces]

    def texts(self, element: Element) -> Iterator[str]:
        """The element's text and shape, so that two texts that mean different things never give the same."""
        if element.tag in _BLOCKS:
            yield f"<{element.tag}>"
        if element.tag == "details" or "admonition" in element.get("class", "").split():
            yield f"<{element.get('class', '')}>"
        if made := element.get("data-generated"):
            yield f"<{made}>"
        yield from self.plain(element.text)
        for child in element:
            yield from self.texts(child)
            yield from self.plain(child.tail)

    def plain(self, text: str | None) -> Iterator[str]:
        shown = _STASH.sub("", _STASHED.sub(self.stashed, text or ""))
        if shown := " ".join(shown.split()):
            yield shown

    def stashed(self, found: re.Match[str]) -> str:
        """Code and the like as text: how it is dressed up as HTML is the libraries' affair."""
        kept: list[Any] = self.md.htmlStash.rawHtmlBlocks
        raw = kept[int(found[1])] if int(found[1]) < len(kept) else ""
        return _TAG.sub(" ", raw) if isinstance(raw, str) else "".join(raw.itertext())
