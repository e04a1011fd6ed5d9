"""Rows as a spreadsheet: the text to translate, what belongs to it, and one column to write in.

A translator writes in the column `Translation` alone; an empty cell there leaves the catalogue as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from handbook.markdown.session import State
from handbook.project import Language
from handbook.translation.exchange.advice import sheet_advice
from handbook.translation.exchange.changed import Mark, changed_words
from handbook.translation.exchange.package import (
    LONGEST,
    Cell,
    Run,
    column,
    cut,
    row_xml,
    sheet_xml,
    styles_xml,
    workbook,
)
from handbook.translation.exchange.protect import kept, pieces, shown
from handbook.translation.exchange.rows import Row, utf16_length

# Points from one line to the next.
_LINE = 14.5
_PAGE_WIDTH = 110
SHEET = "Translation"
KEY, BASE, PAGE, SOURCE, TARGET = "Key", "Digest", "Page", "English source", "Translation"

_HEADER, _SMALL, _ENGLISH, _TARGET, _FREE, _TITLE, _NEEDED, _HIDDEN = 1, 2, 3, 4, 5, 6, 7, 8
_KEPT_FONT = '<b/><sz val="10"/><color rgb="FF1F3F77"/><rFont val="Courier New"/><family val="3"/>'
_PLAIN_FONT = '<sz val="11"/><color rgb="FF1A1A1A"/><rFont val="Arial"/><family val="2"/>'
_CHANGE_FONTS = {
    Mark.SAME: _PLAIN_FONT,
    Mark.REMOVED: "<strike/>" + _PLAIN_FONT.replace("1A1A1A", "A3241D"),
    Mark.ADDED: "<b/><u/>" + _PLAIN_FONT.replace("1A1A1A", "13612E"),
}
# Old programs choose a replacement for a missing font by this number: Arabic, Cyrillic.
_CHARSETS = (("\u0600", "\u06ff", 178), ("\u0400", "\u04ff", 204))


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: its header, its width in letters, its style, and what a row has in it."""

    name: str
    width: int
    style: int
    runs: Callable[[Row], Iterable[Run]]


def write_xlsx(rows: Sequence[Row], language: Language, title: str, epoch: int) -> bytes:
    """Return the rows as a file; `title` is the handbook's, `epoch` dates the file. See `fits` for what it cannot hold.
    """
    columns = _columns(language)
    last = f"{column(len(columns))}{len(rows) + 1}"
    names = {
        "_xlnm._FilterDatabase": f"{SHEET}!$A$1:${column(len(columns))}${len(rows) + 1}",
        "_xlnm.Print_Titles": f"{SHEET}!$1:$1",
    }
    sheets = {
        SHEET: sheet_xml(_translation_sheet(rows, columns, last)),
        "Read me": sheet_xml(_advice_sheet(language)),
    }
    return workbook(sheets, names, _styles(language), f"{title}: {language.tag}", epoch)


def fits(row: Row) -> bool:
    """Whether a cell can hold the row's source; what else is too long is cut in the sheet."""
    return utf16_length(shown(row.entry.msgid)) <= LONGEST


def _columns(language: Language) -> list[_Column]:
    return [
        _Column(KEY, 8, _HIDDEN, lambda row: [Run(row.key)]),
        _Column(BASE, 8, _HIDDEN, lambda row: [Run(row.base)]),
        _Column(PAGE, 24, _SMALL, lambda row: [Run(row.page)]),
        _Column("Kind", 16, _SMALL, lambda row: [Run("; ".join(row.entry.notes))]),
        _Column("Where it stands", 34, _SMALL, _context),
        _Column("State", 11, _SMALL, lambda row: [Run(row.entry.state.value)]),
        _Column(SOURCE, 60, _ENGLISH, _source),
        _Column("What changed in the English", 46, _ENGLISH, _change),
        _Column("Keep exactly", 28, _NEEDED, lambda row: [Run(cut("\n".join(kept(row.entry.msgid))))]),
        _Column("Translation now", 60, _TARGET, lambda row: [Run(cut(shown(row.entry.msgstr)))]),
        _Column(f"{TARGET}: {language.tag}", 60, _FREE, lambda _: []),
        _Column("Suggestions from elsewhere", 50, _TARGET, _suggestions),
    ]


def _context(row: Row) -> Iterator[Run]:
    context = row.context
    found = {"Under the heading": context.heading, "Preceded by": context.before, "Followed by": context.after}
    yield Run("\n".join(f"{name}: {text}" for name, text in found.items() if text))


def _source(row: Row) -> Iterator[Run]:
    found = list(pieces(row.entry.msgid))
    plain = _PLAIN_FONT if any(piece.kind for piece in found) else ""
    for piece in found:
        yield Run(piece.text, _KEPT_FONT if piece.kind else plain)


def _change(row: Row) -> Iterator[Run]:
    entry = row.entry
    if entry.state is State.OUTDATED and entry.previous:
        runs = [Run(text, _CHANGE_FONTS[mark]) for mark, text in changed_words(entry.previous, entry.msgid)]
        whole = "".join(run.text for run in runs)
        yield from runs if utf16_length(shown(whole)) <= LONGEST else [Run(cut(shown(whole)))]


def _suggestions(row: Row) -> Iterator[Run]:
    blocks = [
        f"{one.percent} % ({one.page})\n{one.text}" + ("" if one.percent == 100 else f"\n= {one.source}")
        for one in row.suggestions
    ]
    yield Run(cut(shown("\n\n".join(blocks))))


def _translation_sheet(rows: Sequence[Row], columns: Sequence[_Column], last: str) -> Iterator[str]:
    yield f'<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:{last}"/>'
    yield (
        '<sheetViews><sheetView tabSelected="1" workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        '<selection pane="bottomLeft" activeCell="K2" sqref="K2"/></sheetView></sheetViews>'
        '<sheetFormatPr defaultRowHeight="15"/><cols>'
    )
    for at, one in enumerate(columns, 1):
        hidden = ' hidden="1"' if one.style == _HIDDEN else ""
        yield f'<col min="{at}" max="{at}" width="{one.width}" style="{one.style}" customWidth="1"{hidden}/>'
    yield "</cols><sheetData>"
    yield row_xml(1, [Cell((Run(one.name),), _HEADER) for one in columns])
    for number, row in enumerate(rows, 2):
        cells = [Cell(tuple(one.runs(row)), one.style) for one in columns]
        yield row_xml(number, cells, _height(columns, cells))
    # Without a password: against slips, not against people. Filtering and wider columns stay possible.
    yield (
        '</sheetData><sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0"'
        f' autoFilter="0"/><autoFilter ref="A1:{last}"/>'
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
    )


def _height(columns: Sequence[_Column], cells: Sequence[Cell]) -> float:
    """Enough points for the longest cell, and as much for a translation as for its source."""
    tallest = _LINE
    for one, cell in zip(columns, cells, strict=True):
        text = "".join(run.text for run in cell.runs)
        small = 0.8 if one.style == _SMALL else 1
        if text and one.style != _HIDDEN:
            lines = sum(1 + int(len(line) * small / one.width) for line in text.split("\n"))
            tallest = max(tallest, lines * _LINE * small)
    return tallest


def _advice_sheet(language: Language) -> Iterator[str]:
    yield '<sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
    yield f'<cols><col min="1" max="1" width="{_PAGE_WIDTH}" customWidth="1"/></cols><sheetData>'
    english = sheet_advice("en")
    lines = [*english, "", *(sheet_advice(language.tag) if language.tag != "en" else ())]
    titles = {1, len(english) + 2}
    for number, line in enumerate(lines, 1):
        height = (1 + len(line) // _PAGE_WIDTH) * _LINE * (1.3 if number in titles else 1)
        yield row_xml(number, [Cell((Run(line),), _TITLE if number in titles else _TARGET)], height)
    yield '</sheetData><sheetProtection sheet="1" objects="1" scenarios="1"/>'


def _styles(language: Language) -> str:
    family = next((number for first, last, number in _CHARSETS if _has(language.name, first, last)), None)
    charset = f'<charset val="{family}"/>' if family else ""
    plain = '<sz val="11"/><color rgb="FF1A1A1A"/><name val="Arial"/><family val="2"/>'
    small = '<sz val="9"/><color rgb="FF4A4F57"/><name val="Arial"/><family val="2"/>'
    fonts = [
        plain,
        f"<b/>{plain.replace('1A1A1A', 'FFFFFF')}",
        small,
        f"{plain}{charset}",
        f"<b/>{plain}{charset}".replace('val="11"', 'val="14"'),
        '<b/><sz val="10"/><color rgb="FF1F3F77"/><name val="Courier New"/><family val="3"/>',
    ]
    order = ' readingOrder="2"' if language.direction == "rtl" else ""
    formats = [
        _format(0, 0),
        _format(1, 2),
        _format(2, 3),
        _format(0, 3),
        _format(3, 3, order),
        _format(3, 4, order, free=True),
        _format(4, 0, order),
        _format(5, 3),
        _format(2, 3),
    ]
    return styles_xml(fonts, ["1F3F77", "F3F5F8", "FFFBE6"], formats)


def _has(name: str, first: str, last: str) -> bool:
    return any(first <= letter <= last for letter in name)


def _format(font: int, fill: int, order: str = "", *, free: bool = False) -> str:
    """A cell format: wrapped from the top, and as text (49), so that what is typed is never a number or a formula."""
    border = int(fill > 0)
    lock = '<protection locked="0"/>' if free else ""
    return (
        f'<xf numFmtId="49" fontId="{font}" fillId="{fill}" borderId="{border}" xfId="0" applyNumberFormat="1"'
        ' applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1">'
        f'<alignment vertical="top" wrapText="1"{order}/>{lock}</xf>'
    )
