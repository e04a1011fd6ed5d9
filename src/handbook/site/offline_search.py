"""Material's search index made small, and usable from disk.

Material writes `search_index.json` with every letter outside ASCII as a six-byte escape, which makes a
Cyrillic index nearly three times its size. And a page opened from disk may not fetch a file, only run a
script; there Material looks for `search_index.js`, which sets `__index`.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from handbook.errors import HandbookError
from handbook.stable import read_text, write_if_changed

# A JSON text is a JavaScript expression but for two line separators; and wherever a script is pasted into a
# page, these openings would end or hide it.
_NOT_IN_A_SCRIPT = re.compile(r"[\u2028\u2029]|<(?=/script|!--)", re.IGNORECASE)


def write_offline_index(search_dir: Path) -> None:
    """Rewrite `search_index.json` as compact UTF-8 in the same order, and `search_index.js` beside it.

    Doing it again changes nothing. Raises HandbookError when the index is missing or no JSON.
    """
    path = search_dir / "search_index.json"
    text = compact_json(read_text(path), str(path))
    write_if_changed(path, text.encode("utf-8"))
    write_if_changed(search_dir / "search_index.js", as_script(text).encode("utf-8"))


def compact_json(text: str, where: str = "") -> str:
    """Return the same JSON value without escapes and spaces it does not need; keys keep their order."""
    try:
        value = json.loads(text)
    except ValueError as problem:
        raise HandbookError(
            f"the search index is not JSON: {problem}", where, "build the site again"
        ) from problem
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def as_script(text: str) -> str:
    """Return a script that gives the JSON value `text` to Material's search as `__index`."""
    escaped = _NOT_IN_A_SCRIPT.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return f"var __index = {escaped}"
