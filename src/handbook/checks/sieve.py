"""Cheap looks that clear most texts: what a sieve stops holds no match; what it lets pass is looked at closely."""

from __future__ import annotations

import re
from collections.abc import Iterator

WORDS = re.compile(r"\w+")
# Memory for words met, per language; a book has fewer.
_MOST_WORDS = 100_000
# The parts of a pattern: an escape, a set, a group with groups in it, a count, one sign.
_PART = re.compile(r"\\.|\[[^\]]*\]|\((?:[^()]|\([^()]*\))*\)|\{[^}]*\}|.", re.DOTALL)
_IN_WORD = re.compile(r"\w|\\w|[*+?]|\{[\d,]+\}|\[\w+\]|\(\?:(?:\w|\\w|[*+?|]|\[\w+\]|\((?:\?:)?|\))*\)")


def caseless(text: str) -> str:
    """The text in small letters, of the same length: letters that patterns in any case take for one are one."""
    if text.isascii():
        return text.lower()
    return text.replace("İ", "i").replace("Σ", "σ").lower()


def folded(text: str) -> str:
    """Further than `caseless`: old and dotless letters are those that patterns in any case take them for."""
    return caseless(text).replace("ı", "i").casefold()


def alternatives(written: str) -> list[str]:
    """The alternatives of a pattern, those inside groups left together."""
    found = [""]
    for part in _PART.findall(written):
        if part == "|":
            found.append("")
        else:
            found[-1] += part
    return found


def opening(alternative: str) -> str:
    """A pattern of the whole words with which a match of an alternative may begin."""
    head = ""
    for part in _PART.findall(alternative):
        if _IN_WORD.fullmatch(part) is None:
            # Here the first word may end or go on.
            return head + r"\w*"
        head += part
    return head


class Openings(dict[str, bool]):
    """Whether a word may begin what `(?<!\\w)(?:written)(?!\\w)` finds in any case; asked once for each word.

    `blanks` finds what may be taken out of the text first.
    """

    def __init__(self, written: tuple[str, ...], blanks: re.Pattern[str]) -> None:
        super().__init__()
        heads = [folded(opening(one)) for pattern in written for one in alternatives(pattern)]
        self._heads = re.compile("|".join(heads) if heads else r"(?!)")
        self._blanks = blanks

    def __missing__(self, word: str) -> bool:
        if len(self) >= _MOST_WORDS:
            self.clear()
        found = self._heads.fullmatch(folded(word)) is not None
        if not found and self._blanks.search(word):
            pieces = WORDS.findall(self._blanks.sub(" ", word))
            found = any(self._heads.fullmatch(folded(piece)) for piece in pieces)
        self[word] = found
        return found

    def any_in(self, words: list[str]) -> bool:
        """Whether any of the words of a text, in any case, may begin it."""
        return any(map(self.__getitem__, words))

    def matches(self, pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
        """What `pattern.finditer` gives, tried only where a word may begin it."""
        if not self.any_in(WORDS.findall(text)):
            return
        end = 0
        for word in WORDS.finditer(text):
            start = word.start()
            if start >= end and self[word.group()] and (found := pattern.match(text, start)) is not None:
                yield found
                end = found.end()
