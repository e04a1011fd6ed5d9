"""From the rendered pages of a site to prepared HTML for each chapter: all passes, in their order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from handbook.book.anchors import Sheet, link_sheets
from handbook.book.clean import clean, drop_unprintable
from handbook.book.fallback import mark_fallbacks
from handbook.book.flatten import flatten
from handbook.book.footnotes import make_notes
from handbook.book.forms import make_room
from handbook.book.headings import level_headings, take_title
from handbook.book.pictures import Pictures
from handbook.book.reviews import quiet_reviews
from handbook.book.sizes import keep_end, mark_sizes
from handbook.book.tables import size_tables
from handbook.book.tree import parse, serialize
from handbook.findings import FindingsError
from handbook.site.page import RenderedPage, RenderedSite


@dataclass(frozen=True, slots=True)
class Prepared:
    """A page as pandoc gets it, the language of its title (empty: the book's) and its number of sections."""

    page: RenderedPage
    html: str
    title_language: str
    sections: int


def prepare(site: RenderedSite, words: Mapping[str, str], pictures: Pictures) -> list[Prepared]:
    """Return the pages in reading order. Raises FindingsError with every picture that cannot be printed.

    `words` maps kinds of boxes to their words in the book's language.
    """
    sheets: list[Sheet] = []
    heads: list[tuple[str, int]] = []
    for page in site.printed:
        root = parse(page.html)
        drop_unprintable(root)
        quiet_reviews(root, page.reviews)
        title = take_title(root)
        make_notes(root, page.path)
        flatten(root, words)
        pictures.take(root, page.path, page.url)
        sections = level_headings(root)
        mark_fallbacks(root)
        if page.kind == "tool":
            make_room(root)
        mark_sizes(root)
        size_tables(root)
        if page.kind != "tool":
            # A form is one sheet if it can be: nothing of it is held back for the next.
            keep_end(root)
        heads.append((title.language if title.language != site.language else "", sections))
        sheets.append(Sheet(page.path, page.url, page.number, root, title.identifier))
    if pictures.findings:
        raise FindingsError(pictures.findings)
    link_sheets(sheets)
    for sheet in sheets:
        clean(sheet.tree)
    return [
        Prepared(page, serialize(sheet.tree), language, sections)
        for page, sheet, (language, sections) in zip(site.printed, sheets, heads, strict=True)
    ]
