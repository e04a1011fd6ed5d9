"""How current the register is: what is due, what was never checked, and in which order it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.checks.runner import judge, look
from handbook.cli.main import status
from handbook.errors import HandbookError
from handbook.findings import Severity
from handbook.project import load_project
from handbook.register.currency import Currency, currency, due_after
from handbook.register.models import Authority
from handbook.register.register import Register


def entry(checked: str = "") -> Authority:
    more = {"checked": {"on": checked, "against": "UN Treaty Collection"}} if checked else {}
    return Authority.model_validate({"kind": "treaty", "titles": {"en": "Pact"}, **more})


@pytest.mark.parametrize(
    ("checked", "months", "due"),
    [
        ("2026-01-15", 12, "2027-01-15"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2027-11-30", 3, "2028-02-29"),
        ("9999-12-31", 1, "9999-12-31"),
    ],
)
def test_a_check_holds_for_so_many_months(checked: str, months: int, due: str) -> None:
    assert due_after(checked, months) == due


def test_the_most_urgent_comes_first() -> None:
    entries = {
        "fresh": entry("2026-11-01"), "rare": entry(), "old": entry("2025-01-01"), "often": entry(),
        "older": entry("2024-01-01"), "today": entry("2025-11-22"), "also": entry(),
    }  # fmt: skip
    rows = currency(Register(authorities=entries), {"often": 3, "rare": 1, "also": 1}, "2026-11-22", 12)
    assert [(row.id, row.state, row.cited) for row in rows] == [
        ("older", Currency.OVERDUE, 0), ("old", Currency.OVERDUE, 0), ("often", Currency.NEVER, 3),
        ("also", Currency.NEVER, 1), ("rare", Currency.NEVER, 1), ("today", Currency.CURRENT, 0),
        ("fresh", Currency.CURRENT, 0),
    ]  # fmt: skip
    assert (rows[0].checked, rows[0].against, rows[0].due) == (
        "2024-01-01",
        "UN Treaty Collection",
        "2025-01-01",
    )


REGISTER = """\
family: {titles: {en: Treaties}, order: 1}
authorities:
  never:
    kind: treaty
    titles: {en: Never}
  pact:
    kind: treaty
    titles: {en: Pact}
    checked: {on: 2026-01-10, against: "Gazette, no. 1"}
"""


@pytest.fixture
def cited(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tiny / "docs" / "register" / "authorities"
    folder.mkdir(parents=True)
    (folder / "t.yml").write_text(REGISTER, "utf-8")
    with (tiny / "docs" / "rules" / "arrest.md").open("a", encoding="utf-8") as page:
        page.write("\nMore [@pact; @never, art. 1]. Again [@pact].\n")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1799020800")  # 2027-01-04
    return tiny


def overdue(root: Path) -> list[tuple[str, int, str, Severity]]:
    found = judge(look(load_project(root)))
    return [(one.path, one.line, one.message, one.severity) for one in found if one.code == "AU201"]


def test_a_check_that_is_due_is_a_warning(cited: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert overdue(cited) == []
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")  # 2027-01-15
    assert overdue(cited) == [
        ("docs/register/authorities/t.yml", 6, "pact was last checked on 2026-01-10, due again on 2027-01-10",
         Severity.WARNING),
    ]  # fmt: skip


def test_the_months_are_those_of_mkdocs_yml(cited: Path) -> None:
    config = cited / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(text.replace('edition: "1.0"', 'edition: "1.0"\n      authorities_months: 6'), "utf-8")
    assert [line for _, line, _, _ in overdue(cited)] == [6]
    for wrong in ("0", "yes", "twelve", "1.5"):
        config.write_text(
            text.replace('edition: "1.0"', f'edition: "1.0"\n      authorities_months: {wrong}'), "utf-8"
        )
        with pytest.raises(HandbookError) as refusal:
            load_project(cited)
        assert [(one.line, one.code) for one in refusal.value.findings] == [(16, "CF111")]  # type: ignore[attr-defined]


def test_the_command_prints_a_table_json_and_csv(cited: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["-C", str(cited), "authorities", "--format", "csv"]) == 0
    assert capsys.readouterr().out == (
        "id,name,cited,checked,against,due,state\n"
        "never,Never,1,,,,never checked\n"
        'pact,Pact,2,2026-01-10,"Gazette, no. 1",2027-01-10,current\n'
    )
    assert status(["-C", str(cited), "authorities", "--format", "json"]) == 0
    assert '"id": "pact",\n  "name": "Pact",\n  "cited": 2' in capsys.readouterr().out
    assert status(["-C", str(cited), "authorities"]) == 0
    assert capsys.readouterr().out.endswith("2 authorities: 1 current, 1 never checked\n")


def test_a_broken_register_stops_the_command(cited: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (cited / "docs" / "register" / "authorities" / "t.yml").write_text("authorities: {x: 1}\n", "utf-8")
    assert status(["-C", str(cited), "authorities"]) == 1
    assert "RG103" in capsys.readouterr().err
