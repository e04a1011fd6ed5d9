"""How far a translation may be trusted, in the words and signs of site and book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from handbook.markdown.review import ReviewCounts
from handbook.markdown.session import Review
from handbook.translation.reviews import Signature, Standing
from handbook.translation.signoff import Role

# The style sheet and the book's template draw the same signs.
SIGNS: Mapping[Review, str] = MappingProxyType(
    {Review.REVIEWED: "✓", Review.UNREVIEWED: "○", Review.OUTDATED: "Δ", Review.ENGLISH: "~"}
)
_WORDS = {
    Review.REVIEWED: "Reviewed",
    Review.UNREVIEWED: "Unreviewed",
    Review.OUTDATED: "Translation outdated",
    Review.ENGLISH: "In English",
}
_ROLES = {Role.TRANSLATOR: "Translator", Role.REVIEWER: "Legal reviewer"}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many paragraphs are in one state: its sign, its word in the page's language, the number."""

    sign: str
    word: str
    count: int


def review_words(words: Mapping[str, str]) -> dict[Review, str]:
    """The word of each state in the language of `words`."""
    return {review: words[msgid] for review, msgid in _WORDS.items()}


def status(standing: Standing, words: Mapping[str, str]) -> str:
    """What an edition says of itself on its title page."""
    named = {
        Standing.SOURCE: "Authoritative text",
        Standing.REVIEWED: "Reviewed translation",
        Standing.PARTLY: "Partly reviewed translation",
        Standing.UNREVIEWED: "Unreviewed draft translation",
    }
    return words[named[standing]]


def prevails(standing: Standing, words: Mapping[str, str]) -> str:
    """That the English text prevails, as long as it does."""
    return "" if standing in (Standing.SOURCE, Standing.REVIEWED) else words["The English text prevails."]


def sentence(standing: Standing, counts: ReviewCounts, words: Mapping[str, str]) -> str:
    """What a page says of itself; nothing in the source language.

    A page that is all English has no translation to be reviewed, and says so.
    """
    if standing is Standing.SOURCE:
        return ""
    if standing is Standing.UNREVIEWED and counts.uniform not in (Review.ENGLISH, Review.OUTDATED):
        return words["Unreviewed translation: the English text prevails."]
    shown = _WORDS[counts.uniform] if standing is Standing.UNREVIEWED and counts.uniform else ""
    said = words[shown] if shown else status(standing, words)
    return " ".join(filter(None, (f"{said}.", prevails(standing, words))))


def sign_of(standing: Standing, counts: ReviewCounts) -> str:
    """The sign of a page's state; a page of several states has none of its own."""
    if standing is Standing.REVIEWED:
        return SIGNS[Review.REVIEWED]
    return SIGNS[counts.uniform or Review.UNREVIEWED] if standing is Standing.UNREVIEWED else ""


def tallies(counts: ReviewCounts, words: Mapping[str, str]) -> tuple[Tally, ...]:
    """The states there are, the best first, with their numbers."""
    named = review_words(words)
    return tuple(Tally(SIGNS[one], named[one], getattr(counts, one)) for one in Review if getattr(counts, one))


def signature_line(one: Signature, day: str, words: Mapping[str, str]) -> str:
    """One signature; `day` is its date as the language writes it."""
    said = f"{words[_ROLES[one.role]]}: {one.name}, {day}"
    return said if one.holds else f"{said} ({words['the text has changed since']})"
