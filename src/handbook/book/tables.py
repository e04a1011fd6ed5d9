"""Columns of tables, settled by what they hold, so that Typst need measure nothing."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from handbook.book.forms import ROOM, is_blank
from handbook.book.tree import HtmlElement, children, classes, elements, having, text_of

# Characters in a line of a table: in the text column, and with the margin added.
_COLUMN, _WITH_MARGIN = 76, 100
# White space between columns, in characters; heads are bold, and so wider.
_GAP, _BOLD = 2, 1.15
# A table of so few lines stays on one page.
_WHOLE_LINES = 14
# A date stands on two lines, its longest word on one. A row of so few lines is not divided; each paragraph number in it
# gets that of its page.
_DATE, _ROW_LINES, _PAGE_NUMBER = 13.8, 30, 8
_MOST_SPANNED = 100
# Characters in a line of a sheet that lies on its side.
_ON_ITS_SIDE = 160


@dataclass(slots=True)
class _Column:
    """The longest cell and the longest word of a column, and the width it is given, all in characters."""

    full: float = 1
    word: float = 1
    width: float = 0


@dataclass(frozen=True, slots=True)
class _Cell:
    """How long a cell's text and its longest word are, in characters; how many columns and rows it covers."""

    full: int
    word: int
    across: int
    down: int
    blank: bool


def size_tables(root: HtmlElement) -> None:
    """Write widths of columns, and whether the table is wide or short, into the tables below `root`."""
    for table in elements(root, "table"):
        blank = is_blank(table)
        rows = [[_read(cell, blank) for cell in children(row)] for row in elements(table, "tr")]
        columns = _measure(rows)
        if not columns:
            continue
        if _is_matrix(table, columns):
            _size_matrix(table)
            continue
        if _is_map(table):
            _size_map(table, columns)
            continue
        words = sum(column.word + _GAP for column in columns)
        # Many columns of sentences, or long words, need the margin too.
        wide = words > 70 or (len(columns) > 4 and sum(column.full for column in columns) > 110) or blank
        _share(columns, max(_WITH_MARGIN if wide else _COLUMN, words))
        table.set("data-columns", " ".join(f"{column.width:.1f}fr" for column in columns))
        if wide:
            table.set("data-wide", "yes")
        if blank:
            table.set("data-writing", "yes")
        if _lines(rows, columns) <= _WHOLE_LINES:
            table.set("data-whole", "yes")


def _is_matrix(table: HtmlElement, columns: list[_Column]) -> bool:
    """Whether this is a part of the table of authorities: what they are, and a column for each state."""
    parent = table.getparent()
    return parent is not None and "hb-authorities" in classes(parent) and len(columns) > 1


def _size_matrix(table: HtmlElement) -> None:
    """Dates get what a date needs, in every language and family the same; the rest is for the authorities."""
    rows = [children(row) for row in elements(table, "tr")]
    states = max(len(row) for row in rows) - 1
    first = max(_WITH_MARGIN - states * _DATE, _DATE)
    table.set("data-columns", " ".join([f"{first:.1f}fr", *[f"{_DATE:.1f}fr"] * states]))
    table.set("data-wide", "yes")
    longest = max(len(text_of(row[0])) + _PAGE_NUMBER * len(having(row[0], "hb-where")) for row in rows if row)
    if longest / _WITH_MARGIN < _ROW_LINES:
        table.set("data-undivided", "yes")
    _keep_entries_together(table)


def _keep_entries_together(table: HtmlElement) -> None:
    """An authority's row and the row of its details stay on one page, unless they are long."""
    for row in elements(table, "tr"):
        details = row.getnext()
        if details is None or "hb-more" not in classes(details):
            continue
        where = sum(len(having(part, "hb-where")) for part in (row, details))
        length = len(text_of(row)) + len(text_of(details)) + _PAGE_NUMBER * where
        if length / _WITH_MARGIN < _ROW_LINES:
            row.set("class", "hb-together")


def _is_map(table: HtmlElement) -> bool:
    """Whether this is the map of agencies: a task to a row, a state to a column."""
    parent = table.getparent()
    return parent is not None and "hb-agencies" in classes(parent)


def _size_map(table: HtmlElement, columns: list[_Column]) -> None:
    """The map has a sheet of its own, lying on its side."""
    _share(columns, max(_ON_ITS_SIDE, sum(column.word + _GAP for column in columns)))
    table.set("data-columns", " ".join(f"{column.width:.1f}fr" for column in columns))
    for name in ("data-wide", "data-small", "data-undivided"):
        table.set(name, "yes")


def _read(cell: HtmlElement, may_be_blank: bool) -> _Cell:
    text = text_of(cell)
    longest = max(map(len, text.split()), default=1)
    blank = may_be_blank and is_blank(cell)
    return _Cell(len(text), longest, span_of(cell, "colspan"), span_of(cell, "rowspan"), blank)


def _measure(rows: Sequence[Sequence[_Cell]]) -> list[_Column]:
    columns = [_Column() for _ in range(count_columns([[(cell.across, cell.down) for cell in row] for row in rows]))]
    for count, row in enumerate(rows):
        bold = _BOLD if count == 0 else 1
        for column, cell in _placed(row, columns):
            column.full = max(column.full, (ROOM if cell.blank else cell.full) * bold)
            column.word = max(column.word, cell.word * bold)
    return columns


def _placed(row: Sequence[_Cell], columns: list[_Column]) -> list[tuple[_Column, _Cell]]:
    """Cells of one column each, with their columns. (A cell below a tall one is taken for its left neighbour's.)"""
    found, place = [], 0
    for cell in row:
        if cell.across == 1 and place < len(columns):
            found.append((columns[place], cell))
        place += cell.across
    return found


def count_columns(rows: Iterable[Sequence[tuple[int, int]]]) -> int:
    """How many columns the cells of a table take. `rows` say of each cell how many columns and rows it covers."""
    # How many of the rows to come a cell covers, by column.
    covered: list[int] = []
    for row in rows:
        covered = [max(rows_left - 1, 0) for rows_left in covered]
        place = 0
        for across, down in row:
            while place < len(covered) and covered[place]:
                place += 1
            covered[place : place + across] = [down] * across
            place += across
    return len(covered)


def span_of(cell: HtmlElement, name: str) -> int:
    """What a cell says of the columns or rows it covers, within reason."""
    given = cell.get(name, "1")
    return min(max(int(given), 1), _MOST_SPANNED) if given.isascii() and given.isdigit() else 1


def _share(columns: list[_Column], room: float) -> None:
    """Give every column its width.

    One that needs little gets what it needs; the others share the rest by the root of their longest cell, and none
    gets less than its longest word.
    """
    open_columns = list(columns)
    while open_columns:
        weight = sum(math.sqrt(column.full) for column in open_columns)
        for column in open_columns:
            column.width = room * math.sqrt(column.full) / weight
        settled = next(filter(_settle, open_columns), None)
        if settled is None:
            return
        room -= settled.width
        open_columns.remove(settled)


def _settle(column: _Column) -> bool:
    """Fix the width of a column that has more than it needs, or less than its longest word; say whether it was."""
    need, least = column.full + _GAP, column.word + _GAP
    if least <= column.width < need:
        return False
    column.width = need if column.width >= need else least
    return True


def _lines(rows: Sequence[Sequence[_Cell]], columns: list[_Column]) -> int:
    """About how many lines of print the table takes."""
    return sum(
        max((math.ceil(cell.full / column.width) for column, cell in _placed(row, columns)), default=1) or 1
        for row in rows
    )
