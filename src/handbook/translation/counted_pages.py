"""Every page's catalogues counted, from the cache where neither side has changed.

A page is parsed once for all languages. What is kept of it is a few numbers with the digests they were made from, so
that a run in which nothing changed reads files and counts nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from dataclasses import astuple, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from handbook.errors import HandbookError
from handbook.markdown.page import ParsedPage
from handbook.markdown.session import Target
from handbook.project import Project
from handbook.stable import Kept, digest, read_text, tree_digest
from handbook.translation.signed_text import signed_msgids
from handbook.translation.signoff import SignOffs, load_signoffs, signoff_file
from handbook.translation.source import read_source
from handbook.translation.tally import MISSING, Counts, read_translations, tally, words_in

# Pages in one piece of work for another process, and how many catalogues make that worth while.
_BLOCK, _WORTH_IT = 8, 12

Pool = Callable[[], AbstractContextManager[Executor]]


@dataclass(frozen=True, slots=True)
class Counted:
    """What is kept of a page: its owner and title, and for each language what was counted.

    That is: a digest of its catalogue and sign-offs, the counts, whether the catalogue is broken.
    """

    owner: str = ""
    title: str = ""
    languages: dict[str, tuple[str, Counts, bool]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        languages = {tag: [key, astuple(counts), bad] for tag, (key, counts, bad) in self.languages.items()}
        return {"owner": self.owner, "title": self.title, "languages": languages}

    @staticmethod
    def from_json(data: dict[str, Any]) -> Counted:
        languages = {tag: (key, Counts(*counts), bad) for tag, (key, counts, bad) in data["languages"].items()}
        return Counted(data["owner"], data["title"], languages)


def counted_pages(project: Project, tags: Sequence[str], pool: Pool | None) -> dict[str, Counted]:
    """Count the catalogues of all pages that can be read, in reading order; `pool` is opened if there is much to do."""
    return _Counter(project, tuple(tags)).pages(pool)


class _Counter:
    """Finds the counts of pages in the cache, and makes those that are not there."""

    def __init__(self, project: Project, tags: tuple[str, ...]) -> None:
        self.project = project
        self.tags = tags
        self.kept = Kept(project.cache / "status")
        self.code = code_digest()
        self.signed = {tag: _signed_keys(project, tag, self.code) for tag in tags}

    def pages(self, pool: Pool | None) -> dict[str, Counted]:
        """All pages that can be read, in reading order."""
        known = {path: self.known(path) for path in self.project.pages if (self.project.docs / path).is_file()}
        stale = [path for path, counted in known.items() if counted is None]
        jobs = list(self.jobs(stale))
        if pool is not None and len(stale) * len(self.tags) >= _WORTH_IT:
            with pool() as workers:
                made = list(workers.map(_count_block, jobs))
        else:
            made = list(map(_count_block, jobs))
        fresh = {path: counted for block in made for path, counted in block.items()}
        found = ((path, fresh.get(path) or counted) for path, counted in known.items())
        return {path: counted for path, counted in found if counted is not None}

    def known(self, path: str) -> Counted | None:
        """The counts of a page, if those kept are of both sides as they are now."""
        data = self.kept.get(path, self.source_key(path))
        counted = Counted() if data is None else Counted.from_json(data)
        for tag in self.tags:
            kept = counted.languages.get(tag)
            if kept is None or kept[0] != self.catalogue_key(tag, path):
                return None
        return counted if data is not None else None

    def source_key(self, path: str) -> str:
        return digest(_bytes(self.project.docs / path), repr(self.project.dialect), self.code)

    def catalogue_key(self, tag: str, path: str) -> str:
        return digest(_bytes(self.project.catalogue(tag, path)), self.signed[tag].get(path, ""))

    def jobs(self, stale: Sequence[str]) -> Iterator[_Job]:
        """The work in blocks, each with the sign-offs of its pages: the whole of them may be long."""
        signoffs = {tag: load_signoffs(self.project, tag).value for tag in self.tags if stale and self.signed[tag]}
        for at in range(0, len(stale), _BLOCK):
            block = tuple(stale[at : at + _BLOCK])
            theirs: dict[str, SignOffs] = {
                tag: {key: one for key, one in found.items() if key[0] in block} for tag, found in signoffs.items()
            }
            keys = {path: {tag: self.catalogue_key(tag, path) for tag in self.tags} for path in block}
            yield _Job(self.project, block, keys, theirs, {path: self.source_key(path) for path in block})


@dataclass(frozen=True, slots=True)
class _Job:
    """Pages to count, with the digest of each one's catalogue by language, its own digest, and the sign-offs."""

    project: Project
    pages: tuple[str, ...]
    keys: dict[str, dict[str, str]]
    signoffs: Mapping[str, SignOffs]
    sources: dict[str, str]


def _count_block(job: _Job) -> dict[str, Counted]:
    """Parse pages and count their catalogues; what was counted of other languages stays kept."""
    kept = Kept(job.project.cache / "status")
    found: dict[str, Counted] = {}
    for path, page in read_source(job.project, job.pages).pages.items():
        data = kept.get(path, job.sources[path])
        languages = {} if data is None else Counted.from_json(data).languages
        words = {segment.msgid: words_in(segment.msgid) for segment in page.segments}
        for tag, key in job.keys[path].items():
            languages[tag] = (key, *_count_page(job, tag, path, page, words))
        title = next((segment.msgid for segment in page.segments if segment.kind == "h1"), "")
        found[path] = Counted(page.front.owner, title, languages)
        kept.put(path, job.sources[path], found[path].as_json())
    return found


def _count_page(job: _Job, tag: str, path: str, page: ParsedPage, words: dict[str, int]) -> tuple[Counts, bool]:
    states = states_in(job.project, tag, path)
    known = states or {}
    signoffs = job.signoffs.get(tag, {})
    reviewed = signed_msgids(signoffs, path, page, lambda msgid: known.get(msgid, MISSING)) if signoffs else ()
    return tally(words, known, reviewed), states is None


def states_in(project: Project, tag: str, page: str) -> dict[str, Target] | None:
    """What the catalogue of a page holds: nothing if it is absent, None if it is broken."""
    path = project.catalogue(tag, page)
    if not path.is_file():
        return {}
    try:
        return read_translations(read_text(path))
    except HandbookError:
        return None


def _signed_keys(project: Project, tag: str, code: str) -> dict[str, str]:
    """A digest of what is signed on each page; reading the sign-offs of a large handbook takes its time."""
    data = _bytes(signoff_file(project, tag))
    if not data:
        return {}
    kept, key = Kept(project.cache / "status" / "signed"), digest(data, code)
    if (known := kept.get(tag, key)) is not None:
        return dict(known)
    found: dict[str, str] = {}
    for (page, _), one in sorted(load_signoffs(project, tag).value.items()):
        found[page] = digest(found.get(page, ""), repr(one))
    kept.put(tag, key, found)
    return found


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


@cache
def code_digest() -> str:
    """What is kept belongs to the code that made it."""
    rooms = Path(__file__).parent.parent
    names = ("counted_pages", "tally", "po_text", "source", "signed_text", "signoff")
    here = [rooms / "translation" / f"{name}.py" for name in names]
    return tree_digest(rooms, [rooms / "markdown", rooms / "register", *here])
