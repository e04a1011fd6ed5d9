"""What has been signed in one language, seen from its pages as they are: asked by whoever shows them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from handbook.project import Project
from handbook.translation.memory import Translations
from handbook.translation.signed_text import holds, signed_paragraphs, text_now
from handbook.translation.signoff import Role, SignedText, load_signoffs
from handbook.translation.source import read_source


class Standing(StrEnum):
    """How a page, or the whole handbook, stands in a language; the source stands by itself."""

    SOURCE = "source"
    REVIEWED = "reviewed"
    PARTLY = "partly"
    UNREVIEWED = "unreviewed"


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed a page in which role and when (ISO date), and whether the page is still what was signed."""

    role: Role
    name: str
    date: str
    holds: bool


class Reviews:
    """The sign-offs of one language. Pages that nobody has signed cost nothing; the others are read once."""

    def __init__(self, project: Project, translations: Translations) -> None:
        self.project = project
        self.translations = translations
        loaded = load_signoffs(project, translations.tag)
        self.findings = loaded.findings
        self.signoffs = loaded.value
        self._texts: dict[str, tuple[SignedText, ...]] = {}

    def key(self, page: str) -> str:
        """What a page shows of its sign-offs depends on this, on its Markdown and on its catalogue; empty for none."""
        found = [self.signoffs.get((page, role)) for role in Role]
        return repr(found) if any(found) else ""

    def signed(self, page: str) -> frozenset[int]:
        """The paragraphs of a page that a reviewer has signed as they are, 0 (title and headings) among them."""
        if (page, Role.REVIEWER) not in self.signoffs:
            return frozenset()
        return signed_paragraphs(self.signoffs, page, self._text(page))

    def signatures(self, page: str) -> tuple[Signature, ...]:
        """Everybody who has signed a page: the translator, then the reviewer."""
        records = (self.signoffs.get((page, role)) for role in (Role.TRANSLATOR, Role.REVIEWER))
        return tuple(
            Signature(one.role, one.name, one.date, holds(one, self._text(page))) for one in records if one is not None
        )

    def standing(self, page: str) -> Standing:
        """Reviewed only if the whole page is as a reviewer signed it."""
        if self.translations.is_source:
            return Standing.SOURCE
        if any(one.role is Role.REVIEWER and one.holds for one in self.signatures(page)):
            return Standing.REVIEWED
        return Standing.PARTLY if self.signed(page) else Standing.UNREVIEWED

    def _text(self, page: str) -> tuple[SignedText, ...]:
        if page not in self._texts:
            parsed = read_source(self.project, [page]).pages.get(page)
            catalogue = self.translations.page(page)
            lookup = catalogue.lookup if catalogue is not None else None
            self._texts[page] = text_now(parsed, lookup) if parsed is not None else ()
        return self._texts[page]
