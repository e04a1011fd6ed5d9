"""How far each paragraph may be trusted: signs in the margin, and what is said of them at the head of a chapter."""

from __future__ import annotations

from collections.abc import Mapping

from handbook.book.info import BookInfo
from handbook.book.tree import HtmlElement, having
from handbook.markdown.review import ReviewCounts
from handbook.markdown.session import Review
from handbook.site.page import RenderedPage
from handbook.site.standing import SIGNS, prevails, review_words, sentence, sign_of, signature_line, tallies
from handbook.translation.reviews import Standing

_MEANINGS = {
    Review.REVIEWED: "A legal reviewer has signed this text as it stands, in both languages.",
    Review.UNREVIEWED: "No legal reviewer has signed this translation yet: the English text prevails.",
}


def quiet_reviews(root: HtmlElement, counts: ReviewCounts) -> None:
    """Where all paragraphs of a chapter stand alike its head says so: their signs need not be read aloud one by one."""
    if counts.uniform is not None:
        for number in having(root, "hb-para"):
            if number.get("data-review"):
                number.set("data-quiet", "yes")


def head_lines(page: RenderedPage, info: BookInfo, strings: Mapping[str, str]) -> list[str]:
    """What the head of a chapter says: its state, its paragraphs by state if they differ, its signatures."""
    if page.standing is Standing.SOURCE and not page.signatures:
        return []
    said = _said(page, strings)
    mixed = page.reviews.uniform is None
    counted = [f"{one.sign}\u00a0{one.word}:\u00a0{one.count}" for one in tallies(page.reviews, strings) if mixed]
    signed = [signature_line(one, info.dates.get(one.date, one.date), strings) for one in page.signatures]
    return [line for line in (said, "\u2002·\u2002".join(counted), *signed) if line]


def _said(page: RenderedPage, strings: Mapping[str, str]) -> str:
    sign = sign_of(page.standing, page.reviews)
    return f"{sign} {sentence(page.standing, page.reviews, strings)}".strip()


def foot_line(page: RenderedPage, strings: Mapping[str, str]) -> str:
    """What stands at the foot of each page of a chapter: its state, or the key to its signs and which text prevails."""
    if page.standing is Standing.SOURCE:
        return ""
    if page.reviews.uniform is not None or not page.reviews.total:
        return _said(page, strings)
    key = "\u2002".join(f"{one.sign}\u00a0{one.word}" for one in tallies(page.reviews, strings))
    return "\u2002·\u2002".join(filter(None, (key, prevails(page.standing, strings))))


def key_rows(counts: ReviewCounts, strings: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """The key at the front of the book: sign, word and meaning of each state that its paragraphs are in."""
    words = review_words(strings)
    return [
        (SIGNS[one], words[one], strings[_MEANINGS[one]] if one in _MEANINGS else "")
        for one in Review
        if getattr(counts, one)
    ]
