"""The commands that do not build: `check` and `translate update`, and what a build makes of their work."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from end_to_end.workshop import digests, edit, handbook, small_project

from handbook import __version__


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return small_project(tmp_path / "small")


def test_version(tmp_path: Path) -> None:
    assert handbook(tmp_path, "--version").fine().out == f"handbook {__version__}\n"


def test_check_says_that_all_is_well_and_writes_no_output(project: Path) -> None:
    ran = handbook(project, "check").fine()
    assert ran.err == ""
    assert "error" not in ran.out
    assert not (project / "build").exists()


def test_check_lists_what_is_wrong_in_each_format(project: Path) -> None:
    edit(project / "docs/index.md", "](rules/arrest.md)", "](rules/arests.md)")
    ran = handbook(project, "check")
    assert ran.code == 1
    assert "docs/index.md:8:17: error: MK201 " in ran.out
    listed = handbook(project, "check", "--format", "json")
    assert listed.code == 1
    found = [(one["path"], one["line"], one["code"]) for one in json.loads(listed.out)]
    assert found == [("docs/index.md", 8, "MK201")]


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
    outdated = '#| msgid "Tell the person why.[^law]"\nmsgid "Tell the person why at once.[^law]"\nmsgstr "Сообщите'
    assert outdated in catalogue
    handbook(project, "build", "--lang", "ru", "--only", "site").fine()
    page = (project / "build/site/ru/rules/arrest.html").read_text("utf-8")
    assert "Tell the person why at once." in page
    assert "Сообщите лицу причину" not in page
    manifest = json.loads((project / "build/manifest.json").read_text("utf-8"))
    assert manifest["languages"]["ru"]["figures"]["translated"] < 100
