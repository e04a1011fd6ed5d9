"""`check --fix` repairs what is certain, says what it changed, and leaves everything else as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.checks.lexicon import Lexicon
from handbook.checks.mend import mended
from handbook.checks.runner import inspect
from handbook.cli.main import status
from handbook.project import load_project
from handbook.translation.catalog import Entry

RU = "translations/ru/rules/arrest.po"
NONE = Lexicon()


@pytest.mark.parametrize(
    ("language", "msgid", "msgstr", "right"),
    [
        ("ru", "Tell them.", "\u0043ообщите  им .", "Сообщите им."),
        ("ru", "Tell them.", " Сооб\u200bщите им.\u00a0", "Сообщите им."),
        ("ru", "Tell `Cат` [@cat].", "Сообщите  `Cат  x` [@cat]  им.", "Сообщите `Cат  x` [@cat] им."),
        ("ru", "See [it](a  b.md).", "См. [эт\u006f](a  b.md).", "См. [это](a  b.md)."),
        ("kk", "Tell them.", "Олар\u0493а а\u0439т\u044bңыз  \u0069стi.", "Оларға айтыңыз істі."),
        ("kk", "Tell them.", "Оларға \u0569 айтыңыз.", "Оларға \u0569 айтыңыз."),
        ("tg", "Right", "Ҳуқуқи инсон\u0456 ва \u045e", "Ҳуқуқи инсонӣ ва ӯ"),
        ("tg", "Letter", "Хатт\u0438\u0304", "Хаттӣ"),
        ("uz", "Path", "To'g'ri yo‘l, ma'no, bog`", "Toʻgʻri yoʻl, maʼno, bogʻ"),
        ("uz", "Agency's path", "Agency's yo'l", "Agency's yoʻl"),
        ("tk", "Right", "\u0410damy\u00f1 hukugy", "Adamyň hukugy"),
        ("ky", "Right", "Өм\u04b1р", "Өмүр"),
        # Nothing is certain here: a Y may be an У or a Ү, and who knows what was meant by a lost letter.
        ("kk", "All", "\u0059лкен", "\u0059лкен"),
        ("ru", "Tell them.", "Сооб\ufffdите им", "Сооб\ufffdите им"),
        ("ru", "Report within 24 hours.", "Сообщите через 48 дней.", "Сообщите через 48 дней."),
    ],
)
def test_what_is_certain_is_repaired(language: str, msgid: str, msgstr: str, right: str) -> None:
    assert mended(Entry(msgid, msgstr), language, NONE) == right


def test_what_an_ignore_keeps_stays() -> None:
    comments = ("handbook-ignore PO150: the form has a gap here",)
    assert mended(Entry("Tell them.", "Сообщите  им .", comments=comments), "ru", NONE) == "Сообщите  им ."


def test_a_repair_never_makes_a_text_dangerous() -> None:
    # Without the invisible sign this would be an attribute list that the source does not have.
    entry = Entry("Tell them.", "Сообщите им.{\u200b.x\u200b}")
    assert mended(entry, "ru", NONE) == entry.msgstr
    # And this a script.
    entry = Entry("Tell them.", "Сообщите им.<\u200bscript>")
    assert "<script>" not in mended(entry, "ru", NONE)


def spoil(root: Path, old: str, new: str) -> bytes:
    text = (root / RU).read_text("utf-8")
    assert old in text
    (root / RU).write_text(text.replace(old, new, 1), "utf-8")
    return (root / RU).read_bytes()


def test_fix_says_what_it_changed_and_touches_nothing_else(
    tiny: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in sorted((tiny / "translations").rglob("*.po"))}
    spoil(tiny, "Задержание", "З\u0061держание ")
    assert status(["-C", str(tiny), "check", "--fix"]) == 0
    printed = capsys.readouterr().out
    assert printed == f"{RU}:15: «З\u0061держание » → «Задержание»\nno problems found\n"
    assert {path: path.read_bytes() for path in before} == before


def test_fix_changes_nothing_twice(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    times = {path: path.stat().st_mtime_ns for path in (tiny / "translations").rglob("*.po")}
    assert status(["-C", str(tiny), "check", "--fix"]) == 0
    assert capsys.readouterr().out == "no problems found\n"
    assert {path: path.stat().st_mtime_ns for path in times} == times


def test_fix_leaves_a_catalogue_alone_that_cannot_be_read(
    tiny: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = spoil(tiny, '"Задержание"', '"З\u0061держание')
    assert status(["-C", str(tiny), "check", "--fix"]) == 1
    assert "PO101" in capsys.readouterr().out
    assert (tiny / RU).read_bytes() == broken


def test_beside_a_list_for_programs_changes_are_told_apart(
    tiny: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(tiny, "Задержание", "Задер\u0436ание ")
    assert status(["-C", str(tiny), "check", "--fix", "--format", "json"]) == 0
    printed = capsys.readouterr()
    assert printed.out == "[]\n"
    assert "«Задержание » → «Задержание»" in printed.err


def test_invisible_signs_are_shown_when_they_are_taken_out(
    tiny: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(tiny, "Задержание", "Задер\u2067жание")
    assert status(["-C", str(tiny), "check", "--fix"]) == 0
    assert "«Задер\\u2067жание» → «Задержание»" in capsys.readouterr().out


def test_findings_stop_a_build_and_warnings_do_not(tiny: Path) -> None:
    spoil(tiny, "Задержание", "З\u0061держание ")
    found = [(one.path, one.line, one.code, one.severity.value) for one in inspect(load_project(tiny))]
    assert found == [(RU, 15, "PO140", "error"), (RU, 15, "PO150", "warning")]
