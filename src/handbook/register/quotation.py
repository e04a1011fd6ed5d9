"""Locked quotations: words of the law that come from the register in every language, and are never translated here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handbook.findings.model import Finding
from handbook.register.check_citation import check_citation
from handbook.register.citation import Citation, CitationError, CitedItem, parse_citation
from handbook.register.locators import print_locator
from handbook.register.models import SOURCE_LANGUAGE, Authority
from handbook.register.register import LocalText, Register


@dataclass(frozen=True, slots=True)
class Quotation:
    """What is quoted, and its words in a language, which need not be the one asked for."""

    item: CitedItem
    words: LocalText


def find_quotation(written: str, register: Register, language: str) -> Quotation | None:
    """Return the quotation that a page calls for as `@id, art. 9(1)`; None where the register has no such text.

    The text is that of `language`, else of English, else of the first authentic language there is.
    """
    item = parse_quotation(written)
    authority = register.authorities.get(item.id) if item is not None else None
    if item is None or authority is None:
        return None
    texts = authority.quotations.get(print_locator(item.locator))
    if texts is None:
        return None
    choices = (language, SOURCE_LANGUAGE, *authority.authoritative, *sorted(texts))
    tag = next(tag for tag in choices if tag in texts)
    return Quotation(item, LocalText(texts[tag], tag))


def parse_quotation(written: str) -> CitedItem | None:
    """Return what `@id, art. 9(1)` names; None when it is not one place of one authority."""
    try:
        items = parse_citation(f"[{written.strip()}]").items
    except CitationError:
        return None
    return items[0] if len(items) == 1 and items[0].locator else None


def check_quotation(written: str, register: Register) -> Iterator[Finding]:
    """Yield what is wrong with a quotation, CT101 to CT104 and QT101, QT102; the caller sets path and line."""
    item = parse_quotation(written)
    if item is None:
        what = f"a quotation names one place of one authority, not {written.strip()!r}"
        yield Finding("", 0, "QT101", what, "write /// quote | @id, art. 9(1)")
        return
    yield from check_citation(Citation((item,)), register)
    authority = register.authorities.get(item.id)
    if authority is not None and print_locator(item.locator) not in authority.quotations:
        yield Finding("", 0, "QT102", f"the register has no text to quote of {item}", _places(authority))


def _places(authority: Authority) -> str:
    if not authority.quotations:
        return "enter its official text under quotations: of this authority, to the letter"
    return f"it has {'; '.join(authority.quotations)}"
