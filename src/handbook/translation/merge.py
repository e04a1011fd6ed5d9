"""Bring a catalogue up to its source without losing a word: kept, made fuzzy from its nearest kin, or set aside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from difflib import SequenceMatcher

from handbook.translation.catalog import Catalog, Entry

# Below this likeness an old translation misleads more than it helps (0 = nothing alike, 1 = the same).
_NEAR = 0.6


def merge(source: Iterable[Entry], old: Catalog) -> Catalog:
    """Return a catalogue with exactly the entries of `source`, in its order.

    Each takes the old translation of the same msgid, from the obsolete ones too; else the nearest unused one, fuzzy,
    with the msgid it was made for; else it is empty. What is used nowhere becomes obsolete if it has a translation.
    """
    wanted = tuple(source)
    known = {entry.msgid: entry for entry in (*old.obsolete, *old.entries)}
    names = {entry.msgid for entry in wanted}
    spare = [entry for msgid, entry in known.items() if msgid not in names and entry.msgstr]
    merged: list[Entry] = []
    for entry in wanted:
        kept = known.get(entry.msgid)
        if kept is None or not kept.msgstr:
            near = _nearest(entry.msgid, spare)
            if near is not None:
                spare.remove(near)
                known.pop(near.msgid)
                was = near.previous if near.fuzzy and near.previous else near.msgid
                merged.append(
                    replace(
                        entry,
                        msgstr=near.msgstr,
                        fuzzy=True,
                        previous=was,
                        comments=near.comments,
                        flags=near.flags,
                    )
                )
                continue
        merged.append(entry if kept is None else replace(kept, notes=entry.notes, line=0))
    obsolete = tuple(
        replace(entry, notes=(), line=0)
        for entry in known.values()
        if entry.msgid not in names and entry.msgstr
    )
    return Catalog(old.language, tuple(merged), obsolete, old.headers, old.comments)


def _nearest(msgid: str, candidates: list[Entry]) -> Entry | None:
    best, score = None, _NEAR
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(msgid)
    for candidate in candidates:
        matcher.set_seq1(candidate.previous or candidate.msgid)
        if (
            matcher.real_quick_ratio() > score
            and matcher.quick_ratio() > score
            and (ratio := matcher.ratio()) > score
        ):
            best, score = candidate, ratio
    return best
