"""PO125 brackets. What: a bracket that opens and does not close, or closes and never opened, where the source is in
order (a warning).

Why: the reader cannot tell where the aside ends; a broken `[text](address)` shows its address. Instead: put the
missing bracket.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.checks.pair import Pair, Said
from handbook.findings import Severity

SEVERITY = Severity.WARNING
# The number of a point in a list: 1) а) ii)
_POINT = re.compile(r"(?<![\w(])(?:\d{1,2}|[^\W\d_]|[ivx]{1,4})\)")
_PAIRS = (("(", ")"), ("[", "]"))
SIGNS = frozenset("()[]")
_ESCAPED = re.compile(r"\\.")


def compare(pair: Pair) -> Iterator[Said]:
    if SIGNS.isdisjoint(pair.given.signs):
        return
    for opening, closing in _PAIRS:
        if _open(pair.target_shape, opening, closing) and not _open(pair.source_shape, opening, closing):
            yield (
                f"the brackets {opening}{closing} do not match",
                "put the missing bracket, or take the other out",
            )


def _open(text: str, opening: str, closing: str) -> bool:
    if opening not in text and closing not in text:
        return False
    depth = 0
    text = _ESCAPED.sub("", text) if "\\" in text else text
    text = _POINT.sub("", text) if ")" in text else text
    for letter in filter(SIGNS.__contains__, text):
        depth += (letter == opening) - (letter == closing)
        if depth < 0:
            return True
    return depth != 0
