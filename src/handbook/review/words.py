"""A redline of two texts, word by word, that a person can read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from handbook.review.matching import matches
from handbook.review.model import Mark, Redline, Run
from handbook.review.tokens import Sort, Token, lines, tokens

Shown = Callable[[Token], str]
"""How readers see a token that is no markup."""

# A run that stayed is taken into the changes around it if it has no more words than this …
_FEW_WORDS = 2
# … and these have so many times its words.
_DROWNED = 4


def as_written(token: Token) -> str:
    """A token as its source has it."""
    return token.raw


@dataclass(frozen=True, slots=True)
class Difference:
    """A redline and the sorts of tokens that differ; white space alone counts as markup."""

    redline: Redline
    sorts: frozenset[Sort]


def difference(before: str, after: str, shown: Shown = as_written) -> Difference:
    """Compare two pieces of Markdown by words."""
    if before == after:
        return Difference(whole(after, Mark.SAME, shown), frozenset())
    return _compare(tuple(tokens(before)), tuple(tokens(after)), shown, heal=True)


def line_difference(before: str, after: str) -> Redline:
    """Compare two pieces of code: by lines, or one line by its words; everything is shown as it is written."""
    if "\n" not in before.strip("\n") and "\n" not in after.strip("\n"):
        one, other = (
            tuple(token._replace(sort=_plain(token.sort)) for token in tokens(text)) for text in (before, after)
        )
        return _compare(one, other, as_written, heal=True, spaces=True).redline
    return _compare(tuple(lines(before)), tuple(lines(after)), as_written, heal=False).redline


def _plain(sort: Sort) -> Sort:
    return sort if sort is Sort.END else Sort.WORD


def whole(text: str, mark: Mark, shown: Shown = as_written) -> Redline:
    """A redline of a text that is wholly there, or not at all; of its markup readers see nothing."""
    if not text:
        return ()
    pieces = (_piece(Mark.SAME, token, shown, spaces=False) for token in tokens(text))
    return (Run(mark, text, "".join(seen for _, _, seen in pieces)),)


def whole_lines(text: str, mark: Mark) -> Redline:
    """The same of code."""
    return (Run(mark, text, text),) if text else ()


Piece = tuple[Mark, str, str]
# A stretch of both sides, and whether it is the same: (same, i, i_end, j, j_end).
Stretch = tuple[bool, int, int, int, int]


def _compare(
    one: Sequence[Token], other: Sequence[Token], shown: Shown, *, heal: bool, spaces: bool = False
) -> Difference:
    pairs = matches([token.raw for token in one[:-1]], [token.raw for token in other[:-1]])
    stretches = list(_stretches([*pairs, (len(one) - 1, len(other) - 1)]))
    sorts = frozenset(_differing(one, other, stretches))
    if heal:
        stretches = _healed(one, other, stretches)
    mine, yours = list(one), list(other)
    pieces = [piece for stretch in stretches for piece in _pieces(mine, yours, stretch, shown, spaces)]
    return Difference(tuple(_joined(pieces)), sorts)


def _stretches(pairs: Iterable[tuple[int, int]]) -> Iterator[Stretch]:
    """Alternating stretches of sameness and change, from pairs of equal places, the last of which are the ends."""
    i = j = start_i = start_j = 0
    for a, b in pairs:
        if (a, b) != (i, j):
            if i > start_i:
                yield True, start_i, i, start_j, j
            yield False, i, a, j, b
            start_i, start_j = a, b
        i, j = a + 1, b + 1
    if i > start_i:
        yield True, start_i, i, start_j, j


def _differing(one: Sequence[Token], other: Sequence[Token], stretches: Iterable[Stretch]) -> Iterator[Sort]:
    for same, i, i_end, j, j_end in stretches:
        if not same:
            yield from (token.sort for token in (*one[i:i_end], *other[j:j_end]))
        elif any(a.space != b.space for a, b in zip(one[i:i_end], other[j:j_end], strict=True)):
            yield Sort.MARKUP


def _healed(one: Sequence[Token], other: Sequence[Token], stretches: Sequence[Stretch]) -> list[Stretch]:
    """Join changes that only a word or two keep apart: a reader follows one long change better than confetti."""
    found: list[Stretch] = []
    for place, stretch in enumerate(stretches):
        if stretch[0] and 0 < place < len(stretches) - 1:
            around = [stretches[place - 1], stretches[place + 1]]
            if _drowned(one, other, stretch, around):
                stretch = (False, *stretch[1:])
        if found and not found[-1][0] and not stretch[0]:
            _, i, _, j, _ = found.pop()
            stretch = (False, i, stretch[2], j, stretch[4])
        found.append(stretch)
    return found


def _drowned(one: Sequence[Token], other: Sequence[Token], same: Stretch, around: Sequence[Stretch]) -> bool:
    stayed = one[same[1] : same[2]]
    if any(token.sort in (Sort.CITE, Sort.LIMIT, Sort.END) for token in stayed):
        return False
    words = [token.raw for token in stayed if token.sort in (Sort.WORD, Sort.CODE)]
    if len(words) > _FEW_WORDS or any(character.isdigit() for word in words for character in word):
        return False
    sizes = [(_size(one[i:i_end]), _size(other[j:j_end])) for _, i, i_end, j, j_end in around]
    if not all(min(size) for size in sizes):
        # Here words were only added or only dropped: what stands beside them is nobody's confetti.
        return False
    return sum(max(size) for size in sizes) >= _DROWNED * max(1, _size(stayed))


def _size(found: Iterable[Token]) -> int:
    return sum(token.sort is not Sort.MARKUP for token in found)


def _pieces(
    one: list[Token], other: list[Token], stretch: Stretch, shown: Shown, spaces: bool
) -> Iterator[Piece]:
    same, i, i_end, j, j_end = stretch
    if same:
        for a, b in zip(one[i:i_end], other[j:j_end], strict=True):
            yield from _space(a.space, b.space, spaces)
            yield _piece(Mark.SAME, a._replace(space=""), shown, spaces)
        return
    came = i == i_end and _takes_space(other[j], one[i], other[j_end])
    went = j == j_end and _takes_space(one[i], other[j], one[i_end])
    if came or went:
        yield from _space(one[i].space, one[i].space, spaces)
        one[i], other[j] = one[i]._replace(space=""), other[j]._replace(space="")
    gone, come = one[i:i_end], other[j:j_end]
    if gone and come and gone[0].space == come[0].space:
        yield from _space(gone[0].space, gone[0].space, spaces)
        gone[0], come[0] = gone[0]._replace(space=""), come[0]._replace(space="")
    yield from (_piece(Mark.DELETED, token, shown, spaces) for token in gone)
    yield from (_piece(Mark.INSERTED, token, shown, spaces) for token in come)


def _takes_space(new: Token, stayed: Token, there: Token) -> bool:
    """Whether what came (or went) has the space of what stayed behind it: `the [reasons](…)` for `the reasons`."""
    return new.space == stayed.space != there.space


def _space(before: str, after: str, spaces: bool) -> Iterator[Piece]:
    """White space between words that stayed; where it differs readers see what stands now."""
    if before == after:
        if before:
            yield Mark.SAME, before, before if spaces else " "
        return
    if before:
        yield Mark.DELETED, before, before if spaces else "" if after else " "
    if after:
        yield Mark.INSERTED, after, after if spaces else " "


def _piece(mark: Mark, token: Token, shown: Shown, spaces: bool) -> Piece:
    space = token.space if spaces else " " if token.space else ""
    hidden = token.sort is Sort.MARKUP and mark is Mark.SAME
    text = "" if hidden else token.raw if token.sort is Sort.MARKUP else shown(token)
    return mark, f"{token.space}{token.raw}", f"{space}{text}"


def _joined(pieces: Iterable[Piece]) -> Iterator[Run]:
    """Runs of one mark; between two that stayed, all that went stands before all that came."""
    for stayed, group in groupby(pieces, lambda piece: piece[0] is Mark.SAME):
        listed = list(group)
        for mark in (Mark.SAME,) if stayed else (Mark.DELETED, Mark.INSERTED):
            mine = [piece for piece in listed if piece[0] is mark]
            if raw := "".join(piece[1] for piece in mine):
                yield Run(mark, raw, "".join(piece[2] for piece in mine))
