"""Paragraphs that were parted or joined: what looks new, or gone, still stands where it was, or stood where it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from handbook.markdown.block_texts import BlockText
from handbook.review.tokens import Sort, tokens
from handbook.review.units import Unit

# A shorter text stands in many a place by chance.
_LONG = 5


@dataclass(frozen=True, slots=True)
class Match:
    """A unit before and after, either None; `moved` if it stands elsewhere among its neighbours, or on another page."""

    before: Unit | None
    after: Unit | None
    moved: bool = False


def is_long(text: str) -> bool:
    """Whether a text has words enough to be known again; addresses of links are none."""
    words = (token for token in tokens(text) if token.sort is Sort.WORD)
    return next(islice(words, _LONG - 1, None), None) is not None


def parted(matches: Sequence[Match]) -> list[Match]:
    """Give units without a partner that of which they are a part: they came from there, or went there."""
    before, after = defaultdict[str, list[Match]](list), defaultdict[str, list[Match]](list)
    for match in matches:
        if match.before and match.after and match.before.words != match.after.words:
            before[match.before.page].append(match)
            after[match.after.page].append(match)
    homes = {match.after.page: match.before.page for match in matches if match.before and match.after}
    return [
        next(_came_from(match.after, before[homes.get(match.after.page, "")]), match)
        if match.before is None and match.after is not None
        else next(_went_to(match.before, after), match)
        if match.after is None and match.before is not None
        else match
        for match in matches
    ]


def _came_from(unit: Unit, reworded: Sequence[Match]) -> Iterator[Match]:
    """The paragraph that held this one's words and holds them no more."""
    if not _can_be_part(unit):
        return
    for match in reworded:
        if match.before and _holds(match.before, unit) and not _holds(match.after, unit):
            yield Match(_as_part(unit, match.before), unit, True)


def _went_to(unit: Unit, reworded: dict[str, list[Match]]) -> Iterator[Match]:
    """The paragraph that holds this one's words and did not before."""
    if not _can_be_part(unit):
        return
    for match in (match for page in reworded.values() for match in page):
        here = match.before and match.after and match.before.page == unit.page
        if here and _holds(match.after, unit) and not _holds(match.before, unit):
            assert match.after is not None, "it holds the part"
            yield Match(unit, _as_part(unit, match.after), True)


def _can_be_part(unit: Unit) -> bool:
    return unit.sort == "body" and len(unit.texts) == 1 and is_long(unit.lead)


def _holds(whole: Unit | None, part: Unit) -> bool:
    return whole is not None and f" {_plain(part.lead)} " in f" {_plain(whole.lead)} "


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    return " ".join(token.raw for token in tokens(text)).strip()


def _as_part(part: Unit, whole: Unit) -> Unit:
    """The part of `whole` that says what `part` does: its place, and what translators had or have of all of it."""
    (text,) = part.texts
    lead: BlockText = whole.texts[0]
    there = replace(text, block=text.block, msgid=lead.msgid, line=lead.line or whole.line)
    return replace(whole, texts=(there,), source=part.source)
