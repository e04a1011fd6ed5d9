"""PO143 invisible. What: a character that nobody sees: one that turns the reading direction, a space of no width, a
byte-order mark, a soft hyphen, a sign of private use.

Why: it makes a text read otherwise than it looks, breaks search, and hides what was changed. Instead: delete it;
`handbook check --fix` does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from handbook.checks.pair import ODD, Pair, Said

# Beside control characters, which are PO103.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb"
    "\ue000-\uf8ff\ufe00-\ufe0f\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
SIGNS = frozenset({ODD})


def compare(pair: Pair) -> Iterator[Said]:
    if not pair.unusual:
        return
    for letter in dict.fromkeys(INVISIBLE.findall(pair.msgstr)):
        if letter not in pair.msgid:
            name = unicodedata.name(letter, "a sign of private use").lower()
            yield f"the translation has an invisible character: U+{ord(letter):04X}, {name}", "delete it"


def mend(text: str, pair: Pair) -> str:
    return INVISIBLE.sub(lambda found: found.group() if found.group() in pair.msgid else "", text)
