"""Whether a change of an English text can only be a typo put right. In doubt it is not: then translators look again.

A sign, a word or a mark that was added, taken out or replaced is no typo, nor is anything about numbers, negations,
duties, conditions, citations, addresses or emphasis. What may change: spaces, the style of quotation marks, dashes and
apostrophes, a doubled word or sign, the stop at the very end, the first letter's case, `a` and `an`, and a word that is
written wrongly: a letter or two in its middle, in a word that stands nowhere else in the handbook.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

# Marks of every kind, then words with their apostrophes, hard line breaks, and each other sign.
_TOKEN = re.compile(
    r"(?P<mark>\[[@^][^\]]*\]|\]\([^)]*\)|`+[^`]*`+|<[^>]*>|\{[^}]*\}|⟦[^⟧]*⟧|&#?\w+;)|\w+(?:'\w+)*|\n|[^\w\s]"
)
_STYLE = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "–": "-", "—": "-"}
)
_WORD = re.compile(r"\w+(?:'\w+)*")
_LONG = 8  # letters: so long a word may have two wrong ones
_MOST = 3  # corrected words in one text; more than that is a rewording
# Words that law is made of: no change of one, or into one, is a typo.
_LAW_WORDS = """
not no never none neither nor nothing nobody nowhere without cannot unless except but
must shall should may can might will would could need needs ought required requires permitted prohibited forbidden
may't mustn't can't don't doesn't isn't aren't won't shouldn't needn't
all any every each some few several many most more less least only both either other another same own
if when where while until till before after during within from since by between and or then than that this these
those above below over under up down at in on to of off for against with into out about
who whom whose which what he she it they you we his her its their your our him them us me my
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million half third quarter twice
once first second fourth fifth sixth seventh eighth ninth tenth
minute minutes hour hours day days week weeks month months year years
monday tuesday wednesday thursday friday saturday sunday
january february march april june july august september october november december
"""
_LAW = frozenset(_LAW_WORDS.split())
# Twice no may be yes; any other word that stands twice says the same as once.
_NEGATIONS = frozenset({"no", "not", "never", "none", "nor", "without"})


def why_no_typo(old: str, new: str, known: Collection[str] = ()) -> str:
    """Say why a change is more than a typo; empty if it is none.

    `known` are the words of the handbook as it is now, in small letters: a word that stands elsewhere is a word.
    """
    before, after = _plain(old), _plain(new)
    mine, yours = _tokens(before), _tokens(after)
    changed = 0
    for kind, start, end, first, last in SequenceMatcher(None, mine, yours, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        out, put = mine[start:end], yours[first:last]
        if reason := _why_not(
            out, put, _around(mine, start, end), last == len(yours) and end == len(mine), known
        ):
            return reason
        changed += sum(1 for token in (put or out) if _WORD.fullmatch(token))
    return f"{changed} words changed: that is a rewording" if changed > _MOST else ""


def words_of(text: str) -> Iterator[str]:
    """The words of a text as `known` holds them."""
    return (token.casefold() for token in _tokens(_plain(text)) if _WORD.fullmatch(token))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).translate(_STYLE)


def _tokens(text: str) -> list[str]:
    return [found.group() for found in _TOKEN.finditer(text)]


def _around(tokens: Sequence[str], start: int, end: int) -> tuple[str, ...]:
    return (*tokens[max(0, start - 1) : start], *tokens[end : end + 1])


def _why_not(
    out: Sequence[str], put: Sequence[str], around: Sequence[str], at_end: bool, known: Collection[str]
) -> str:
    if not out or not put:
        return _why_not_alone(out or put, around, at_end, "taken out" if out else "added")
    if not all(map(_WORD.fullmatch, (*out, *put))):
        return f"{' '.join(out)!r} became {' '.join(put)!r}"
    if len(out) == len(put):
        return next(
            filter(None, (_why_other(one, other, known) for one, other in zip(out, put, strict=True))), ""
        )
    if "".join(out).casefold() != "".join(put).casefold() or _are_law((*out, *put)):
        return f"{' '.join(out)!r} became {' '.join(put)!r}"
    return _why_known(out, known)


def _why_not_alone(tokens: Sequence[str], around: Sequence[str], at_end: bool, what: str) -> str:
    """For tokens that only one of the two texts has."""
    one = tokens[0]
    if len(tokens) == 1 and one == "." and at_end:
        return ""
    doubled = len(tokens) == 1 and one in around and what == "taken out" and (one.isalpha() or one in ".,;:)")
    return "" if doubled and one.casefold() not in _NEGATIONS else f"{' '.join(tokens)!r} was {what}"


def _why_other(old: str, new: str, known: Collection[str]) -> str:
    """For one word in the place of another."""
    said = f"{old!r} became {new!r}"
    if {old.casefold(), new.casefold()} == {"a", "an"}:
        return ""
    if _are_law((old, new)):
        return said
    if old.casefold() == new.casefold():
        return "" if old[1:] == new[1:] else said
    if _is_short_form(old) or _is_short_form(new) or not _is_slip(old.casefold(), new.casefold()):
        return said
    return _why_known([old], known)


def _why_known(words: Sequence[str], known: Collection[str]) -> str:
    if all(word.casefold() in known for word in words):
        return f"{' '.join(words)!r} stands elsewhere too: it is a word, or the typo is to be corrected everywhere"
    return ""


def _are_law(words: Sequence[str]) -> bool:
    """Whether any of the words carries what law is made of, or a number."""
    return any(word.casefold() in _LAW or any(map(str.isdigit, word)) for word in words)


def _is_short_form(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _is_slip(old: str, new: str) -> bool:
    """Whether two words differ as a slip of the fingers makes them differ: not at the ends, where grammar is."""
    if min(len(old), len(new)) <= 2 or old[0] != new[0]:
        return False
    head = next(
        (at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other),
        min(len(old), len(new)),
    )
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    out, put = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(out) == 2 and out == put[::-1]:
        return True
    if len(out + put) == 1 and _doubles(old if out else new, out + put):
        return True
    most = 2 if min(len(old), len(new)) >= _LONG else 1
    return max(len(out), len(put)) <= most and tail >= 2


def _doubles(longer: str, letter: str) -> bool:
    """Whether the longer of two words, that differ by one letter, has that letter twice in a row where they differ."""
    return any(one == other == letter for one, other in pairwise(longer))
