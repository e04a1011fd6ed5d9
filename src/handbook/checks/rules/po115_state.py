"""PO115 state. What: a state that the source names and the translation does not.

Why: which state is bound by a treaty is law. Instead: name the state of the source; a pronoun for it is not enough.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.checks.pair import Pair, Said


def compare(pair: Pair) -> Iterator[Said]:
    names = pair.tongue.state_words
    if not names:
        return
    given = {state for state, words in names.items() if words.search(pair.target)}
    for state, words in pair.source_tongue.state_words.items():
        if state in names and state not in given and (found := words.search(pair.source)):
            yield f"the translation does not name {found.group()}", "name the state that the source names"
