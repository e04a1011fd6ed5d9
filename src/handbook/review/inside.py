"""What became of each text of a paragraph: its items and steps by nearness, its cells by row and column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from handbook.markdown.block_texts import CODE, HTML, BlockText
from handbook.review.matching import matches, rising
from handbook.review.nearness import gaps, in_order, nearest_pairs
from handbook.translation.kin import kinship

_ALIKE = 0.4
_IN_PLACE = 0.15


@dataclass(frozen=True, slots=True)
class TextPair:
    """A text before and after, either None; `row` counts the rows of tables on both sides, 0 outside of tables."""

    before: BlockText | None
    after: BlockText | None
    moved: bool = False
    row: int = 0

    @property
    def text(self) -> BlockText:
        found = self.after or self.before
        assert found is not None, "a pair has a side"
        return found

    @property
    def is_same(self) -> bool:
        return (
            not self.moved
            and self.before is not None
            and self.after is not None
            and self.before.text == self.after.text
        )


Piece = tuple[BlockText, ...]
"""A text, or all cells of a row."""


def pair_texts(before: Sequence[BlockText], after: Sequence[BlockText]) -> list[TextPair]:
    """Match the texts of a paragraph, in the order in which they stand now; what is gone stands where it stood."""
    one, other = _pieces(before), _pieces(after)
    pairs = _piece_pairs(one, other)
    stayed = set(in_order(pairs, rising))
    columns = _columns(one, other)
    found: list[TextPair] = []
    row = 0
    for i, j in _in_reading_order(pairs, stayed, len(one), len(other)):
        here, there = one[i] if i is not None else (), other[j] if j is not None else ()
        moved = i is not None and j is not None and (i, j) not in stayed
        is_row = bool((here or there)[0].row)
        row += is_row
        found += _cells(here, there, moved, row, columns) if is_row else [_single(here, there, moved)]
    return found


def _single(here: Piece, there: Piece, moved: bool) -> TextPair:
    return TextPair(here[0] if here else None, there[0] if there else None, moved)


def _pieces(texts: Sequence[BlockText]) -> list[Piece]:
    found: list[Piece] = []
    for row, group in groupby(texts, lambda text: text.row):
        listed = tuple(group)
        found += [listed] if row else [(text,) for text in listed]
    return found


def _key(piece: Piece) -> str:
    return "\0".join(f"{_sort(piece)}{text.column}\1{text.text}" for text in piece)


def _sort(piece: Piece) -> str:
    """Only texts of one sort become each other; a paragraph may become an item."""
    block = piece[0].block
    return "row" if piece[0].row else block if block in (CODE, HTML) else "text"


def _words(piece: Piece) -> str:
    return " | ".join(text.text for text in piece)


def _piece_pairs(one: Sequence[Piece], other: Sequence[Piece]) -> list[tuple[int, int]]:
    keys = list(map(_key, one)), list(map(_key, other))
    pairs = matches(*keys)
    here, there = ({pair[side] for pair in pairs} for side in (0, 1))
    places: dict[str, list[int]] = defaultdict(list)
    for place, key in enumerate(keys[0]):
        if place not in here:
            places[key].append(place)
    pairs += [
        (found.pop(0), place)
        for place, key in enumerate(keys[1])
        if place not in there and (found := places.get(key))
    ]
    for alone, rest in gaps(in_order(pairs, rising), len(one), len(other)):
        pairs += _near(one, other, alone, rest, pairs)
    return pairs


def _near(
    one: Sequence[Piece], other: Sequence[Piece], alone: list[int], rest: list[int], known: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Match what stands between the same neighbours, sort by sort."""
    here, there = ({pair[side] for pair in known} for side in (0, 1))
    for sort in sorted({_sort(one[place]) for place in alone}):
        mine = [place for place in alone if place not in here and _sort(one[place]) == sort]
        yours = [place for place in rest if place not in there and _sort(other[place]) == sort]
        found = nearest_pairs([_words(one[i]) for i in mine], [_words(other[j]) for j in yours], _ALIKE)
        pairs = [(mine[i], yours[j]) for i, j in found]
        yield from pairs
        taken = [{pair[side] for pair in pairs} for side in (0, 1)]
        mine, yours = ([place for place in side if place not in taken[at]] for at, side in enumerate((mine, yours)))
        if len(mine) == len(yours) and all(_in_place(one[i], other[j]) for i, j in zip(mine, yours, strict=True)):
            yield from zip(mine, yours, strict=True)


def _in_place(before: Piece, after: Piece) -> bool:
    """Whether one may be the other in new words, where nothing else has its place."""
    if before[0].block != after[0].block:
        return False
    texts = _words(before), _words(after)
    plain = not any(character.isalpha() for text in texts for character in _bare(text))
    return plain or _sort(before) == CODE or kinship(*texts) >= _IN_PLACE


def _bare(text: str) -> str:
    """The text without a citation that is all of it: one place of a law for another is a new wording."""
    return "" if text.startswith("[@") and text.endswith("]") else text


def _in_reading_order(
    pairs: Sequence[tuple[int, int]], stayed: set[tuple[int, int]], one: int, other: int
) -> Iterator[tuple[int | None, int | None]]:
    """Places on both sides in the order of the second; what is gone follows what stood before it and stayed."""
    partner = {j: i for i, j in pairs}
    taken, fixed = {i for i, _ in pairs}, {i for i, _ in stayed}

    def gone(at: int) -> Iterator[tuple[int, None]]:
        while at < one and at not in fixed:
            if at not in taken:
                yield at, None
            at += 1

    yield from gone(0)
    for j in range(other):
        i = partner.get(j)
        yield i, j
        if i is not None and (i, j) in stayed:
            yield from gone(i + 1)


# Cells


def _columns(one: Sequence[Piece], other: Sequence[Piece]) -> dict[int, int]:
    """Which column each column of the first table became: by its heading where columns came or went, else by place."""
    heads = [next((piece for piece in side if piece[0].block == "th"), ()) for side in (one, other)]
    if len(heads[0]) == len(heads[1]):
        return {}
    pairs = matches([text.text for text in heads[0]], [text.text for text in heads[1]])
    return {heads[0][i].column: heads[1][j].column for i, j in pairs}


def _cells(here: Piece, there: Piece, moved: bool, row: int, columns: dict[int, int]) -> Iterator[TextPair]:
    mine: dict[int, list[BlockText]] = defaultdict(list)
    for text in here:
        # A column that is no more keeps its cells apart from those that have its number now.
        mine[columns.get(text.column, -text.column) if columns else text.column].append(text)
    for text in there:
        partner = mine[text.column].pop(0) if mine[text.column] else None
        yield TextPair(partner, text, moved and partner is not None, row)
    for text in here:
        if any(text is left for column in mine.values() for left in column):
            yield TextPair(text, None, False, row)
