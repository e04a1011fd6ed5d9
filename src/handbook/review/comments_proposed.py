"""Insertions and deletions that a person proposes, joined over the many pieces that programs store them in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handbook.review.comments_walk import Piece, Revision
from handbook.review.document_map import Origin
from handbook.review.ooxml import AUTHOR
from handbook.review.visible import ending, opening

_AROUND = 40


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one person proposes at one place: pieces `first` up to `end`, not included."""

    first: int
    end: int
    author: str
    date: str
    deleted: str = ""
    inserted: str = ""
    moved: bool = False


def is_ours(revision: Revision, origin: Origin) -> bool:
    """Whether a tracked change is the handbook's own: its name, and the moment that all of its changes bear."""
    return revision.author == AUTHOR and (not origin.stamp or revision.date[:19] == origin.stamp[:19])


def proposals(pieces: Sequence[Piece], origin: Origin) -> list[Proposal]:
    """Every proposal in the document's order; a deletion beside an insertion of the same person is one."""
    found = sorted(_stretches(pieces, origin), key=lambda one: (one.first, one.end))
    out: list[Proposal] = []
    for one in found:
        if out and _pair(out[-1], one):
            last = out.pop()
            joined = last.deleted + one.deleted, last.inserted + one.inserted
            one = Proposal(last.first, one.end, last.author, last.date or one.date, *joined)
        out.append(one)
    return out


def _pair(one: Proposal, other: Proposal) -> bool:
    beside = one.end == other.first and one.author == other.author and not (one.moved or other.moved)
    return beside and bool(one.deleted) != bool(one.inserted) and bool(one.deleted) == bool(other.inserted)


def _stretches(pieces: Sequence[Piece], origin: Origin) -> Iterator[Proposal]:
    """Neighbouring pieces with a change of the same person and kind, whatever its moment."""
    open_: dict[tuple[str, str, bool], tuple[int, Revision]] = {}
    for index, piece in enumerate([*pieces, None]):
        here = {
            (one.kind, one.author, one.moved): one
            for one in (piece.revisions if piece else ())
            if not is_ours(one, origin)
        }
        for key in [key for key in open_ if key not in here]:
            yield from _stretch(pieces, *open_.pop(key), index)
        for key, revision in here.items():
            open_.setdefault(key, (index, revision))


def _stretch(pieces: Sequence[Piece], first: int, revision: Revision, end: int) -> Iterator[Proposal]:
    text = "".join(piece.text for piece in pieces[first:end])
    sides = {"deleted": text} if revision.kind == "del" else {"inserted": text}
    yield Proposal(first, end, revision.author, revision.date, moved=revision.moved, **sides)


def around(pieces: Sequence[Piece], one: Proposal) -> str:
    """The words before and behind a proposal in its paragraph, the proposal itself as `[-old-]{+new+}`."""
    before = _line(pieces[: one.first][-200:], last=True)
    after = _line(pieces[one.end : one.end + 200], last=False)
    old = f"[-{one.deleted.strip(chr(10))}-]" if one.deleted else ""
    new = f"{{+{one.inserted.strip(chr(10))}+}}" if one.inserted else ""
    return f"{ending(before, _AROUND)}{old}{new}{opening(after, _AROUND)}"


def _line(pieces: Sequence[Piece], *, last: bool) -> str:
    """What stands on the same line, without what is deleted."""
    text = "".join(
        piece.text
        for piece in pieces
        if piece.text == "\n" or all(one.kind != "del" for one in piece.revisions)
    )
    return text.split("\n")[-1 if last else 0]
