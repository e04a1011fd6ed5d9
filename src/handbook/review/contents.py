"""The pages of a revision taken apart: from the cache where their contents are known, else on all cores."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from handbook import __version__
from handbook.markdown.block_texts import BlockTexts, block_texts
from handbook.markdown.foreign import block_dialect
from handbook.project import Dialect
from handbook.review.revision import PageFile, Revision
from handbook.review.units import Unit, plain_units, units
from handbook.stable import Kept, digest, tree_digest

# Fewer pages are read sooner than other processes begin.
_WORTH_IT = 24
_LONGEST = 1_500_000


@dataclass(frozen=True, slots=True)
class Content:
    """One page's text and its units; `reason` says why it could not be taken apart, empty if it was."""

    source: str
    units: tuple[Unit, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Job:
    """One page to take apart: its name in the cache, its text, how to read it, where results are kept."""

    name: str
    text: str
    dialect: Dialect
    store: Path


def read_contents(side: str, revision: Revision, files: Iterable[str], pool: Executor | None) -> dict[str, Content]:
    """Read pages by file; `side` keeps the two revisions apart in the cache."""
    dialect = block_dialect(revision.project.dialect)
    pages = [revision.pages[file] for file in files]
    store = revision.project.cache / "review"
    jobs = [_Job(f"{side} {page.file}", revision.text(page.file), dialect, store) for page in pages]
    spread = pool is not None and len(jobs) >= _WORTH_IT
    read = pool.map(_read, jobs, chunksize=8) if pool is not None and spread else map(_read, jobs)
    return {page.file: _content(page, job, made) for page, job, made in zip(pages, jobs, read, strict=True)}


def plainly(page: PageFile, content: Content) -> Content:
    """The same page as plain blocks of text: for a partner that could not be taken apart."""
    return Content(content.source, plain_units(page.file, content.source), content.reason)


def _content(page: PageFile, job: _Job, made: BlockTexts | str) -> Content:
    if isinstance(made, str):
        return Content(job.text, plain_units(page.file, job.text), made)
    return Content(job.text, units(page.file, made, job.text))


def _read(job: _Job) -> BlockTexts | str:
    store, key = Kept(job.store), digest(job.text, repr(job.dialect), _code_digest())
    if (kept := store.get(job.name, key)) is not None:
        return BlockTexts.from_json(kept)
    if len(job.text) > _LONGEST:
        return "it is too long to be taken apart"
    try:
        made = block_texts(job.text, job.dialect)
    except Exception as problem:
        # Foreign Markdown breaks parsers in ways of its own: the page is compared all the same, as plain text.
        return f"the Markdown parser cannot read it: {type(problem).__name__}"
    store.put(job.name, key, made.as_json())
    return made


@cache
def _code_digest() -> str:
    """What is kept belongs to the code that made it."""
    rooms = Path(__file__).parent.parent
    return digest(__version__, tree_digest(rooms, [rooms / "markdown"]))
