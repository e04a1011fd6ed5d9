"""`handbook translate update`, `mark` and `waivers`: what they write and say, in this process, which is quick."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from end_to_end.workshop import Ran, digests, edit

from handbook.cli.main import status

SLIP = "Tell the pesron why.[^law]"


class Desk:
    """A small project and the command line before it."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self.capsys = capsys

    def __truediv__(self, path: str) -> Path:
        return self.root / path

    def handbook(self, *arguments: str) -> Ran:
        self.capsys.readouterr()
        code = status(["-C", str(self.root), *arguments])
        said = self.capsys.readouterr()
        return Ran(code, said.out, said.err, 0)


@pytest.fixture
def project(tiny: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tiny, capsys)


def with_a_slip(project: Desk) -> None:
    """A paragraph whose English has a typo, translated so."""
    edit(project / "docs/rules/arrest.md", "Tell the person why.[^law]", SLIP)
    for tag in ("ru", "kk"):
        path = project / f"translations/{tag}/rules/arrest.po"
        path.write_text(path.read_text("utf-8").replace("Tell the person why.[^law]", SLIP), "utf-8")


def test_a_page_that_was_renamed_is_told(project: Desk) -> None:
    (project / "docs/rules/arrest.md").rename(project / "docs/rules/seizure.md")
    for path in ("mkdocs.yml", "docs/index.md", "docs/steps/report.md"):
        text = (project / path).read_text("utf-8")
        (project / path).write_text(text.replace("arrest.md", "seizure.md"), "utf-8")
    ran = project.handbook("translate", "update").fine()
    assert "  translations/ru/rules/arrest.po is now translations/ru/rules/seizure.po\n" in ran.out
    assert not (project / "translations/ru/rules/arrest.po").exists()
    assert "is now" not in project.handbook("translate", "update").fine().out


def test_a_page_that_is_gone_is_told_and_then_a_warning(project: Desk) -> None:
    (project / "docs/steps/report.md").unlink()
    edit(project / "mkdocs.yml", "steps/report.md", "index.md")
    ran = project.handbook("translate", "update").fine()
    assert "translations/ru/steps/report.po: its page is gone; what is left is set aside" in ran.out
    said = project.handbook("check").out
    assert "translations/ru/steps/report.po:1: warning: PO102 the page steps/report.md is gone; " in said


def test_the_terminal_gets_a_table(project: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    shown = project.handbook("translate", "update").fine().out
    assert "language" in shown
    assert "Русский" in shown
    assert "files written" not in shown


def test_a_language_without_catalogues_and_one_that_is_not_listed(project: Desk) -> None:
    ran = project.handbook("translate", "update", "--lang", "en")
    assert (ran.code, "en is the source language" in ran.err) == (2, True)
    assert project.handbook("translate", "update", "--lang", "xx").code == 1
    assert not (project / "translations/en").exists()


def test_a_broken_catalogue_is_told_and_the_others_are_written(project: Desk) -> None:
    broken = project / "translations/ru/rules/arrest.po"
    broken.write_text(broken.read_text("utf-8") + 'msgid "half\n', "utf-8")
    edit(project / "docs/index.md", "# ", "# New ")
    before = broken.read_bytes()
    ran = project.handbook("translate", "update")
    assert ran.code == 1
    assert "translations/ru/rules/arrest.po:" in ran.err
    assert "PO101" in ran.err
    assert "New " in (project / "translations/ru/index.po").read_text("utf-8")
    assert broken.read_bytes() == before


def test_a_typo_keeps_translations_current_and_is_shown_to_reviewers(project: Desk) -> None:
    with_a_slip(project)
    edit(project / "docs/rules/arrest.md", SLIP, "Tell the person why.[^law]")
    plain = ("translate", "mark", "--typo", "--by", "The Editor", "--why", "spelling", "rules/arrest.md")
    ran = project.handbook(*plain).fine()
    assert "rules/arrest.md: a typo, for kk, ru: Tell the person why.[^law]" in ran.out
    catalogue = (project / "translations/ru/rules/arrest.po").read_text("utf-8")
    assert 'msgid "Tell the person why.[^law]"' in catalogue
    assert "fuzzy" not in catalogue
    assert SLIP not in catalogue
    listed = json.loads(project.handbook("translate", "waivers", "--format", "json").fine().out)
    assert [(one["old"], one["by"], one["why"]) for one in listed] == [(SLIP, "The Editor", "spelling")]
    assert "The Editor" in project.handbook("translate", "waivers", "--lang", "ru").fine().out
    project.handbook("check").fine()
    before = digests(project / "translations")
    project.handbook("translate", "update").fine()
    assert digests(project / "translations") == before


def test_what_is_no_typo_is_refused_and_nothing_is_written(project: Desk) -> None:
    edit(project / "docs/rules/arrest.md", "Tell the person why.[^law]", "Never tell the person why.[^law]")
    before = digests(project / "translations")
    ran = project.handbook("translate", "mark", "--typo", "--by", "The Editor", "--why", "spelling")
    assert ran.code == 1
    assert "docs/rules/arrest.md:" in ran.err
    assert "WV102 the change is more than a typo: 'Tell' became 'Never tell'" in ran.err
    assert digests(project / "translations") == before
    skipped = project.handbook(
        "translate", "mark", "--typo", "--by", "The Editor", "--why", "x", "--skip-others"
    ).fine()
    assert "left to the translators" in skipped.out
    assert not (project / "translations/waivers.yml").exists()


def test_marking_needs_a_name_and_a_reason(project: Desk) -> None:
    assert project.handbook("translate", "mark", "--typo", "--by", "7", "--why", "x").code == 2
    assert project.handbook("translate", "mark", "--typo", "--by", "Ed", "--why", "…").code == 2
    assert project.handbook("translate", "mark", "--by", "Ed", "--why", "x").code == 2


def test_a_waiver_of_law_written_by_hand_is_refused(project: Desk) -> None:
    fields = {"page": "index.md", "old": "You must go.", "new": "You may go.", "by": "Ed", "why": "x"}
    text = json.dumps({"waivers": [fields]}, indent=1)
    (project / "translations/waivers.yml").write_text(text, "utf-8")
    ran = project.handbook("check")
    assert (
        "translations/waivers.yml:3: error: WV101 the change is more than a typo: 'must' became 'may'"
        in ran.out
    )
    assert project.handbook("translate", "update").code == 1


def test_a_file_that_the_system_refuses_stops_its_language_alone(project: Desk) -> None:
    file = project / "translations/ru/rules/arrest.po"
    file.unlink()
    file.mkdir()
    edit(project / "docs/rules/arrest.md", "Tell the person why.", "Tell the person why, and by whom.")
    ran = project.handbook("translate", "update")
    assert ran.code == 1
    assert "translations/ru/rules/arrest.po: error: PO101 cannot be written" in ran.err
    assert "hint: see to the file's permissions" in ran.err
    assert not list(file.parent.glob(".*"))
    assert "and by whom" in (project / "translations/kk/rules/arrest.po").read_text("utf-8")


def test_a_refused_file_of_any_command_is_said_without_a_traceback(project: Desk) -> None:
    folder = project / "translations/ru/signoff.yml"
    folder.mkdir()
    ran = project.handbook(
        "signoff", "rules/arrest.md", "--lang=ru", "--as=reviewer", "--name=A. Name", "--date=2026-11-22"
    )
    assert ran.code == 2
    assert f"--> {folder}\n  hint: see to the file's permissions" in ran.err
