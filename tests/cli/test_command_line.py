"""The command line itself: help, version, exit codes, and the commands that do not build."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from end_to_end.workshop import digests, edit, handbook, run, small_project
from handbook import __version__


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return small_project(tmp_path / "small")


def test_version(tmp_path: Path) -> None:
    assert handbook(tmp_path, "--version").fine().out == f"handbook {__version__}\n"


def test_help_names_every_command_with_examples(tmp_path: Path) -> None:
    top = handbook(tmp_path, "--help").fine().out
    for command in ("build", "check", "serve", "translate"):
        assert f"\n  {command} " in top
        assert "Usage: " in handbook(tmp_path, command, "--help").fine().out
    for command in (["build"], ["serve"], ["translate", "update"]):
        assert "Examples:" in handbook(tmp_path, *command, "--help").fine().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["bild"], "No such command 'bild'"),
        (["build", "--only", "book"], "'book' is not one of 'site', 'pdf'"),
        (["serve", "--port", "99999"], "99999 is not in the range"),
        (["build", "extra"], "unexpected extra argument"),
    ],
)
def test_wrong_words_are_refused(tmp_path: Path, arguments: list[str], said: str) -> None:
    ran = handbook(tmp_path, *arguments)
    assert ran.code == 2
    assert said in ran.err
    assert ran.out == ""


def test_check_says_that_all_is_well_and_writes_no_output(project: Path) -> None:
    ran = handbook(project, "check").fine()
    assert ran.err == ""
    assert "error" not in ran.out
    assert not (project / "build").exists()


def test_check_lists_what_is_wrong_in_each_format(project: Path) -> None:
    edit(project / "docs/index.md", "](rules/arrest.md)", "](rules/arests.md)")
    ran = handbook(project, "check")
    assert ran.code == 1
    assert "docs/index.md:8: error: MK201 " in ran.out
    listed = handbook(project, "check", "--format", "json")
    assert listed.code == 1
    assert [(one["path"], one["line"], one["code"]) for one in json.loads(listed.out)] == [("docs/index.md", 8, "MK201")]


def test_update_keeps_catalogues_that_are_up_to_date(project: Path) -> None:
    handbook(project, "translate", "update").fine()
    before = digests(project / "translations")
    ran = handbook(project, "translate", "update").fine()
    assert digests(project / "translations") == before
    assert [line.partition(":")[0] for line in ran.out.splitlines()] == ["ru", "kk"]
    assert all("; 0 of 4 files written" in line for line in ran.out.splitlines())


def test_update_makes_a_changed_paragraph_fuzzy_and_a_build_shows_it_in_english(project: Path) -> None:
    handbook(project, "translate", "update").fine()
    edit(project / "docs/rules/arrest.md", "Tell the person why.[^law]", "Tell the person why at once.[^law]")
    handbook(project, "translate", "update").fine()
    catalogue = (project / "translations/ru/rules/arrest.po").read_text("utf-8")
    assert '#| msgid "Tell the person why.[^law]"\nmsgid "Tell the person why at once.[^law]"\nmsgstr "Сообщите' in catalogue
    handbook(project, "build", "--lang", "ru", "--only", "site").fine()
    page = (project / "build/site/ru/rules/arrest.html").read_text("utf-8")
    assert "Tell the person why at once." in page
    assert "Сообщите лицу причину" not in page
    manifest = json.loads((project / "build/manifest.json").read_text("utf-8"))
    assert manifest["languages"]["ru"]["figures"]["translated"] < 100


def test_the_folder_the_command_is_called_in_is_the_project(project: Path) -> None:
    run([sys.executable, "-m", "handbook", "check"], project).fine()
    assert run([sys.executable, "-m", "handbook", "check"], project / "docs").code == 2
