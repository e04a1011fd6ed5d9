"""Catalogues read and judged: from the cache where neither text nor rules nor register changed, else on all cores."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import asdict, dataclass
from functools import cache
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import Any

from handbook.checks.entries import weigh_catalogue
from handbook.checks.lexicon import Lexicon, lexicon_of
from handbook.checks.scope import TranslatedHit, hits_in_catalogue
from handbook.errors import HandbookError
from handbook.findings import Excused, Finding, finding_from, finding_of
from handbook.project import NAVIGATION_CATALOGUE, REGISTER_CATALOGUE, Project
from handbook.register.register import Register
from handbook.register.scope import Hit, Patterns, patterns_in
from handbook.stable import Kept, digest, read_text, tree_digest
from handbook.translation.targets import parsed, read_targets

# So many catalogues at least go to another process at once, in so many batches at most: what they are read with goes
# along with each.
_BATCH, _TIMES = 24, 16


@dataclass(frozen=True, slots=True)
class Job:
    """One catalogue: the page it belongs to, its file, its name in findings."""

    page: str
    file: Path
    shown: str


@dataclass(frozen=True, slots=True)
class Desk:
    """What all catalogues of a language are read with; `store` and `targets` keep results from run to run."""

    tag: str
    store: Path
    targets: Path
    patterns: Patterns
    lexicon: Lexicon

    @property
    def key(self) -> str:
        """Changes when anything but a catalogue's text changes that decides what is found in it."""
        return digest(self.tag, repr(self.patterns), self.lexicon.digest, _code_digest())


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in one catalogue, where it touches what the handbook does not teach, and what is ignored in it."""

    findings: tuple[Finding, ...] = ()
    hits: tuple[TranslatedHit, ...] = ()
    excused: tuple[Excused, ...] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """The catalogues of a project in order, with what is known of each already; `todo` are the others."""

    kept: tuple[Reading | None, ...]
    todo: tuple[tuple[Desk, Job], ...]
    keys: dict[str, str]

    @property
    def is_much(self) -> bool:
        """Whether it pays to start processes for it."""
        return len(self.todo) >= _BATCH

    def judge(self, pool: Executor | None = None) -> Iterator[Reading]:
        """Judge what is to do; with a pool the work begins at once, and the answers wait to be asked for."""
        order = sorted(range(len(self.todo)), key=lambda place: self.todo[place][1].page)
        batches = list(_batches([self.todo[place] for place in order], self.keys))
        results = pool.map(_judge_batch, batches) if pool else map(_judge_batch, batches)
        return self._in_order(order, chain.from_iterable(results))

    def _in_order(self, order: Sequence[int], results: Iterator[Reading]) -> Iterator[Reading]:
        fresh = iter([reading for _, reading in sorted(zip(order, results, strict=True), key=itemgetter(0))])
        yield from (reading if reading is not None else next(fresh) for reading in self.kept)


def catalogues_of(project: Project, register: Register, only: Container[str] | None = None) -> Work:
    """Every catalogue of the project, or `only` those of these names, by language and in the order of the pages."""
    desks = [_desk(project, register, one.tag) for one in project.translated]
    keys = {desk.tag: desk.key for desk in desks}
    work = [
        (desk, job) for desk in desks for job in _jobs(project, desk.tag) if only is None or job.shown in only
    ]
    # Before a first run there is nothing to compare the texts with.
    is_first = not _store(project).is_dir()
    kept = tuple(None if is_first else _kept(desk, job, keys[desk.tag]) for desk, job in work)
    return Work(kept, tuple(one for one, known in zip(work, kept, strict=True) if known is None), keys)


def _desk(project: Project, register: Register, tag: str) -> Desk:
    return Desk(
        tag,
        _store(project),
        project.cache / "catalogues",
        patterns_in(register.matters, tag),
        lexicon_of(register, tag),
    )


def _store(project: Project) -> Path:
    return project.cache / "checked"


def _jobs(project: Project, tag: str) -> Iterator[Job]:
    for page in (NAVIGATION_CATALOGUE, REGISTER_CATALOGUE, *project.pages):
        if (path := project.catalogue(tag, page)).is_file():
            yield Job(page, path, project.shown(path))


Batch = tuple[Sequence[tuple[Desk, Job]], dict[str, str]]


def _batches(todo: Sequence[tuple[Desk, Job]], keys: dict[str, str]) -> Iterator[Batch]:
    """A page in all its languages together: what the rules read of the English side is read once."""
    size = max(_BATCH, -(-len(todo) // _TIMES))
    at = 0
    while at < len(todo):
        end = at + size
        while end < len(todo) and todo[end][1].page == todo[end - 1][1].page:
            end += 1
        yield todo[at:end], keys
        at = end


def _judge_batch(batch: Batch) -> list[Reading]:
    todo, keys = batch
    return [_judge(desk, job, keys[desk.tag]) for desk, job in todo]


def _judge(desk: Desk, job: Job, key: str) -> Reading:
    """Read a catalogue, for what is wrong with it and to have it ready for the build."""
    try:
        text = read_text(job.file, job.shown)
    except HandbookError as problem:
        return Reading((finding_of(problem, "PO101", job.shown),))
    loaded = read_targets(text, desk.tag, job.shown, desk.targets)
    hits = tuple(hits_in_catalogue(loaded.value, desk.patterns, job.page, job.file, job.shown))
    catalog = parsed(text, desk.tag, job.shown)
    found = weigh_catalogue(catalog.value, catalog.findings, desk.tag, job.shown, desk.lexicon)
    reading = Reading(tuple(sorted(set(found.findings))), hits, found.excused)
    Kept(desk.store).put(job.shown, digest(text, key), asdict(reading))
    return reading


def _kept(desk: Desk, job: Job, key: str) -> Reading | None:
    """What an earlier run found, if text, rules and register are the same."""
    try:
        text = read_text(job.file, job.shown)
    except HandbookError:
        return None
    data = Kept(desk.store).get(job.shown, digest(text, key))
    return None if data is None else _reading(data)


def _reading(data: dict[str, Any]) -> Reading:
    hits = (TranslatedHit(**{**one, "hit": Hit(**one["hit"])}) for one in data["hits"])
    excused = (Excused(finding_from(one["finding"]), one["reason"]) for one in data["excused"])
    return Reading(tuple(map(finding_from, data["findings"])), tuple(hits), tuple(excused))


@cache
def _code_digest() -> str:
    """What is kept belongs to the code that made it."""
    rooms = Path(__file__).parents[1]
    return tree_digest(
        rooms, _sources(rooms / name for name in ("checks", "markdown", "register", "translation"))
    )


def _sources(folders: Iterable[Path]) -> list[Path]:
    return [path for folder in folders for path in folder.rglob("*") if path.suffix in (".py", ".yml")]
