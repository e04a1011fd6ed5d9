"""Paragraphs that have other numbers now though their text stayed, as ranges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from handbook.review.model import Shift


@dataclass(frozen=True, slots=True)
class Numbered:
    """One paragraph: the numbers of its page before and after, its own before and after, whether its text stayed."""

    page: str
    before: str
    after: str
    paragraph: tuple[int, int]
    stayed: bool

    @property
    def is_shifted(self) -> bool:
        return (self.before, self.paragraph[0]) != (self.after, self.paragraph[1])


def shifts(found: Iterable[Numbered]) -> Iterator[Shift]:
    """Ranges of paragraphs that shifted alike; `found` are all that have a partner, in the order they stand in now.

    A range goes on across paragraphs whose text changed too, and counts only those whose text stayed.
    """
    run: list[Numbered] = []
    for one in found:
        if run and not _goes_on(run[-1], one):
            yield from _range(run)
            run = []
        if one.is_shifted and one.after:
            run.append(one)
    yield from _range(run)


def _goes_on(last: Numbered, one: Numbered) -> bool:
    steps = {now - then for then, now in zip(last.paragraph, one.paragraph, strict=True)}
    return (last.page, last.before, last.after) == (one.page, one.before, one.after) and steps == {1}


def _range(run: list[Numbered]) -> Iterator[Shift]:
    while run and not run[0].stayed:
        run = run[1:]
    while run and not run[-1].stayed:
        run = run[:-1]
    if run:
        ends = run[0], run[-1]
        before = tuple(_printed(one.before, one.paragraph[0]) for one in ends)
        after = tuple(_printed(one.after, one.paragraph[1]) for one in ends)
        count = sum(one.stayed for one in run)
        yield Shift(run[0].page, (before[0], before[1]), (after[0], after[1]), count)


def _printed(page: str, paragraph: int) -> str:
    return f"{page}.{paragraph}" if page else str(paragraph)
