"""What of a block's text is for translation, and what stays as it is.

Python-Markdown first builds a tree of blocks whose text is still raw Markdown, and parses the inline text later.
Between the two, every text the inline parser is going to read is a *slot*. A slot parts into a prefix, a core and a
suffix; the core, in one normal form, is the msgid. Prefix + core + suffix is always the slot again, so nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.util import AtomicString

# Stash marks of Python-Markdown: raw HTML, task-list boxes, footnote back-links.
_STASH = "\x02[^\x02\x03]*\x03"
_PREFIX = re.compile(rf"(?:\s|{_STASH})*")
_ATTRIBUTE_LIST = re.compile(r"\{:?[ ]*[^}\n ][^}\n]*\}")
# Between braces a line break stays: on one line, what was text could become an attribute list.
_SOFT_BREAK = re.compile(r"(\{[^{}]*\})|(?<![ \\])[ \t]?\n[ \t]*|(?<=[^ ] )\n[ \t]*")
# Paragraphs that editors know under another name.
_KINDS = {"admonition-title": "title", "step-text": "step"}
_TOKEN = re.compile(r"⟦(\d+)⟧")
# Nothing in these is for a translator; a slot that holds no other letters is kept as it is.
_OPAQUE = re.compile(
    rf"{_STASH}|\[[@^][^\[\]]*\]|(`+)(?:.|\n)*?\1|<[^<>]*>|\{{[^{{}}]*\}}|\b[a-z]+://\S+|&#?\w+;"
)


@dataclass(frozen=True, slots=True)
class Slot:
    """One text of the block tree: `element.text`, or the `tail` of `element` inside `parent`."""

    element: Element
    parent: Element
    where: Literal["text", "tail"]

    @property
    def value(self) -> str:
        return str(getattr(self.element, self.where))

    @property
    def owner(self) -> Element:
        """The block that shows this text."""
        return self.element if self.where == "text" else self.parent

    def write(self, value: str) -> None:
        setattr(self.element, self.where, value)


@dataclass(frozen=True, slots=True)
class Pieces:
    """A slot's text in three: joined, they are the text again."""

    prefix: str
    core: str
    suffix: str

    def joined(self, core: str) -> str:
        return f"{self.prefix}{core}{self.suffix}"


@dataclass(frozen=True, slots=True)
class Segment:
    """One thing to translate: its `msgid`, the `kind` of block it stands in (`p`, `h2`, `td`, …), its source line.

    `raw` is the text as the block tree holds it, before normal form. `paragraph` is the number on its page of the
    paragraph it belongs to, 0 for titles, headings and what stands above the first.
    """

    msgid: str
    kind: str
    raw: str
    line: int = 0
    paragraph: int = field(default=0, compare=False)


def slots(root: Element) -> Iterator[Slot]:
    """All texts below `root` that the inline parser will read, in reading order."""
    for child in root:
        if _readable(child.text):
            yield Slot(child, root, "text")
        yield from slots(child)
        if _readable(child.tail):
            yield Slot(child, root, "tail")


def _readable(text: str | None) -> bool:
    return bool(text) and not isinstance(text, AtomicString) and bool(text.strip())  # type: ignore[union-attr]


def part(text: str) -> Pieces:
    """Part a slot's text into what stays in front, what is for translation, and what stays behind."""
    prefix = _PREFIX.match(text)
    start = prefix.end() if prefix else 0
    end = _end_of_core(text, start)
    return Pieces(text[:start], text[start:end], text[end:])


def _end_of_core(text: str, start: int) -> int:
    """Where trailing white space, stash marks and attribute lists set off by white space (`Title {#id}`) begin."""
    end = len(text)
    while end > start:
        if text[end - 1].isspace():
            before = end - 1
        elif text[end - 1] == "\x03":
            before = text.rfind("\x02", start, end)
        elif text[end - 1] == "}":
            before = _start_of_list(text, start, end)
        else:
            break
        if before == -1:
            break
        end = before
    return end


def _start_of_list(text: str, start: int, end: int) -> int:
    """Where the attribute list that ends at `end` begins, or -1; it holds no line break and no closing brace."""
    at = max(text.rfind("}", start, end - 1), text.rfind("\n", start, end - 1), start - 1) + 1
    while (at := text.find("{", at, end)) != -1:
        if at > 0 and text[at - 1].isspace() and _ATTRIBUTE_LIST.fullmatch(text, at, end):
            return at
        at += 1
    return -1


class Kept(StrEnum):
    """Why a text that the inline parser reads is not offered for translation."""

    NO_TEXT = "only white space, marks of the parser and attribute lists"
    COMMAND = "a command to the parser, such as the place for a list of contents"
    NO_WORDS = "no letter outside citations, note marks, code, tags, addresses and entities"
    BRACKETS = "our token's brackets beside a mark of the parser: it could not be put together again"


def why_kept(core: str, marker: str = "") -> Kept | None:
    """The reason why a slot's core stays as it is in every language; None when it is a segment.

    `marker` is the text that stands for the list of contents (`[TOC]`), if the dialect has one.
    """
    if not core:
        return Kept.NO_TEXT
    if core == marker:
        return Kept.COMMAND
    if "⟦" in core and "\x02" in core:
        return Kept.BRACKETS
    if not any(character.isalpha() for character in _OPAQUE.sub(" ", core)):
        return Kept.NO_WORDS
    return None


def msgid_of(core: str, *, keep_breaks: bool = False) -> str:
    """The core in normal form: soft line breaks are spaces (hard breaks stay), stash marks are ⟦1⟧, ⟦2⟧, …

    `keep_breaks` is for dialects in which every line break counts (`nl2br`).
    """
    text = core if keep_breaks else _SOFT_BREAK.sub(lambda found: found.group(1) or " ", core)
    count = 0

    def number(_: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return f"⟦{count}⟧"

    return re.sub(_STASH, number, text)


def restore(msgstr: str, core: str) -> str | None:
    """Put the stash marks of `core` back where `msgstr` has their numbers; None unless each stands exactly once."""
    marks = re.findall(_STASH, core)
    if not marks:
        return msgstr
    if sorted(int(number) for number in _TOKEN.findall(msgstr)) != list(range(1, len(marks) + 1)):
        return None
    return _TOKEN.sub(lambda found: marks[int(found.group(1)) - 1], msgstr)


def contents_marker(md: Markdown) -> str:
    """The text that stands for the list of contents in this dialect; nothing where there is none."""
    return str(getattr(md.treeprocessors["toc"], "marker", "")) if "toc" in md.treeprocessors else ""


def kind_of(slot: Slot) -> str:
    """The kind of block a slot stands in, as editors and translators name it."""
    owner = slot.owner
    classes = owner.get("class", "").split() if owner.tag == "p" else ()
    return next((_KINDS[name] for name in classes if name in _KINDS), str(owner.tag))
