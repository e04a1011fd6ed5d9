"""`handbook owners`: the file follows the pages and mkdocs.yml, and nothing else is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.cli.main import status

OWNERS = '      owners: {teams: {legal-team: "@law/legal", desk-team: "@law/desk"}}\n'
FILE = ".github/CODEOWNERS"


@pytest.fixture
def owned(tiny: Path) -> Path:
    """The small handbook with two teams."""
    config = tiny / "mkdocs.yml"
    text = config.read_text("utf-8").replace("      authoritative: en\n", f"      authoritative: en\n{OWNERS}")
    config.write_text(text, "utf-8")
    return tiny


def test_it_writes_the_file_once(owned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["-C", str(owned), "owners"]) == 0
    assert capsys.readouterr().out == f"{FILE} written\n"
    text = (owned / FILE).read_text("utf-8")
    assert text.endswith("\n# Pages\n/docs/rules/arrest.md @law/legal\n/docs/steps/report.md @law/desk\n")
    assert status(["-C", str(owned), "owners"]) == 0
    assert capsys.readouterr().out == "CODEOWNERS is up to date\n"


def test_a_check_writes_nothing(owned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["-C", str(owned), "owners", "--check"]) == 1
    assert capsys.readouterr().out == f"{FILE} is not up to date; run: handbook owners\n"
    assert not (owned / FILE).exists()
    assert status(["-C", str(owned), "owners"]) == 0
    assert status(["-C", str(owned), "owners", "--check"]) == 0


def test_drift_is_a_finding_with_its_line(owned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["-C", str(owned), "owners"]) == 0
    page = owned / "docs/rules/arrest.md"
    page.write_text(page.read_text("utf-8").replace("owner: legal-team", "owner: desk-team"), "utf-8")
    capsys.readouterr()
    assert status(["-C", str(owned), "check"]) == 0
    assert f"{FILE}:5: warning: OW102 " in capsys.readouterr().out


def test_without_owners_it_says_where_to_name_them(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["-C", str(tiny), "owners"]) == 2
    assert "owners: {teams:" in capsys.readouterr().err


def test_a_file_written_by_hand_stays(owned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (owned / "CODEOWNERS").write_text("* @me\n", "utf-8")
    assert status(["-C", str(owned), "owners"]) == 2
    assert "written by hand" in capsys.readouterr().err
    assert (owned / "CODEOWNERS").read_text("utf-8") == "* @me\n"


def test_front_matter_that_cannot_be_read_is_a_finding(owned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = owned / "docs/rules/arrest.md"
    page.write_text(page.read_text("utf-8").replace("kind: safeguard", "kind: rule"), "utf-8")
    assert status(["-C", str(owned), "owners"]) == 1
    assert "docs/rules/arrest.md:2" in capsys.readouterr().err
    assert not (owned / FILE).exists()
