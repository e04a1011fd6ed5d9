"""What a translator must keep to the letter, how it is shown outside, and how it is found again in what comes back.

Law: the pieces of a text, joined, are the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_KEPT = re.compile(
    r"(?P<code>(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<citation>\[@[^\[\]]*\])"
    r"|(?P<note>\[\^[^\[\]\s]+\])"
    # With a title, the address alone: the title's words are for the translator.
    r"|(?P<address>\]\(\s*(?:<[^<>]*>|[^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*)\)?)"
    r"|(?P<tag></?[A-Za-z!?][^<>]*>)"
    r"|(?P<attributes>\{[^{}\n]*\})"
    r"|(?P<actor>\A@[\w-]+(?:\s*->\s*@[\w-]+)*:)"
    r"|(?P<mark>⟦\d+⟧)"
    r"|(?P<url>\b[a-z]+://[^\s<>()\[\]]+)",
    re.DOTALL,
)
# XML has no way to write these; outside, each is a picture of itself.
_UNWRITABLE = {
    code: chr(0x2400 + code) for code in range(0x20) if code not in (0x09, 0x0A)
} | {0xFFFE: "␥", 0xFFFF: "␦"} | dict.fromkeys(range(55296, 57344), "�")
_PICTURES = {picture: chr(code) for code, picture in _UNWRITABLE.items() if picture != "\ufffd"}
# What spreadsheets and word processors make of plain characters while somebody types.
_LOOSE = {
    '"': "[\"“”„«»″]",
    "'": "['‘’ʼ′]",
    "-": "[-‐‑‒–—−]",
    " ": r"[ \u00a0\u2007\u202f]+",
    "...": r"(?:\.\.\.|…)",
}
_PARTS = re.compile(r"\.\.\.| +|[\"'\-]|[^\"'\- .]+|\.")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `kind` (`citation`, `address`, …) says why it must stay as it is, nothing that it is free."""

    text: str
    kind: str = ""


def pieces(text: str) -> Iterator[Piece]:
    """Part a text into what is for translation and what must be kept."""
    at = 0
    for found in _KEPT.finditer(text):
        if found.start() > at:
            yield Piece(text[at : found.start()])
        yield Piece(found.group(), next(name for name, value in found.groupdict().items() if value is not None))
        at = found.end()
    if at < len(text):
        yield Piece(text[at:])


def kept(text: str) -> list[str]:
    """Everything in a text that must be kept, in its order."""
    return [piece.text for piece in pieces(text) if piece.kind]


def shown(text: str) -> str:
    """The text as a file outside can hold it: control characters are pictures of themselves (␇)."""
    # Nearly every text is printable, and then holds none of these.
    return text if text.isprintable() else text.translate(_UNWRITABLE)


def came_back(text: str, *known: str) -> str:
    """A text from outside as a catalogue holds it; `known` are the source and what stood there before.

    Line ends are LF, outer space is gone, a line break that the source does not have is a space. Pictures of control
    characters, and what must be kept but was altered in quotation marks, dashes or spaces only, are as in `known`.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    for picture, character in _PICTURES.items():
        if picture in text and any(character in one for one in known):
            text = text.replace(picture, character)
    if not any("\n" in one for one in known):
        text = re.sub(r"[ \t]*\n\s*", " ", text)
    for token in dict.fromkeys(kept(known[0]) if known else ()):
        if token not in text:
            # A function, so that nothing in the token is read as a reference to a group.
            text = re.sub(_loosely(token), lambda _, token=token: token, text)  # type: ignore[misc]
    return text


def _loosely(token: str) -> str:
    return "".join(_LOOSE.get(part.strip() or " ") or re.escape(part) for part in _PARTS.findall(token))
