"""PO131 untranslated. What: a translation that is the source again. Names, abbreviations, numbers and code may be the
same in every language.

Why: it counts as translated, so English would pass as the reader's language, unmarked. Instead: translate it, or leave
the msgstr empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.checks.pair import Pair, Said

_WORD = re.compile(r"[^\W\d_]+")


def compare(pair: Pair) -> Iterator[Said]:
    # Other words make another text; few have the same.
    if pair.english.words != pair.given.words:
        return
    if pair.english.plain != pair.given.plain or not pair.english.plain:
        return
    text = pair.english.plain.strip(' .,;:!?()"“”')
    words = _WORD.findall(text)
    if text in pair.lexicon.all_names or not any(word[1:].islower() for word in words):
        return
    if len(words) == 1 and pair.tongue.script != "cyrillic":
        # Languages in the same letters share words: Status, Forum.
        return
    # Names of persons, places and systems have a capital in every word; a title of the handbook has not.
    if len(words) > 1 and all(word[0].isupper() for word in words) and not pair.notes:
        return
    yield (
        "the translation is the English text again",
        "translate it, or leave it empty: readers then see it marked",
    )
