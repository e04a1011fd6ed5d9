"""Stop-press notices: what changed in an authority after the text of the edition was closed, and whom it concerns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from pydantic import model_validator

from handbook.register.citation import CitedItem
from handbook.register.locators import Locator, LocatorPart, Number, Span, parse_locator
from handbook.register.models import SOURCE_LANGUAGE, Entry, EntryId, FullDate, Line, LocatorText, Texts


class Notice(Entry):
    """What changed in an authority after the text of the edition was closed."""

    authority: EntryId
    """Id of the authority that changed."""
    locators: tuple[LocatorText, ...] = ()
    """The places that changed, such as art. 9(3); with none, the whole authority."""
    date: FullDate
    """The day of the change."""
    text: Texts
    """What changed, by language, in a sentence or two; English at least."""
    source: Line | None = None
    """Where an editor finds the change: publication, number, address."""

    @model_validator(mode="after")
    def _has_source_text(self) -> Notice:
        if SOURCE_LANGUAGE not in self.text:
            raise ValueError(f"text needs {SOURCE_LANGUAGE}, the language others fall back to")
        return self

    @property
    def places(self) -> tuple[CitedItem, ...]:
        """The notice's subject as citations."""
        if not self.locators:
            return (CitedItem(self.authority),)
        return tuple(CitedItem(self.authority, parse_locator(written)) for written in self.locators)

    def concerns(self, item: CitedItem) -> bool:
        """Whether what is cited may have changed: the same authority, and places that share something."""
        return item.id == self.authority and any(_meet(place.locator, item.locator) for place in self.places)


def in_order_of_date(notices: Mapping[str, Notice]) -> tuple[str, ...]:
    """The ids of the notices, latest first."""
    return tuple(sorted(sorted(notices), key=lambda name: notices[name].date, reverse=True))


def notices_for(notices: Mapping[str, Notice], cited: Iterable[CitedItem]) -> tuple[str, ...]:
    """The ids of the notices that concern any of what is cited, latest first."""
    items = list(cited)
    return tuple(
        name for name in in_order_of_date(notices) if any(notices[name].concerns(item) for item in items)
    )


def _meet(one: Locator, other: Locator) -> bool:
    """Whether two places share something. In doubt they do: a notice too many is read, one too few is not."""
    theirs = {part.kind: part for part in other}
    return all(_share(part, theirs[part.kind]) for part in one if part.kind in theirs)


def _share(one: LocatorPart, other: LocatorPart) -> bool:
    if not one.spans or not other.spans:
        return True
    return any(_touch(mine, yours) for mine in one.spans for yours in other.spans)


def _touch(one: Span, other: Span) -> bool:
    low, high = max(one.first.value, other.first.value), min(one.top, other.top)
    if low > high:
        return False
    if one.last is not None or other.last is not None:
        return True
    return _same_division(one.first, other.first)


def _same_division(one: Number, other: Number) -> bool:
    """`9` holds `9(3)`; `9(1)` and `9(3)` are apart, and so are `135` and `135-1`, `A` and `B`."""
    if one.main != other.main or one.insert != other.insert:
        return False
    return all(mine == yours for mine, yours in zip(_levels(one), _levels(other), strict=False))


def _levels(number: Number) -> Iterator[str]:
    edges = [at for at, letter in enumerate(number.subs) if letter == "("] + [len(number.subs)]
    for start, end in pairwise(edges):
        yield number.subs[start:end]
