"""The end of the page: what changed beside the paragraphs, and which files could not be compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handbook.review.model import OtherFile, Review, Shift, SignOffChange
from handbook.review.page_change import Pointers
from handbook.review.page_law import FEW, table
from handbook.review.page_tags import Html, counted, join, safe, sign, tag, unseen
from handbook.review.page_words import GIT


def tail_html(review: Review, pointers: Pointers) -> Html:
    """Each section that has something to say."""
    names = {language.tag: language.name for language in (review.source, *review.languages)}
    shifts = map(_shift, review.shifts)
    signed = (_signoff(one, names.get(one.tag, one.tag)) for one in review.signoffs)
    others = (_other(one, pointers) for one in review.others)
    unreadable = (_unreadable(file, why, pointers) for file, why in review.unreadable)
    return join(
        [
            _section("shifts", "Numbers that shifted", ("Page", "Before", "Now", "Paragraphs"), shifts),
            _section("signoffs", "Sign-offs", ("Language", "Page", "Signed as", "Sign-off"), signed),
            _section("others", "Other files", ("File", "What"), others),
            _section("unreadable", "Files that could not be compared", ("File", "Why"), unreadable),
        ]
    )


def _section(name: str, title: str, heads: Sequence[str], rows: Iterable[Html]) -> Html | None:
    found = list(rows)
    if not found:
        return None
    heading = tag("h2", title, id=f"r_{name}")
    rows_html = table(title, heads, found)
    if len(found) > FEW:
        summary = tag("summary", counted(len(found), "row"))
        rows_html = tag("details", summary, rows_html, class_="more")
    return tag("section", heading, rows_html, aria_labelledby=f"r_{name}")


def _shift(shift: Shift) -> Html:
    return tag(
        "tr",
        tag("th", shift.page, scope="row"),
        tag("td", _range(shift.before), class_="no"),
        tag("td", _range(shift.after), class_="no"),
        tag("td", f"{shift.count:,}", class_="num"),
    )


def _range(ends: tuple[str, str]) -> Html:
    first, last = ends
    return safe(first) if first == last else join([first, sign("–"), unseen(" to "), last])


def _signoff(one: SignOffChange, name: str) -> Html:
    said = [sign("× " if one.voided else "✓ "), "does not hold any longer" if one.voided else "given"]
    return tag(
        "tr",
        tag("th", tag("span", name, lang=one.tag), scope="row"),
        tag("td", one.page),
        tag("td", one.role),
        tag("td", *said),
    )


def _other(other: OtherFile, pointers: Pointers) -> Html:
    link = pointers.source(other.path, 0, gone=other.what == "D")
    return tag("tr", tag("th", link, scope="row"), tag("td", GIT.get(other.what, other.what)))


def _unreadable(file: str, why: str, pointers: Pointers) -> Html:
    return tag("tr", tag("th", pointers.source(file, 0), scope="row"), tag("td", why))
