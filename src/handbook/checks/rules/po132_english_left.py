"""PO132 english-left. What: English words of the source that were left standing in the translation.

Why: the sentence was begun and not finished; its reader cannot read the rest. Instead: translate them. A name that has
no other form may stay; so may words in quotation marks or italics.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from handbook.checks.pair import ODD, Pair, Said
from handbook.checks.tongues import SOURCE, tongue

_LATIN_RUN = re.compile(r"[A-Za-z][A-Za-z'’-]*(?:[ ,][ ]?[A-Za-z][A-Za-z'’-]*)*")
_SMALL = re.compile(r"[a-z]{3}")
_PLAIN_WORD = re.compile(r"[A-Za-z']+")
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"|\*[^*]+\*|\([A-Z][^()]*\)")
# Latin, which lawyers write in every language.
_LATIN = "non refoulement ad hoc mutatis mutandis prima facie habeas corpus de facto jure inter alia absentia bis idem"
_FOREIGN = frozenset(re.findall(r"\w+", _LATIN))
# Words of English grammar that other languages have too, with another meaning.
_SHARED = frozenset(("on", "at", "an", "it", "her", "is", "be", "if"))


def compare(pair: Pair) -> Iterator[Said]:
    if not pair.tongue.script or pair.msgid == pair.msgstr:
        return
    left = _in_cyrillic(pair) if pair.tongue.script == "cyrillic" else _in_latin(pair)
    if left:
        yield (
            f"English words are left in the translation: {left}",
            "translate them; set a name in quotation marks",
        )


def _in_cyrillic(pair: Pair) -> str:
    if ODD not in pair.signs or _SMALL.search(pair.target_shape) is None:
        return ""
    text = _QUOTED.sub(" ", pair.target_shape)
    words = set(re.findall(r"[a-z]+", pair.source.lower()))
    for run in _LATIN_RUN.findall(text):
        parts = re.findall(r"[A-Za-z]+", run)
        small = [
            part
            for part in parts
            if part.islower() and len(part) > 2 and part in words and part not in _FOREIGN
        ]
        if small and not _is_name(run, pair):
            return str(run)
    return ""


@cache
def _grammar(language: str) -> frozenset[str]:
    """Words of English grammar that a language does not have."""
    return tongue(SOURCE).common_words - tongue(language).common_words - _SHARED


def _in_latin(pair: Pair) -> str:
    """Two different words of English grammar in a row of words that the source has too."""
    text, common = pair.target, _grammar(pair.language)
    if common.isdisjoint(map(str.lower, _PLAIN_WORD.findall(text))):
        return ""
    words = pair.source.lower().split()
    known = {" ".join(words[at : at + 3]) for at in range(len(words) - 2)}
    for run in re.findall(r"(?<![A-Za-z'])[A-Za-z']+(?: [A-Za-z']+){2,}", " ".join(text.split())):
        parts = run.split()
        for at in range(len(parts) - 2):
            three = " ".join(parts[at : at + 3])
            if three.lower() in known and common & set(three.lower().split()) and not _is_name(three, pair):
                return three
    return ""


def _is_name(run: str, pair: Pair) -> bool:
    return any(run.strip(" ,").lower() in name.lower() for one in pair.lexicon.names for name in one.source)
