"""The rows of a spreadsheet of ours as they came back; its columns are known by their headers, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.errors import HandbookError
from handbook.markdown.session import State
from handbook.translation.exchange.rows import Returned, ReturnedFile
from handbook.translation.exchange.workbook import Sheet, Value, read_workbook
from handbook.translation.exchange.xlsx import BASE, KEY, PAGE, SOURCE, TARGET

_NEEDED = (KEY, BASE, PAGE, SOURCE, TARGET)
_AGAIN = "copy the translations into a file that was exported anew"


def read_xlsx(data: bytes, name: str) -> ReturnedFile:
    """Return the rows of the sheet to translate in.

    Raises HandbookError where the file is no spreadsheet, has no such sheet, or lacks a column.
    """
    sheets = read_workbook(data, name)
    sheet = next((one for one in sheets if KEY in _headers(one)), None)
    if sheet is None:
        raise HandbookError(f"no sheet has a column {KEY!r} in its first row", name, _AGAIN)
    where = f"{name}:{sheet.name}"
    columns, language = _columns(sheet, where)
    rows = tuple(_returned(sheet, columns, number) for number in sorted(sheet.rows) if number > 1)
    return ReturnedFile(where, language, tuple(row for row in rows if row is not None))


def _headers(sheet: Sheet) -> list[str]:
    return [value.text.strip() for value in sheet.rows.get(1, {}).values()]


def _columns(sheet: Sheet, where: str) -> tuple[dict[str, int], str]:
    """Where each column stands, and the language that the header of the translations names."""
    found: dict[str, int] = {}
    language = ""
    for number, value in sorted(sheet.rows.get(1, {}).items()):
        header, _, tag = value.text.partition(":")
        header = header.strip()
        if header not in _NEEDED or (header == TARGET and not tag.strip()):
            continue
        if header in found:
            raise HandbookError(f"the column {header!r} stands twice", f"{where}:1", "take one of the two out")
        found[header] = number
        language = tag.strip() if header == TARGET else language
    if missing := [name for name in _NEEDED if name not in found]:
        raise HandbookError(f"columns are missing: {', '.join(missing)}", f"{where}:1", _AGAIN)
    return found, language


def _returned(sheet: Sheet, columns: dict[str, int], number: int) -> Returned | None:
    """A row as it came back; None for one that holds nothing of ours and no translation."""
    cells = sheet.rows[number]
    values = {name: cells.get(at, Value()) for name, at in columns.items()}
    key, text = values[KEY].text.strip(), values[TARGET].text
    problems = list(_problems(sheet, values, number))
    if not key and not text.strip() and not problems:
        return None
    return Returned(
        line=number,
        page=values[PAGE].text.strip(),
        key=key,
        source=values[SOURCE].text,
        base=values[BASE].text.strip(),
        text=text,
        state=State.CURRENT if text.strip() else State.MISSING,
        problem=problems[0] if problems else "",
    )


def _problems(sheet: Sheet, values: dict[str, Value], number: int) -> Iterator[str]:
    if values[TARGET].problem:
        yield f"the cell of the translation holds {values[TARGET].problem}, not a text"
    filled = bool(values[TARGET].text.strip())
    if filled and any(first <= number <= last for first, last in sheet.merged):
        yield "cells of this row are merged"
    if filled and not values[KEY].text.strip():
        yield "the row has lost its key (the hidden first column)"
