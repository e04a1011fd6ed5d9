"""Letters: of which script they are, which look the same in two scripts, and which are of no alphabet of a language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from handbook.checks.pair import Pair
from handbook.checks.tongues import Tongue, tongue

WORD = re.compile(r"[^\W\d_][^\W\d_\u0300-\u036f]*")
_HAS_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u0250-\u02af]")
_HAS_CYRILLIC = re.compile(r"[\u0400-\u052f]")
# Letters that look the same; those that look like two (Y like У and Ү) are certain in no language.
_LATIN_TO_CYRILLIC = {
    "a": "а", "c": "с", "e": "е", "o": "о", "p": "р", "x": "х", "y": "у", "k": "к", "A": "А", "B": "В", "C": "С",
    "E": "Е", "H": "Н", "K": "К", "M": "М", "O": "О", "P": "Р", "T": "Т", "X": "Х", "ë": "ё", "Ë": "Ё",
    "à": "а", "á": "а", "é": "е", "ó": "о",
}  # fmt: skip
_OWN = {
    "ru": {"Y": "У"},
    "tg": {"Y": "У"},
    "kk": {"i": "і", "I": "І", "h": "һ", "ə": "ә", "Ə": "Ә", "ɵ": "ө", "Ɵ": "Ө", "ǝ": "ә"},
    "ky": {"ɵ": "ө", "Ɵ": "Ө"},
}
_CYRILLIC_TO_LATIN = {
    "а": "a", "с": "c", "е": "e", "о": "o", "р": "p", "х": "x", "у": "y", "к": "k", "і": "i", "ѕ": "s", "ј": "j",
    "һ": "h", "А": "A", "В": "B", "С": "C", "Е": "E", "Н": "H", "К": "K", "М": "M", "О": "O", "Р": "P", "Т": "T",
    "Х": "X", "І": "I", "Ѕ": "S", "Ј": "J",
}  # fmt: skip


def script_of(letter: str) -> str:
    """`latin`, `cyrillic`, or nothing for what belongs to neither."""
    if _HAS_CYRILLIC.match(letter):
        return "cyrillic"
    return "latin" if _HAS_LATIN.match(letter) else ""


@cache
def _twins(language: str) -> dict[str, str]:
    if tongue(language).script == "cyrillic":
        return _LATIN_TO_CYRILLIC | _OWN.get(language, {})
    return _CYRILLIC_TO_LATIN


def mixed_words(text: str, pair: Pair) -> Iterator[tuple[str, str]]:
    """Every word with letters of the wrong script among others, or all of them; with the right word, if certain."""
    script = pair.tongue.script
    if not script or not (_HAS_LATIN if script == "cyrillic" else _HAS_CYRILLIC).search(text):
        return
    for word in dict.fromkeys(WORD.findall(text)):
        if _is_wrong(word, pair):
            yield word, _right(word, pair.language)


def _is_wrong(word: str, pair: Pair) -> bool:
    scripts = _scripts_of(word)
    if len(scripts) == 2:
        return word not in words_of(pair.msgid) and not _is_inflected_name(word, pair)
    if scripts == {pair.tongue.script} or not scripts:
        return False
    # A word of one script, and the wrong one: only what cannot be a name or a letter of the source.
    if word in words_of(pair.msgid) or not word.islower():
        return False
    return bool(_right(word, pair.language)) and _likely(word, pair)


@lru_cache(maxsize=8192)
def _scripts_of(word: str) -> frozenset[str]:
    return frozenset(map(script_of, word)) - {""}


def _is_inflected_name(word: str, pair: Pair) -> bool:
    """A name of the source with an ending in the other script, and no hyphen between: PDFте."""
    name = re.match(r"[A-Za-z]{2,}(?=[^A-Za-z]+$)|[\u0400-\u052f]{2,}(?=[^\u0400-\u052f]+$)", word)
    return name is not None and name.group() in words_of(pair.msgid)


def _likely(word: str, pair: Pair) -> bool:
    """Whether a small word in the other script is a slip: it stands alone between words of this script."""
    found = re.search(rf"(?:(\w) |^){re.escape(word)} (\w)", pair.target)
    if found is None:
        return False
    beside = [side for side in found.groups() if side]
    return all(script_of(side) == pair.tongue.script for side in beside)


def _right(word: str, language: str) -> str:
    """The word in the script of its language; nothing where a letter has no certain twin."""
    spoken, twins = tongue(language), _twins(language)
    return respelt(
        "".join(letter if _is_own(letter, spoken) else twins.get(letter, letter) for letter in word), spoken
    )


def _is_own(letter: str, spoken: Tongue) -> bool:
    return letter in spoken.letters or not letter.isalpha() or letter in "ʻʼ"


def mended_words(text: str, pair: Pair) -> str:
    """The text with the words of `mixed_words` put right where that is certain."""
    script = pair.tongue.script
    if not script or not (_HAS_LATIN if script == "cyrillic" else _HAS_CYRILLIC).search(text):
        return text
    right = {word: better for word, better in mixed_words(pair.target, pair) if better}
    return WORD.sub(lambda found: right.get(found.group(), found.group()), text) if right else text


def foreign_letters(text: str, pair: Pair) -> Iterator[tuple[str, str, str]]:
    """Words of the right script with a letter of no alphabet of the language: (word, letter, right word or nothing)."""
    spoken = pair.tongue
    if not spoken.alphabet:
        return
    odd = {letter for letter in frozenset(text) - spoken.usual_letters if letter.isalpha()}
    odd = {letter for letter in odd if script_of(letter) == spoken.script or letter in spoken.lookalikes}
    if not odd:
        return
    for word in dict.fromkeys(WORD.findall(text)):
        letter = next((one for one in word if one in odd), "")
        if letter and word not in words_of(pair.msgid) and word not in pair.lexicon.words:
            yield word, letter, respelt(word, spoken)


def respelt(word: str, spoken: Tongue) -> str:
    """The word with every look-alike put right; nothing where one has no certain twin."""
    right = "".join(_respell(letter, spoken) for letter in word)
    return right if all(_is_own(letter, spoken) for letter in right) else ""


def _respell(letter: str, spoken: Tongue) -> str:
    if _is_own(letter, spoken):
        return letter
    if letter in spoken.lookalikes:
        return spoken.lookalikes[letter]
    twin = spoken.lookalikes.get(letter.lower(), letter)
    return twin[:1].upper() + twin[1:] if letter.isupper() and letter.lower() in spoken.lookalikes else twin


@lru_cache(maxsize=2048)
def words_of(text: str) -> frozenset[str]:
    """The words of a text, as they are written."""
    return frozenset(WORD.findall(text))
