"""`handbook signoff` as people run it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from handbook.cli.main import main, status

FILE = "translations/ru/signoff.yml"
ONE = ("--lang", "ru", "--as", "reviewer", "--name", "Reviewer One", "--date", "2027-03-01")

Run = Callable[..., tuple[int, str, str]]
"""Runs `handbook signoff` with arguments; its exit code, and what it wrote on both streams."""


@pytest.fixture
def ran(tiny: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str) -> tuple[int, str, str]:
        code = status(["-C", str(tiny), "signoff", *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_sign_list_edit_and_withdraw(tiny: Path, ran: Run) -> None:
    assert ran("--list") == (0, "nothing is signed\n", "")
    code, out, err = ran("1.1", "docs/index.md", *ONE)
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "ru rules/arrest.md: 3 paragraphs signed by Reviewer One as reviewer, 2027-03-01",
        "ru index.md: 1 paragraph signed by Reviewer One as reviewer, 2027-03-01",
    ]
    catalogue = tiny / "translations/ru/index.po"
    catalogue.write_text(catalogue.read_text("utf-8").replace("С чего начать", "Откуда начать"), "utf-8")
    assert ran("--list", "--lang", "ru")[1].splitlines() == [
        "ru  index.md  reviewer  Reviewer One  2027-03-01  void: edited since",
        "ru  rules/arrest.md  reviewer  Reviewer One  2027-03-01  holds",
    ]
    assert ran("--list", "1.1")[1].count("\n") == 1
    assert ran("--list", "--lang", "kk")[1] == "nothing is signed\n"
    code, out, _ = ran("1.1", "--lang", "ru", "--withdraw")
    assert (code, out) == (0, "ru rules/arrest.md: no longer signed by Reviewer One as reviewer\n")
    assert ran("1.1", "--lang", "ru", "--withdraw")[1] == "nothing of that is signed\n"
    assert "rules/arrest.md" not in (tiny / FILE).read_text("utf-8")


def test_a_page_with_gaps_is_refused_and_nothing_written(tiny: Path, ran: Run) -> None:
    code, out, err = ran("index.md", "1.1", "--lang", "kk", *ONE[2:])
    assert (code, out) == (1, "")
    assert "translations/kk/rules/arrest.po:33: error: SO104 outdated (fuzzy): Record the hour." in err
    assert "translations/kk/index.po:11: error: SO104 not translated: Where to begin." in err
    assert not (tiny / "translations/kk/signoff.yml").exists()


def test_a_page_that_checks_complain_of_is_refused(tiny: Path, ran: Run) -> None:
    path = tiny / "translations/ru/index.po"
    path.write_text(path.read_text("utf-8").replace('[правило](rules/arrest.md)', "[правило](bad.md)"), "utf-8")
    code, _, err = ran("index.md", *ONE)
    assert code == 1
    assert "translations/ru/index.po" in err
    assert not (tiny / FILE).exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("1.1", *ONE[:4], "--name", " ", *ONE[6:]), "a sign-off needs the name of the person who read the page"),
        (("1.1", *ONE[:4], *ONE[6:]), "a sign-off needs the name"),
        (("1.1", *ONE[:6], "--date", "1.3.2027"), "'1.3.2027' is no date"),
        (("1.7", *ONE), "there is no such page: 1.7"),
        (("1.1", "--lang", "fr", *ONE[2:]), "unknown language: fr"),
        (("1.1", "--lang", "ru", *ONE[4:]), "--as translator or --as reviewer"),
        (("1.1", *ONE[2:]), "--lang"),
        (ONE, "name the pages"),
        (("1.1", "--lang", "ru", "--list", "--withdraw"), "do not go together"),
        (("1.1", "--lang", "en", "--as", "translator", *ONE[4:]), "en is translated from nothing"),
    ],
)
def test_what_is_missing_or_wrong_is_said(tiny: Path, ran: Run, arguments: tuple[str, ...], said: str) -> None:
    code, _, err = ran(*arguments)
    assert code in (1, 2)
    assert said in err
    assert not (tiny / FILE).exists()


def test_without_a_commit_the_day_must_be_given(
    ran: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    code, _, err = ran("1.1", *ONE[:6])
    assert code == 2
    assert "the day is not known" in err
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    assert ran("1.1", *ONE[:6])[1].endswith("as reviewer, 2026-11-22\n")


def test_help_has_examples() -> None:
    said = CliRunner().invoke(main, ["signoff", "--help"]).output
    assert "Examples:" in said
    assert 'handbook signoff 2.3 --lang ru --as reviewer --name "Your Name"' in said
