"""Who cites an authority, as a page of one language says it: numbers, addresses, titles, locators."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from handbook.project import Project
from handbook.register.authorities_table import CitingParagraph
from handbook.register.locators import Locator, parse_locator
from handbook.register.register import LocalText
from handbook.translation.cited import CitingPage, citing_pages
from handbook.translation.memory import Translations

Citing = Mapping[str, tuple[CitingParagraph, ...]]


def citing_paragraphs(project: Project, translations: Translations, page: str) -> Citing:
    """For each authority's id the paragraphs that cite it, in reading order, addressed from `page`."""
    found: dict[str, list[CitingParagraph]] = {}
    for source in citing_pages(project):
        title = _title(project, translations, source)
        number = project.numbers.get(source.path)
        address = posixpath.relpath(source.path, posixpath.dirname(page) or ".")
        for (authority, paragraph), places in _by_paragraph(source).items():
            found.setdefault(authority, []).append(
                CitingParagraph(
                    number=f"{number}.{paragraph}"
                    if number and paragraph
                    else str(number or paragraph or ""),
                    url=f"{address}#p{paragraph}" if paragraph else address,
                    page=None if number else title,
                    places=places,
                )
            )
    return {authority: tuple(paragraphs) for authority, paragraphs in found.items()}


def _by_paragraph(page: CitingPage) -> dict[tuple[str, int], tuple[Locator, ...]]:
    found: dict[tuple[str, int], dict[str, Locator]] = {}
    for place in page.places:
        locators = found.setdefault((place.id, place.paragraph), {})
        if place.locator:
            locators.setdefault(place.locator, parse_locator(place.locator))
    return {key: tuple(locators.values()) for key, locators in found.items()}


def _title(project: Project, translations: Translations, page: CitingPage) -> LocalText:
    catalogue = translations.page(page.path)
    text, language = translations.shown(page.title, catalogue.lookup(page.title) if catalogue else None)
    return LocalText(text, language if catalogue else project.source.tag)
