"""PO123 tag. What: an HTML tag or a character reference (`&nbsp;`) of the source that the translation lacks.

Why: a tag that opens and does not close takes in the words after it. Instead: copy the tags, each around the words it
belongs to. (A tag that the source does not have is PO103, and never shown.)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from handbook.checks.pair import Pair, Said, Side
from handbook.markdown.safety import raw_tags


def heeds(english: Side) -> bool:
    return "<" in english.text


def compare(pair: Pair) -> Iterator[Said]:
    if "<" not in pair.msgid:
        return
    for tag in sorted(Counter(raw_tags(pair.msgid)) - Counter(raw_tags(pair.msgstr))):
        if "://" not in tag and "@" not in tag:
            yield f"the translation lacks the tag {tag}", "copy it from the source"
