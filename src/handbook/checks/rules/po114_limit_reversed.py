"""PO114 limit-reversed. What: a limit that points the other way: *at least* became *at most*, *no later than* became
*no earlier than*.

Why: what the law forbids would seem allowed. Instead: use the limit of the source.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from handbook.checks.pair import Pair, Said, Side
from handbook.checks.tongues import SOURCE, Tongue, tongue

_OTHER = {"lower": "upper", "upper": "lower"}
_SAID = {"lower": "at least", "upper": "at most"}


def heeds(english: Side) -> bool:
    return len(_wanted(english.prose)) == 1


def compare(pair: Pair) -> Iterator[Said]:
    wanted = _wanted(pair.source)
    if len(wanted) != 1:
        return
    given = _limits(pair.target, pair.tongue)
    (limit,) = wanted
    if given == {_OTHER[limit]}:
        what = f"the source sets a limit of the kind {_SAID[limit]!r}, the translation one of {_SAID[_OTHER[limit]]!r}"
        yield what, "use the limit of the source"


@lru_cache(maxsize=8192)
def _wanted(source: str) -> set[str]:
    return _limits(source, tongue(SOURCE))


def _limits(text: str, spoken: Tongue) -> set[str]:
    return {name for name, words in spoken.limit_words.items() if words.search(text)}
