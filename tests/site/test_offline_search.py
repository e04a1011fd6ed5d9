"""The search index: small, same order, safe inside a script."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from handbook.errors import HandbookError
from handbook.site.offline_search import as_script, compact_json, write_offline_index

INDEX = {
    "config": {"separator": "[\\s]+", "lang": ["en"]},
    "docs": [
        {"location": "b.html", "title": "Заң", "text": "<p>Oʻzbek &lt;b&gt;</p>"},
        {"location": "a.html"},
    ],
}


def write(folder: Path, value: object) -> Path:
    (folder / "search_index.json").write_text(json.dumps(value), "utf-8")
    return folder


def test_index_is_compact_utf8_in_the_same_order(tmp_path: Path) -> None:
    write_offline_index(write(tmp_path, INDEX))
    text = (tmp_path / "search_index.json").read_text("utf-8")
    assert text == (
        '{"config":{"separator":"[\\\\s]+","lang":["en"]},"docs":[{"location":"b.html","title":"Заң",'
        '"text":"<p>Oʻzbek &lt;b&gt;</p>"},{"location":"a.html"}]}'
    )
    assert (tmp_path / "search_index.js").read_text("utf-8") == f"var __index = {text}"


def test_writing_again_changes_nothing(tmp_path: Path) -> None:
    write_offline_index(write(tmp_path, INDEX))
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in tmp_path.iterdir()}
    write_offline_index(tmp_path)
    assert {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in tmp_path.iterdir()} == before


def test_script_holds_nothing_that_ends_a_script() -> None:
    text = compact_json(json.dumps({"text": "a\u2028b\u2029c</script><!--</SCRIPT ></p>"}))
    script = as_script(text)
    assert script == (
        'var __index = {"text":"a\\u2028b\\u2029c\\u003c/script>\\u003c!--\\u003c/SCRIPT ></p>"}'
    )
    assert json.loads(script.removeprefix("var __index = ")) == json.loads(text)


def test_a_missing_or_broken_index_is_refused(tmp_path: Path) -> None:
    with pytest.raises(HandbookError, match="cannot read"):
        write_offline_index(tmp_path)
    (tmp_path / "search_index.json").write_text("{", "utf-8")
    with pytest.raises(HandbookError, match="not JSON"):
        write_offline_index(tmp_path)
