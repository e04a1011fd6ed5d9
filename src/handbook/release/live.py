"""`handbook serve`: each language is brought up to date when somebody looks at it, the one in view after each save."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

from handbook.checks.runner import inspect
from handbook.errors import HandbookError
from handbook.findings import FindingsError, Severity
from handbook.project import Project, load_project
from handbook.release.jobs import book_info
from handbook.release.origin import Origin
from handbook.release.plan import Inputs, input_digests
from handbook.site.build import build_site
from handbook.site.chooser import chooser_page
from handbook.site.edition import Edition
from handbook.site.page import RenderedSite
from handbook.stable import clock, exchange
from handbook.translation.interface import interface

Say = Callable[[str], None]


class LiveHandbook:
    """Sites below `folder/<tag>/` and PDFs below `folder/pdf/`, always those of the last save that was in order."""

    def __init__(
        self, root: Path, folder: Path, say: Say, complain: Callable[[HandbookError], object]
    ) -> None:
        self.root, self.folder, self.say, self.complain = root, folder, say, complain
        self.project = load_project(root)
        self.viewed = self.project.source.tag
        self.digests: dict[str, Inputs] = {}
        self.built: dict[str, Inputs] = {}
        self.printed: dict[str, str] = {}
        self.sites: dict[str, RenderedSite] = {}
        self.books: dict[str, object] = {}
        # The state of the files the rules were last run on, and whether they found an error in it.
        self.judged: dict[str, Inputs] = {}
        self.wrong = False
        # One build at a time: MkDocs and Typst both fill two cores by themselves.
        self.lock = threading.RLock()
        self.look_again()
        self.write_chooser()

    def look_again(self) -> None:
        """Take the files as they are now."""
        self.project = load_project(self.root)
        self.clock = clock(self.root)
        self.digests = input_digests(self.project, self.clock)

    def write_chooser(self) -> None:
        project = self.project
        page = chooser_page(project.languages, project.title, source=project.source.tag)
        (self.folder / "index.html").write_text(page, encoding="utf-8")

    def changed(self) -> None:
        """After a save: the site of the language in view at once, its PDF, if it was asked for, right after."""
        with self.lock, _Complaints(self.complain):
            self.look_again()
            self.site(self.viewed)
        if self.viewed in self.printed:
            threading.Thread(target=self.wanted, args=(self.viewed, True), daemon=True).start()

    def wanted(self, tag: str, is_pdf: bool) -> None:
        """Before a page or PDF of a language goes out."""
        if tag not in self.digests:
            return
        with self.lock, _Complaints(self.complain):
            self.viewed = tag
            self.site(tag)
            if is_pdf:
                self.pdf(tag)

    def site(self, tag: str) -> None:
        """Build a language's site if its last build is not of the files as they are, and these are in order."""
        if self.built.get(tag) == self.digests[tag]:
            return
        started = time.perf_counter()
        if not self.in_order() and tag in self.sites:
            return
        # Marked before the work: a page in error is told once, not at every request.
        self.built[tag] = self.digests[tag]
        aside = self.folder / f".{tag}"
        shutil.rmtree(aside, ignore_errors=True)
        edition = Edition.of(self.project.edition, self.clock)
        try:
            self.sites[tag] = build_site(self.root, tag, edition, aside).site
        except FindingsError:
            if self.wrong:  # the rules have told everything already
                return
            raise
        exchange(aside, self.folder / tag)
        self.say(f"{tag} site, {time.perf_counter() - started:.1f} s")

    def in_order(self) -> bool:
        """Whether the rules find no error in the text as it is; what they find is told once."""
        if self.judged != self.digests:
            self.judged = self.digests
            found = [one for one in inspect(self.project) if one.severity is Severity.ERROR]
            self.wrong = bool(found)
            if found:
                self.complain(FindingsError(found))
        return not self.wrong

    def pdf(self, tag: str) -> None:
        """Make a language's PDF if it is not of the site as it is; its Typst compiler is kept alive."""
        from handbook.book.live import LiveBook

        if tag not in self.sites or self.printed.get(tag) == self.built[tag].book:
            return
        started = time.perf_counter()
        self.printed[tag] = self.built[tag].book
        book = self.books.get(tag)
        if not isinstance(book, LiveBook):
            book = self.books[tag] = LiveBook(self.project.docs, self.project.cache / "book", interface(tag))
        out = self.folder / "pdf" / f"handbook-{tag}.pdf"
        out.parent.mkdir(exist_ok=True)
        book.make(self.sites[tag], book_info(Origin(self.project, self.clock), self.sites[tag]), out)
        self.say(f"{tag} PDF, {time.perf_counter() - started:.1f} s")

    def sources(self) -> list[Path]:
        """The folders and files a save in which counts."""
        project: Project = self.project
        return [
            path for path in (project.docs, project.translations, self.root / "mkdocs.yml") if path.exists()
        ]


class _Complaints:
    """Tell what is wrong with the text and go on with the last good output."""

    def __init__(self, complain: Callable[[HandbookError], object]) -> None:
        self.complain = complain

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, problem: BaseException | None, trace: object) -> bool:
        if isinstance(problem, HandbookError):
            self.complain(problem)
            return True
        return False
