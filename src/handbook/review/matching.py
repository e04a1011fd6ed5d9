"""What two sequences have in common, in order: quick for long texts, readable for short ones."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

# Up to so many pairs of places the matcher of the standard library is quick and gives the most readable answer.
_SMALL = 60_000
# Beyond so many, without one word that stands once on both sides, two texts are taken to have nothing in common.
_LARGE = 1_000_000


def matches(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of equal places, rising on both sides.

    Long sequences are split at what stands once in both, so the time grows with the length and not with its square.
    """
    found: list[tuple[int, int]] = []
    todo = [(0, len(one), 0, len(other))]
    while todo:
        a, a_end, b, b_end = todo.pop()
        while a < a_end and b < b_end and one[a] == other[b]:
            found.append((a, b))
            a, b = a + 1, b + 1
        while a < a_end and b < b_end and one[a_end - 1] == other[b_end - 1]:
            a_end, b_end = a_end - 1, b_end - 1
            found.append((a_end, b_end))
        if a == a_end or b == b_end:
            continue
        size = (a_end - a) * (b_end - b)
        anchors = _anchors(one, other, a, a_end, b, b_end) if size > _SMALL else []
        if anchors:
            found += anchors
            ends = [*anchors, (a_end, b_end)]
            starts = [(a, b), *((i + 1, j + 1) for i, j in anchors)]
            todo += [(i, i_end, j, j_end) for (i, j), (i_end, j_end) in zip(starts, ends, strict=True)]
        elif size <= _LARGE:
            matcher = SequenceMatcher(None, one[a:a_end], other[b:b_end], autojunk=size > _SMALL)
            for block in matcher.get_matching_blocks():
                found += [(a + block.a + step, b + block.b + step) for step in range(block.size)]
    return sorted(found)


def _anchors(one: Sequence[str], other: Sequence[str], a: int, a_end: int, b: int, b_end: int) -> list[tuple[int, int]]:
    """The longest rising run of elements that stand once on either side."""
    here, there = Counter(one[a:a_end]), Counter(other[b:b_end])
    places = {element: place for place, element in enumerate(other[b:b_end], b) if there[element] == 1}
    pairs = [
        (place, places[element])
        for place, element in enumerate(one[a:a_end], a)
        if here[element] == 1 and element in places
    ]
    return [pairs[place] for place in rising([second for _, second in pairs])]


def rising(values: Sequence[int]) -> list[int]:
    """The places of a longest strictly rising subsequence."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for place, value in enumerate(values):
        at = bisect_left(tails, value)
        before.append(ends[at - 1] if at else -1)
        tails[at:] = [value] if at == len(tails) else [value, *tails[at + 1 :]]
        ends[at:] = [place] if at == len(ends) else [place, *ends[at + 1 :]]
    chain: list[int] = []
    place = ends[-1] if ends else -1
    while place >= 0:
        chain.append(place)
        place = before[place]
    return chain[::-1]
