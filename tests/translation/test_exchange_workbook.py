"""Spreadsheets that are broken, hostile, or changed by people and programs: findings, never a traceback."""

from __future__ import annotations

import io
import random
import zipfile

import openpyxl
import pytest
from exchange_sample import CATALOG, codes, edited, import_xlsx, repacked, texts, typed, xlsx

from handbook.errors import HandbookError
from handbook.translation.exchange import safe_xml
from handbook.translation.exchange.workbook import read_workbook
from handbook.translation.exchange.xlsx_back import read_xlsx

SHEET = "xl__worksheets__sheet1_dot_xml"
TRANSLATION = 11
WHY = CATALOG.entries[1].msgid
GOOD = "Себебин айтыңыз [@iccpr, art. 9(2)]."


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def with_cell(cell: str, before: str = "", after: str = "") -> bytes:
    """The sheet with the cell of the translation in row 3 replaced, and text put before and behind its data."""
    sheet = part(xlsx(), "xl/worksheets/sheet1.xml")
    old = '<c r="K3" s="5"/>'
    assert old in sheet
    sheet = sheet.replace(old, cell).replace("<sheetData>", f"{before}<sheetData>")
    return repacked(xlsx(), **{SHEET: sheet.replace("</sheetData>", f"</sheetData>{after}").encode()})


def test_the_plain_case() -> None:
    assert texts(import_xlsx(with_cell(f'<c r="K3" t="inlineStr"><is><t>{GOOD}</t></is></c>'))) == {WHY: GOOD}


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ('<c r="K3"><v>24</v></c>', "a number or a date (24)"),
        ('<c r="K3" t="n"><v>45291</v></c>', "a number or a date (45291)"),
        ('<c r="K3" t="d"><v>2027-01-01</v></c>', "a date"),
        ('<c r="K3" t="b"><v>1</v></c>', "a truth value"),
        ('<c r="K3" t="e"><v>#REF!</v></c>', "an error (#REF!)"),
        ('<c r="K3" t="str"><f>HYPERLINK("http://x")</f><v>x</v></c>', "a formula"),
        ('<c r="K3"><f>1+1</f></c>', "a formula"),
        ('<c r="K3" t="s"><v>7</v></c>', "a text that the file does not hold"),
        ('<c r="K3" t="s"><v>-1</v></c>', "a text that the file does not hold"),
        ('<c r="K3" t="s"><v>99999999999999999999999</v></c>', "a text that the file does not hold"),
    ],
)
def test_what_is_not_a_text_is_refused(cell: str, said: str) -> None:
    [found] = import_xlsx(with_cell(cell)).findings
    assert (found.path, found.line, found.code) == ("a.xlsx:Translation", 3, "EX101")
    assert said in found.message
    assert found.hint


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c r="K3" t="str"><v>A_x000D_</v></c>', "A"),
        (f'<c r="K3" t="inlineStr"><is><t>  {GOOD}_x000D_\n</t></is></c>', GOOD),
        ('<c r="K3" t="inlineStr"><is><r><t>A</t></r><r><rPr><b/></rPr><t>b</t></r><rPh><t>c</t></rPh></is></c>', "Ab"),
        ('<c r="K3" t="inlineStr"><is><t>_xD83D__xDE00_</t></is></c>', "😀"),
        ('<c r="K3" t="inlineStr"><is><t>a_xD83D_</t></is></c>', "a\ufffd"),
        ('<c r="K3" t="inlineStr"><is><t>_x005F_x0041_</t></is></c>', "_x0041_"),
        ('<c r="K3" t="inlineStr"/>', None),
        ('<c r="K3" t="s"><v/></c>', None),
    ],
)
def test_what_programs_make_of_texts(cell: str, text: str | None) -> None:
    taken = import_xlsx(with_cell(cell), judging=lambda _, __: ())
    assert taken.findings == ()
    assert texts(taken) == ({} if text is None else {WHY: text})


def test_a_control_character_is_no_translation() -> None:
    assert codes(import_xlsx(with_cell(f'<c r="K3" t="str"><v>{GOOD}_x0007_</v></c>'))) == ["PO103"]


def test_merged_cells() -> None:
    cell = f'<c r="K3" t="str"><v>{GOOD}</v></c>'
    for area, found in (("K3:K4", ["EX101"]), ("A1:XFD1048576", ["EX101"]), ("K4:K5", []), ("rubbish", [])):
        taken = import_xlsx(with_cell(cell, after=f'<mergeCells><mergeCell ref="{area}"/></mergeCells>'))
        assert codes(taken) == found, area


def test_a_row_without_its_key() -> None:
    def lose(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet["A3"] = None

    assert codes(import_xlsx(edited(typed({WHY: GOOD}), lose))) == ["EX101"]
    assert codes(import_xlsx(edited(xlsx(), lose))) == []


def test_a_row_copied() -> None:
    def copy(text: str) -> object:
        def change(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
            for column in range(1, 13):
                sheet.cell(9, column).value = sheet.cell(3, column).value
            sheet.cell(9, TRANSLATION).value = text

        return change

    same = import_xlsx(edited(typed({WHY: GOOD}), copy(GOOD)))  # type: ignore[arg-type]
    assert (codes(same), texts(same)) == ([], {WHY: GOOD})
    other = import_xlsx(edited(typed({WHY: GOOD}), copy(f"Башка. {GOOD}")))  # type: ignore[arg-type]
    assert (codes(other), other.findings[0].line) == (["EX105"], 9)


@pytest.mark.parametrize("column", ["A", "B", "C", "G", "K"])
def test_a_missing_column(column: str) -> None:
    def drop(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet.delete_cols(openpyxl.utils.column_index_from_string(column))

    with pytest.raises(HandbookError, match=r"columns are missing|no sheet has a column"):
        read_xlsx(edited(xlsx(), drop), "a.xlsx")


def test_a_column_that_stands_twice() -> None:
    def double(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet["N1"] = "Translation: ky"

    with pytest.raises(HandbookError, match="stands twice"):
        read_xlsx(edited(xlsx(), double), "a.xlsx")


BOMB = b'<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "not a whole"),
        (b"PK\x05\x06" + bytes(18), "not a whole"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old .xls or locked"),
        (b"Key;Translation\n", "not a whole"),
        (xlsx()[:-40], "not a whole"),
        (xlsx()[:900], "not a whole"),
        (repacked(xlsx(), xl__workbook_dot_xml=None), "not a whole"),
        (repacked(xlsx(), xl___rels__workbook_dot_xml_dot_rels=None), "not a whole"),
        (repacked(xlsx(), xl__workbook_dot_xml=None, mimetype=b"application/vnd.oasis.opendocument"), "OpenDocument"),
        (repacked(xlsx(), xl__vbaProject_dot_bin=b"x"), "macros"),
        (repacked(xlsx(), xl__macrosheets__sheet1_dot_xml=b"<a/>"), "macros"),
        (repacked(xlsx(), **{SHEET: BOMB}), "document type"),
        (repacked(xlsx(), **{SHEET: BOMB.decode().encode("utf-16")}), "document type"),
        (repacked(xlsx(), xl__sharedStrings_dot_xml=BOMB), "document type"),
        (repacked(xlsx(), **{SHEET: b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><worksheet/>'}), "document type"),
        (repacked(xlsx(), **{SHEET: b"<worksheet>"}), "not XML"),
        (repacked(xlsx(), **{SHEET: b"<html/>"}), "no sheet has a column"),
        (repacked(xlsx(), **{SHEET: b"<worksheet/>"}), "no sheet has a column"),
        (repacked(xlsx(), **{SHEET: None}), "no sheet has a column"),
    ],
)
def test_what_is_no_spreadsheet_of_ours(data: bytes, what: str) -> None:
    with pytest.raises(HandbookError, match=what) as caught:
        read_xlsx(data, "a.xlsx")
    assert caught.value.where.startswith("a.xlsx")
    assert caught.value.hint


def test_a_zip_that_unpacks_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sizes are measured while reading: what the zip declares of itself may be a lie."""
    monkeypatch.setattr("handbook.translation.exchange.opc_back.LARGEST", 100_000)
    monkeypatch.setattr(safe_xml, "LARGEST", 100_000)
    bomb = repacked(xlsx(), **{SHEET: b"<worksheet>" + b" " * 5_000_000 + b"</worksheet>"})
    assert len(bomb) < 20_000
    with pytest.raises(HandbookError, match="more than"):
        read_workbook(bomb, "a.xlsx")
    with pytest.raises(HandbookError, match="more than"):
        read_workbook(bytes(100_001), "a.xlsx")


def test_links_out_of_the_zip_lead_nowhere() -> None:
    relations = part(xlsx(), "xl/_rels/workbook.xml.rels")
    for target in ("../../../../etc/passwd", "file:///etc/passwd", "/etc/passwd", "http://example.org/a.xml", ""):
        away = relations.replace("worksheets/sheet1.xml", target).encode()
        with pytest.raises(HandbookError, match="no sheet has a column"):
            read_xlsx(repacked(xlsx(), xl___rels__workbook_dot_xml_dot_rels=away), "a.xlsx")


def test_any_damage_is_told_plainly() -> None:
    """Bytes changed at random, in the zip and in its parts: either it still reads, or it is refused in words."""
    chance = random.Random(4)
    whole = typed({WHY: GOOD})
    sheet = part(xlsx(), "xl/worksheets/sheet1.xml").encode()
    outcomes = set()
    for _ in range(300):
        spoiled = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
        inside = bytearray(sheet)
        for _ in range(chance.randint(1, 8)):
            inside[chance.randrange(len(inside))] = chance.choice(b'<>/"=0A1 \xd0')
        for data in (bytes(spoiled), repacked(xlsx(), **{SHEET: bytes(inside)})):
            outcomes.add(place_of_refusal(data).partition(" ")[0].partition(":")[0])
    assert outcomes == {"", "a.xlsx"}


def place_of_refusal(data: bytes) -> str:
    """Where an import says that it cannot read a file; nothing if it can."""
    try:
        import_xlsx(data)
    except HandbookError as problem:
        return problem.where
    return ""
