"""PO160 term. What: the source uses a term of the register, and the translation has none of the forms that the
register gives for it in this language (a warning).

Why: one word for one thing, on every page; a second word makes readers look for a second thing. Instead: use the
preferred word of `docs/register/terms.yml`, in the form the sentence needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from handbook.checks.lexicon import EnglishTerms
from handbook.checks.pair import Pair, Said
from handbook.checks.tongues import SOURCE, tongue
from handbook.findings import Severity

SEVERITY = Severity.WARNING


def compare(pair: Pair) -> Iterator[Said]:
    # The official name of an authority has the official words.
    if not pair.lexicon.terms or pair.msgid in pair.lexicon.english_names:
        return
    target = pair.target.lower()
    for name in terms_in(pair.source, pair.lexicon.english_terms):
        term = pair.lexicon.terms_by_id[name]
        if term.target and not pattern(term.target).search(target):
            yield (
                f"the translation does not use the term for {term.id!r}",
                f"use {term.preferred} in the form it needs",
            )


@lru_cache(maxsize=8192)
def terms_in(text: str, terms: EnglishTerms) -> tuple[str, ...]:
    """The terms an English text uses, by id; what a longer term holds is no use of a shorter one."""
    found: list[tuple[int, int, str]] = []
    low = text.lower()
    for name, written, letters in terms.openings:
        if letters not in low:
            # Most terms can be passed over for want of the letters with which all their forms begin.
            continue
        for match in pattern(written).finditer(low):
            if not _is_no_term(text, match):
                found.append((match.start(), match.end(), name))
    kept = [one for one in found if not any(_holds(other, one) for other in found)]
    return tuple(dict.fromkeys(name for _, _, name in sorted(kept, key=lambda one: (one[0], one[2]))))


# After a noun no article or pronoun follows: search a person, judge it.
_OBJECT = re.compile(
    r" (?:an?|the|every|each|any|your|my|our|his|her|their|its|it|them|him|me|us|only|inside|yourself)\b",
    re.IGNORECASE,
)
_VERB_FOLLOWS = re.compile(
    r"\b(?:to|can|could|must|should|may|might|will|would|cannot|not|never|you|they|we) $", re.IGNORECASE
)


def _is_no_term(text: str, match: re.Match[str]) -> bool:
    """Whether the word is a verb here, part of a longer word or name, or of a phrase that says something else."""
    start, end = match.span()
    before, after = text[max(0, start - 10) : start], text[end : end + 12]
    if before.endswith("-") or after.startswith("-") or _VERB_FOLLOWS.search(before):
        return True
    if " " not in match.group() and _OBJECT.match(text, end):
        return True
    if match.group().endswith("ed") and after.startswith(" of "):
        return True
    if text[start].isupper() and re.match(r" (?:of )?[A-Z]", after):
        return True
    return any(one.start() <= start and end <= one.end() for one in tongue(SOURCE).no_terms.finditer(text))


def _holds(outer: tuple[int, int, str], inner: tuple[int, int, str]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1] and outer[1] - outer[0] > inner[1] - inner[0]


@lru_cache(maxsize=8192)
def pattern(written: str) -> re.Pattern[str]:
    """A term's pattern as whole words, in any case."""
    return re.compile(rf"(?<!\w)(?:{written})(?!\w)", re.IGNORECASE)
