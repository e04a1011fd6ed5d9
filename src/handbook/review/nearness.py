"""Which of two lots of texts belong together: the nearest pairs first, no text in two."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from handbook.translation.kin import NEAR, Kin, kinship

# So many pairs are all looked at; beyond, only the nearest of each is.
_ALL = 900

Pairs = list[tuple[int, int]]


def nearest_pairs(one: Sequence[str], other: Sequence[str], least: float = NEAR) -> Pairs:
    """Places of texts that are near, by falling likeness; for equal likeness those of like place."""
    if not one or not other:
        return []
    if len(one) * len(other) <= _ALL:
        scored = ((kinship(a, b), i, j) for i, a in enumerate(one) for j, b in enumerate(other))
        return _chosen([(score, i, j) for score, i, j in scored if score >= least])
    return _by_index(one, other)


def _by_index(one: Sequence[str], other: Sequence[str]) -> Pairs:
    """Each asks for its nearest; who loses asks again among those that are left."""
    here, there = list(range(len(one))), list(range(len(other)))
    found: Pairs = []
    for _ in range(4):
        kin = Kin(one[i] for i in here)
        asked = [(best[1], here[best[0]], j) for j in there if (best := kin.best(other[j])) is not None]
        if not asked:
            break
        found += (new := _chosen(asked))
        taken, given = {i for i, _ in new}, {j for _, j in new}
        losers = {j for _, _, j in asked} - given
        here, there = [i for i in here if i not in taken], [j for j in there if j in losers]
    return found


def _chosen(scored: list[tuple[float, int, int]]) -> Pairs:
    found: Pairs = []
    here: set[int] = set()
    there: set[int] = set()
    for _, i, j in sorted(scored, key=lambda pair: (-pair[0], abs(pair[1] - pair[2]), pair[1], pair[2])):
        if i not in here and j not in there:
            here.add(i)
            there.add(j)
            found.append((i, j))
    return found


def gaps(pairs: Sequence[tuple[int, int]], one: int, other: int) -> list[tuple[list[int], list[int]]]:
    """What stands between pairs that rise on both sides: the places on either side, where there are any on both."""
    found = []
    last_i = last_j = -1
    for i, j in [*pairs, (one, other)]:
        between = list(range(last_i + 1, i)), list(range(last_j + 1, j))
        if all(between):
            found.append(between)
        last_i, last_j = i, j
    return found


def in_order(pairs: Sequence[tuple[int, int]], rising: Callable[[Sequence[int]], list[int]]) -> list[tuple[int, int]]:
    """The most pairs whose places rise on both sides."""
    by_second = sorted(pairs, key=lambda pair: pair[1])
    return [by_second[place] for place in rising([first for first, _ in by_second])]
