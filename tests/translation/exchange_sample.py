"""What the tests of the exchange share: a small catalogue, files as other programs save them, and a judge."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping

import openpyxl
from hypothesis import strategies as st

from handbook.markdown.safety import dangers_of_translation
from handbook.project import Language
from handbook.translation.catalog import Catalog, Entry
from handbook.translation.exchange.back import Taken, take
from handbook.translation.exchange.rows import Row, rows_of
from handbook.translation.exchange.xliff import read_xliff, write_xliff
from handbook.translation.exchange.xlsx import write_xlsx
from handbook.translation.exchange.xlsx_back import read_xlsx
from handbook.translation.parity import differences

KYRGYZ = Language("ky", "Кыргызча")
PAGE = "rules/arrest.md"
# What a catalogue can hold; all but single surrogates, which no file in UTF-8 has.
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
TEXT = ANY.filter(lambda text: bool(text.strip()))
# What a person can type into a cell: no control characters but line breaks and tabs.
TYPED = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), min_size=1, max_size=60)

CATALOG = Catalog(
    "ky",
    (
        Entry("Arrest", "Кармоо", notes=("heading, level 1",)),
        Entry("Tell the person why [@iccpr, art. 9(2)].", notes=("paragraph",)),
        Entry(
            "Tell a lawyer at once.[^law]",
            "Адвокатка айтыңыз.[^law]",
            fuzzy=True,
            previous="Tell a lawyer.[^law]",
            notes=("list item",),
        ),
        Entry("See [the test](test.md#now) and `code`.", "[Текшерүүнү](test.md#now) жана `code` караңыз."),
    ),
)


def judge(_: str, entry: Entry) -> Iterator[tuple[str, str, str]]:
    for danger in dangers_of_translation(entry.msgid, entry.msgstr):
        yield "PO103", danger, "take it out"
    if not entry.fuzzy:
        yield from differences(entry.msgid, entry.msgstr)


def lenient(_: str, __: Entry) -> Iterator[tuple[str, str, str]]:
    yield from ()


def rows(catalog: Catalog = CATALOG, page: str = PAGE, *, todo: bool = False) -> list[Row]:
    return list(rows_of(page, catalog, todo=todo))


def xlsx(catalog: Catalog = CATALOG, page: str = PAGE) -> bytes:
    return write_xlsx(rows(catalog, page), KYRGYZ, "Handbook", 0)


def xliff(catalog: Catalog = CATALOG, page: str = PAGE) -> bytes:
    return write_xliff(rows(catalog, page), "en", "ky", "1", "Keep what must be kept.")


def import_xlsx(data: bytes, catalog: Catalog = CATALOG, judging: object = judge, **options: bool) -> Taken:
    return take(read_xlsx(data, "a.xlsx"), {PAGE: catalog}, judging, **options)  # type: ignore[arg-type]


def import_xliff(data: bytes, catalog: Catalog = CATALOG, judging: object = judge, **options: bool) -> Taken:
    return take(read_xliff(data, "a.xlf"), {PAGE: catalog}, judging, **options)  # type: ignore[arg-type]


def edited(data: bytes, change: Callable[[openpyxl.worksheet.worksheet.Worksheet], None]) -> bytes:
    """The spreadsheet as another program saves it after a change."""
    book = openpyxl.load_workbook(io.BytesIO(data), rich_text=True)
    change(book["Translation"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def typed(texts: Mapping[str, str], catalog: Catalog = CATALOG) -> bytes:
    """The spreadsheet with translations typed beside English texts, saved by another program."""

    def fill(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        places = {entry.msgid: number for number, entry in enumerate(catalog.entries, 2)}
        for msgid, text in texts.items():
            cell = sheet.cell(places[msgid], 11)
            cell.value = text
            cell.data_type = "s"  # the column is formatted as text: what is typed is one

    return edited(xlsx(catalog), fill)


def repacked(data: bytes, **parts: bytes | None) -> bytes:
    """The zip with parts replaced, added or (None) left out; `__` in a name stands for `/`, `_dot_` for a dot."""
    changes = {name.replace("__", "/").replace("_dot_", "."): new for name, new in parts.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new_zip:
        for name in dict.fromkeys([*old.namelist(), *changes]):
            content = changes.get(name, old.read(name) if name in old.namelist() else b"")
            if content is not None:
                new_zip.writestr(name, content)
    return out.getvalue()


def codes(taken: Taken) -> list[str]:
    return [finding.code for finding in taken.findings]


def texts(taken: Taken) -> dict[str, str]:
    return {msgid: entry.msgstr for entries in taken.entries.values() for msgid, entry in entries.items()}
