"""A spreadsheet goes out, another program saves it, and what a translator typed comes back: all of it, nothing else."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from exchange_sample import (
    ANY,
    CATALOG,
    KYRGYZ,
    PAGE,
    TEXT,
    TYPED,
    codes,
    edited,
    import_xlsx,
    lenient,
    rows,
    texts,
    typed,
    xlsx,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock

from handbook.markdown.session import State
from handbook.project import Language
from handbook.translation.catalog import Catalog, Entry
from handbook.translation.exchange.advice import sheet_advice
from handbook.translation.exchange.back import Fate, applied
from handbook.translation.exchange.package import LONGEST
from handbook.translation.exchange.protect import came_back
from handbook.translation.exchange.rows import plain_source, rows_of
from handbook.translation.exchange.xlsx import fits, write_xlsx
from handbook.translation.exchange.xlsx_back import read_xlsx
from handbook.translation.suggest import Memory

ENTRIES = st.builds(Entry, msgid=TEXT, msgstr=ANY, fuzzy=st.booleans(), previous=ANY, notes=st.just(("paragraph",)))
CATALOGS = st.lists(ENTRIES, min_size=1, max_size=4, unique_by=lambda entry: entry.msgid).map(
    lambda entries: Catalog("ky", tuple(entries))
)


def sheet(data: bytes) -> openpyxl.worksheet.worksheet.Worksheet:
    return openpyxl.load_workbook(io.BytesIO(data), rich_text=True)["Translation"]


@settings(max_examples=40)
@given(CATALOGS)
def test_what_nobody_edited_changes_nothing(catalog: Catalog) -> None:
    data = xlsx(catalog)
    returned = read_xlsx(data, "a.xlsx")
    assert [row.key for row in returned.rows] == [row.key for row in rows(catalog)]
    for row, entry in zip(returned.rows, catalog.entries, strict=True):
        assert plain_source(row.source) == plain_source(entry.msgid)
    taken = import_xlsx(data, catalog)
    assert (taken.entries, taken.findings) == ({}, ())
    assert taken.counts == {PAGE: {Fate.UNCHANGED: len(catalog.entries)}}


@settings(max_examples=30)
@given(CATALOGS, TYPED)
def test_what_is_typed_comes_back_through_another_program(catalog: Catalog, text: str) -> None:
    """The other program is openpyxl, which writes strings, styles and the whole zip in its own way."""
    entry = catalog.entries[0]
    taken = import_xlsx(typed({entry.msgid: text}, catalog), catalog, lenient)
    wanted = came_back(text, entry.msgid, entry.msgstr)
    if not wanted or (wanted, State.CURRENT) == (entry.msgstr, entry.state):
        assert taken.entries == {}
    else:
        # A text that looks like an escape is read as a spreadsheet reads it; openpyxl writes it as it stands.
        assert texts(taken) == {entry.msgid: wanted} or "_x" in text
        assert not any(one.fuzzy for one in taken.entries[PAGE].values())
    assert taken.findings == ()


def test_the_same_rows_make_the_same_bytes() -> None:
    assert xlsx() == xlsx()
    assert write_xlsx(rows(), KYRGYZ, "Handbook", 1_700_000_000) != xlsx()
    for epoch in (0, 315532800, 253402300799):
        with zipfile.ZipFile(io.BytesIO(write_xlsx(rows(), KYRGYZ, "Handbook", epoch))) as archive:
            assert archive.testzip() is None
            assert len({info.date_time for info in archive.infolist()}) == 1


def test_one_column_may_be_written_in() -> None:
    found = sheet(xlsx())
    assert found.protection.sheet
    assert found.freeze_panes == "A2"
    assert [cell.value for cell in found[1]] == [
        "Key", "Digest", "Page", "Kind", "Where it stands", "State", "English source", "What changed in the English",
        "Keep exactly", "Translation now", "Translation: ky", "Suggestions from elsewhere",
    ]  # fmt: skip
    for row in found.iter_rows():
        for cell in row:
            assert cell.protection.locked is not (cell.column == 11 and cell.row > 1), cell
            assert cell.number_format == "@"
            assert cell.alignment.wrap_text
    assert [found.column_dimensions[letter].hidden for letter in "ABC"] == [True, True, False]
    assert all(20 < found.column_dimensions[letter].width < 70 for letter in "CEGHIJKL")


def test_a_row_says_what_a_translator_must_know() -> None:
    found = [[str(cell.value or "") for cell in row][2:7] for row in sheet(xlsx()).iter_rows(min_row=2)]
    before = f"Followed by: {CATALOG.entries[1].msgid}"
    assert found[0] == [PAGE, "heading, level 1", before, "current", "Arrest"]
    cells = sheet(xlsx())[4]
    assert str(cells[5].value) == "outdated"
    assert str(cells[8].value) == "[^law]"
    assert str(cells[9].value) == "Адвокатка айтыңыз.[^law]"
    change = cells[7].value
    assert isinstance(change, CellRichText)
    added = [run.text for run in change if isinstance(run, TextBlock) and run.font.u]
    assert "".join(added).strip() == "at once"
    kept = [run.text for run in cells[6].value if run.font.rFont == "Courier New"]
    assert kept == ["[^law]"]


def test_struck_words_are_those_that_went() -> None:
    catalog = Catalog("ky", (Entry("Tell a judge.", "Айт.", fuzzy=True, previous="Tell a nice judge."),))
    change = sheet(xlsx(catalog))[2][7].value
    assert [run.text.strip() for run in change if run.font.strike] == ["nice"]


def test_advice_is_in_both_languages() -> None:
    data = xlsx()
    found = [cell.value for cell in openpyxl.load_workbook(io.BytesIO(data))["Read me"]["A"] if cell.value]
    assert found == [*sheet_advice("en"), *sheet_advice("ky")]
    assert all(sheet_advice(tag) for tag in ("ru", "kk", "ky", "tg", "uz", "tk"))
    assert sheet_advice("xx") == []


@pytest.mark.parametrize("text", ["=1+1", "+7 701", "-5", "@cat", "=HYPERLINK(\"http://x\")", "\t=1", "'=1"])
def test_a_text_is_never_a_formula(text: str) -> None:
    """In any column: also where the English itself begins with such a sign."""
    catalog = Catalog("ky", (Entry(f"{text} x", text), Entry("b")))
    for name in ("Translation", "Read me"):
        book = openpyxl.load_workbook(io.BytesIO(xlsx(catalog)))
        assert {cell.data_type for row in book[name].iter_rows() for cell in row} <= {"s", "n"}
        numbers = [cell for row in book[name].iter_rows() for cell in row if cell.data_type == "n"]
        assert all(cell.value is None for cell in numbers)
    assert texts(import_xlsx(typed({"b": text}, catalog), catalog, lenient)) == {"b": text.strip()}


def test_a_text_that_looks_like_an_escape() -> None:
    catalog = Catalog("ky", (Entry("a _x0041_ b", "_x000D_"), Entry("_x_ _x005F_")))
    assert [row.source for row in read_xlsx(xlsx(catalog), "a.xlsx").rows] == ["a _x0041_ b", "_x_ _x005F_"]


def test_what_a_cell_cannot_hold() -> None:
    long = "word " * 9_000
    catalog = Catalog("ky", (Entry("a", long), Entry("b", "x", fuzzy=True, previous=long), Entry(long.strip())))
    assert [fits(row) for row in rows(catalog)] == [True, True, False]
    emoji = Catalog("ky", (Entry("😀" * (LONGEST // 2)), Entry("😀" * (LONGEST // 2 + 1))))
    assert [fits(row) for row in rows(emoji)] == [True, False]
    data = write_xlsx([row for row in rows(catalog) if fits(row)], KYRGYZ, "Handbook", 0)
    lengths = [len(str(cell.value or "")) for row in sheet(data).iter_rows() for cell in row]
    assert max(lengths) == LONGEST
    assert import_xlsx(data, catalog).entries == {}


def test_suggestions_stand_in_the_row() -> None:
    memory = Memory([("b.md", Catalog("ky", (Entry("Tell the person why [@cat, art. 2].", "Себебин айтыңыз."),)))])
    found = list(rows_of(PAGE, CATALOG, memory))
    cell = sheet(write_xlsx(found, KYRGYZ, "Handbook", 0))[3][11].value
    assert str(cell).endswith("% (b.md)\nСебебин айтыңыз.\n= Tell the person why [@cat, art. 2].")
    assert all(not row.suggestions for row in found if row.entry.msgid != "Tell the person why [@iccpr, art. 9(2)].")


def test_only_what_is_to_do() -> None:
    assert [row.entry.state for row in rows(todo=True)] == [State.MISSING, State.OUTDATED]


def test_the_font_follows_the_script() -> None:
    for name, charset in (("Кыргызча", "204"), ("Türkmençe", None), ("Oʻzbekcha", None), ("العربية", "178")):
        tag = "ar" if charset == "178" else "xx"
        data = write_xlsx(rows(), Language(tag, name), "Handbook", 0)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            styles = archive.read("xl/styles.xml").decode()
        assert (f'<charset val="{charset}"/>' in styles) is (charset is not None)
        assert ('readingOrder="2"' in styles) is (tag == "ar")


def test_a_translation_is_taken_and_nothing_else_changes() -> None:
    why, lawyer = CATALOG.entries[1].msgid, CATALOG.entries[2].msgid
    said = {why: "Себебин айтыңыз [@iccpr, art. 9(2)].", lawyer: "Адвокатка айтыңыз.[^law]"}
    taken = import_xlsx(typed(said))
    assert taken.findings == ()
    assert taken.counts == {PAGE: {Fate.UNCHANGED: 2, Fate.DONE: 2}}
    new = applied(CATALOG, taken.entries[PAGE])
    assert [entry.state for entry in new.entries] == [State.CURRENT] * 4
    assert new.entries[2].previous == ""
    assert [new.entries[0], new.entries[3]] == [CATALOG.entries[0], CATALOG.entries[3]]


def test_rows_that_break_parity_are_named() -> None:
    why, test = CATALOG.entries[1].msgid, CATALOG.entries[3].msgid
    taken = import_xlsx(typed({why: "Себебин айтыңыз.", test: "[Кара](evil.md) `code`", "Arrest": "Камоо"}))
    assert [(one.path, one.line, one.code) for one in taken.findings] == [
        ("a.xlsx:Translation", 3, "PO104"), ("a.xlsx:Translation", 5, "PO103"), ("a.xlsx:Translation", 5, "PO105"),
    ]  # fmt: skip
    assert all(one.message.startswith(f"{PAGE}: ") and one.hint for one in taken.findings)
    assert texts(taken) == {"Arrest": "Камоо"}


def delete_rows(found: openpyxl.worksheet.worksheet.Worksheet) -> None:
    found.delete_rows(2, 2)


def turn_around(found: openpyxl.worksheet.worksheet.Worksheet) -> None:
    lines = [[cell.value for cell in row] for row in found.iter_rows(min_row=2)]
    for number, line in enumerate(reversed(lines), 2):
        for column, value in enumerate(line, 1):
            found.cell(number, column).value = value


def add_columns(found: openpyxl.worksheet.worksheet.Worksheet) -> None:
    found.insert_cols(3, 2)
    found["C1"] = "My remarks"
    found["C3"] = 17


def hide_rows(found: openpyxl.worksheet.worksheet.Worksheet) -> None:
    found.row_dimensions[5].hidden = True


def spread(found: openpyxl.worksheet.worksheet.Worksheet) -> None:
    found.insert_rows(3, 4)


@pytest.mark.parametrize("change", [delete_rows, turn_around, add_columns, hide_rows, spread])
def test_what_people_do_to_sheets(change: object) -> None:
    test = CATALOG.entries[3].msgid
    text = "[Текшерүүнү](test.md#now) жана `code` окуңуз."
    taken = import_xlsx(edited(typed({test: text}), change))  # type: ignore[arg-type]
    assert taken.findings == ()
    assert texts(taken) == {test: text}


def test_cells_sorted_apart_are_noticed() -> None:
    def swap(found: openpyxl.worksheet.worksheet.Worksheet) -> None:
        found["G2"].value, found["G3"].value = found["G3"].value, found["G2"].value

    taken = import_xlsx(edited(typed({"Arrest": "Камоо"}), swap))
    assert codes(taken) == ["EX103"]
    assert taken.entries == {}
