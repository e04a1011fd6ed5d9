"""PO151 ending. What: the translation ends in another sign than the source: without its full stop, with a full stop
for a question mark or a colon (a warning).

Why: mostly the end of the text was lost; and a list that a colon should open hangs in the air. Instead: end as the
source does.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from handbook.checks.pair import Pair, Said
from handbook.checks.prose import HOLE
from handbook.findings import Severity

SEVERITY = Severity.WARNING
# What may stand after the last sign, or before it, without being it.
_CLOSING = f" \u00a0{HOLE}\"'“”„»«’)]*_"
_SIGNS = {
    "…": "…",
    ".": ".",
    "?": "?",
    "!": "!",
    ":": ":",
    ";": ";",
    ",": ",",
    "\u2014": "",
    "\u2013": "",
    "-": "",
}


def compare(pair: Pair) -> Iterator[Said]:
    wanted, given = _english_ending(pair.source_shape), _ending(pair.target_shape)
    if wanted != given and pair.has_words:
        said = {"": "without a sign"}
        what = f"the source ends {said.get(wanted, f'in {wanted}')}, the translation {said.get(given, f'in {given}')}"
        yield what, "end the translation as the source ends"


def _ending(text: str) -> str:
    text = text.replace("...", "…").rstrip(_CLOSING)
    return _SIGNS.get(text[-1:], "")


@lru_cache(maxsize=8192)
def _english_ending(text: str) -> str:
    return _ending(text)
