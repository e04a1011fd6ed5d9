"""`handbook status`: what people and tools read of it, and the gate."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from handbook.cli.build import _behind
from handbook.cli.main import status
from handbook.project import load_project

THRESHOLDS = "      require:\n        ru: {current: 100}\n        kk: {current: 100, reviewed: 1}\n  - i18n:"


def run(capsys: pytest.CaptureFixture[str], root: Path, *arguments: str) -> tuple[int, str, str]:
    code = status(["-C", str(root), "status", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def gated(root: Path) -> Path:
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("  - i18n:", THRESHOLDS, 1), "utf-8")
    return root


def test_plain_columns_in_a_pipe(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, tiny)
    assert (code, err) == (0, "")
    rows = [line.split() for line in out.splitlines()]
    assert rows[0] == ["language", "part", "current", "%", "outdated", "missing", "reviewed", "words", "to", "do"]
    assert [(row[0], row[1]) for row in rows[1:6]] == [
        ("ru", "other"),
        ("ru", "rules"),
        ("ru", "steps"),
        ("ru", "navigation"),
        ("ru", "all"),
    ]
    assert "\x1b" not in out
    # Columns of figures end below each other.
    assert len({len(line) for line in out.splitlines()}) == 1


def test_json_adds_up(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, tiny, "--format", "json")
    assert code == 0
    found = json.loads(out)
    assert [(one["language"], one["name"]) for one in found] == [("ru", "Русский"), ("kk", "Қазақша")]
    for one in found:
        for name in ("current", "outdated", "missing", "reviewed", "words", "words_to_do", "total"):
            assert one["total"][name] == sum(part[name] for part in one["parts"])
            assert one["total"][name] == sum(row[name] for row in one["catalogues"])
        assert one["total"]["share"] == 100 * one["total"]["current"] // one["total"]["total"]
        assert [row["page"] for row in one["catalogues"]][-1] == "_navigation.po"


def test_markdown_is_one_table(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, tiny, "--format", "md", "--lang", "kk")
    lines = out.splitlines()
    assert lines[1] == "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    assert all(line.startswith("| Қазақша (kk) | ") for line in lines[2:])
    assert {line.count("|") for line in lines} == {9}


def test_an_unknown_language_is_named_with_the_choices(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, tiny, "--lang", "fr")
    assert (code, out) == (1, "")
    assert "unknown language: fr" in err
    assert "en, ru, kk" in err


def test_the_gate_names_what_is_below(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, gated(tiny), "--require")
    assert code == 1
    assert out.startswith("language")
    assert "mkdocs.yml:22: error: RL101 kk: " in err
    assert "required are 100 %" in err
    assert "kk: 0 of " in err
    assert "are reviewed (0 %), required are 1 %" in err
    assert "steps/report.md" in err
    assert "nothing was written" not in err


def test_the_gate_asks_only_for_the_languages_named(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = gated(tiny) / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("ru: {current: 100}", "ru: {current: 0}"), "utf-8")
    assert run(capsys, tiny, "--require", "--lang", "ru")[0] == 0
    assert run(capsys, tiny, "--require")[0] == 1
    assert run(capsys, tiny)[0] == 0


def test_a_gate_without_thresholds_is_no_gate(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, tiny, "--require")
    assert code == 2
    assert "no language has a threshold to reach" in err
    assert "require: {ru: {current: 100}}" in err


def test_a_broken_catalogue_is_named(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tiny / "translations/ru/index.po").write_text('msgid "open', "utf-8")
    code, _, err = run(capsys, tiny)
    assert code == 0
    assert err.splitlines()[0] == "translations/ru/index.po cannot be read: all of it counts as missing"
    assert "handbook check" in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--lang", "ru", "--as-of-translation=kk"], "--lang leaves kk out"),
        (["--lang", "en", "--as-of-translation"], "translated from nothing"),
        (["--as-of-translation=en"], "translated from nothing"),
    ],
)
def test_what_cannot_be_built_as_of_its_translation(
    tiny: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert status(["-C", str(tiny), "build", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert not (tiny / "build").exists()


def test_an_unknown_language_as_of_its_translation(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["-C", str(tiny), "build", "--as-of-translation=fr"]) == 1
    assert "unknown language: fr" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("tags", "as_of", "behind"),
    [
        ((), (), set()),
        ((), ("",), {"ru", "kk"}),
        (("ru", "en"), ("",), {"ru"}),
        ((), ("kk",), {"kk"}),
        (("ru", "kk"), ("kk",), {"kk"}),
    ],
)
def test_which_languages_are_built_as_of_their_translation(
    tiny: Path, tags: tuple[str, ...], as_of: tuple[str, ...], behind: set[str]
) -> None:
    assert _behind(load_project(tiny), tags, as_of) == behind
