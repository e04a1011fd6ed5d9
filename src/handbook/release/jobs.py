"""The two jobs of a language, as a worker does them: its site, then its book."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

from handbook.book.info import BookInfo, BookReport
from handbook.findings import Finding
from handbook.release.origin import Origin
from handbook.release.workers import apart
from handbook.site.build import build_site
from handbook.site.edition import Edition
from handbook.site.follows import follows_short, follows_text
from handbook.site.page import Coverage, RenderedSite
from handbook.site.standing import prevails, status
from handbook.translation.dates import long_date
from handbook.translation.interface import interface
from handbook.translation.memory import Translations


@dataclass(frozen=True, slots=True)
class SiteDone:
    """A finished site: its pages, what MkDocs warned of, the seconds it took."""

    tag: str
    site: RenderedSite
    warnings: tuple[Finding, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class BookDone:
    """A finished book: PDF pages, bytes, the seconds it took."""

    tag: str
    pages: int
    bytes: int
    seconds: float


def site_job(root: Path, tag: str, edition: Edition, out: Path) -> SiteDone:
    """Build one language's site into `out`."""
    started = time.perf_counter()
    result = build_site(root, tag, edition, out)
    return SiteDone(tag, result.site, result.warnings, time.perf_counter() - started)


def book_job(origin: Origin, site: RenderedSite, out: Path, threads: int = 1) -> BookDone:
    """Make one language's PDF at `out` from its rendered pages, with so many threads of Typst's."""
    started = time.perf_counter()
    # Typst keeps what it once took: a worker that made several books in turn would hold the memory of all.
    report = apart(_make_book, origin, site, out, threads)
    return BookDone(site.language, report.pages, report.bytes, time.perf_counter() - started)


def _make_book(origin: Origin, site: RenderedSite, out: Path, threads: int) -> BookReport:
    from handbook.book.make import make_book

    # Read once, when Typst begins. Books side by side that each take every core wait for each other.
    os.environ.setdefault("RAYON_NUM_THREADS", str(threads))
    out.parent.mkdir(parents=True, exist_ok=True)
    project = origin.project
    info = book_info(origin, site)
    return make_book(site, info, interface(site.language), project.docs, project.cache / "book", out)


def book_info(origin: Origin, site: RenderedSite) -> BookInfo:
    """The particulars of the edition in the language of the pages."""
    project, clock = origin.project, origin.clock
    language = project.language(site.language)
    words = interface(language.tag)
    subtitle, _ = Translations(project, language.tag).title(project.description)
    days = {page.review_by for page in site.pages if page.review_by}
    days |= {one.date for page in site.pages for one in page.signatures}
    dates = {day: long_date(day, language.tag) for day in sorted(days)}
    follows = origin.edition.behind
    return BookInfo(
        title=site.title,
        subtitle=subtitle,
        edition=project.edition,
        language=language.tag,
        language_name=language.name,
        direction=language.direction,
        date=clock.date,
        date_text=long_date(clock.date, language.tag),
        dates=dates,
        notices=site.notices,
        epoch=clock.epoch,
        commit=clock.label,
        follows=follows_text(follows, words, language.tag) if follows else "",
        follows_short=follows_short(follows, words, language.tag) if follows else "",
        follows_url=f"{follows.site_url.rstrip('/')}/{project.source.tag}/" if follows and follows.site_url else "",
        status=status(site.standing, words),
        authority_note=prevails(site.standing, words),
    )


def coverage(site: RenderedSite) -> Coverage:
    """All segments of a language's pages, counted by state."""
    return sum((page.coverage for page in site.pages), Coverage())
