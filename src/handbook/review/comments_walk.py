"""A Word document as one stream of text: who inserted, deleted or commented each stretch, and where it stands.

Namespaces are not looked at: Word, LibreOffice and others differ in them. Nothing here goes deeper than the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import MappingProxyType
from xml.etree.ElementTree import Element

from handbook.translation.exchange.opc_back import below
from handbook.translation.exchange.safe_xml import local

_REVISIONS = MappingProxyType({"ins": "ins", "del": "del", "moveTo": "ins", "moveFrom": "del"})
_MOMENT = re.compile(r"[1-9]\d{3}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d)?)?", re.ASCII)
_CHARACTERS = MappingProxyType(
    {
        "tab": "\t",
        "ptab": "\t",
        "br": "\n",
        "cr": "\n",
        "noBreakHyphen": "\u2011",
        "softHyphen": "\u00ad",
        "sym": "\ufffd",
    }
)


@dataclass(frozen=True, slots=True)
class Revision:
    """A tracked change: `ins` or `del`, and whether it is one end of a move."""

    kind: str
    author: str
    date: str
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, or the end of a paragraph (a line end).

    `marks` are the bookmarks around it, `comments` the comments on it, both by name; `paragraph` counts from 1.
    """

    text: str
    paragraph: int
    marks: tuple[str, ...]
    comments: tuple[str, ...]
    revisions: tuple[Revision, ...]


@dataclass(slots=True)
class Stream:
    """The document's pieces in order; where each bookmark begins, and where each comment points to."""

    pieces: list[Piece] = field(default_factory=list)
    begun: dict[str, int] = field(default_factory=dict)
    """Bookmarks by name to the paragraph that they begin in."""
    points: dict[str, int] = field(default_factory=dict)
    """Comments by number to the index of the first piece behind their mark."""


def stream_of(root: Element) -> Stream:
    """Read `word/document.xml`, or an element of another part."""
    # LibreOffice may write a beginning that has no end: it is a point, and not all that follows.
    ends = (
        frozenset(attribute(one, "id") for one in below(root, f"{name}End"))
        for name in ("bookmark", "commentRange")
    )
    reader = _Reader(*ends)
    for begins, element, parent in _walk(root):
        reader.take(begins, element, parent)
    return reader.stream


def attribute(element: Element, name: str) -> str:
    """An attribute's value whatever its namespace, empty where there is none."""
    return next((value for key, value in element.items() if local(key) == name), "")


def moment(element: Element) -> str:
    """The date and time of an element, empty where there is none: programs that do not know it write year 0."""
    date = attribute(element, "date")
    return date if _MOMENT.fullmatch(date) else ""


def _walk(root: Element) -> Iterator[tuple[bool, Element, str]]:
    """Each element as it begins and ends, with its parent's name; without recursion, however deep it goes."""
    stack: list[tuple[Element, Iterator[Element]]] = [(root, iter(root))]
    yield True, root, ""
    while stack:
        element, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            yield False, element, local(stack[-1][0].tag) if stack else ""
        # A fallback says again what stands before it.
        elif local(child.tag) not in ("Fallback", "pPrChange", "rPrChange"):
            yield True, child, local(element.tag)
            stack.append((child, iter(child)))


class _Reader:
    def __init__(self, marks: frozenset[str], spans: frozenset[str]) -> None:
        self.ends, self.spans = marks, spans
        self.stream = Stream()
        self.revisions: list[Revision] = []
        self.paragraphs: list[tuple[int, tuple[Revision, ...]]] = []
        self.count = 0
        self.marks: dict[str, str] = {}
        self.comments: dict[str, None] = {}

    def take(self, begins: bool, element: Element, parent: str) -> None:
        name = local(element.tag)
        if begins:
            self._open(name, element, parent)
        else:
            self._close(name, parent)

    def _open(self, name: str, element: Element, parent: str) -> None:
        if name == "p":
            self.count += 1
            self.paragraphs.append((self.count, _end_of(element)))
        elif name in _REVISIONS and parent not in ("rPr", "trPr"):
            self.revisions.append(_revision(element))
        elif parent == "r":
            self._text(name, element)
        else:
            self._border(name, element)

    def _close(self, name: str, parent: str) -> None:
        if name == "p":
            _, end = self.paragraphs[-1]
            self._put("\n", end)
            self.paragraphs.pop()
        elif name in _REVISIONS and parent not in ("rPr", "trPr"):
            self.revisions.pop()

    def _text(self, name: str, element: Element) -> None:
        if name in ("t", "delText"):
            self._put(element.text or "", tuple(self.revisions))
        elif name in _CHARACTERS:
            self._put(_CHARACTERS[name], tuple(self.revisions))
        elif name == "commentReference":
            self.stream.points.setdefault(attribute(element, "id"), len(self.stream.pieces))

    def _border(self, name: str, element: Element) -> None:
        """Where a bookmark or a comment begins or ends."""
        number = attribute(element, "id")
        if name == "bookmarkStart":
            if number in self.ends:
                self.marks[number] = attribute(element, "name")
            self.stream.begun.setdefault(attribute(element, "name"), self._paragraph())
        elif name == "bookmarkEnd":
            self.marks.pop(number, None)
        elif name == "commentRangeStart":
            if number in self.spans:
                self.comments[number] = None
            self.stream.points[number] = len(self.stream.pieces)
        elif name == "commentRangeEnd":
            self.comments.pop(number, None)

    def _put(self, text: str, revisions: tuple[Revision, ...]) -> None:
        if text:
            marks, comments = tuple(self.marks.values()), tuple(self.comments)
            self.stream.pieces.append(Piece(text, self._paragraph(), marks, comments, revisions))

    def _paragraph(self) -> int:
        # Between two paragraphs: what stands there belongs to the next.
        return self.paragraphs[-1][0] if self.paragraphs else self.count + 1


def _end_of(paragraph: Element) -> tuple[Revision, ...]:
    """The tracked changes of a paragraph's end."""
    properties = next((one for one in paragraph if local(one.tag) == "pPr"), None)
    look = (
        next((one for one in properties if local(one.tag) == "rPr"), None) if properties is not None else None
    )
    return tuple(_revision(one) for one in look if local(one.tag) in _REVISIONS) if look is not None else ()


def _revision(element: Element) -> Revision:
    name = local(element.tag)
    return Revision(
        _REVISIONS[name], attribute(element, "author").strip(), moment(element), name.startswith("move")
    )


def text_of(element: Element) -> str:
    """The text of a comment, a line a paragraph; what is deleted in it is not part of it."""
    pieces = stream_of(element).pieces
    kept = (piece.text for piece in pieces if all(one.kind != "del" for one in piece.revisions))
    return "".join(kept).strip()


def paragraph_ids(element: Element) -> list[str]:
    """The numbers by which a comment's paragraphs are known to its replies."""
    return [found for one in below(element, "p") if (found := attribute(one, "paraId"))]
