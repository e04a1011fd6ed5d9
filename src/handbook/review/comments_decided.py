"""What became of our own tracked changes: kept, accepted, rejected, or written over without a trace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from handbook.review.model import Mark

_LETTERS = MappingProxyType({Mark.SAME: "s", Mark.INSERTED: "i", Mark.DELETED: "d"})
# Far more runs than a paragraph has: a file that claims so many is not worth the time.
_MOST = 2_000


class Fate(StrEnum):
    """What somebody did with one of our changes."""

    KEPT = "kept"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Found:
    """A text as it came back: its letters, and what we made of each: the same (s), inserted (i), deleted (d)."""

    text: str
    marks: str

    @staticmethod
    def of(parts: Sequence[tuple[Mark, str]]) -> Found:
        return Found(
            "".join(text for _, text in parts), "".join(_LETTERS[mark] * len(text) for mark, text in parts)
        )

    @property
    def after(self) -> str:
        """The text with our changes accepted."""
        return "".join(letter for letter, mark in zip(self.text, self.marks, strict=True) if mark != "d")


def fates(runs: Sequence[tuple[Mark, str]], found: Found) -> list[Fate] | None:
    """What became of each run of ours; None where the text is another, whatever was accepted or rejected."""
    if len(runs) > _MOST:
        return None
    # Every length of the found text that the runs so far can explain, with the last step that led there.
    reached: list[dict[int, tuple[int, Fate]]] = [{0: (0, Fate.KEPT)}]
    for mark, text in runs:
        following: dict[int, tuple[int, Fate]] = {}
        for at in reached[-1]:
            for end, fate in _ends(mark, text, found, at):
                following.setdefault(end, (at, fate))
        reached.append(following)
    at = len(found.text)
    if at not in reached[-1]:
        return None
    out = []
    for step in reversed(reached[1:]):
        at, fate = step[at]
        out.append(fate)
    return out[::-1]


def _ends(mark: Mark, text: str, found: Found, at: int) -> list[tuple[int, Fate]]:
    end = at + len(text)
    marks = set(found.marks[at:end]) if found.text.startswith(text, at) else set()
    out = [(end, Fate.KEPT)] if marks == {_LETTERS[mark]} else []
    if mark is Mark.SAME:
        return out
    plain, gone = (Fate.ACCEPTED, Fate.REJECTED) if mark is Mark.INSERTED else (Fate.REJECTED, Fate.ACCEPTED)
    if marks == {"s"}:
        out.append((end, plain))
    return [*out, (at, gone)]


def difference(before: str, after: str) -> tuple[str, str]:
    """What of two texts differs, in whole words: their common beginning and end are left out."""
    if before == after:
        return "", ""
    head = before.rfind(" ", 0, _alike(before, after)) + 1
    old, new = before[head:], after[head:]
    # The common end begins with a space, too.
    space = old.find(" ", len(old) - _alike(old[::-1], new[::-1]))
    tail = len(old) - space if space >= 0 else 0
    return old[: len(old) - tail], new[: len(new) - tail]


def _alike(one: str, other: str) -> int:
    """How many letters two texts have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))
