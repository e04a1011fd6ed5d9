"""PO120 emphasis. What: more or fewer stretches in `**bold**` or `*italics*` than the source has, or marks that open
and do not close.

Why: the reader misses what the source stresses, or sees the asterisks. Instead: put the marks around the words that
stand for the stressed ones, without a space inside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.checks.pair import Pair, Said

_ESCAPED = re.compile(r"\\.")
_BOLD = re.compile(r"\*\*(?=\S)[^*]+(?:\*[^*]+\*[^*]*)*(?<=\S)\*\*|(?<!\w)__(?=\S)[^_]+(?<=\S)__(?!\w)")
_ITALIC = re.compile(r"\*(?=\S)[^*]+(?<=\S)\*|(?<!\w)_(?=\S)[^_]+(?<=\S)_(?!\w)")

_SIGNS = frozenset("*_")


def compare(pair: Pair) -> Iterator[Said]:
    if not pair.has(_SIGNS):
        return
    wanted, given = _stressed(pair.source_shape), _stressed(pair.target_shape)
    for name, more, less in zip(("bold", "italics"), wanted[:2], given[:2], strict=True):
        if more != less:
            yield (
                f"the source has {more} stretches in {name}, the translation {less}",
                "stress the same words",
            )
    if given[2] and not wanted[2]:
        yield "a mark of emphasis opens and does not close", "close it right after the stressed words"


def _stressed(text: str) -> tuple[int, int, bool]:
    """How many stretches in bold, how many in italics, and whether marks are left over."""
    if "*" not in text and "_" not in text:
        return 0, 0, False
    plain = _ESCAPED.sub("", text)
    # Bold first: what stands inside it may be in italics too.
    bold = len(_BOLD.findall(plain))
    rest = _BOLD.sub(lambda found: found.group()[2:-2], plain)
    italic = len(_ITALIC.findall(rest))
    return bold, italic, "*" in _ITALIC.sub("", rest)
