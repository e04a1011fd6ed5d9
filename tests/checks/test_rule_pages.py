"""The catalogue of rules is whole: every code that the program speaks has its page, and `--explain` shows it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handbook.checks.rules import ENTRY_RULES, PAGES, RULES, codes_of, name_of
from handbook.checks.runner import inspect
from handbook.cli.main import status
from handbook.findings import Severity
from handbook.project import Project

SOURCES = Path(__file__).parents[2] / "src" / "handbook"
CODE = re.compile(r"[\"']([A-Z]{2}\d{3})[\"']")


def test_every_code_in_the_source_has_its_page() -> None:
    spoken = {
        (code, path.name)
        for path in sorted(SOURCES.rglob("*.py"))
        for code in CODE.findall(path.read_text("utf-8"))
    }
    assert {code for code, _ in spoken} >= {"MK101", "PO101", "CF101", "PO190"}
    # Whoever speaks a new code writes src/handbook/checks/rules/<code>_<name>.py, if only with a docstring.
    assert sorted((code, name) for code, name in spoken if code not in PAGES) == []


def test_every_page_says_what_why_and_what_instead() -> None:
    for code, page in PAGES.items():
        assert code in codes_of(page)
        assert re.fullmatch(r"[a-z0-9-]+", name_of(page)), code
        assert re.search(r"What:\s.+Why:\s.+Instead:\s.+", page, re.DOTALL), code


def test_every_rule_file_has_a_page() -> None:
    names = {path.stem.partition("_")[0].upper() for path in (SOURCES / "checks" / "rules").glob("[a-z]*.py")}
    assert names <= set(PAGES)
    assert set(RULES) | set(ENTRY_RULES) <= names
    assert not set(RULES) & set(ENTRY_RULES)


@pytest.mark.parametrize(
    ("written", "head"),
    [("PO110", "PO110 number. What: "), ("po110", "PO110 number. "), ("CT103", "CT101 to CT105 citation. ")],
)
def test_explain_shows_the_page(written: str, head: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["check", "--explain", written]) == 0
    assert capsys.readouterr().out.startswith(head)


def test_explain_all_lists_every_code_with_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["check", "--explain", "all"]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert [line[:5] for line in listed] == list(PAGES)
    assert "PO110  error    number" in listed


def test_explain_of_no_code_says_where_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["check", "--explain", "PO999"]) == 2
    printed = capsys.readouterr().err
    assert "no rule speaks the code 'PO999'" in printed
    assert "--explain all" in printed


def test_explain_needs_no_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["-C", str(tmp_path), "check", "--explain", "MK101"]) == 0
    assert capsys.readouterr().out.startswith("MK101 ")


def test_the_committed_catalogues_have_no_finding(handbook: Project) -> None:
    found = [one for one in inspect(handbook) if one.path.startswith("translations/")]
    assert [one for one in found if one.severity is Severity.ERROR] == []
    assert [one for one in found if one.code != "SO103"] == []
