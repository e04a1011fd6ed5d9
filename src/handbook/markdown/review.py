"""How far a numbered paragraph of a translation may be trusted: the worst of all that belongs to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from handbook.markdown.session import Review, State


@dataclass(frozen=True, slots=True)
class ReviewCounts:
    """How many numbered paragraphs stand how; paragraphs with nothing to translate are not counted."""

    reviewed: int = 0
    unreviewed: int = 0
    outdated: int = 0
    english: int = 0

    @staticmethod
    def of(reviews: Iterable[Review | None]) -> ReviewCounts:
        found = list(reviews)
        return ReviewCounts(*(found.count(review) for review in Review))

    @property
    def total(self) -> int:
        return self.reviewed + self.unreviewed + self.outdated + self.english

    @property
    def uniform(self) -> Review | None:
        """The state of all paragraphs; None where they differ, or where there are none."""
        return next((review for review in Review if self.total and getattr(self, review) == self.total), None)

    def __add__(self, other: ReviewCounts) -> ReviewCounts:
        return ReviewCounts(*(getattr(self, one) + getattr(other, one) for one in Review))


def reviews_of(
    places: Iterable[tuple[int, State]], paragraphs: int, signed: Collection[int]
) -> tuple[Review | None, ...]:
    """The state of each paragraph from 1 on; `places` pairs each segment's paragraph and state.

    None for a paragraph with nothing to translate.
    """
    states: list[set[State]] = [set() for _ in range(paragraphs + 1)]
    for number, state in places:
        states[number].add(state)
    return tuple(_review(found, number in signed) for number, found in enumerate(states) if number)


def _review(states: set[State], signed: bool) -> Review | None:
    if not states:
        return None
    if State.MISSING in states:
        return Review.ENGLISH
    if State.OUTDATED in states:
        return Review.OUTDATED
    return Review.REVIEWED if signed else Review.UNREVIEWED
