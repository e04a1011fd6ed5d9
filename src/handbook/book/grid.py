"""Tables: rows made even, so that Typst takes them, and written cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from handbook.book.document import Blocks, Reader, argument, line, words_of
from handbook.book.tables import count_columns, span_of
from handbook.book.tree import HtmlElement, children, classes

_WIDTH = re.compile(r"\d+\.\dfr")
_ALIGN = re.compile(r"text-align:\s*(left|right|center)")
_SIDES = {"left": "start", "right": "end", "center": "center"}
# Attributes of a table that say how it is set, and the argument each becomes.
_FLAGS = {"wide": "wide", "whole": "whole", "writing": "form", "small": "small", "undivided": "undivided"}
_ORDER = {"thead": 0, "tbody": 1, "tfoot": 2}


@dataclass(slots=True)
class _Cell:
    """A cell: what it holds, its side (may be empty), how many columns and rows it covers."""

    blocks: Blocks
    side: str = ""
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class _Row:
    cells: list[_Cell]
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Section:
    """Rows that belong together: no cell reaches out of them."""

    rows: list[_Row]
    is_head: bool = False


def grid(reader: Reader, table: HtmlElement) -> Blocks:
    """Return the call that sets a table; its caption, if it has words, around it."""
    sections = _sections(reader, table)
    count = count_columns([(cell.across, cell.down) for cell in row.cells] for one in sections for row in one.rows)
    if not count:
        return []
    sides = _sides(sections, count)
    head = [row for one in sections if one.is_head for row in _even(one.rows, count)]
    body = [row for one in sections if not one.is_head for row in _even(one.rows, count)]
    # Typst divides a table between any two rows but those that one undivided cell spans: an empty one, at their end.
    pairs = any("hb-together" in row.marks for row in body)
    out = [line(f"{_call(table, sides, pairs)},"), *_head(head, pairs), *_body(body, pairs), line(")")]
    caption = [block for part in children(table) if part.tag == "caption" for block in reader.blocks(part)]
    if words_of(caption):
        return [line("#hb-captioned("), *argument(caption, ")["), *out, line("]")]
    return out


def _sections(reader: Reader, table: HtmlElement) -> list[_Section]:
    """The table's head, its bodies, its foot. Without a head, a first row of heads is one."""
    parts = [part for part in children(table) if part.tag in (*_ORDER, "tr")]
    parts.sort(key=lambda part: _ORDER.get(part.tag, 1))
    groups: list[tuple[str, list[HtmlElement]]] = []
    for part in parts:
        if part.tag != "tr":
            groups.append((part.tag, [row for row in children(part) if row.tag == "tr"]))
        elif groups and groups[-1][0] == "tr":
            groups[-1][1].append(part)
        else:
            groups.append(("tr", [part]))
    first = groups[0][1] if groups else []
    if first and groups[0][0] != "thead" and all(cell.tag == "th" for cell in children(first[0])):
        groups[:1] = [("thead", first[:1]), (groups[0][0], first[1:])]
    return [_Section([_row(reader, row) for row in rows], tag == "thead") for tag, rows in groups]


def _row(reader: Reader, row: HtmlElement) -> _Row:
    cells = [
        _Cell(reader.blocks(cell), _side(cell), span_of(cell, "colspan"), span_of(cell, "rowspan"))
        for cell in children(row)
        if cell.tag in ("td", "th")
    ]
    return _Row(cells, classes(row))


def _side(cell: HtmlElement) -> str:
    found = _ALIGN.search(cell.get("style", ""))
    return _SIDES[found[1]] if found else ""


def _sides(sections: Sequence[_Section], count: int) -> list[str]:
    """HTML gives sides to cells, not to columns: the first row settles them, else the first of the body."""
    sides = ["start"] * count
    for is_head in (False, True):
        row = next((row for one in sections if one.is_head is is_head for row in one.rows), _Row([]))
        given = [cell.side for cell in row.cells for _ in range(cell.across)]
        sides = [new or old for new, old in zip_longest(given[:count], sides, fillvalue="")]
    return sides


def _even(rows: Sequence[_Row], count: int) -> Iterator[_Row]:
    """Rows of `count` columns each: what sticks out is cut, what is missing is empty."""
    # How many of the next rows a cell from above still covers, by column.
    covered = [0] * count
    for place, row in enumerate(rows):
        left, cells, column = list(row.cells), [], 0
        while column < count:
            if covered[column]:
                covered[column] -= 1
                column += 1
                continue
            cell = left.pop(0) if left else _Cell([])
            end = column
            while end < min(column + cell.across, count) and not covered[end]:
                end += 1
            down = min(cell.down, len(rows) - place)
            cells.append(_Cell(cell.blocks, cell.side, end - column, down))
            covered[column:end] = [down - 1] * (end - column)
            column = end
        yield _Row(cells, row.marks)


def _call(table: HtmlElement, sides: Sequence[str], pairs: bool) -> str:
    widths = _WIDTH.findall(table.get("data-columns", ""))
    flags = "".join(f", {name}: true" for given, name in _FLAGS.items() if table.get(f"data-{given}"))
    return f"#hb-table(({', '.join(widths)},), ({', '.join(sides)},){flags}{', guarded: true' if pairs else ''}"


def _head(rows: Sequence[_Row], pairs: bool) -> Blocks:
    """A head without words is none."""
    if not any(words_of(cell.blocks) for row in rows for cell in row.cells):
        return []
    out = [line("table.header(")]
    for row in rows:
        for cell in row.cells:
            out += _cell(cell)
        out += [line("[],")] if pairs else []
    return [*out, line("),")]


def _body(rows: Sequence[_Row], pairs: bool) -> Blocks:
    out: Blocks = []
    after_pair = False
    for row, below in zip(rows, [*rows[1:], None], strict=True):
        # No rule between two rows that are one entry.
        is_open = below is not None and "hb-more" in below.marks
        for cell in row.cells:
            out += _cell(cell, is_open)
        opens_pair = "hb-together" in row.marks
        if opens_pair or (pairs and not after_pair):
            out.append(line("hb-guard," if opens_pair else "[],"))
        after_pair = opens_pair
    return out


def _cell(cell: _Cell, is_open: bool = False) -> Blocks:
    options = ["stroke: (bottom: none)"] if is_open else []
    options += [f"colspan: {cell.across}"] if cell.across > 1 else []
    options += [f"rowspan: {cell.down}"] if cell.down > 1 else []
    if not options:
        return argument(cell.blocks, ",")
    return [line(f"table.cell({', '.join(options)},"), *argument(cell.blocks, "),")]
