"""`handbook build`: what is asked for, what is stale, and what became of it. The work itself is in `run`."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from handbook.findings import Finding, FindingsError
from handbook.project import Project
from handbook.release.origin import Origin
from handbook.release.plan import Figures, Inputs, Made, input_digests, is_whole, read_manifest
from handbook.release.workers import pool
from handbook.site.edition import Followed
from handbook.stable import clock


@dataclass(frozen=True, slots=True)
class Request:
    """What to build: languages by tag, and whether their sites and their PDFs.

    Those in `as_of` are built from the last commit at which they were complete. With `require` nothing is built of a
    language that is below its thresholds.
    """

    tags: tuple[str, ...]
    site: bool = True
    pdf: bool = True
    as_of: tuple[str, ...] = ()
    require: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One step is over: `stage` is `checks`, `site` or `pdf` of language `tag`; `done` of `total` steps are over."""

    tag: str
    stage: str
    done: int
    total: int
    seconds: float


@dataclass(frozen=True, slots=True)
class LanguageReport:
    """What became of one language; `seconds` of work on it, 0 when it was up to date."""

    tag: str
    figures: Figures
    seconds: float
    rebuilt: bool
    follows: Followed | None = None


@dataclass(slots=True)
class BuildReport:
    """The closing table, the warnings, and the whole time in seconds."""

    languages: list[LanguageReport] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Plan:
    """What a build starts from: the working copy, what each language is built from, the digests of its inputs.

    And what there is: the last manifest, and the languages whose output is not of these inputs.
    """

    now: Origin
    origins: dict[str, Origin]
    digests: dict[str, Inputs]
    last: dict[str, Made]
    stale: tuple[str, ...]


Tell = Callable[[Step], None]


def build_handbook(project: Project, request: Request, tell: Tell) -> BuildReport:
    """Bring the output of the languages asked for up to date; the last output stays whole until the new one is.

    Raises FindingsError with everything wrong in the text, or below its threshold, before anything is written.
    """
    started = time.perf_counter()
    plan = _plan(project, request)
    report = BuildReport()
    made, seconds = plan.last, dict[str, float]()
    if plan.stale:
        # Only a build that has something to do pays for loading MkDocs, pandoc and the rest.
        from handbook.release.run import Run

        run = Run(project, request, plan, tell)
        made, seconds = run.build(), run.seconds
        report.warnings = sorted(set(run.warnings))
    for tag in request.tags:
        rebuilt = tag in plan.stale
        follows = plan.origins[tag].follows
        report.languages.append(LanguageReport(tag, made[tag].figures, seconds.get(tag, 0.0), rebuilt, follows))
    report.seconds = time.perf_counter() - started
    return report


def _plan(project: Project, request: Request) -> Plan:
    now = Origin(project, clock(project.root))
    origins = dict.fromkeys((one.tag for one in project.languages), now)
    if request.as_of:
        origins |= _as_of(request, now)
    if request.require:
        _judge(request, origins, now)
    digests = input_digests(project, now.clock, pool)
    for tag, origin in origins.items():
        if origin.follows is not None:
            digests[tag] = input_digests(origin.project, origin.clock, pool, origin.follows.key())[tag]
    last = read_manifest(project.build)
    stale = tuple(
        tag
        for tag in request.tags
        if not is_whole(project.build, tag, last.get(tag, Made()), request.site, request.pdf, digests[tag])
    )
    return Plan(now, origins, digests, last, stale)


def _as_of(request: Request, now: Origin) -> dict[str, Origin]:
    """Where the languages of earlier texts come from. Raises FindingsError with all that were never complete."""
    from handbook.release.as_of import origin_as_of

    found: dict[str, Origin] = {}
    problems: list[Finding] = []
    for tag in request.as_of:
        try:
            found[tag] = origin_as_of(now, tag)
        except FindingsError as problem:
            problems += problem.findings
    if problems:
        raise FindingsError(problems)
    return found


def _judge(request: Request, origins: dict[str, Origin], now: Origin) -> None:
    """Raise FindingsError with every threshold that a language to be built does not reach."""
    from handbook.translation.gate import below
    from handbook.translation.status import status_of

    found = [
        one
        for tag in request.tags
        if tag != now.project.source.tag
        for one in status_of(origins[tag].project, (tag,), pool)
    ]
    if wanting := below(now.project, found):
        raise FindingsError(wanting)
