"""`handbook build`: what is asked for, what is stale, and what became of it. The work itself is in `run`."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from handbook.findings import Finding
from handbook.project import Project
from handbook.release.plan import Figures, Made, input_digests, is_whole, read_manifest
from handbook.stable import Clock, clock


@dataclass(frozen=True, slots=True)
class Request:
    """What to build: languages by tag, and whether their sites and their PDFs."""

    tags: tuple[str, ...]
    site: bool = True
    pdf: bool = True


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


@dataclass(slots=True)
class BuildReport:
    """The closing table, the warnings, and the whole time in seconds."""

    languages: list[LanguageReport] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Plan:
    """What a build starts from: the clock, each language's digest of inputs, the last manifest, what is stale."""

    clock: Clock
    digests: dict[str, str]
    last: dict[str, Made]
    stale: tuple[str, ...]


Tell = Callable[[Step], None]


def build_handbook(project: Project, request: Request, tell: Tell) -> BuildReport:
    """Bring the output of the languages asked for up to date; the last output stays whole until the new one is.

    Raises FindingsError with everything wrong in the text, before anything is written.
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
        report.languages.append(LanguageReport(tag, made[tag].figures, seconds.get(tag, 0.0), rebuilt))
    report.seconds = time.perf_counter() - started
    return report


def _plan(project: Project, request: Request) -> Plan:
    now = clock(project.root)
    digests = input_digests(project, now)
    last = read_manifest(project.build)
    stale = tuple(
        tag
        for tag in request.tags
        if not is_whole(project.build, tag, last.get(tag, Made()), request.site, request.pdf, digests[tag])
    )
    return Plan(now, digests, last, stale)
