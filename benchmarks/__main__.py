"""`python -m benchmarks`: measure `handbook build` against rivals, on the same pages, in one run and one table.

The exit code says whether everything ran, not how fast: 1 when a contender could not be measured.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.bare import BARE
from benchmarks.budgets import judge
from benchmarks.catalogues import catalogue_table, measure_catalogues
from benchmarks.citing import measure_citing
from benchmarks.contender import Contender, Task
from benchmarks.corpus import LANGUAGES, make_pages
from benchmarks.joint import APART, JOINT
from benchmarks.machine import describe, load_warning
from benchmarks.ours import HANDBOOK
from benchmarks.printed import PRINTED
from benchmarks.readme import write_section
from benchmarks.report import results_table, verdict_table
from benchmarks.run import Plan, Row, run_contender
from benchmarks.scaling import measure_scaling, scaling_table

HOME = Path(__file__).parent.parent / ".cache" / "bench"
CONTENDERS = {one.key: one for one in (HANDBOOK, JOINT, APART, PRINTED, BARE)}
USUAL = "handbook,a,b,c"
# A page number below this leaves no page of its own for each kind of edit.
_FEWEST_PAGES = 3

Section = Callable[[argparse.Namespace, Plan], list[Row]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the command line asks for; results on standard output, progress on standard error."""
    options = _parse(arguments)
    work = HOME / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    plan = Plan(work, HOME, options.runs, options.limit, _say)
    if warning := load_warning():
        _say(warning)
    try:
        rows = [row for section in options.sections for row in section(options, plan)]
    except KeyboardInterrupt:
        _say("interrupted")
        return 130
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return 1 if any(row.problem for row in rows) else 0


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--pages", type=_numbers, default="60,240", help="pages a language; default: %(default)s"
    )
    parser.add_argument("--languages", type=_tags, default=",".join(LANGUAGES), help="default: all seven")
    peers = f"of {', '.join(CONTENDERS)}; default: {USUAL}"
    parser.add_argument("--peers", type=_contenders, default=USUAL, help=peers)
    parser.add_argument(
        "--runs", type=int, default=3, help="runs of each command; slow ones run once; default: 3"
    )
    parser.add_argument(
        "--limit", type=float, default=3600, help="seconds after which a run is ended; default: 3600"
    )
    parser.add_argument(
        "--quick", action="store_true", help="six pages, two languages, one run: does it all work?"
    )
    parser.add_argument(
        "--micro", action="store_true", help="measure the register, citations and Markdown instead"
    )
    parser.add_argument(
        "--scale", type=_numbers, metavar="PAGES", help="measure one language's site at these instead"
    )
    parser.add_argument(
        "--cited", action="store_true", help="measure what 5,000 citations add to a build instead"
    )
    parser.add_argument(
        "--catalogues",
        type=_sizes,
        metavar="SIZES",
        help="measure translators' commands at these pages x languages instead, such as 60x7,1000x24",
    )
    parser.add_argument("--write", action="store_true", help="put the results into benchmarks/README.md")
    options = parser.parse_args(arguments)
    if options.quick:
        options.pages, options.languages, options.runs = [6], ("en", "kk"), 1
    options.sections = _sections(options)
    return options


def _sections(options: argparse.Namespace) -> list[Section]:
    chosen = [
        (_micro, options.micro),
        (_cited, options.cited),
        (_catalogues, options.catalogues),
        (_scale, options.scale),
    ]
    return [section for section, wanted in chosen if wanted] or [_builds]


def _numbers(text: str) -> list[int]:
    numbers = [int(number) for number in text.split(",")]
    if min(numbers) < _FEWEST_PAGES:
        raise argparse.ArgumentTypeError(f"at least {_FEWEST_PAGES} pages are needed")
    return numbers


def _sizes(text: str) -> list[tuple[int, int]]:
    sizes = [tuple(_numbers(size.replace("x", ","))) for size in text.split(",")]
    if any(len(size) != 2 for size in sizes):
        raise argparse.ArgumentTypeError("write each size as pages x languages: 60x7")
    return [(size[0], size[1]) for size in sizes]


def _tags(text: str) -> tuple[str, ...]:
    tags = text.split(",")
    if "en" not in tags or len(tags) < 2 or not set(tags) <= set(LANGUAGES):
        raise argparse.ArgumentTypeError(f"en and at least one other of {', '.join(LANGUAGES)} are needed")
    return tuple(tag for tag in LANGUAGES if tag in tags)


def _contenders(text: str) -> list[Contender]:
    unknown = sorted(set(text.split(",")) - set(CONTENDERS))
    if unknown:
        raise argparse.ArgumentTypeError(f"{', '.join(unknown)}: choose from {', '.join(CONTENDERS)}")
    return [CONTENDERS[key] for key in CONTENDERS if key in text.split(",")]


def _builds(options: argparse.Namespace, plan: Plan) -> list[Row]:
    """The table of contenders, and the verdicts on the budgets."""
    rows: list[Row] = []
    for task in _tasks(options, plan):
        for contender in options.peers:
            rows += run_contender(contender, task, plan)
    languages = f"{len(options.languages)} languages ({', '.join(options.languages)})"
    _show(
        "builds",
        f"{describe()} {languages}.\n\n{results_table(rows)}\n\n{verdict_table(judge(rows))}",
        options,
    )
    return rows


def _scale(options: argparse.Namespace, plan: Plan) -> list[Row]:
    rows = measure_scaling(_tasks(options, plan, options.scale), plan)
    _show("scaling", f"{describe()}\n\n{scaling_table(rows)}", options)
    return rows


def _micro(options: argparse.Namespace, plan: Plan) -> list[Row]:
    """The small measurements; in a process of their own, so that this one stays small."""
    plan.say("register, citations, Markdown")
    root = Path(__file__).parent.parent
    command = [sys.executable, "-m", "benchmarks.micro"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if done.returncode:
        return [Row("micro", 0, 0, "small measurements", problem=done.stderr)]
    _show("micro", f"{describe()}\n\n{done.stdout}", options)
    return []


def _cited(options: argparse.Namespace, plan: Plan) -> list[Row]:
    """What resolving citations adds to a build of the first number of pages."""
    task = Task(plan.work / "citing", make_pages(options.pages[0]), options.languages)
    rows, text = measure_citing(task, plan)
    _show("citing", f"{describe()}\n\n{text}", options)
    return rows


def _catalogues(options: argparse.Namespace, plan: Plan) -> list[Row]:
    rows = measure_catalogues(plan.work, options.catalogues, plan.limit, plan.say)
    _show("catalogues", f"{describe()}\n\n{catalogue_table(rows)}", options)
    return [
        Row("catalogues", 0, row.pages, row.what, problem=f"exit code {row.status}") for row in rows if row.status
    ]


def _tasks(options: argparse.Namespace, plan: Plan, sizes: Sequence[int] = ()) -> list[Task]:
    return [
        Task(plan.work / "project", make_pages(count), options.languages) for count in sizes or options.pages
    ]


def _show(section: str, text: str, options: argparse.Namespace) -> None:
    print(text)
    if options.write:
        write_section(section, text)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
