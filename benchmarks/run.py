"""Run contenders' scenarios one after another and gather a row of the table from each."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.contender import (
    Contender,
    Output,
    Say,
    Scenario,
    Task,
    WrongOutputError,
    bytes_below,
    check,
    check_change,
)
from benchmarks.environments import NotReadyError
from benchmarks.measure import Measured, TimeLimitError, measure

# After this many seconds a scenario is not run again: its noise is small beside its length.
_ENOUGH_SECONDS = 90.0


@dataclass(frozen=True, slots=True)
class Row:
    """One scenario at one number of pages; medians of `runs` runs. Seconds and bytes; 0 where there is nothing.

    `pdf_page` is the number of bytes a PDF page takes in the language where it takes most, `index` the largest
    search index a reader fetches. `problem` says why there are no figures.
    """

    contender: str
    position: int
    pages: int
    name: str
    runs: int = 0
    wall: float = 0.0
    cpu: float = 0.0
    largest: int = 0
    together: int = 0
    site: int = 0
    pdf: int = 0
    pdf_page: float = 0.0
    index: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to run: folder for work, folder for environments, most runs of a scenario, most seconds of a run."""

    work: Path
    home: Path
    runs: int
    limit: float
    say: Say


def run_contender(contender: Contender, task: Task, plan: Plan) -> list[Row]:
    """All rows of one contender; the work folder is empty again afterwards."""
    pages = len(task.pages) - 1
    try:
        scenarios = contender.prepare(task, plan.home, plan.say)
        return [
            run_scenario(contender.key, position, scenario, task, plan)
            for position, scenario in enumerate(scenarios)
        ]
    except NotReadyError as problem:
        plan.say(f"{contender.name}: {problem}")
        return [Row(contender.key, 0, pages, f"{contender.key}: {contender.name}", problem=str(problem))]
    finally:
        shutil.rmtree(task.folder, ignore_errors=True)


def run_scenario(key: str, position: int, scenario: Scenario, task: Task, plan: Plan) -> Row:
    """Measure one scenario, and check that it made what it should."""
    row = Row(key, position, len(task.pages) - 1, scenario.name)
    try:
        measured = _repeat(scenario, task, plan)
        check(task, scenario.output)
        return _with_figures(row, measured, scenario.output)
    except (TimeLimitError, WrongOutputError) as problem:
        plan.say(f"{scenario.name}: {problem}")
        return Row(key, position, row.pages, row.name, problem=str(problem))


def _repeat(scenario: Scenario, task: Task, plan: Plan) -> list[Measured]:
    measured: list[Measured] = []
    while len(measured) < plan.runs and sum(one.wall for one in measured) < _ENOUGH_SECONDS:
        run = len(measured) + 1
        words = scenario.reset(run)
        plan.say(f"{len(task.pages) - 1} pages: {scenario.name.replace('*', '')}, run {run} of {plan.runs}")
        one = measure(scenario.command, task.folder, plan.work / "log", plan.limit)
        if one.status:
            raise WrongOutputError(f"exit code {one.status}: {one.output}")
        check_change(scenario.changed, words)
        plan.say(f"  {one.wall:.1f} s, {one.cpu:.1f} s of processor time")
        measured.append(one)
    return measured


def _with_figures(row: Row, measured: list[Measured], output: Output) -> Row:
    pdfs = list(output.pdfs.values())
    counted = page_counts(pdfs)
    sizes = [path.stat().st_size for path in pdfs]
    return Row(
        contender=row.contender,
        position=row.position,
        pages=row.pages,
        name=row.name,
        runs=len(measured),
        wall=median(one.wall for one in measured),
        cpu=median(one.cpu for one in measured),
        largest=max(one.largest for one in measured),
        together=max(one.together for one in measured),
        site=bytes_below(output.site, output.site.rglob("*.pdf")),
        pdf=sum(sizes),
        pdf_page=max((size / pages for size, pages in zip(sizes, counted, strict=True)), default=0.0),
        index=max((path.stat().st_size for path in output.indexes.values()), default=0),
    )


_COUNT = (
    "import json, sys, pikepdf; print(json.dumps([len(pikepdf.open(name).pages) for name in sys.argv[1:]]))"
)


def page_counts(pdfs: Iterable[Path]) -> list[int]:
    """The number of pages of each PDF, counted in another process so that this one stays small."""
    names = [str(path) for path in pdfs]
    if not names:
        return []
    done = subprocess.run([sys.executable, "-c", _COUNT, *names], capture_output=True, check=True)
    return [int(count) for count in json.loads(done.stdout)]
