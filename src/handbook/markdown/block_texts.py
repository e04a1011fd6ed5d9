"""Everything a page says, block by block, for comparing two versions of it: also what no translator sees.

Citations alone in a cell, numbers, code, raw HTML, who acts in a step and by when: all of it is text that may change.
Only the blocks are parsed; what stands inside a line is left as it is written.
"""

from __future__ import annotations

import contextlib
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from handbook.errors import HandbookError
from handbook.findings import Finding
from handbook.markdown.dialect import render
from handbook.markdown.front_matter import FrontMatter, read_front_matter, split_page
from handbook.markdown.numbering import FindParagraphs
from handbook.markdown.paragraphs import homes
from handbook.markdown.places import locate
from handbook.markdown.procedure import Step
from handbook.markdown.segments import Kept, Segment, Slot, contents_marker, kind_of, msgid_of, part, why_kept
from handbook.markdown.session import PageInput
from handbook.project import Dialect

CODE, HTML = "code", "html"
"""Blocks that hold no running text."""

_STASHED = re.compile("\x02wzxhzdk:([0-9]+)\x03")
_ANY_STASH = re.compile("\x02[^\x02\x03]*\x03")
_TAG = re.compile(r"<[^<>]*>")
# What is put above and beside code: the name of its file, numbers of lines.
_NAME = re.compile(r'<span class="(?:filename|linenos)"[^<>]*>[^<>]*</span>|<td class="linenos">(?s:.*?)</td>')
_CODE = re.compile(r"\s*<(?:pre|code|div [^<>]*class=\"[^\"]*(?:highlight|codehilite)|table class=\"[^\"]*highlight)")


@dataclass(frozen=True, slots=True)
class BlockText:
    """One text of a page: `text` is compared, `msgid` is what translators get of it, empty if they do not.

    `block` is as segments name it, or CODE or HTML. `row` and `column` (from 1) are those of a cell, rows counted
    through the page; 0 elsewhere. `paragraph` is the number of its paragraph, 0 for none. `raw` is as the tree has it.
    """

    block: str
    text: str
    msgid: str
    raw: str
    line: int = 0
    paragraph: int = 0
    row: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class BlockTexts:
    """A page's texts in reading order; `above` is how many lines stand above its Markdown."""

    texts: tuple[BlockText, ...]
    description: str = ""
    description_line: int = 0
    above: int = 0

    def as_json(self) -> dict[str, Any]:
        """Plain data for a cache; `from_json` reads it back."""
        return {name: getattr(self, name) for name in self.__slots__} | {"texts": list(map(_as_list, self.texts))}

    @staticmethod
    def from_json(data: dict[str, Any]) -> BlockTexts:
        return BlockTexts(**{**data, "texts": tuple(BlockText(*one) for one in data["texts"])})


def block_texts(text: str, dialect: Dialect) -> BlockTexts:
    """Take a page apart. Front matter that cannot be read gives no description; the parser may raise anything."""
    _, body, above = split_page(text)
    front = _front(text)
    gather = _Gather()

    def further(md: Markdown, _: list[Finding]) -> None:
        md.treeprocessors.register(_Taker(md, gather), "handbook-block-texts", _Taker.PRIORITY)

    with contextlib.suppress(_EnoughError):
        render(body, dialect, PageInput(number="", inline=further))
    segments = [Segment(one.msgid, one.block, one.raw) for one in gather.texts]
    lines = (segment.line for segment in locate(body, segments, above + 1))
    texts = (_at(one, line) for one, line in zip(gather.texts, lines, strict=True))
    return BlockTexts(tuple(texts), front.description, front.description_line, above)


def _at(text: BlockText, line: int) -> BlockText:
    return replace(text, line=line)


def _as_list(text: BlockText) -> list[str | int]:
    return [getattr(text, name) for name in text.__slots__]


def _front(text: str) -> FrontMatter:
    try:
        return read_front_matter(text, "")
    except HandbookError:
        return FrontMatter()


class _EnoughError(Exception):
    """The blocks are known: the rest of the parser's work is not needed."""


class _Gather:
    """The texts found so far."""

    def __init__(self) -> None:
        self.texts: list[BlockText] = []


class _Taker(Treeprocessor):
    """Runs when steps have been taken apart (20.7) and paragraphs counted (20.6), before anything is translated."""

    PRIORITY = 20.55

    def __init__(self, md: Markdown, into: _Gather) -> None:
        super().__init__(md)
        self.into = into

    def run(self, root: Element) -> None:
        finder: Any = self.md.treeprocessors["handbook-find-paragraphs"]
        assert isinstance(finder, FindParagraphs)
        self.homes = homes(root, finder.blocks)
        self.cells = dict(_cells(root))
        self.steps = {step.item[0]: step for step in self._steps() if len(step.item)}
        self.marker = contents_marker(self.md)
        self.keep_breaks = "nl" in self.md.inlinePatterns
        for place in _places(root):
            self.into.texts += self.texts(place)
        raise _EnoughError

    def _steps(self) -> Iterator[Step]:
        taken: Any = self.md.treeprocessors["handbook-procedure-steps"]
        for procedure in taken.found:
            yield from procedure.steps

    def texts(self, place: Slot | Element) -> Iterator[BlockText]:
        """What one place of the tree says: stashed code and HTML stand before or behind its words."""
        if isinstance(place, Element):
            yield self.made(CODE, html.unescape("".join(place.itertext())).strip("\n"), place)
            return
        pieces = part(place.value)
        yield from self.stashed(pieces.prefix, place.owner)
        why = why_kept(pieces.core, self.marker)
        if why not in (Kept.NO_TEXT, Kept.COMMAND):
            text = msgid_of(pieces.core, keep_breaks=self.keep_breaks)
            msgid = text if why is None else ""
            if (step := self.steps.get(place.owner)) is not None and place.where == "text":
                text = _as_written(step, text)
            yield self.made(kind_of(place), text, place.owner, msgid, pieces.core)
        yield from self.stashed(pieces.core + pieces.suffix, place.owner)

    def stashed(self, text: str, owner: Element) -> Iterator[BlockText]:
        kept: list[Any] = self.md.htmlStash.rawHtmlBlocks
        for found in _STASHED.finditer(text):
            raw = kept[int(found[1])] if int(found[1]) < len(kept) else ""
            raw = raw if isinstance(raw, str) else "".join(raw.itertext())
            if _CODE.match(raw):
                yield self.made(CODE, html.unescape(_TAG.sub("", _NAME.sub("", raw))).strip("\n"), owner)
            elif "<input" not in raw and raw.strip():
                yield self.made(HTML, raw.strip(), owner)

    def made(self, block: str, text: str, owner: Element, msgid: str = "", raw: str = "") -> BlockText:
        row, column = self.cells.get(owner, (0, 0))
        return BlockText(block, _ANY_STASH.sub("", text), msgid, raw or text, 0, self.homes.get(owner, 0), row, column)


def _places(root: Element) -> Iterator[Slot | Element]:
    """All texts below `root` in reading order; code blocks are elements."""
    for child in root:
        if child.tag == "pre":
            yield child
        else:
            if _readable(child.text):
                yield Slot(child, root, "text")
            yield from _places(child)
        if _readable(child.tail):
            yield Slot(child, root, "tail")


def _readable(text: str | None) -> bool:
    return text is not None and not isinstance(text, AtomicString) and bool(text.strip())


def _cells(root: Element) -> Iterator[tuple[Element, tuple[int, int]]]:
    """Every element inside a cell with the cell's row and column."""
    for row, line in enumerate(root.iter("tr"), 1):
        for column, cell in enumerate(line, 1):
            for element in cell.iter():
                yield element, (row, column)


def _as_written(step: Step, text: str) -> str:
    """A step's text with its actors and its time limit."""
    actors, receivers = (", ".join(f"@{one}" for one in who) for who in (step.actors, step.receivers))
    head = f"{actors} → {receivers}: " if receivers else f"{actors}: " if actors else ""
    return f"{head}{text}" + (f" {{within: {step.limit}}}" if step.limit else "")
