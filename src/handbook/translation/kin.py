"""From which text of the past a new text comes: nearly the same words, or one of the two held in the other.

A measure for merging (that of `likeness` is for the memory, which shows its best guesses to a person): a paragraph that
was split or joined is kin of what it was, and the answer is exact, so that a second update finds nothing that the first
did not. Every near text shares one of the rare words of the shorter text, so only those that do are looked at. Texts of
a few words are also compared by their letters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

# Below this likeness an old translation misleads more than it helps (0 = nothing alike, 1 = the same).
NEAR = 0.6
# A text that holds another whole is as near as one that shares three quarters of its words.
_HELD = 0.75
# So few words stand in many a paragraph by chance, and are better told apart by their letters.
_FEW = 4
_WORD = re.compile(r"\w+")
Bag = frozenset[str]


def kinship(one: str, other: str) -> float:
    """How alike two texts are, from 0 to 1; the order of words, case and punctuation count for nothing."""
    return _Parts.of(one).kinship(_Parts.of(other))


class Kin:
    """Finds the nearest of `texts`; made once for many questions."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._parts = [_Parts.of(text) for text in texts]
        self._by_words = _Index([part.words for part in self._parts])
        self._by_letters = _Index([part.letters for part in self._parts])

    def best(self, text: str) -> tuple[int, float] | None:
        """The place of the nearest text and its likeness, the first of equals; None if none is near."""
        asked = _Parts.of(text)
        near = self._by_words.sharing(asked.words) | self._by_letters.sharing(asked.letters)
        best = max(((asked.kinship(self._parts[place]), -place) for place in near), default=(0.0, 0))
        return (-best[1], best[0]) if best[0] >= NEAR else None


@dataclass(frozen=True, slots=True)
class _Parts:
    """A text as it is compared: its words, and its letters if it has few words."""

    text: str
    words: Bag
    letters: Bag

    @staticmethod
    def of(text: str) -> _Parts:
        words = _WORD.findall(text.casefold())
        bag = frozenset(words)
        return _Parts(text, bag, _letters(words) if len(bag) <= 2 * _FEW else frozenset())

    def kinship(self, other: _Parts) -> float:
        if self.text == other.text:
            return 1.0
        fewest = min(len(self.words), len(other.words))
        by_words = _shared(self.words, other.words, held=fewest >= _FEW)
        if fewest > _FEW or not self.letters or not other.letters:
            return by_words
        return max(by_words, _shared(self.letters, other.letters, held=False))


def _shared(mine: Bag, yours: Bag, *, held: bool) -> float:
    common = _weight(mine & yours)
    if not common:
        return 0.0
    one, other = _weight(mine), _weight(yours)
    return max(2 * common / (one + other), _HELD * common / min(one, other) if held else 0.0)


def _letters(words: Iterable[str]) -> Bag:
    """All runs of three letters, those across the borders of words too."""
    plain = f" {' '.join(words)} "
    return frozenset(plain[at : at + 3] for at in range(len(plain) - 2)) if plain.strip() else frozenset()


def _weight(bag: Iterable[str]) -> int:
    """A long word says more than a short one."""
    return sum(map(len, bag))


class _Index:
    """Where each element of many bags stands, and where it is one of the rare ones of its bag."""

    def __init__(self, bags: Sequence[Bag]) -> None:
        self._frequency = Counter(element for bag in bags for element in bag)
        self._all: dict[str, list[int]] = {}
        self._rare: dict[str, list[int]] = {}
        for place, bag in enumerate(bags):
            for element in bag:
                self._all.setdefault(element, []).append(place)
            for element in self._rarest(bag):
                self._rare.setdefault(element, []).append(place)

    def sharing(self, bag: Bag) -> set[int]:
        """The places of all bags that share at least NEAR of the smaller bag's weight, and of some that do not."""
        found: set[int] = set()
        for element in bag:
            found.update(self._rare.get(element, ()))
        for element in self._rarest(bag):
            found.update(self._all.get(element, ()))
        return found

    def _rarest(self, bag: Bag) -> Iterator[str]:
        """So many of the rarest elements that the others weigh less than NEAR of the whole."""
        left = _weight(bag)
        enough = NEAR * left
        for element in sorted(bag, key=lambda one: (self._frequency[one], one)):
            if left < enough:
                return
            yield element
            left -= len(element)
