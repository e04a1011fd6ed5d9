"""WordprocessingML to write: runs, tracked changes, paragraphs and tables, in the order that Word insists on.

Texts are untrusted: they are escaped here, and what XML forbids becomes a picture of itself. Styles are our own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from types import MappingProxyType
from xml.sax.saxutils import escape, quoteattr

from handbook.project import Language
from handbook.translation.exchange.opc import stamp
from handbook.translation.exchange.protect import shown

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
AUTHOR = "handbook"
WIDTH = 9638  # of the text between A4's margins, in twentieths of a point
_PARTS = re.compile(r"[\n\t]|[^\n\t]+")
_BREAKS = MappingProxyType({"\n": "<w:br/>", "\t": "<w:tab/>"})
# Word checks the spelling of languages that it is given with their state, and with their script where it knows two.
_LOCALES = MappingProxyType(
    {
        "en": "en-GB",
        "kk": "kk-KZ",
        "ky": "ky-KG",
        "ru": "ru-RU",
        "tg": "tg-Cyrl-TJ",
        "tk": "tk-TM",
        "uz": "uz-Latn-UZ",
    }
)


class Tracked(StrEnum):
    """The tracked changes there are; the words are those of the format."""

    INSERTED = "ins"
    DELETED = "del"
    MOVED_AWAY = "moveFrom"
    MOVED_HERE = "moveTo"


def locale(language: Language) -> str:
    """The language as Word names it: `kk-KZ`."""
    return _LOCALES.get(language.tag, language.tag)


def run(text: str, language: Language | None = None, style: str = "", tag: str = "w:t") -> str:
    """A stretch of text in a language and a character style; `tag` is `w:delText` within a deletion."""
    inside = "".join(
        _BREAKS.get(part) or f'<{tag} xml:space="preserve">{escape(part)}</{tag}>'
        for part in _PARTS.findall(shown(text))
    )
    return f"<w:r>{_look(language, style)}{inside}</w:r>" if inside else ""


def _look(language: Language | None, style: str) -> str:
    look = f"<w:rStyle w:val={quoteattr(style)}/>" if style else ""
    if language is not None:
        rtl = language.direction == "rtl"
        name = quoteattr(locale(language))
        look += f"<w:rtl/><w:lang w:bidi={name}/>" if rtl else f"<w:lang w:val={name}/>"
    return f"<w:rPr>{look}</w:rPr>" if look else ""


class Writer:
    """Numbers what must have a number of its own, and signs what is tracked: by `handbook`, at `epoch`."""

    def __init__(self, epoch: int) -> None:
        self.stamp = stamp(epoch)
        self._last = 0

    def number(self) -> int:
        self._last += 1
        return self._last

    def signed(self) -> str:
        """The attributes of a tracked change."""
        return f'w:id="{self.number()}" w:author="{AUTHOR}" w:date="{self.stamp}"'

    def tracked(self, kind: Tracked, text: str, language: Language | None = None) -> str:
        """A text that is inserted, deleted or moved."""
        inside = run(text, language, tag="w:delText" if kind is Tracked.DELETED else "w:t")
        return f"<w:{kind} {self.signed()}>{inside}</w:{kind}>" if inside else ""

    def bookmark(self, name: str, inside: str) -> str:
        """A place that programs keep when they save."""
        number = self.number()
        start = f'<w:bookmarkStart w:id="{number}" w:name={quoteattr(name)}/>'
        return f'{start}{inside}<w:bookmarkEnd w:id="{number}"/>'

    def paragraph(
        self,
        inside: str,
        style: str,
        *,
        mark: Tracked | None = None,
        listed: int = 0,
        language: Language | None = None,
    ) -> str:
        """A paragraph; `mark` tracks its end, `listed` is the number of its list or 0."""
        facts = f"<w:pStyle w:val={quoteattr(style)}/>"
        if listed:
            facts += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{listed}"/></w:numPr>'
        if language is not None and language.direction == "rtl":
            facts += "<w:bidi/>"
        if mark is not None:
            facts += f"<w:rPr><w:{mark} {self.signed()}/></w:rPr>"
        return f"<w:p><w:pPr>{facts}</w:pPr>{inside}</w:p>"

    def moved(self, kind: Tracked, name: str, write: Callable[[], str]) -> str:
        """Paragraphs that moved, as one end of the move of this name; `write` gives them."""
        number = self.number()
        facts = f'w:id="{number}" w:author="{AUTHOR}" w:date="{self.stamp}" w:name={quoteattr(name)}'
        return f'<w:{kind}RangeStart {facts}/>{write()}<w:{kind}RangeEnd w:id="{number}"/>'

    def row(
        self, cells: Sequence[str], widths: Sequence[int], *, mark: Tracked | None = None, head: bool = False
    ) -> str:
        """A row of cells, each of paragraphs; one that a table lacks is empty."""
        facts = "<w:cantSplit/>" + ("<w:tblHeader/>" if head else "")
        if mark is not None:
            facts += f"<w:{mark} {self.signed()}/>"
        filled = [
            *cells,
            *['<w:p><w:pPr><w:pStyle w:val="Cell"/></w:pPr></w:p>'] * (len(widths) - len(cells)),
        ]
        listed = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
            for cell, width in zip(filled, widths, strict=True)
        )
        return f"<w:tr><w:trPr>{facts}</w:trPr>{listed}</w:tr>"


def table(
    rows: Iterable[str], widths: Sequence[int], language: Language | None = None, *, head: bool = True
) -> str:
    """A table of rows; widths of its columns in twentieths of a point; `head` if its first row is one."""
    mirrored = "<w:bidiVisual/>" if language is not None and language.direction == "rtl" else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    look = (
        f'<w:tblLook w:val="04{20 if head else "00"}" w:firstRow="{int(head)}" w:lastRow="0"'
        ' w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
    )
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Cells"/>{mirrored}<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def shares(*parts: int) -> list[int]:
    """The text's width shared out by these parts."""
    return [WIDTH * part // sum(parts) for part in parts]
