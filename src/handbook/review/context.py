"""Which texts of a changed paragraph only give context, and which of those are far from every change."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from handbook.review.model import Kind, Text

# Unchanged texts further than this from a changed one are far; fewer than so many of them are not worth hiding.
NEAR = 1
_WORTH_HIDING = 3


def is_same(text: Text) -> bool:
    """Whether a text only gives context."""
    return all(kind is Kind.SAME for kind in text.kinds)


def far_from_changes(texts: Sequence[Text], *, first_is_near: bool = False) -> list[bool]:
    """Whether each text is context far from every change; neighbours are rows in a table, and its head is never far.

    `first_is_near` keeps the words that the paragraph begins with.
    """
    places = [0]
    for one, other in pairwise(texts):
        places.append(places[-1] + (not one.row or one.row != other.row))
    changed = [place for text, place in zip(texts, places, strict=False) if not is_same(text)]
    near = {place + step for place in changed for step in range(-NEAR, NEAR + 1)}
    near |= {0} if first_is_near else set()
    far = [place not in near and text.block != "th" for text, place in zip(texts, places, strict=False)]
    return far if changed and sum(far) >= _WORTH_HIDING else [False] * len(texts)
