"""PO150 spaces. What: two spaces together, a space at the beginning or end, before a comma or full stop or inside
brackets, or none after one (a warning).

Why: each is a slip of the hand, and shows in print. Instead: one space, after the sign; `handbook check --fix` puts
those that are certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.checks.pair import Pair, Said
from handbook.checks.prose import HOLE
from handbook.findings import Severity

SEVERITY = Severity.WARNING
# Two spaces before a line break are the break; those at the ends are told apart.
_TWO = re.compile(r"(?<![\s])(?:[ \u00a0]{2,}|\t+)(?![\s])")
_BEFORE = re.compile(rf"(?<=[\w{HOLE})\]»”]) +(?=[,;!?](?:\s|$)|[.:](?:\s|$))")
_AFTER = re.compile(r"(?<![^\W\d_])[^\W\d_]{2,}(?:[,;!?][^\W\d_]{2,}|\.[А-ЯЁӘҒҚҢӨҰҮҺІӢӮҲҶA-Z][^\W\d_]+)")
_INSIDE = re.compile(r"(?<=[(«]) +(?=\S)|(?<=\S) +(?=[)»])")

# In every slip: two spaces, a space beside a sign, or a sign that a letter follows.
_MAYBE = re.compile(
    r"[ \t\u00a0,;!?.](?:(?<=\t)|(?<=[ \u00a0])[ \u00a0]|(?<= )[,;!?.:)»]|(?<=[(«] )|(?<=[,;!?.])[^\W\d_])"
)
_SLIPS = {"two spaces together": _TWO, "a space before a sign": _BEFORE, "a space inside brackets": _INSIDE}


def compare(pair: Pair) -> Iterator[Said]:
    text, source = pair.target_shape, pair.source_shape
    if pair.msgstr != pair.msgstr.strip() and pair.msgid == pair.msgid.strip():
        yield "a space at the beginning or the end", "delete it"
    if _MAYBE.search(text) is None:
        return
    for what, sign in _SLIPS.items():
        if (found := sign.search(text)) and not sign.search(source):
            yield f"{what}: …{_around(text, found)}…", "delete it"
    if (found := _AFTER.search(text)) and not _AFTER.search(source) and found.group() not in pair.msgid:
        yield f"no space after the sign: {found.group()}", "put one"


def _around(text: str, found: re.Match[str]) -> str:
    return text[max(0, found.start() - 10) : found.end() + 10].replace(HOLE, "[…]").replace("\n", " ")


def mend(text: str, pair: Pair) -> str:
    for sign, by in ((_TWO, " "), (_BEFORE, ""), (_INSIDE, "")):
        if not sign.search(pair.source_shape):
            text = sign.sub(by, text)
    return text
