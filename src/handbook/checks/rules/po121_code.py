"""PO121 code. What: text in backticks that is not that of the source.

Why: code is typed or searched for as it stands. Instead: copy it with its backticks; translate it never.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from handbook.checks.pair import Pair, Said
from handbook.markdown.code_spans import outside_code

SIGNS = frozenset("`")


def compare(pair: Pair) -> Iterator[Said]:
    if not pair.has(SIGNS):
        return
    wanted, given = _codes(pair.msgid), _codes(pair.msgstr)
    for code in sorted(wanted - given):
        yield f"the translation lacks the code {code}", "copy it from the source with its backticks"
    for code in sorted(given - wanted):
        yield (
            f"the translation has code that the source does not have: {code}",
            "take it out, or its backticks",
        )


def _codes(text: str) -> Counter[str]:
    """The code spans with their backticks, and any backtick outside them."""
    at, found = 0, Counter[str]()

    def pass_over(stretch: str) -> str:
        nonlocal at
        begin = text.index(stretch, at) if stretch else at
        if begin > at:
            found[text[at:begin]] += 1
        found["`"] += stretch.count("`")
        at = begin + len(stretch)
        return stretch

    outside_code(text, pass_over)
    return +found
