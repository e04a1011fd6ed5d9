"""The parts of an .xlsx file (a zip of XML parts) that do not depend on what stands in it.

A text is always written as a text, so that none becomes a formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from handbook.translation.exchange.opc import OFFICE, content_types, core_properties, packed, relations
from handbook.translation.exchange.protect import shown

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# What a cell may hold, in UTF-16 units; programs refuse or cut more.
LONGEST = 32_767
# Spreadsheets write characters as _x000D_; a text that looks so must not be read so.
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_TALLEST = 409


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a cell's text with a look of its own: the XML of its font properties, or nothing."""

    text: str
    font: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text in runs, and the number of its style."""

    runs: tuple[Run, ...]
    style: int = 0


def column(number: int) -> str:
    """The letters of a column, from 1."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_xml(cell: Cell, place: str) -> str:
    """The XML of a cell, an empty one of its style where it holds no text."""
    runs = [run for run in cell.runs if run.text]
    if not runs:
        return f'<c r="{place}" s="{cell.style}"/>'
    plain = len(runs) == 1 and not runs[0].font
    inside = _text(runs[0].text) if plain else "".join(map(_run, runs))
    return f'<c r="{place}" s="{cell.style}" t="inlineStr"><is>{inside}</is></c>'


def _run(run: Run) -> str:
    font = f"<rPr>{run.font}</rPr>" if run.font else ""
    return f"<r>{font}{_text(run.text)}</r>"


def _text(text: str) -> str:
    safe = escape(_LOOKS_ESCAPED.sub("_x005F_", shown(text)))
    return f'<t xml:space="preserve">{safe}</t>'


def cut(text: str) -> str:
    """A text no longer than a cell; what was cut off is an ellipsis."""
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * LONGEST:
        return text
    return f"{units[: 2 * (LONGEST - 1)].decode('utf-16-le', 'ignore')}…"


def row_xml(number: int, cells: Sequence[Cell], height: float = 0) -> str:
    """The XML of a row; its cells stand in columns A, B, … `height` in points is a first guess that programs mend."""
    size = f' ht="{min(height, _TALLEST):g}"' if height else ""
    inside = "".join(cell_xml(cell, f"{column(at)}{number}") for at, cell in enumerate(cells, 1))
    return f'<row r="{number}"{size}>{inside}</row>'


def sheet_xml(parts: Iterable[str]) -> str:
    """A sheet from the XML of its parts, which must be in the order that the format prescribes."""
    return f'<worksheet xmlns="{_MAIN}">{"".join(parts)}</worksheet>'


def styles_xml(fonts: Sequence[str], fills: Sequence[str], formats: Sequence[str]) -> str:
    """Styles from the XML of fonts, of solid fills' colours, and of cell formats."""
    solid = "".join(
        f'<fill><patternFill patternType="solid"><fgColor rgb="FF{fill}"/></patternFill></fill>' for fill in fills
    )
    fixed = '<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    line = '<{0} style="thin"><color rgb="FFBFC5CE"/></{0}>'
    box = "".join(line.format(side) for side in ("left", "right", "top", "bottom"))
    return (
        f'<styleSheet xmlns="{_MAIN}">'
        f'<fonts count="{len(fonts)}">{"".join(f"<font>{font}</font>" for font in fonts)}</fonts>'
        f'<fills count="{len(fills) + 2}">{fixed}{solid}</fills>'
        '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
        f"<border>{box}<diagonal/></border></borders>"
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(formats)}">{"".join(formats)}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    )


def workbook(sheets: Mapping[str, str], names: Mapping[str, str], styles: str, title: str, epoch: int) -> bytes:
    """The file from sheets by their names, `names` defined for the first sheet, and the styles; `epoch` dates it."""
    numbers = range(1, len(sheets) + 1)
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, name in zip(numbers, sheets, strict=True)
    )
    defined = "".join(
        f'<definedName name="{name}" localSheetId="0"{_hidden(name)}>{escape(value)}</definedName>'
        for name, value in sorted(names.items())
    )
    related = {f"rId{number}": ("worksheet", f"worksheets/sheet{number}.xml") for number in numbers}
    related[f"rId{len(sheets) + 1}"] = ("styles", "styles.xml")
    files = {
        "[Content_Types].xml": content_types(_kinds(len(sheets))),
        "_rels/.rels": relations(
            {"rId1": ("officeDocument", "xl/workbook.xml"), "rId2": ("core-properties", "docProps/core.xml")}
        ),
        "docProps/core.xml": core_properties(title, epoch),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{OFFICE}/relationships"><bookViews><workbookView/></bookViews>'
            f"<sheets>{listed}</sheets><definedNames>{defined}</definedNames></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": relations(related),
        "xl/styles.xml": styles,
    } | {f"xl/worksheets/sheet{number}.xml": sheet for number, sheet in zip(numbers, sheets.values(), strict=True)}
    return packed(files, epoch)


def _hidden(name: str) -> str:
    return ' hidden="1"' if name.endswith("_FilterDatabase") else ""


def _kinds(sheets: int) -> dict[str, str]:
    """The type of each part's content."""
    parts = {"/xl/workbook.xml": f"{_SHEET_TYPE}.sheet.main+xml", "/xl/styles.xml": f"{_SHEET_TYPE}.styles+xml"}
    parts |= {f"/xl/worksheets/sheet{number}.xml": f"{_SHEET_TYPE}.worksheet+xml" for number in range(1, sheets + 1)}
    return parts | {"/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml"}
