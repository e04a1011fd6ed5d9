"""How one language's site grows with its pages: seconds and memory should grow in proportion, and no faster."""

from __future__ import annotations

from pathlib import Path

from benchmarks.contender import Contender, Output, Say, Scenario, Task, remover
from benchmarks.corpus import write_handbook
from benchmarks.ours import handbook_command
from benchmarks.report import table
from benchmarks.run import Plan, Row, run_contender


def _prepare(task: Task, home: Path, say: Say) -> list[Scenario]:  # noqa: ARG001
    root, tag = task.folder, task.tags[-1]
    write_handbook(root, task.pages, task.tags)
    command = (*handbook_command(root), "--lang", tag, "--only", "site")
    output = Output(root / "build" / "site", {tag: root / "build" / "site" / tag})
    name = f"handbook build --lang {tag} --only site, from nothing"
    return [Scenario(name, command, remover(root / "build", root / ".cache"), output)]


ONE_LANGUAGE = Contender("scale", "one language's site", _prepare)


def measure_scaling(tasks: list[Task], plan: Plan) -> list[Row]:
    """One row for each number of pages."""
    return [row for task in tasks for row in run_contender(ONE_LANGUAGE, task, plan)]


def scaling_table(rows: list[Row]) -> str:
    """Seconds and memory as they are and a page; a figure a page that falls or stays means linear growth."""
    heads = ("pages", "wall s", "CPU s", "CPU ms a page", "largest process MB", "kB a page", "site MB")
    return table(heads, [_cells(row) for row in rows])


def _cells(row: Row) -> list[str]:
    if row.problem:
        return [str(row.pages), row.problem, *["-"] * 5]
    return [
        str(row.pages),
        f"{row.wall:.2f}",
        f"{row.cpu:.2f}",
        f"{row.cpu / row.pages * 1000:.1f}",
        f"{row.largest / 1e6:.0f}",
        f"{row.largest / row.pages / 1000:.0f}",
        f"{row.site / 1e6:.1f}",
    ]
