"""PO115 state. What: a state that the source names and the translation does not.

Why: which state is bound by a treaty is law. Instead: name the state of the source; a pronoun for it is not enough.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from handbook.checks.pair import Pair, Said, Side
from handbook.checks.tongues import SOURCE, tongue


def heeds(english: Side) -> bool:
    return bool(_named(english.prose))


def compare(pair: Pair) -> Iterator[Said]:
    names = pair.tongue.state_words
    if not names:
        return
    for state, name in _named(pair.source):
        if state in names and not names[state].search(pair.target):
            yield f"the translation does not name {name}", "name the state that the source names"


@lru_cache(maxsize=8192)
def _named(source: str) -> tuple[tuple[str, str], ...]:
    """The states that an English text names, each by its code and as it is named there."""
    found = ((state, words.search(source)) for state, words in tongue(SOURCE).state_words.items())
    return tuple((state, match.group()) for state, match in found if match is not None)
