"""One build of one language, free of MkDocs: what pages are given, what templates may show, what is collected."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from handbook.findings import Finding, Severity
from handbook.markdown.citations import CitationRenderer, add_citations
from handbook.markdown.generated import add_generated
from handbook.markdown.procedure_view import ProcedureRenderer
from handbook.markdown.quotation import QuotationRenderer, add_quotations
from handbook.markdown.safety import hazards
from handbook.markdown.session import Marks, PageInput, Parser, ReviewMarks, State
from handbook.markdown.stop_press import NoticeRenderer, StopPress, add_stop_press
from handbook.markdown.tooltips import add_tooltips
from handbook.project import Project
from handbook.register.load import load_register
from handbook.register.term_finder import TermFinder
from handbook.site.alternates import Layout, Place, hreflang, relative_url, switcher
from handbook.site.boxes import word_boxes
from handbook.site.edition import Edition
from handbook.site.follows import follows_notice, follows_short
from handbook.site.kept_pages import Content, KeptPages
from handbook.site.kinds import PAGE_KINDS, box_words
from handbook.site.menu_titles import named_in
from handbook.site.notices import notice_lines
from handbook.site.page import Part, RenderedPage, RenderedSite
from handbook.site.reference.pages import ReferencePages, is_screen_only
from handbook.site.standing import review_words, sentence, sign_of, signature_line, tallies
from handbook.translation.dates import long_date
from handbook.translation.extract import team_name
from handbook.translation.interface import interface
from handbook.translation.memory import Translations
from handbook.translation.reviews import Reviews, Standing

AUTHORITIES_PAGE = "reference/authorities.md"
HOME, HOME_URL = "index.md", "index.html"


class LanguageBuild:
    """Holds what one run over one language needs and gathers; the MkDocs plugin only passes things on to it."""

    def __init__(self, project: Project, tag: str, edition: Edition, default: str, folders: bool) -> None:
        follows = edition.follows
        project = follows.among_today(project) if follows is not None else project
        self.project = project
        self.language = project.language(tag)
        self.edition = edition
        # Pages that stand in for those English has got since the text that this edition follows.
        self.stand_ins = frozenset(follows.new if follows is not None else ()) - set(project.pages)
        self.words = interface(tag)
        law = load_register(project.root, folder=project.register, cache=project.cache)
        self.translations = Translations(project, tag)
        self.register = self.translations.register(law.value)
        self.is_source = self.translations.is_source
        self.title, self.title_language = self.translations.title(project.title)
        self.description, _ = self.translations.title(project.description)
        self.copyright, _ = self.translations.title(project.copyright)
        layout = Layout.FOLDERS if folders else Layout.DEFAULT_AT_ROOT
        self.place = Place(project.languages, project.source.tag if folders else default, layout)
        self.pages: dict[str, RenderedPage] = {}
        self.reviews = Reviews(project, self.translations)
        self.problems: list[Finding] = [*law.findings, *self.reviews.findings]
        self.reference = ReferencePages(project, self.register, self.translations, self.words)
        self.kept = KeptPages(project, tag, layout.value)
        self.keys: dict[str, str] = {}
        self.screen_only: set[str] = set()
        # Parts of the menu as templates have drawn them, by the folder of the page and the place in the menu.
        self.menus: dict[str, str] = {}

    @property
    def at_root(self) -> bool:
        """Whether this language's pages stand at the root of the site, as the default's of a plain build do."""
        return not self.place.folder(self.language.tag)

    # Pages in

    def page_input(self, path: str) -> PageInput:
        """What the Markdown extension needs for one page."""
        catalogue = None if path in self.stand_ins else self.translations.page(path)
        number = self.project.numbers.get(path)
        return PageInput(
            lookup=catalogue.lookup if catalogue else None,
            marks=None if catalogue is None else self.marks(),
            number=str(number) if number else "",
            paragraph_title=self.words["Copy the link to this paragraph"],
            review=None if catalogue is None else self.review_marks(path),
            inline=partial(self.bring_in_the_law, path),
            procedures=ProcedureRenderer(self.register, self.language.tag, self.words),
        )

    def review_marks(self, path: str) -> ReviewMarks:
        """How a page's numbers say how far their paragraph may be trusted."""
        return ReviewMarks(review_words(self.words), self.reviews.signed(path))

    def bring_in_the_law(self, path: str, md: Parser, findings: list[Finding]) -> None:
        """Let the page cite the register and show what is made from it; what cannot be resolved is a finding."""
        shown = self.project.shown(self.project.docs / path)
        renderer = CitationRenderer(self.register, self.language.tag, self.authorities_url(path))

        def sink(found: Finding) -> None:
            findings.append(replace(found, path=shown))

        add_citations(md, renderer, sink)
        quotations = QuotationRenderer(renderer, self.marks(), sink)
        add_quotations(md, quotations.element, quotations.seen)
        add_stop_press(md, StopPress(self.register.notices, self.notices(renderer), quotations.quoted))
        add_generated(md, self.reference.trees(path))
        add_tooltips(md, self.terms, self.language.tag)

    def notices(self, citations: CitationRenderer) -> NoticeRenderer:
        """Who writes stop-press notices on a page."""
        date = partial(long_date, language=self.language.tag)
        return NoticeRenderer(citations, self.marks(), self.words["Stop-press"], date)

    @cached_property
    def terms(self) -> TermFinder:
        return TermFinder(self.register, self.language.tag)

    def authorities_url(self, path: str) -> Callable[[str], str] | None:
        """How a page leads to an entry of the table of authorities; None where the handbook has no such page."""
        if AUTHORITIES_PAGE not in self.project.pages:
            return None
        page = posixpath.relpath(AUTHORITIES_PAGE, posixpath.dirname(path) or ".")
        return lambda authority: f"{page}#{authority}"

    def marks(self) -> Marks:
        words = {
            State.MISSING: self.words["not yet translated"],
            State.OUTDATED: self.words["translation outdated"],
        }
        return Marks(self.project.source.tag, self.language.tag, words, self.language.direction)

    # Pages out

    def kept_content(self, path: str, markdown: str) -> Content | None:
        """The page's content from an earlier build, if all it depends on is as it was."""
        if is_screen_only(markdown):
            self.screen_only.add(path)
        others = f"{self.reference.key(path, markdown)}{self.reviews.key(path)}"
        self.keys[path] = self.kept.content_key(path, markdown, others)
        return self.kept.content(path, self.keys[path])

    def judge(self, path: str, content: Content) -> None:
        """Take newly made content, and keep it for later builds if nothing is wrong with it.

        A page is refused when the extension did not run on it, or when a browser would run something in it.
        """
        before = len(self.problems)
        if not content.facts.ran:
            self.note(path, "ST901", "the handbook's Markdown extension did not run on this page")
        for hazard in hazards(content.html):
            what = f"the page ({self.language.tag}) has {hazard.what}"
            self.note(path, "MK401", what, "remove it from page or catalogue")
        self.problems += content.facts.findings
        if len(self.problems) == before:
            self.kept.keep_content(path, self.keys[path], content)

    def collect(self, path: str, url: str, title: str, meta: Mapping[str, Any], content: Content) -> str:
        """Take a page into the site and return its purpose in the language of the build."""
        number = self.project.numbers.get(path)
        catalogue = self.translations.page(path)
        purpose, purpose_language = " ".join(str(meta.get("description") or "").split()), self.language.tag
        if catalogue is not None and purpose:
            purpose, purpose_language = self.translations.shown(purpose, catalogue.lookup(purpose))
        self.pages[path] = RenderedPage(
            path=path,
            # A file's address below its language: the i18n plugin may have put the language's folder in front.
            url=url.removeprefix(self.place.folder(self.language.tag))
            if self.place.layout is not Layout.FOLDERS
            else url,
            title=html.unescape(re.sub(r"<[^>]+>", "", title)),
            html=content.html,
            number=str(number) if number else "",
            part=number.part if number else 0,
            kind=str(meta.get("kind", "reference")),
            purpose=purpose,
            purpose_language=purpose_language,
            owner=self.translations.title(team_name(str(meta.get("owner") or "")))[0],
            review_by=str(meta.get("review_by") or ""),
            paragraphs=content.facts.paragraphs,
            screen_only=path in self.screen_only,
            coverage=content.facts.coverage,
            reviews=content.facts.reviews,
            # A page that only says that another is missing is the program's own.
            standing=Standing.SOURCE if path in self.stand_ins else self.reviews.standing(path),
            signatures=self.reviews.signatures(path),
        )
        return purpose

    def note(self, path: str, code: str, message: str, hint: str = "") -> None:
        self.problems.append(Finding(self.project.shown(self.project.docs / path), 0, code, message, hint))

    def findings(self) -> list[Finding]:
        """Everything that must stop this build, sorted."""
        return sorted(
            found
            for found in {*self.problems, *self.translations.findings}
            if found.severity is Severity.ERROR
        )

    def rendered(self) -> RenderedSite:
        """All pages of the navigation in reading order."""
        pages = tuple(self.pages[path] for path in self.project.pages if path in self.pages)
        lines = notice_lines(self.register, self.language.tag)
        return RenderedSite(self.language.tag, self.title, tuple(self.parts()), pages, lines)

    def parts(self) -> list[Part]:
        """The parts with their titles, in the order of the navigation."""
        found = []
        for folder, english in self.project.part_titles.items():
            title, language = self.translations.title(english)
            found.append(Part(self.project.parts.index(folder) + 1, folder, title, language))
        return found

    def nav_title(self, title: str) -> str:
        """A title of the navigation as menus show it: HTML that says so if it is not translated."""
        shown, language = self.translations.title(title)
        return shown if language == self.language.tag else named_in(self.project.source, shown)

    # Templates

    def site_context(self, url: str) -> SimpleNamespace:
        """What a template that is no page of the handbook may show."""
        return self._context(url, None, "")

    def page_context(self, path: str) -> SimpleNamespace:
        """What the template of a page may show."""
        page = self.pages[path]
        return self._context(page.url, self._page(page), path)

    def _context(self, url: str, page: SimpleNamespace | None, path: str) -> SimpleNamespace:
        here = self.place.path(self.language.tag, url)
        follows, behind = self.edition.follows, self.edition.behind
        alone = follows is not None and path in follows.gone
        # Where the other languages lack the page, their first page is the nearest.
        elsewhere = HOME_URL if alone else url
        pdf = f"pdf/handbook-{self.language.tag}.pdf"
        return SimpleNamespace(
            t=self.words.__getitem__,
            boxes=partial(word_boxes, words=box_words(self.words), language=self.language),
            language=self.language,
            languages=switcher(self.place, self.language.tag, url, elsewhere),
            hreflang=() if alone else hreflang(self.place, self.project.site_url, url),
            follows=behind and follows_notice(behind, self.words, self.language.tag, path),
            follows_short=behind and follows_short(behind, self.words, self.language.tag),
            source_href=relative_url(here, self.place.path(self.project.source.tag, elsewhere)),
            alone=self.alone(),
            sitemap_url=self.project.site_url,
            place=self.place,
            pdf_href=relative_url(here, pdf) if self.has_pdf() else "",
            edition=self.edition.number,
            date=long_date(self.edition.date, self.language.tag),
            iso_date=self.edition.date,
            commit=self.edition.commit,
            page=page,
            pages=sorted(found.url for found in self.pages.values() if found.path not in self.stand_ins),
            title=self.title,
            is_source=self.is_source,
            source=self.project.source,
            menus=self.menus,
        )

    def alone(self) -> frozenset[str]:
        """The addresses of pages that only this language still has."""
        gone = self.edition.follows.gone if self.edition.follows is not None else frozenset()
        return frozenset(page.url for page in self.pages.values() if page.path in gone)

    def has_pdf(self) -> bool:
        """`handbook build` knows whether it makes one; plain MkDocs shows the last one, if there is one."""
        return self.edition.pdf if self.place.layout is Layout.FOLDERS else self._last_pdf().is_file()

    def _last_pdf(self) -> Path:
        return self.project.build / "pdf" / f"handbook-{self.language.tag}.pdf"

    def _page(self, page: RenderedPage) -> SimpleNamespace:
        coverage = page.coverage
        prefix = f"{page.number}." if page.number else ""
        return SimpleNamespace(
            number=page.number,
            part=page.part,
            kind=page.kind,
            kind_label=self.words[PAGE_KINDS.get(page.kind, "Reference")],
            description=page.purpose,
            description_lang=page.purpose_language,
            paragraphs=page.paragraphs,
            notices=notice_lines(self.register, self.language.tag) if page.path == HOME else (),
            first_paragraph=f"{prefix}1" if page.paragraphs else "",
            last_paragraph=f"{prefix}{page.paragraphs}" if page.paragraphs else "",
            standing=page.standing,
            state=sentence(page.standing, page.reviews, self.words),
            sign=sign_of(page.standing, page.reviews),
            tallies=() if page.reviews.uniform else tallies(page.reviews, self.words),
            signatures=[
                signature_line(one, long_date(one.date, self.language.tag), self.words) for one in page.signatures
            ],
            coverage=SimpleNamespace(
                translated=coverage.translated,
                outdated=coverage.outdated,
                missing=coverage.missing,
                total=coverage.total,
                percent=100 * coverage.translated // coverage.total if coverage.total else 100,
            ),
        )

    # Finished files

    def file_key(self, path: str, around: str) -> str:
        """What the page's finished file depends on; `around` is the navigation as the page shows it."""
        edition = self.edition
        shown = (
            self.title,
            self.description,
            edition.number,
            edition.date,
            edition.commit,
            str(self.has_pdf()),
            edition.follows.key() if edition.follows is not None else "",
        )
        return self.kept.file_key(self.keys[path], (repr(self.pages[path]), around, *shown))

    # After MkDocs

    def add_pdf(self, site_dir: Path) -> None:
        """Put the last PDF beside a plain build."""
        if self.place.layout is not Layout.FOLDERS and self.has_pdf():
            target = site_dir / "pdf"
            target.mkdir(exist_ok=True)
            (target / self._last_pdf().name).write_bytes(self._last_pdf().read_bytes())
