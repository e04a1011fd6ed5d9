"""A spreadsheet from outside, read as rows of texts: nothing in it is run, computed or fetched.

Whatever is not plain text (a number, a date, a formula, an error) is told as such, never guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from handbook.errors import HandbookError
from handbook.translation.exchange.opc_back import Form, Package, below, read_package
from handbook.translation.exchange.safe_xml import local

_WORKBOOK = "xl/workbook.xml"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_RANGE = re.compile(r"\$?[A-Z]{1,3}\$?(\d{1,7})(?::\$?[A-Z]{1,3}\$?(\d{1,7}))?")
_XLSX = Form(".xlsx", ".xls", _WORKBOOK, "a spreadsheet program", "export fewer pages at a time")


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell holds: its text, or the `problem` that keeps it from being one."""

    text: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's name, its rows by number, each by column from 1, and the ranges of rows with merged cells."""

    name: str
    rows: dict[int, dict[int, Value]]
    merged: tuple[tuple[int, int], ...]


def read_workbook(data: bytes, name: str) -> list[Sheet]:
    """Return the sheets of an .xlsx file in their order; `name` is how errors call it.

    Raises HandbookError for what is no such file, holds a program, or is larger than any of ours.
    """
    return read_package(data, name, _XLSX, lambda package: list(_sheets(package)))


def _sheets(package: Package) -> Iterator[Sheet]:
    root = package.xml(_WORKBOOK)
    if root is None or f"xl/_rels/{_WORKBOOK.partition('/')[2]}.rels" not in package.parts:
        raise HandbookError("the file is not a whole .xlsx file", package.name, _XLSX.save)
    targets = {name: target for name, _, target in package.related(_WORKBOOK)}
    strings = [_rich(one) for one in below(package.xml("xl/sharedStrings.xml"), "si")]
    for sheet in below(root, "sheet"):
        link = next((value for name, value in sheet.items() if local(name) == "id"), "")
        found = package.xml(targets.get(link, ""))
        if found is not None and local(found.tag) == "worksheet":
            yield Sheet(sheet.get("name", ""), _rows(found, strings), tuple(_merged(found)))


def _merged(root: Element) -> Iterator[tuple[int, int]]:
    for one in below(root, "mergeCell"):
        if found := _RANGE.fullmatch(one.get("ref", "")):
            yield int(found.group(1)), int(found.group(2) or found.group(1))


def _rows(root: Element, strings: list[str]) -> dict[int, dict[int, Value]]:
    rows: dict[int, dict[int, Value]] = {}
    number = 0
    for row in below(root, "row"):
        said = row.get("r", "")
        number = int(said) if said.isascii() and said.isdigit() and len(said) < 8 else number + 1
        cells = rows.setdefault(number, {})
        at = 0
        for cell in row:
            place = _PLACE.fullmatch(cell.get("r", ""))
            at = _number(place.group(1)) if place else at + 1
            cells[at] = _value(cell, strings)
    return rows


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _value(cell: Element, strings: list[str]) -> Value:
    parts = {local(child.tag): child for child in cell}
    kind = cell.get("t", "n")
    raw = parts["v"].text or "" if "v" in parts else ""
    if "f" in parts:
        return Value(problem="a formula")
    if kind == "inlineStr":
        return Value(_rich(parts["is"])) if "is" in parts else Value()
    if not raw:
        return Value()
    if kind == "s":
        known = raw.isascii() and raw.strip().isdigit() and len(raw) < 10 and int(raw) < len(strings)
        return Value(strings[int(raw)]) if known else Value(problem="a text that the file does not hold")
    if kind == "str":
        return Value(_unescaped(raw))
    words = {"b": "a truth value (TRUE or FALSE)", "e": f"an error ({raw[:20]})", "d": "a date"}
    return Value(problem=words.get(kind, f"a number or a date ({raw[:20]})"))


def _rich(element: Element) -> str:
    """The text of a string in runs; readings for East Asian letters (`rPh`) are not part of it."""
    out: list[str] = []
    for child in element:
        name = local(child.tag)
        if name == "t":
            out.append(child.text or "")
        elif name == "r":
            out += [one.text or "" for one in child if local(one.tag) == "t"]
    return _unescaped("".join(out))


def _unescaped(text: str) -> str:
    plain = _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text)
    # Two escapes may make one character; half of one is none.
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
