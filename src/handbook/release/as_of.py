"""A language from the English it was translated from: the last commit at which it was complete.

So a new English edition punches no holes in a finished translation.
"""

from __future__ import annotations

import os
import shutil
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path

from handbook.checks.runner import judge, look
from handbook.errors import HandbookError
from handbook.findings import Finding, FindingsError, Severity
from handbook.project import CONFIG, Project, Threshold, load_project
from handbook.project.history import Commit, History
from handbook.release.origin import Origin
from handbook.release.past_status import PastStatus
from handbook.release.workers import pool
from handbook.site.edition import Followed
from handbook.stable import Clock, Kept, tree_digest
from handbook.translation.gate import in_words
from handbook.translation.status import LanguageStatus, status_of

_HINT = "build in a clone of the repository, or without --as-of-translation"


def origin_as_of(now: Origin, tag: str) -> Origin:
    """Find what a language is to be built from: the working copy if it is complete there, else an earlier commit.

    Raises FindingsError naming the best commit if it was complete at none, HandbookError where there is no history.
    """
    project = now.project
    if tag == project.source.tag:
        raise HandbookError(f"{tag} is translated from nothing", "--as-of-translation", "name another language")
    (here,) = status_of(project, (tag,), pool)
    if _is_complete(project, here):
        return now
    with History(project.root, _HINT) as history:
        commit = _last_complete(project, tag, history)
        root = _checked_out(project, tag, commit, history)
    try:
        past = load_project(root)
    except FindingsError as problem:
        raise FindingsError(_at(commit.short, found) for found in problem.findings) from problem
    clock = Clock(commit.epoch, commit.short)
    follows = _followed(past, project, clock)
    return Origin(follows.among_today(past), clock, follows)


def findings_as_of(origin: Origin, tag: str, pool: Executor) -> list[Finding]:
    """The errors in an earlier text: in its pages and in this language. What is merely unwise is past mending."""
    theirs = f"{origin.project.shown(origin.project.translations)}/"
    return [
        _at(origin.clock.commit, found)
        for found in judge(look(origin.project, pool))
        if found.severity is Severity.ERROR
        and (not found.path.startswith(theirs) or found.path.startswith(f"{theirs}{tag}/"))
    ]


def _at(commit: str, found: Finding) -> Finding:
    """The finding at its place in a commit, as `git show` takes it."""
    return replace(found, path=f"{commit}:{found.path}")


# When is a language complete?


def _thresholds(project: Project, tag: str) -> tuple[Threshold, ...]:
    """What mkdocs.yml demands of the language today; without a word on it every entry must be current."""
    found = tuple(one for one in project.require if one.tag == tag)
    stated = any(one.measure == "current" for one in found)
    return found if stated else (Threshold(tag, "current", 100), *found)


def _is_complete(project: Project, found: LanguageStatus) -> bool:
    wanted = _thresholds(project, found.tag)
    return all(found.total.reaches(one.measure, one.percent) for one in wanted)


def _last_complete(project: Project, tag: str, history: History) -> Commit:
    """The newest commit at which the language was complete."""
    past = PastStatus(project, tag, history)
    best: tuple[Commit, LanguageStatus] | None = None
    try:
        for commit in history.commits(past.paths):
            found = past.at(commit)
            if found is None or not found.total.current:
                continue
            if _is_complete(project, found):
                return commit
            if best is None or _further(found, best[1]):
                best = commit, found
    finally:
        past.save()
    raise FindingsError([_never(project, tag, best, history.is_shallow)])


def _further(one: LanguageStatus, other: LanguageStatus) -> bool:
    """Whether one state is nearer to complete than another."""
    return one.total.current * other.total.total > other.total.current * one.total.total


def _never(project: Project, tag: str, best: tuple[Commit, LanguageStatus] | None, shallow: bool) -> Finding:
    wanted = " and ".join(f"{one.percent} % {one.measure}" for one in _thresholds(project, tag))
    what, hint = f"{tag} was complete ({wanted}) at no commit", "translate it, or build without --as-of-translation"
    if best is not None:
        commit, found = best
        day, total = Clock(commit.epoch).date, found.total
        what += f"; the best is {commit.short} of {day}: {total.current} of {total.total} entries current"
        if total.signable:
            what += f", {total.reviewed} reviewed"
        hint = f"lacking there: {in_words(found)}" if total.current < total.total else "lacking there: sign-offs"
    if shallow:
        what += "; older commits are not in this shallow clone"
        hint = f"git fetch --unshallow; {hint}"
    return Finding(project.shown(project.translations / tag), 0, "RL102", what, hint)


# Its files


def _checked_out(project: Project, tag: str, commit: Commit, history: History) -> Path:
    """Write the project as it was at a commit into the cache, and return its folder; earlier ones go."""
    folder = project.cache / "editions"
    name = f"{tag}-{commit.short}"
    root, kept = folder / name, Kept(folder / "kept")
    parts = (CONFIG, project.shown(project.docs), project.shown(project.translations))
    written = [root / part for part in parts]
    if root.is_dir() and kept.get(name, commit.hash) == tree_digest(root, written):
        return root
    for old in folder.glob(f"{tag}-*"):
        shutil.rmtree(old)
    aside = folder / f".{name}.{os.getpid()}"
    shutil.rmtree(aside, ignore_errors=True)
    try:
        _write_files(commit, history, parts, aside)
        os.replace(aside, root)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    kept.put(name, commit.hash, tree_digest(root, written))
    return root


def _write_files(commit: Commit, history: History, parts: tuple[str, ...], target: Path) -> None:
    for path, entry in history.tree(commit, parts).items():
        if not entry.plain:
            hint = "a page or picture must be a file of its own"
            raise HandbookError("a link or module cannot be built from", f"{commit.short}:{path}", hint)
        file = target / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(history.read(entry))


def _followed(past: Project, today: Project, clock: Clock) -> Followed:
    """How the English of today differs from that of an edition."""
    both = [page for page in past.pages if page in set(today.pages)]
    changed = {
        page
        for page in both
        if past.numbers.get(page) != today.numbers.get(page)
        or _content(past.docs / page) != _content(today.docs / page)
    }
    return Followed(
        date=clock.date,
        commit=clock.commit,
        changed=frozenset(changed),
        gone=frozenset(set(past.pages) - set(both)),
        newer=_english(past) != _english(today),
        new=tuple(page for page in today.pages if page not in set(both) and (today.docs / page).is_file()),
        languages=today.languages,
        site_url=today.site_url,
    )


def _english(project: Project) -> str:
    return tree_digest(project.root, [project.root / CONFIG, project.docs])


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""
