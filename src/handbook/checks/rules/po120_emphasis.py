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
_STARS = (
    re.compile(r"\*\*(?=\S)[^*]+(?:\*[^*]+\*[^*]*)*(?<=\S)\*\*"),
    re.compile(r"\*(?=\S)[^*]+(?<=\S)\*"),
)
# Bold and italics; most texts have stars alone, which are found faster.
_ANY = (
    re.compile(rf"{_STARS[0].pattern}|(?<!\w)__(?=\S)[^_]+(?<=\S)__(?!\w)"),
    re.compile(rf"{_STARS[1].pattern}|(?<!\w)_(?=\S)[^_]+(?<=\S)_(?!\w)"),
)
SIGNS = frozenset("*_")


def compare(pair: Pair) -> Iterator[Said]:
    if not pair.has(SIGNS):
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
    plain = _ESCAPED.sub("", text) if "\\" in text else text
    in_bold, in_italics = _ANY if "_" in text else _STARS
    # Bold first: what stands inside it may be in italics too.
    rest, bold = in_bold.subn(lambda found: found.group()[2:-2], plain)
    rest, italic = in_italics.subn("", rest)
    return bold, italic, "*" in rest
