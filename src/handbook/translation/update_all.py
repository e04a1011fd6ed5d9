"""All catalogues of several languages at once: the English side read once, languages spread over the cores."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from handbook.findings import Finding
from handbook.project import Project
from handbook.register.load import load_register
from handbook.register.register import Register
from handbook.translation.merge import Corrections
from handbook.translation.renames import git_renames, orphans
from handbook.translation.signing import follow_renames
from handbook.translation.source import read_source
from handbook.translation.update import Updated, update_language
from handbook.translation.waivers import Waiver, corrections, load_waivers
from handbook.translation.wanted import Wanted, shared_entries, wanted_entries

# Below so many catalogues, starting processes takes longer than the work.
_MANY = 200
# Languages in one errand: each errand carries the English side with it, each answer is progress to show.
_AT_ONCE = 3
Pool = Callable[[], AbstractContextManager[Executor]]


@dataclass(frozen=True, slots=True)
class English:
    """The English side: what every catalogue should hold, what was declared a typo, what was wrong with any of it."""

    shared: Wanted
    register: Register
    waivers: tuple[Waiver, ...]
    findings: tuple[Finding, ...]

    whole_register: bool = True

    def wanted(self, tag: str) -> Wanted:
        """Without a whole register its catalogue stays as it is: what could not be read is not gone."""
        return wanted_entries(self.shared, self.register, tag) if self.whole_register else self.shared


@dataclass(frozen=True, slots=True)
class LanguageUpdated:
    """What became of the catalogues of one language, and which could not be read."""

    tag: str
    catalogues: tuple[Updated, ...]
    findings: tuple[Finding, ...]

    def count(self, name: str) -> int:
        """The sum of a figure (`current`, `outdated`, `missing`, `written`) over all catalogues."""
        return sum(int(getattr(one, name)) for one in self.catalogues)


def read_english(project: Project, pool: Executor | None = None) -> English:
    """Read pages, register and waivers; what is wrong with a page or an entry leaves it out, and is told."""
    source = read_source(project, project.pages, pool)
    law = load_register(project.root, folder=project.register, cache=project.cache)
    waivers = load_waivers(project)
    findings = (*source.findings, *law.findings, *waivers.findings)
    shared = shared_entries(project, source.pages)
    return English(shared, law.value, waivers.value, findings, whole_register=not law.findings)


def update_all(
    project: Project,
    tags: Sequence[str],
    pool: Pool,
    tell: Callable[[LanguageUpdated], None],
) -> tuple[Finding, ...]:
    """Update the catalogues of `tags`, telling of each language when it is done; return what was wrong with English.

    Pages or register entries that cannot be read keep their catalogues as they are.
    """
    if len(project.pages) * len(tags) < _MANY:
        english = read_english(project)
        for done in _update(project, tags, english, _renames(project, tags)):
            tell(done)
        return english.findings
    with pool() as workers:
        english = read_english(project, workers)
        renames = _renames(project, tags)
        errands = [tags[at : at + _AT_ONCE] for at in range(0, len(tags), _AT_ONCE)]
        running = [workers.submit(_errand, project, some, english, renames) for some in errands]
        for errand in running:
            for done in errand.result():
                tell(done)
    return english.findings


def _renames(project: Project, tags: Iterable[str]) -> dict[str, str]:
    """Git is asked once, and only if some page is gone."""
    return git_renames(project.docs) if any(orphans(project, tag) for tag in tags) else {}


def _errand(
    project: Project, tags: Sequence[str], english: English, renames: Mapping[str, str]
) -> list[LanguageUpdated]:
    return list(_update(project, tags, english, renames))


def _update(
    project: Project, tags: Iterable[str], english: English, renames: Mapping[str, str]
) -> Iterator[LanguageUpdated]:
    for tag in tags:
        findings: list[Finding] = []
        known: Corrections = corrections(english.waivers, tag)
        done: list[Updated] = []
        try:
            done = update_language(project, tag, english.wanted(tag), findings.append, known, renames)
            follow_renames(project, tag, renames)
        except OSError as problem:
            findings.append(_unwritten(project, tag, problem))
        yield LanguageUpdated(tag, tuple(done), tuple(findings))


def _unwritten(project: Project, tag: str, problem: OSError) -> Finding:
    """What stops one language stops no other; writing in its order, nothing of it is lost."""
    path = Path(problem.filename2 or problem.filename or project.catalogue(tag, ""))
    hint = "see to the file's permissions and the free space on the disk, then run the command again"
    what = f"cannot be written, so the language was not brought up to date: {problem.strerror or problem}"
    return Finding(project.shown(path), 0, "PO101", what, hint)
