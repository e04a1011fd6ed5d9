"""PO122 placeholder. What: an attribute list (`{within: 3h}`), a placeholder (`{name}`, `%(name)s`) or the actor of a
step (`@border-service:`) that is not that of the source.

Why: the program reads it: a step would lose its actor or its time limit. Instead: copy it from the source, letter by
letter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from handbook.checks.pair import Pair, Said
from handbook.markdown.code_spans import without_code
from handbook.markdown.safety import attribute_lists

_PRINTF = re.compile(r"%\([A-Za-z_]+\)[sd]|(?<!\w)(?<!\d )%[sd]\b")
_ACTOR = re.compile(r"(?<![\w\[;@/.])@[a-z0-9]+(?:-[a-z0-9]+)*\b(?![.@])")

SIGNS, _NO_CITATION = frozenset("{}%@"), frozenset("{}%")
# An actor is no citation: no bracket or semicolon stands right before it.
_MAY_ACT = re.compile(r"@(?<![\w\[;@/.]@)[a-z0-9]")


def compare(pair: Pair) -> Iterator[Said]:
    if not pair.has(SIGNS):
        return
    if not pair.has(_NO_CITATION) and not (_MAY_ACT.search(pair.msgid) or _MAY_ACT.search(pair.msgstr)):
        return
    wanted, given = _placeholders(pair.msgid), _placeholders(pair.msgstr)
    for one in sorted(wanted - given):
        yield f"the translation lacks {one}", "copy it from the source"
    # A list that the source does not have is PO103.
    for one in sorted(given - wanted):
        if not one.startswith(("{", "}")) or one in wanted:
            yield f"the translation has {one} once too often", "take it out"


def _placeholders(text: str) -> Counter[str]:
    plain = re.sub(r"\[@[^\[\]]*\]|\]\([^)]*\)", " ", without_code(text))
    return Counter([*attribute_lists(text), *_PRINTF.findall(plain), *_ACTOR.findall(plain)])
