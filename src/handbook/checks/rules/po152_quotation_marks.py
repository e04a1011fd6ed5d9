"""PO152 quotation-marks. What: straight or English quotation marks in a language that has its own, a quotation that
opens and does not close, or none where the source quotes (a warning).

Why: what is quoted and what is said must be told apart. Instead: the marks of the language, in pairs; in Russian,
Kazakh, Kyrgyz and Tajik «…», in Uzbek and Turkmen “…”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.checks.pair import Pair, Said
from handbook.findings import Severity

SEVERITY = Severity.WARNING
_DOUBLE = '"“”„«»‹›‟＂'
SIGNS = frozenset(_DOUBLE)
_ANY = re.compile(f"[{_DOUBLE}]")


def compare(pair: Pair) -> Iterator[Said]:
    if not pair.tongue.quotes or not pair.has(SIGNS):
        return
    if not (_ANY.search(pair.source_shape) or _ANY.search(pair.target_shape)):
        return
    marks = _ANY.findall(pair.target_shape)
    allowed, main = set(pair.tongue.quotes), "{}…{}".format(*pair.tongue.quotes[:2])
    if wrong := [mark for mark in marks if mark not in allowed]:
        yield f"the translation has the quotation mark {wrong[0]}", f"write {main}"
    elif len(marks) % 2 or marks.count("«") != marks.count("»"):
        yield "a quotation opens and does not close", f"close it: {main}"
    elif not marks and _ANY.search(pair.source_shape):
        yield "the source quotes words, the translation does not", f"set them in {main}"
