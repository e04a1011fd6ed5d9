"""From which text of the past a new text comes: nearly the same words, or one of the two held in the other.

A measure for merging (that of `likeness` is for the memory, which shows its best guesses to a person): a paragraph that
was split or joined is kin of what it was, and the answer is exact, so that a second update finds nothing that the first
did not. Every near text shares one of the rare words of the shorter text, so only those that do are looked at. Texts of
a few words are also compared by their letters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

# Below this likeness an old translation misleads more than it helps (0 = nothing alike, 1 = the same).
NEAR = 0.6
# A text that holds another whole is as near as one that shares three quarters of its words.
_HELD = 0.75
# A smaller part of the longer text than this is not what the longer one was made of.
_PIECE = 0.2
# So few words stand in many a paragraph by chance, and are better told apart by their letters.
_FEW = 4
_WORD = re.compile(r"\w+")
# What a sentence cites or leads to says little of what it says.
_MARKS = re.compile(r"\[[@^][^\]]*\]|\]\([^)]*\)|\{[^}]*\}|<[^>]*>")
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
        if not self._parts:
            return None
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
        words = _split(text)
        bag = frozenset(words)
        return _Parts(text, bag, _letters(words) if len(bag) <= 2 * _FEW else frozenset())

    def kinship(self, other: _Parts) -> float:
        if self.text == other.text:
            return 1.0
        best = _alike(self.words, other.words)
        if best < NEAR:
            best = max(best, _held(self, other))
        if min(len(self.words), len(other.words)) <= _FEW and self.letters and other.letters:
            best = max(best, _alike(self.letters, other.letters))
        return best


def _alike(mine: Bag, yours: Bag) -> float:
    common = _weight(mine & yours)
    return 2 * common / (_weight(mine) + _weight(yours)) if common else 0.0


def _held(mine: _Parts, yours: _Parts) -> float:
    """How much of the shorter text stands in the longer one, in a row and not here and there; 0 for a small piece."""
    shorter, longer = sorted((mine, yours), key=lambda parts: _weight(parts.words))
    share = _weight(shorter.words & longer.words) / max(1, _weight(shorter.words))
    if (
        len(shorter.words) < _FEW
        or share < NEAR / _HELD
        or _weight(shorter.words) < _PIECE * _weight(longer.words)
    ):
        return 0.0
    pairs, there = (set(pairwise(_split(parts.text))) for parts in (shorter, longer))
    return _HELD * share if len(pairs & there) >= NEAR * len(pairs) else 0.0


def _split(text: str) -> list[str]:
    return _WORD.findall(_MARKS.sub(" ", text).casefold())


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
            for element in self._rarest(bag, _weight(bag)):
                self._rare.setdefault(element, []).append(place)

    def sharing(self, bag: Bag) -> set[int]:
        """The places of all bags that share at least NEAR of the smaller bag's weight, and of some that do not."""
        known = [element for element in bag if element in self._all]
        found: set[int] = set()
        for element in known:
            found.update(self._rare.get(element, ()))
        for element in self._rarest(known, _weight(bag)):
            found.update(self._all[element])
        return found

    def _rarest(self, known: Collection[str], whole: int) -> Iterator[str]:
        """So many of the rarest elements that the others weigh less than NEAR of the whole; unknown ones go first."""
        left = _weight(known)
        enough = NEAR * whole
        if left < enough:
            return
        for element in sorted(known, key=lambda one: (self._frequency[one], one)):
            if left < enough:
                return
            yield element
            left -= len(element)
