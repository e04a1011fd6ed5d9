"""Which words of a text changed since its translation was made."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from enum import StrEnum

_WORD = re.compile(r"\s+|\w+|[^\w\s]")


class Mark(StrEnum):
    """What became of a stretch of words."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


def changed_words(old: str, new: str) -> list[tuple[Mark, str]]:
    """The two texts as one, in stretches: without the added ones it is `old`, without the removed ones `new`."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    out: list[tuple[Mark, str]] = []
    matcher = SequenceMatcher(lambda word: word.isspace(), before, after, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            out.append((Mark.SAME, "".join(before[a:b])))
            continue
        both = (Mark.REMOVED, "".join(before[a:b])), (Mark.ADDED, "".join(after[c:d]))
        out += [(mark, text) for mark, text in both if text]
    return out


def in_brackets(old: str, new: str) -> str:
    """The change in plain text: [-removed-] {+added+}."""
    frame = {Mark.SAME: "{}", Mark.REMOVED: "[-{}-]", Mark.ADDED: "{{+{}+}}"}
    return "".join(frame[mark].format(text) for mark, text in changed_words(old, new))
