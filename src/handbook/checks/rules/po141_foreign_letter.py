"""PO141 foreign-letter. What: a letter that the language does not have, in a word of its own script: a Ukrainian і in
a Tajik word, an ұ in a Kyrgyz one, an ñ in a Turkmen one.

Why: it looks right on the keyboard of another language, and no search or dictionary finds the word. Instead: type the
language's own letter; `handbook check --fix` puts those that are certain.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.checks.letters import WORD, foreign_letters
from handbook.checks.pair import ODD, Pair, Said

SIGNS = frozenset({ODD})


def compare(pair: Pair) -> Iterator[Said]:
    if pair.given.signs <= pair.tongue.usual_letters:
        return
    for word, letter, right in foreign_letters(pair.target, pair):
        what = f"the word {word} has the letter {letter} (U+{ord(letter):04X}), which is not in the alphabet"
        yield what, f"write {right}" if right else f"write it in the letters of {pair.language}"


def mend(text: str, pair: Pair) -> str:
    right = {word: better for word, _, better in foreign_letters(text, pair) if better}
    return WORD.sub(lambda found: right.get(found.group(), found.group()), text) if right else text
