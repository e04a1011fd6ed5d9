"""How alike two texts are, and the nearest of many, for the memory, which shows its best guesses to a person.

Merging has a measure of its own, `kin`: its answers must be exact.

The measure counts words in their order, so that a changed word weighs the same in a heading and in a paragraph of the
same length, and the time does not grow with the square of a paragraph's letters. Finding the nearest goes through an
index of words and pairs of words and looks closely at a handful of candidates only: the cost of a question does not
depend on how many texts there are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import pairwise

# A citation, a note mark or an address is one word, however long: what a sentence says weighs more than what it cites.
_WORD = re.compile(r"\[[@^][^\[\]]*\]|\]\([^()\s]*\)|\w+|[^\w\s]")
# How many places one question may touch in the index, how many texts it weighs, and how many it compares closely.
_TOUCHED = 600
_WEIGHED = 60
_COMPARED = 12


def words(text: str) -> list[str]:
    """The words and punctuation marks of a text, in one case."""
    return _WORD.findall(text.casefold())


def likeness(one: str, other: str) -> float:
    """From 0 (nothing in common) to 1 (the same words in the same order; spaces and case do not count)."""
    return _likeness(words(one), words(other))


def _likeness(one: list[str], other: list[str], least: float = 0.0) -> float:
    if one == other:
        return 1.0
    # The matcher is not symmetric: one order for both ways to ask.
    first, second = sorted((one, other), key=lambda found: (len(found), found))
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    if min(matcher.real_quick_ratio(), matcher.quick_ratio()) < least:
        return 0.0
    return matcher.ratio()


class Index:
    """Texts to be found again by what is like them; each is known by its place in the order they came."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._words = [words(text) for text in texts]
        self._places: dict[str, list[int]] = {}
        self._same: dict[tuple[str, ...], list[int]] = {}
        for place, found in enumerate(self._words):
            self._same.setdefault(tuple(found), []).append(place)
            for feature in _features(found):
                self._places.setdefault(feature, []).append(place)

    def nearest(self, text: str, least: float, limit: int = 3) -> list[tuple[float, int]]:
        """(likeness, place) of the texts at least so much alike, the likest first; equals in their order."""
        wanted = words(text)
        scored = (
            (_likeness(wanted, self._words[place], least), place) for place in self._candidates(wanted, least)
        )
        return sorted((one for one in scored if one[0] >= least), key=lambda one: (-one[0], one[1]))[:limit]

    def _candidates(self, wanted: list[str], least: float) -> list[int]:
        """Texts that share the most with the wanted one; its rarest words and pairs are asked first."""
        shared: Counter[int] = Counter()
        touched = 0
        # The same words are found however common they are.
        same = self._same.get(tuple(wanted), [])[:_COMPARED]
        asked = sorted((len(self._places.get(feature, ())), feature) for feature in _features(wanted))
        for count, feature in asked:
            touched += count
            if touched > _TOUCHED and shared:
                break
            shared.update(self._places.get(feature, ())[:_TOUCHED])
        found = ((times, place, len(self._words[place])) for place, times in shared.most_common(_WEIGHED))
        # Two texts can be no more alike than the shorter is long.
        size = len(wanted)
        fitting = [
            (-times / (size + length), place)
            for times, place, length in found
            if 2 * min(size, length) >= least * (size + length)
        ]
        return list(dict.fromkeys([*same, *(place for _, place in sorted(fitting)[:_COMPARED])]))


def _features(found: list[str]) -> list[str]:
    pairs = (f"{one} {other}" for one, other in pairwise(found))
    return list(dict.fromkeys([*found, *pairs]))
