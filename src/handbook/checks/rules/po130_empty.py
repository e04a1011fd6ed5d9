"""PO130 empty. What: a translation of blanks, signs or a placeholder (TODO, ???) where the source has words.

Why: it counts as translated, so the reader would see a blank paragraph instead of the English one. Instead: translate
it, or leave the msgstr empty: then the English text is shown and marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.checks.pair import Pair, Said, Side

_WORD = re.compile(r"[^\W\d_]")
_LATER = re.compile(
    r"(?:todo|fixme|tbd|xxx+|n/?a|translate me|перевести|аудару керек|\?{2,}|-+)\W*", re.IGNORECASE
)
# It has so many words at most.
_MOST_LATER = 2


def heeds(english: Side) -> bool:
    return _WORD.search(english.prose) is not None


def compare(pair: Pair) -> Iterator[Said]:
    if not _WORD.search(pair.source):
        return
    if not _WORD.search(pair.target):
        yield "the translation has no words", _HINT
    elif len(pair.given.words) <= _MOST_LATER and _is_later(pair.target) and not _is_later(pair.source):
        yield f"the translation is only a placeholder: {pair.target.strip()}", _HINT


def _is_later(text: str) -> bool:
    return _LATER.fullmatch(text.strip()) is not None


_HINT = "translate it, or leave it empty: readers then see the English text, marked"
