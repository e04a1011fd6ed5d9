"""Which of the handbook's languages a sentence is in, by letters that only it has and by its most common words."""

from __future__ import annotations

import re
from functools import cache

from handbook.checks.tongues import SOURCE, Tongue, known, tongue

_SENTENCE = re.compile(r"[^.!?;:]+")
_WORD = re.compile(r"[^\W\d_][\wʻʼ]*")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_BEFORE_WORDS = frozenset("_0123456789")
_ENOUGH_LETTERS = 12
# So many words of another language's own, and none of this one's, make a sentence foreign.
_ENOUGH_WORDS = 2
_ENOUGH_TO_JUDGE = 4


def is_plain(words: list[str], signs: frozenset[str], spoken: Tongue) -> bool:
    """Whether a text in letters of this language alone has too few words of others for `other_language` to find one.

    `words` are its words in small letters, `signs` all that stands in it.
    """
    kin_words, kin_letters = _of_kin(spoken.tag)
    # A word begins with a letter: of one behind a digit this list shows too much.
    return (
        len(kin_words.intersection(words)) < _ENOUGH_WORDS
        and kin_letters.isdisjoint(signs)
        and _BEFORE_WORDS.isdisjoint(signs)
    )


def wrong_script(text: str, spoken: Tongue, source: str) -> str:
    """The script a text is written in, if most of it is not in that of its language."""
    # Letters of the other script first: most texts have few.
    other = len((_LATIN if spoken.script == "cyrillic" else _CYRILLIC).findall(text))
    if other < _ENOUGH_LETTERS:
        return ""
    own_letters = len((_CYRILLIC if spoken.script == "cyrillic" else _LATIN).findall(text))
    if spoken.script == "cyrillic" and other > 2 * own_letters:
        words = {word.lower() for word in _WORD.findall(source)}
        own = [word for word in _WORD.findall(text) if word.lower() not in words and _LATIN.match(word)]
        return "Latin" if sum(map(len, own)) >= _ENOUGH_LETTERS else ""
    if spoken.script == "latin" and other > own_letters:
        return "Cyrillic"
    return ""


def other_language(text: str, spoken: Tongue) -> tuple[str, str] | None:
    """The language of the first sentence that is not in this one, and the sentence."""
    own_words, own_letters = _own(spoken.tag)
    for match in _SENTENCE.finditer(text):
        sentence = match.group()
        if own_letters and not own_letters.isdisjoint(sentence.lower()):
            continue
        words = [word.lower() for word in _WORD.findall(sentence)]
        if len(words) < _ENOUGH_TO_JUDGE or not own_words.isdisjoint(words):
            continue
        for tag in _kin(spoken.tag):
            if _speaks(words, tag):
                return tag, sentence.strip()
    return None


def _speaks(words: list[str], tag: str) -> bool:
    own_words, own_letters = _own(tag)
    if own_words.isdisjoint(words) and (not own_letters or own_letters.isdisjoint("".join(words))):
        return False
    return len({word for word in words if word in own_words or own_letters & set(word)}) >= _ENOUGH_WORDS


@cache
def _kin(language: str) -> tuple[str, ...]:
    """The other languages in the same letters."""
    script = tongue(language).script
    return tuple(tag for tag in known() if tag not in (language, SOURCE) and tongue(tag).script == script)


@cache
def _of_kin(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """What is the other languages' own, together."""
    kin = [_own(tag) for tag in _kin(language)]
    words = frozenset[str]().union(*(words for words, _ in kin))
    return words, frozenset[str]().union(*(letters for _, letters in kin))


@cache
def _own(tag: str) -> tuple[frozenset[str], frozenset[str]]:
    """The common words and the letters that no other language of the same script has."""
    spoken = tongue(tag)
    others = [tongue(one) for one in known() if one != tag and tongue(one).script == spoken.script]
    words = spoken.common_words.difference(*(other.common_words for other in others))
    letters = frozenset(spoken.alphabet).difference(*(other.alphabet for other in others))
    return words, letters
