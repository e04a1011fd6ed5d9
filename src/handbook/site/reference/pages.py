"""What the build makes for pages of one language, and what such a page depends on beyond its own text."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, partial
from xml.etree.ElementTree import tostring

from handbook.markdown.generated import (
    ABBREVIATIONS,
    AGENCIES,
    AUTHORITIES,
    GLOSSARY,
    STATUS,
    Trees,
    generated_in,
)
from handbook.project import Project
from handbook.register.authorities_table import authorities_table
from handbook.register.register import Register
from handbook.site.reference.agencies import agencies_tree
from handbook.site.reference.authorities import authorities_tree
from handbook.site.reference.citing import Citing, citing_paragraphs
from handbook.site.reference.glossary import abbreviations_tree, glossary_tree
from handbook.site.reference.status import StatusPage
from handbook.stable import digest
from handbook.translation.memory import Translations
from handbook.translation.status import LanguageStatus, status_of


def is_screen_only(markdown: str) -> bool:
    """Whether a page has no place in the book: one that shows all languages would have each book made anew for all."""
    return STATUS in generated_in(markdown)


class ReferencePages:
    """Makes tables and lists when a page asks for them; who cites what is read once, and only if it is asked for."""

    def __init__(
        self, project: Project, register: Register, translations: Translations, words: Mapping[str, str]
    ) -> None:
        self.project = project
        self.register = register
        self.translations = translations
        self.words = words
        self._citing: dict[str, Citing] = {}

    def trees(self, page: str) -> Trees:
        """What may stand on a page, by the name of its place."""
        language = self.translations.tag
        return {
            AUTHORITIES: lambda: authorities_tree(
                authorities_table(self.register, self.citing(page), language, cited_only=True), self.words
            ),
            GLOSSARY: partial(glossary_tree, self.register, language, self.words),
            ABBREVIATIONS: partial(abbreviations_tree, self.register, language, self.words),
            AGENCIES: partial(agencies_tree, self.register, language, self.words),
            STATUS: lambda: self.status(page).trees(),
        }

    def key(self, page: str, markdown: str) -> str:
        """A digest of what the page shows of other pages; empty for a page that shows nothing of them."""
        names = generated_in(markdown)
        shown = [repr(self.citing(page))] if AUTHORITIES in names else []
        if STATUS in names:
            shown += [tostring(tree, "unicode") for tree in self.status(page).trees()]
        return digest(*shown) if shown else ""

    def status(self, page: str) -> StatusPage:
        return StatusPage(self.project, self.translations, self.words, self._status, page)

    @cached_property
    def _status(self) -> tuple[LanguageStatus, ...]:
        return status_of(self.project)

    def citing(self, page: str) -> Citing:
        if page not in self._citing:
            self._citing[page] = citing_paragraphs(self.project, self.translations, page)
        return self._citing[page]
