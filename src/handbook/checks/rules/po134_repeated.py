"""PO134 repeated. What: a sentence that stands twice in the translation and once in the source, or a word typed twice.

Why: it is left from pasting, and mostly stands where another sentence was lost. Instead: compare with the source and
take one out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from operator import eq

from handbook.checks.pair import Pair, Said

_SENTENCE = re.compile(r"[^.!?;:]+")
_TWICE = re.compile(r"(?<![\w-])([^\W\d_]{2,}) \1(?![\w-])", re.IGNORECASE)
_ENOUGH = 15
_NOUNS = frozenset(
    ("адам", "шахс", "shaxs", "adam", "şahs", "бир", "бір", "bir", "ар", "әр", "har", "her", "ҳар")
)


def compare(pair: Pair) -> Iterator[Said]:
    sentences = _sentences(pair.target)
    if len(set(sentences)) < len(sentences):
        for sentence, count in Counter(sentences).items():
            if count > 1 and count > max(Counter(_sentences(pair.source)).values(), default=1):
                yield f"the translation says twice: {sentence}", "compare with the source and take one out"
    words = pair.given.words
    if not any(map(eq, words, words[1:])):
        return
    for found in _TWICE.finditer(pair.target):
        if not _may_stand_twice(found.group(1), pair):
            yield f"a word stands twice: {found.group()}", "take one out"


def _may_stand_twice(word: str, pair: Pair) -> bool:
    """Where nouns stand side by side (адам, адам саудасы), only a common small word can be judged."""
    if pair.tongue.endings or not pair.tongue.script:
        return word.lower() not in pair.tongue.common_words - _NOUNS
    return bool(_TWICE.search(pair.source))


def _sentences(text: str) -> list[str]:
    """The long sentences, in one form that can be compared; none where there is but one, which stands once."""
    parts = [part for part in _SENTENCE.findall(text) if len(part) >= _ENOUGH] if len(text) > 2 * _ENOUGH else []
    if len(parts) < 2:
        return []
    parts = [" ".join(part.split()).lower() for part in parts]
    return [part for part in parts if len(part) >= _ENOUGH]
