"""PO142 apostrophe. What: in Uzbek, another sign than ʻ (U+02BB) in oʻ and gʻ, or another than ʼ (U+02BC) for the
tutuq belgisi.

Why: the letter has seven look-alikes on keyboards; with any other, search and hyphenation take the word for two.
Instead: oʻ, gʻ and maʼno; `handbook check --fix` puts them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.checks.letters import words_of
from handbook.checks.pair import Pair, Said

_ANY = "'‘’`´ʹʻʼˈ′\u201b"
SIGNS = frozenset(_ANY)
# Inside a word; and at its end in bogʻ and togʻ, unless a sign before the word opened a quotation.
_WORD = re.compile(
    rf"(?<![\w{_ANY}])(?:(?:[A-Za-z]+[{_ANY}])+[A-Za-z]+|(?:[A-Za-z]+[{_ANY}])*[A-Za-z]*[oOgG][{_ANY}](?!\w))"
)
# In every wrong word: another sign, ʼ after o or g, or ʻ after another letter.
_OFF = re.compile(rf"[{_ANY}](?:(?<![ʻʼ])|(?<=[oOgG]ʼ)|(?<=[^oOgG]ʻ))")
_LETTER = re.compile(rf"([oOgG])[{_ANY}]")
_TUTUQ = re.compile(rf"(?<=[A-Za-z])[{_ANY}](?=[A-Za-z])")


def compare(pair: Pair) -> Iterator[Said]:
    if pair.language != "uz" or not _OFF.search(pair.target):
        return
    for word in dict.fromkeys(_WORD.findall(pair.target)):
        if (right := _right(word)) != word and not _is_english(word, pair):
            yield f"the word {word} has the wrong apostrophe", f"write {right}"


def mend(text: str, pair: Pair) -> str:
    if pair.language != "uz":
        return text
    return _WORD.sub(
        lambda found: found.group() if _is_english(found.group(), pair) else _right(found.group()), text
    )


def _right(word: str) -> str:
    marked = _LETTER.sub(r"\1\0", word)
    return _TUTUQ.sub("ʼ", marked).replace("\0", "ʻ")


def _is_english(word: str, pair: Pair) -> bool:
    """The genitive of an English name that the source has too."""
    return word in pair.msgid or bool(
        words_of(pair.msgid) & {re.split(f"[{_ANY}]", word)[0]} and word.endswith("s")
    )
