"""PO162 name-retyped. What: the translation writes the name of an authority that the source only cites.

Why: the build writes the name out of the register beside it, so it would stand twice, and a retyped name does not
follow the register when it changes. Instead: leave the citation to name it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.checks.lexicon import Named, find_form
from handbook.checks.pair import Pair, Said

_CITED = re.compile(r"@([a-z0-9]+(?:-[a-z0-9]+)*)")


def compare(pair: Pair) -> Iterator[Said]:
    cited = set(_CITED.findall(pair.msgid))
    if not cited:
        return
    for one in pair.lexicon.names:
        if one.id in cited and not _is_named(one, pair):
            for name in dict.fromkeys((*one.target, *one.source)):
                if _tells(name) and find_form(name, pair.target, pair.tongue.endings):
                    yield (
                        f"the translation writes {name!r}, which the source only cites",
                        "leave it to the citation",
                    )
                    break


def _is_named(one: Named, pair: Pair) -> bool:
    """Whether the source names it too, if only by one telling word: the Protocol, the Convention."""
    words = set(re.findall(r"[a-z]{4,}", pair.source.lower()))
    return any(words & set(re.findall(r"[a-z]{4,}", name.lower())) - _EMPTY for name in one.source) or any(
        name in pair.source for name in one.source
    )


def _tells(name: str) -> bool:
    """A name of one plain word could be any word: Устав."""
    return " " in name or name.isupper()


# Words of many names, which tell nothing of one.
_EMPTY = frozenset(
    re.findall(r"\w+", "with against other from their state states nations united persons republic")
)
