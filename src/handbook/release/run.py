"""One build: sites and books of the stale languages, side by side, put in place together."""

from __future__ import annotations

import shutil
import time
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import replace
from pathlib import Path

from handbook.checks.inspection import Inspection
from handbook.checks.runner import judge, look
from handbook.findings import Finding, FindingsError, Severity
from handbook.project import Project
from handbook.release.as_of import findings_as_of
from handbook.release.build import Plan, Request, Step, Tell
from handbook.release.front import write_front
from handbook.release.jobs import BookDone, SiteDone, book_job, coverage, site_job
from handbook.release.plan import MANIFEST, Figures, Made, has_book, has_pdf, manifest_text, site_digest
from handbook.release.reports import REPORTS, write_reports
from handbook.release.stage import carry_over, prune, staged
from handbook.release.workers import cores, pool, preload
from handbook.site.edition import Edition

# Typeset pages are named by their content: enough of them for every page of a long book in many languages.
_PAGES_KEPT = 20_000


class Run:
    """One build: the jobs of all stale languages in one pool, then the exchange with the last output."""

    def __init__(self, project: Project, request: Request, plan: Plan, tell: Tell) -> None:
        self.project, self.request, self.tell = project, request, tell
        self.origins, self.digests, self.last, self.stale = plan.origins, plan.digests, plan.last, plan.stale
        self.edition = plan.now.edition
        self.books = frozenset(tag for tag in plan.stale if request.pdf and not self.has_book(tag))
        self.warnings: list[Finding] = []
        self.seconds: dict[str, float] = {}
        self.figures: dict[str, Figures] = {}
        self.seen: Inspection | None = None
        self.done = 0

    def build(self) -> dict[str, Made]:
        preload(self.request.pdf)
        # The workers are gone before the folder they write in is cleared away or put in place.
        with staged(self.project.build) as stage:
            with pool() as workers:
                self.check(workers)
                self.run_jobs(workers, stage)
            return self.put_together(stage)

    def check(self, workers: Executor) -> None:
        """Judge what is built from: the working copy, and for each earlier text its pages and one language."""
        started = time.perf_counter()
        found: list[Finding] = []
        if any(self.origins[tag].follows is None for tag in self.stale):
            self.seen = look(self.project, workers)
            found += judge(self.seen)
        for tag in self.stale:
            if self.origins[tag].follows is not None:
                found += findings_as_of(self.origins[tag], tag, workers)
        if any(finding.severity is Severity.ERROR for finding in found):
            raise FindingsError(found)
        self.warnings += found
        self.step("", "checks", time.perf_counter() - started)

    def step(self, tag: str, stage: str, seconds: float) -> None:
        self.done += 1
        if tag:
            self.seconds[tag] = self.seconds.get(tag, 0.0) + seconds
        total = 1 + len(self.stale) + len(self.books)
        self.tell(Step(tag, stage, self.done, total, seconds))

    def run_jobs(self, workers: Executor, stage: Path) -> None:
        """Sites first, each language's book as soon as its pages are there; all failures are gathered."""
        jobs: set[Future[SiteDone | BookDone]] = {
            workers.submit(site_job, self.root(tag), tag, self.edition_of(tag), self.site_dir(stage, tag))
            for tag in self.stale
        }
        failures: list[BaseException] = []
        begun = 0
        while jobs:
            finished, jobs = wait(jobs, return_when=FIRST_COMPLETED)
            for job in finished:
                if (problem := job.exception()) is not None:
                    failures.append(problem)
                    continue
                outcome = job.result()
                self.take(outcome)
                if isinstance(outcome, SiteDone) and outcome.tag in self.books and not failures:
                    out = stage / "pdf" / f"handbook-{outcome.tag}.pdf"
                    threads = threads_of(begun, len(self.books), cores())
                    jobs.add(workers.submit(book_job, self.origins[outcome.tag], outcome.site, out, threads))
                    begun += 1
        _raise_all(failures)

    def has_pdf(self, tag: str) -> bool:
        """Whether a PDF will stand beside the site: a new one, or that of the last build."""
        return self.request.pdf or has_pdf(self.project.build, tag)

    def has_book(self, tag: str) -> bool:
        """Whether the PDF of the last build is of the inputs as they are: a new site need not mean a new book."""
        return has_book(self.project.build, tag, self.last.get(tag, Made()), self.digests[tag])

    def root(self, tag: str) -> Path:
        return self.origins[tag].project.root

    def edition_of(self, tag: str) -> Edition:
        return replace(self.origins[tag].edition, pdf=self.has_pdf(tag))

    def site_dir(self, stage: Path, tag: str) -> Path:
        """Where a site is written; one that only serves the book is thrown away."""
        return stage / ("site" if self.request.site else "unused") / tag

    def take(self, done: SiteDone | BookDone) -> None:
        figures = self.figures.get(done.tag, self.last.get(done.tag, Made()).figures)
        if isinstance(done, SiteDone):
            self.warnings += done.warnings
            counted = coverage(done.site)
            figures = replace(
                figures,
                pages=len(done.site.pages),
                paragraphs=sum(page.paragraphs for page in done.site.pages),
                translated=100 * counted.translated // counted.total if counted.total else 100,
            )
        else:
            figures = replace(figures, pdf_pages=done.pages, pdf_bytes=done.bytes)
        self.figures[done.tag] = figures
        self.step(done.tag, "site" if isinstance(done, SiteDone) else "pdf", done.seconds)

    def put_together(self, stage: Path) -> dict[str, Made]:
        """Carry over what was not built, and write what belongs to all languages."""
        shutil.rmtree(stage / "unused", ignore_errors=True)
        made: dict[str, Made] = {}
        for language in self.project.languages:
            if (one := self.made(stage, language.tag)) is not None:
                made[language.tag] = one
        write_front(self.project, self.origins, self.edition, stage)
        if self.seen is not None:
            write_reports(self.seen, stage)
        else:
            carry_over(self.project.build, stage, [REPORTS])
        prune(self.project.cache / "book" / "pages", _PAGES_KEPT)
        text = manifest_text(made, self.edition.number, self.edition.date, self.edition.commit)
        (stage / MANIFEST).write_text(text, encoding="utf-8")
        return made

    def made(self, stage: Path, tag: str) -> Made | None:
        """What the new output holds of a language, old parts carried over; None for nothing."""
        before = self.last.get(tag, Made())
        new_site = tag in self.stale and self.request.site
        new_pdf = tag in self.books
        carry_over(self.project.build, stage, [] if new_site else [f"site/{tag}"])
        carry_over(self.project.build, stage, [] if new_pdf else [f"pdf/handbook-{tag}.pdf"])
        digests, follows = self.digests[tag], self.origins[tag].follows
        one = Made(
            site_digest(digests, self.has_pdf(tag)) if new_site else before.site,
            digests.book if new_pdf else before.pdf,
            self.figures.get(tag, before.figures),
            (follows.commit if follows else "") if tag in self.stale else before.as_of,
        )
        return one if one.site or one.pdf else None


def threads_of(place: int, books: int, cores: int) -> int:
    """How many threads the book at this place may use: the last ones, too few for all cores, share them."""
    last = books % cores
    return cores // last if last and place >= books - last else 1


def _raise_all(failures: list[BaseException]) -> None:
    """Raise what went wrong: all findings together if there are any, else the first failure."""
    found = [
        finding for problem in failures if isinstance(problem, FindingsError) for finding in problem.findings
    ]
    if found:
        raise FindingsError(found)
    for problem in failures:
        raise problem
