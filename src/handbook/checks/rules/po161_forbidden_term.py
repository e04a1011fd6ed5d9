"""PO161 forbidden-term. What: a word that the register forbids for a term of the source, in any of its forms.

Why: it says something else in law, or names a person by a wrong. Instead: use the preferred word of
`docs/register/terms.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.checks.lexicon import find_form
from handbook.checks.pair import Pair, Said


def compare(pair: Pair) -> Iterator[Said]:
    if not pair.lexicon.forbidden:
        return
    low = pair.target.lower()
    for letters, word, term in pair.lexicon.forbidden:
        if letters in low and (found := find_form(word, pair.target, pair.tongue.endings)):
            yield f"the register forbids {found.group()!r} for {term.id!r}", f"write {term.preferred}"
