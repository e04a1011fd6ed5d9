"""Stop-press notices as a list, for the home page and the book's imprint."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.markdown.citations import CitationRenderer
from handbook.register.notices import in_order_of_date
from handbook.register.register import Register, in_language
from handbook.translation.dates import long_date


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One notice: what it concerns and its date in the language of the build, its text and the text's language."""

    place: str
    date: str
    text: str
    language: str


def notice_lines(register: Register, language: str) -> tuple[NoticeLine, ...]:
    """All notices of the register, latest first."""
    cite = CitationRenderer(register, language, None)
    return tuple(_line(register, name, cite) for name in in_order_of_date(register.notices))


def _line(register: Register, name: str, cite: CitationRenderer) -> NoticeLine:
    notice = register.notices[name]
    text = in_language(notice.text, cite.language)
    assert text is not None, "the model demands English"
    place = "; ".join(cite.text(item) for item in notice.places)
    return NoticeLine(place, long_date(notice.date, cite.language), text.text, text.language)
