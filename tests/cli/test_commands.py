"""Commands beside `build`: what tools read of them, and that doing a thing twice does nothing more."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from handbook.cli.main import status

RUSSIAN = "translations/ru/rules/arrest.po"
ARREST = "docs/rules/arrest.md"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), "utf-8")


def times(folder: Path) -> dict[Path, tuple[int, int, bytes]]:
    """Which file each is, when it was written, and what it holds."""
    return {
        path: (path.stat().st_ino, path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_check_says_in_json_that_nothing_is_wrong(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["-C", str(tiny), "check", "--format", "json"]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out) == []
    assert said.err == ""


def test_check_lists_findings_in_json(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(tiny / "docs/index.md", "](rules/arrest.md)", "](rules/arests.md)")
    edit(tiny / RUSSIAN, '"Нет."', '"<script>alert()</script>Нет."')
    assert status(["-C", str(tiny), "check", "--format", "json"]) == 1
    said = capsys.readouterr()
    assert said.err == ""
    found = json.loads(said.out)
    assert [(one["path"], one["line"], one["code"]) for one in found] == [
        ("docs/index.md", 8, "MK201"),
        (RUSSIAN, 75, "PO103"),
    ]
    for one in found:
        place = {"path", "line", "column", "end_column"}
        assert one.keys() == place | {"code", "message", "hint", "severity"}
        assert one["severity"] == "error"
        assert one["hint"]
    assert "<script>" in found[1]["message"]


def test_check_writes_nothing_but_its_cache(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = times(tiny)
    assert status(["-C", str(tiny), "check"]) == 0
    after = {path: one for path, one in times(tiny).items() if ".cache" not in path.parts}
    assert after == before


def test_updating_twice_writes_once(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(tiny / ARREST, "None.", "None at all.")
    assert status(["-C", str(tiny), "translate", "update"]) == 0
    first = capsys.readouterr().out
    assert re.search(r"^ru: \d+ current, \d+ outdated, \d+ missing; [1-9]\d* of 4 files written$", first, re.MULTILINE)
    before = times(tiny / "translations")
    assert status(["-C", str(tiny), "translate", "update"]) == 0
    again = capsys.readouterr().out
    assert re.findall(r"(\d+ of \d+) files written", again) == ["0 of 4", "0 of 4"]
    assert times(tiny / "translations") == before


def test_an_update_loses_no_translation(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(tiny / ARREST, "None.", "None at all.")
    assert status(["-C", str(tiny), "translate", "update"]) == 0
    text = (tiny / RUSSIAN).read_text("utf-8")
    assert 'msgid "None at all."' in text
    assert "Нет." in text
    # What is kept of the old wording never passes for a translation of the new one.
    assert status(["-C", str(tiny), "translate", "update"]) == 0
    counts = re.search(r"^ru: (\d+) current, (\d+) outdated, (\d+) missing", capsys.readouterr().out, re.MULTILINE)
    assert counts
    assert int(counts[2]) + int(counts[3]) >= 1


def test_an_update_of_one_language_leaves_the_others(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(tiny / ARREST, "None.", "None at all.")
    before = times(tiny / "translations" / "kk")
    assert status(["-C", str(tiny), "translate", "update", "--lang", "ru"]) == 0
    said = capsys.readouterr().out
    assert [line.partition(":")[0] for line in said.splitlines()] == ["ru"]
    assert times(tiny / "translations" / "kk") == before


def test_an_update_makes_catalogues_for_a_new_page(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tiny / "docs/rules/search.md").write_text("# Search\n\nAsk first.\n", "utf-8")
    edit(tiny / "mkdocs.yml", "      - rules/arrest.md\n", "      - rules/arrest.md\n      - rules/search.md\n")
    assert status(["-C", str(tiny), "translate", "update"]) == 0
    for tag in ("ru", "kk"):
        text = (tiny / "translations" / tag / "rules" / "search.po").read_text("utf-8")
        assert 'msgid "Ask first."\nmsgstr ""\n' in text
        assert f'"Language: {tag}\\n"' in text


def test_a_catalogue_that_cannot_be_read_is_left_alone(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(tiny / RUSSIAN, 'msgstr "Нет."', 'msgstr "Нет.')
    before = (tiny / RUSSIAN).read_bytes()
    assert status(["-C", str(tiny), "translate", "update"]) == 1
    assert re.search(rf"^{re.escape(RUSSIAN)}:\d+: error: PO101 ", capsys.readouterr().err, re.MULTILINE)
    assert (tiny / RUSSIAN).read_bytes() == before


def test_an_update_of_an_unknown_language(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = times(tiny / "translations")
    assert status(["-C", str(tiny), "translate", "update", "--lang", "ru", "--lang", "xx"]) == 1
    assert "hint: one of: en, ru, kk" in capsys.readouterr().err
    assert times(tiny / "translations") == before
