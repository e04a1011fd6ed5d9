"""PO124 block-mark. What: a mark of a heading, list, quotation or table at the beginning of a translation whose source
has none; or a line break where the source has none, or none where it has one.

Why: an entry is one block already, so the mark would stand in the text as it is. Instead: translate the words only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.checks.pair import ODD, Pair, Said

_MARK = re.compile(r"(?:#{1,6}|[-+*>|]|\d+[.)]|!!!|\?\?\?|///|===)[ \t]+(?=\S)")
_BREAK = re.compile(r"(?: {2,}|\\)\n")
# One of them opens each mark; digits of other scripts are odd.
SIGNS = frozenset("#-+*>|!?/=\n0123456789") | {ODD}


def compare(pair: Pair) -> Iterator[Said]:
    if (
        (found := _MARK.match(pair.msgstr))
        and ((wanted := _MARK.match(pair.msgid)) is None or found.group()[0] != wanted.group()[0])
        and not _is_number(found.group(), pair)
    ):
        yield (
            f"the translation begins with {found.group().strip()!r}, a mark that the source does not have",
            _TAKE,
        )
    if "\n" in pair.msgstr or "\n" in pair.msgid:
        wanted_breaks, given_breaks = len(_BREAK.findall(pair.msgid)), len(_BREAK.findall(pair.msgstr))
        if wanted_breaks != given_breaks:
            what = f"the source has {wanted_breaks} line breaks, the translation {given_breaks}"
            yield what, "break the lines as the source does: two spaces and a new line"
        elif pair.msgstr.count("\n") != pair.msgid.count("\n"):
            yield "the translation has other lines than the source", "write it as the source is written"


def _is_number(mark: str, pair: Pair) -> bool:
    """A number may open a translation that stands elsewhere in its source (2. бөлім); then it is no mark."""
    return mark[0].isdigit() and mark.rstrip(" .)\t") in pair.source


_TAKE = "take the mark out: the entry is a block already"
