"""PO140 mixed-script. What: a word in which Latin and Cyrillic letters stand together, or a word all of whose letters
are from the wrong keyboard.

Why: it looks right, and no search, dictionary or screen reader finds it. Instead: type the word anew; `handbook check
--fix` puts the letters that look the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.checks.letters import mended_words, mixed_words, script_of
from handbook.checks.pair import ODD, Pair, Said

SIGNS = frozenset({ODD})


def compare(pair: Pair) -> Iterator[Said]:
    for word, right in mixed_words(pair.target, pair):
        hint = (
            f"write {right}"
            if right
            else "write it in one alphabet, with a hyphen between a name and an ending"
        )
        yield f"the word {word} mixes alphabets: {_spelt(word, pair)}", hint


def mend(text: str, pair: Pair) -> str:
    return mended_words(text, pair)


def _spelt(word: str, pair: Pair) -> str:
    odd = [letter for letter in word if script_of(letter) not in ("", pair.tongue.script)]
    return f"{', '.join(dict.fromkeys(odd))} is {'Latin' if pair.tongue.script == 'cyrillic' else 'Cyrillic'}"
