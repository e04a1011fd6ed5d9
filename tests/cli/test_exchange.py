"""`handbook translate export` and `import` as people run them."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from translate.storage.xliff import Xliff1File

from handbook.cli.main import status

Said = pytest.CaptureFixture[str]

RUSSIAN = "translations/ru/rules/arrest.po"
TARGET = 11


def run(tiny: Path, *arguments: object) -> int:
    return status(["-C", str(tiny), "translate", *map(str, arguments)])


def content(tiny: Path) -> dict[str, bytes]:
    return {path.relative_to(tiny).as_posix(): path.read_bytes() for path in sorted(tiny.rglob("*.po"))}


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def fill(path: Path, said: dict[str, str]) -> None:
    """Type translations beside their sources, as a person does in a spreadsheet program."""
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    for row in book["Translation"].iter_rows(min_row=2):
        if row[6].value in said:
            row[TARGET - 1].value = said[row[6].value]
    book.save(path)


@pytest.mark.parametrize("form", ["xlsx", "xliff"])
def test_there_and_back_changes_nothing(tiny: Path, tmp_path: Path, form: str, capsys: Said) -> None:
    out = tmp_path / ("a.xlsx" if form == "xlsx" else "a.xlf")
    before = content(tiny)
    assert run(tiny, "export", "--lang", "ru", f"--{form}", "--out", out) == 0
    said = capsys.readouterr()
    assert said.out.startswith("ru: ")
    assert f"current) written to {out}" in said.out
    assert said.err == ""
    first = out.read_bytes()
    assert run(tiny, "export", "--lang", "ru", f"--{form}", "--out", out) == 0
    assert out.read_bytes() == first
    assert run(tiny, "import", out) == 0
    assert "ru: 0 files written" in capsys.readouterr().out
    assert content(tiny) == before


def test_a_translation_comes_in_and_nothing_else_changes(
    tiny: Path, tmp_path: Path, capsys: Said
) -> None:
    edit(tiny / RUSSIAN, 'msgstr "Нет."', 'msgstr ""')
    before = content(tiny)
    out = tmp_path / "a.xlsx"
    assert run(tiny, "export", "--lang", "ru", "--xlsx", "--todo", "--out", out) == 0
    assert "1 rows (1 missing)" in capsys.readouterr().out
    fill(out, {"None.": "Нет."})
    assert run(tiny, "import", out, "--lang", "ru") == 0
    said = capsys.readouterr().out
    assert "ru: 1 file written" in said
    assert "rules/arrest.md" in said
    changed = {name for name, data in content(tiny).items() if data != before[name]}
    assert changed == {RUSSIAN}
    wanted = before[RUSSIAN].decode().replace('msgid "None."\nmsgstr ""', 'msgid "None."\nmsgstr "Нет."')
    assert content(tiny)[RUSSIAN].decode() == wanted


def test_xliff_from_a_tool(tiny: Path, tmp_path: Path, capsys: Said) -> None:
    out = tmp_path / "a.xlf"
    assert run(tiny, "export", "--lang", "ru", "--out", out, "docs/rules/arrest.md") == 0
    store = Xliff1File.parsestring(out.read_bytes())
    next(unit for unit in store.units if unit.source == "None.").target = "Никаких."
    out.write_bytes(bytes(store))
    assert run(tiny, "import", out) == 0
    assert "Никаких." in (tiny / RUSSIAN).read_text("utf-8")


def spoiled(tiny: Path, tmp_path: Path) -> Path:
    """One good row and one that lost its note mark."""
    out = tmp_path / "a.xlsx"
    assert run(tiny, "export", "--lang", "ru", "--xlsx", "--out", out) == 0
    fill(out, {"Tell the person why.[^law]": "Сообщите причину.", "None.": "Никаких."})
    return out


def test_nothing_is_written_if_a_row_is_refused(tiny: Path, tmp_path: Path, capsys: Said) -> None:
    out = spoiled(tiny, tmp_path)
    before = content(tiny)
    assert run(tiny, "import", out) == 1
    said = capsys.readouterr().err
    assert f"{out}:Translation:" in said
    assert "PO105 rules/arrest.md: the translation lacks the note mark [^law]" in said
    assert "hint: copy it from the source" in said
    assert said.endswith("1 problem; nothing was written\n")
    assert content(tiny) == before


def test_partial_takes_what_is_good(tiny: Path, tmp_path: Path, capsys: Said) -> None:
    out = spoiled(tiny, tmp_path)
    assert run(tiny, "import", out, "--partial") == 1
    assert "PO105" in capsys.readouterr().err
    text = (tiny / RUSSIAN).read_text("utf-8")
    assert "Никаких." in text
    assert "Сообщите причину." not in text


def test_a_sentence_that_changed_since(tiny: Path, tmp_path: Path, capsys: Said) -> None:
    out = tmp_path / "a.xlsx"
    assert run(tiny, "export", "--lang", "ru", "--xlsx", "--out", out) == 0
    fill(out, {"Record the hour.": "Запишите точный час."})
    edit(tiny / "docs/rules/arrest.md", "Record the hour.", "Record the hour of the arrest.")
    assert run(tiny, "update", "--lang", "ru") == 0
    assert run(tiny, "import", out) == 1
    assert "it now reads: “Record the hour of the arrest.”" in capsys.readouterr().err
    assert run(tiny, "import", out, "--outdated") == 0
    text = (tiny / RUSSIAN).read_text("utf-8")
    assert '#, fuzzy\n#| msgid "Record the hour."\nmsgid "Record the hour of the arrest."' in text
    assert "Запишите точный час." in text


def test_an_export_says_which_catalogues_are_behind(tiny: Path, tmp_path: Path, capsys: Said) -> None:
    edit(tiny / "docs/rules/arrest.md", "Record the hour.", "Record the exact hour.")
    assert run(tiny, "export", "--lang", "ru", "--xliff", "--out", tmp_path / "a.xlf") == 0
    said = capsys.readouterr().err
    assert "translations/ru: warning: EX201 1 of 3 catalogues are behind their pages: rules/arrest.md" in said


def test_nobodys_work_is_written_over(tiny: Path, tmp_path: Path, capsys: Said) -> None:
    out = spoiled(tiny, tmp_path)
    before = out.read_bytes()
    assert run(tiny, "export", "--lang", "ru", "--xlsx", "--out", out) == 2
    assert "a translator's work may be in it" in capsys.readouterr().err
    assert out.read_bytes() == before


def test_what_is_all_done_needs_no_file(tiny: Path, tmp_path: Path, capsys: Said) -> None:
    out = tmp_path / "a.xlsx"
    assert run(tiny, "export", "--lang", "ru", "--xlsx", "--todo", "--out", out, "rules/arrest.md") == 0
    assert "nothing to translate" in capsys.readouterr().out
    assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("export", "--lang", "en", "--xlsx"), 2, "one of: ru, kk"),
        (("export", "--lang", "xx", "--xlsx"), 1, "unknown language: xx"),
        (("export", "--lang", "ru"), 2, "--xlsx or --xliff"),
        (("export", "--lang", "ru", "--xlsx", "a.md", "../x.md"), 2, "not a page of the handbook: ../x.md, a.md"),
        (("export", "--lang", "ru", "--xlsx", "--out", "/proc/none/a.xlsx"), 2, "cannot write the file"),
        (("import", "missing.xlsx"), 2, "cannot read the file"),
        (("import", "a.csv"), 2, "neither .xlsx nor .xlf"),
    ],
)
def test_wrong_calls(tiny: Path, arguments: tuple[str, ...], code: int, said: str, capsys: Said) -> None:
    before = content(tiny)
    assert run(tiny, *arguments) == code
    assert said in capsys.readouterr().err
    assert content(tiny) == before


def test_the_wrong_language(tiny: Path, tmp_path: Path, capsys: Said) -> None:
    out = tmp_path / "a.xlf"
    assert run(tiny, "export", "--lang", "ru", "--xliff", "--out", out) == 0
    assert run(tiny, "import", out, "--lang", "kk") == 2
    assert "the file is for ru, not kk" in capsys.readouterr().err
    edit(out, 'target-language="ru"', 'target-language="xx"')
    assert run(tiny, "import", out) == 1
    assert "unknown language: xx" in capsys.readouterr().err


def test_a_catalogue_in_another_form_is_left_alone(tiny: Path, tmp_path: Path, capsys: Said) -> None:
    out = tmp_path / "a.xlsx"
    assert run(tiny, "export", "--lang", "ru", "--xlsx", "--out", out) == 0
    fill(out, {"None.": "Никаких."})
    (tiny / RUSSIAN).write_bytes((tiny / RUSSIAN).read_bytes().replace(b"\n", b"\r\n"))
    before = content(tiny)
    assert run(tiny, "import", out) == 1
    assert "EX106" in capsys.readouterr().err
    assert content(tiny) == before


def test_prefill_offers_what_is_translated_elsewhere(tiny: Path, capsys: Said) -> None:
    (tiny / "docs/rules/search.md").write_text("# Search\n\nNone.\n\nTell the lawyer.\n", "utf-8")
    edit(tiny / "mkdocs.yml", "      - rules/arrest.md\n", "      - rules/arrest.md\n      - rules/search.md\n")
    assert run(tiny, "update", "--lang", "ru", "--prefill") == 0
    said = capsys.readouterr().out
    assert "ru: 2 filled as fuzzy, 1 from the same text elsewhere" in said
    text = (tiny / "translations/ru/rules/search.po").read_text("utf-8")
    assert '#, fuzzy\nmsgid "None."\nmsgstr "Нет."\n' in text
    assert '#, fuzzy\n#| msgid "Tell a lawyer."\nmsgid "Tell the lawyer."\nmsgstr "Сообщите адвокату."\n' in text
    before = content(tiny)
    assert run(tiny, "update", "--lang", "ru", "--prefill") == 0
    assert content(tiny) == before


@pytest.mark.parametrize("command", ["export", "import", "update"])
def test_help_has_examples(command: str, capsys: Said) -> None:
    assert status(["translate", command, "--help"]) == 0
    assert f"handbook translate {command} " in capsys.readouterr().out
