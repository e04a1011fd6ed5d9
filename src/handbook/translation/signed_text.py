"""The text a sign-off is for, as it stands now, and how it differs from what was signed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from handbook.markdown.page import ParsedPage
from handbook.markdown.session import Lookup, State
from handbook.stable import digest
from handbook.translation.signoff import Role, SignedText, SignOff, SignOffs

# In front of what is hashed: a sign-off must never be made from digests meant for something else.
_PURPOSE = "handbook sign-off 1"


def text_now(page: ParsedPage, lookup: Lookup | None) -> tuple[SignedText, ...]:
    """Each paragraph's digests, from 0; `lookup` is None for the source language.

    A paragraph that is not wholly translated has no digest of both sides, so no sign-off is ever for it.
    """
    texts: list[list[str] | None] = [[] for _ in page.english]
    for segment in page.segments:
        if lookup is None:
            break
        target, gathered = lookup(segment.msgid), texts[segment.paragraph]
        if target.state is not State.CURRENT:
            texts[segment.paragraph] = None
        elif gathered is not None:
            gathered.append(target.text)
    return tuple(
        SignedText(number, english, "" if both is None else digest(_PURPOSE, english, *both))
        for number, (english, both) in enumerate(zip(page.english, texts, strict=True))
    )


@dataclass(frozen=True, slots=True)
class Change:
    """What has happened to a paragraph since it was signed; `paragraph` is its number now, or then if it is gone."""

    paragraph: int
    what: str


ENGLISH = "the English has changed"
TRANSLATION = "the translation has changed"
NEW = "the paragraph is new"
GONE = "the paragraph is gone"
MOVED = "the paragraph stands in another place"


def changes(signed: tuple[SignedText, ...], now: tuple[SignedText, ...]) -> tuple[Change, ...]:
    """What voids a sign-off, in the order of the page; nothing while it holds."""
    if signed == now:
        return ()
    found = sorted(set(_changes(signed, now)), key=lambda change: (change.paragraph, change.what))
    return tuple(found) or (Change(0, MOVED),)


def _changes(signed: tuple[SignedText, ...], now: tuple[SignedText, ...]) -> Iterator[Change]:
    then_english, now_english = [one.english for one in signed], [one.english for one in now]
    if then_english[:1] != now_english[:1]:
        # Title and headings have one place: never taken for a paragraph that is new or gone.
        yield Change(0, ENGLISH)
        yield from _changes_below(signed[1:], now[1:], then_english[1:], now_english[1:])
    else:
        yield from _changes_below(signed, now, then_english, now_english)


def _changes_below(
    signed: tuple[SignedText, ...], now: tuple[SignedText, ...], then_english: list[str], now_english: list[str]
) -> Iterator[Change]:
    both = {one.both for one in signed}
    for kind, a, a_end, b, b_end in SequenceMatcher(None, then_english, now_english, False).get_opcodes():
        if kind == "equal":
            pairs = zip(signed[a:a_end], now[b:b_end], strict=True)
            yield from (Change(new.paragraph, TRANSLATION) for old, new in pairs if old.both != new.both)
            continue
        gone = [one for one in signed[a:a_end] if one.english not in now_english]
        come = [one for one in now[b:b_end] if one.english not in then_english]
        yield from (Change(new.paragraph, ENGLISH) for _, new in zip(gone, come, strict=False))
        yield from (Change(one.paragraph, GONE) for one in gone[len(come) :])
        yield from (Change(one.paragraph, NEW) for one in come[len(gone) :])
        for one in now[b:b_end]:
            if one.english in then_english:
                yield Change(one.paragraph, MOVED if one.both in both else TRANSLATION)


def signed_paragraphs(signoffs: SignOffs, page: str, now: tuple[SignedText, ...]) -> frozenset[int]:
    """The paragraphs of a page, 0 among them, that a reviewer has signed as they are now."""
    record = signoffs.get((page, Role.REVIEWER))
    both = {one.both for one in record.text} if record else set()
    return frozenset(one.paragraph for one in now if one.both in both)


def signed_msgids(signoffs: SignOffs, path: str, page: ParsedPage, lookup: Lookup | None) -> frozenset[str]:
    """The msgids of a page whose paragraphs, wherever they stand on it, a reviewer has all signed as they are now."""
    if (path, Role.REVIEWER) not in signoffs:
        return frozenset()
    signed = signed_paragraphs(signoffs, path, text_now(page, lookup))
    unsigned = {segment.msgid for segment in page.segments if segment.paragraph not in signed}
    return frozenset(segment.msgid for segment in page.segments) - unsigned


def holds(record: SignOff, now: tuple[SignedText, ...]) -> bool:
    """Whether a page is, on both sides, exactly what was signed."""
    return record.text == now
