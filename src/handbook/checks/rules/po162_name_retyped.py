"""PO162 name-retyped. What: the translation writes the name of an authority that the source only cites.

Why: the build writes the name out of the register beside it, so it would stand twice, and a retyped name does not
follow the register when it changes. Instead: leave the citation to name it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from handbook.checks.lexicon import find_form
from handbook.checks.pair import Pair, Said, Side

_CITED = re.compile(r"@([a-z0-9]+(?:-[a-z0-9]+)*)")


def heeds(english: Side) -> bool:
    return "@" in english.text


def compare(pair: Pair) -> Iterator[Said]:
    if "@" not in pair.msgid:
        return
    cited = set(_CITED.findall(pair.msgid))
    names = sorted(place for name in cited for place in pair.lexicon.named_by_id.get(name, ()))
    low = pair.target.lower() if names else ""
    for _, one in names:
        if not _is_named(one.source, pair.source):
            for name in dict.fromkeys((*one.target, *one.source)):
                if (
                    name[:3].lower() in low
                    and _tells(name)
                    and find_form(name, pair.target, pair.tongue.endings)
                ):
                    yield (
                        f"the translation writes {name!r}, which the source only cites",
                        "leave it to the citation",
                    )
                    break


@lru_cache(maxsize=8192)
def _is_named(names: tuple[str, ...], source: str) -> bool:
    """Whether the source names it too, if only by one telling word: the Protocol, the Convention."""
    words = _long_words(source) - _EMPTY
    return any(words & _long_words(name) for name in names) or any(name in source for name in names)


@lru_cache(maxsize=8192)
def _long_words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]{4,}", text.lower()))


def _tells(name: str) -> bool:
    """A name of one plain word could be any word: Устав."""
    return " " in name or name.isupper()


# Words of many names, which tell nothing of one.
_EMPTY = frozenset(
    re.findall(r"\w+", "with against other from their state states nations united persons republic")
)
