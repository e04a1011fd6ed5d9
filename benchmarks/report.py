"""The results as Markdown: readable in a terminal, and what benchmarks/README.md shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from benchmarks.budgets import COLD, Verdict
from benchmarks.run import Row

_HEADS = (
    "pages", "what", "runs", "wall s", "CPU s", "largest process MB", "all together MB", "site MB", "PDFs MB",
    "kB a PDF page", "search index kB", "handbook = 1",
)  # fmt: skip


def results_table(rows: Sequence[Row]) -> str:
    """The one table: seconds, memory, sizes, and each row's wall time as a multiple of our cold build's."""
    cold = {row.pages: row.wall for row in rows if (row.contender, row.position) == ("handbook", COLD)}
    lines = [_cells(row, cold.get(row.pages, 0.0)) for row in rows]
    problems = [f"- {row.pages} pages, {row.name}: {row.problem}" for row in rows if row.problem]
    return table(_HEADS, lines, left=(1,)) + "".join(f"\n{line}" for line in problems)


def _cells(row: Row, cold: float) -> list[str]:
    if row.problem:
        return [str(row.pages), row.name, *["-"] * (len(_HEADS) - 2)]
    return [
        str(row.pages),
        row.name,
        str(row.runs),
        f"{row.wall:.2f}",
        f"{row.cpu:.2f}",
        f"{row.largest / 1e6:.0f}",
        # A command that ends before the first sample has no sum.
        f"{row.together / 1e6:.0f}" if row.together else "-",
        f"{row.site / 1e6:.1f}",
        f"{row.pdf / 1e6:.2f}" if row.pdf else "-",
        f"{row.pdf_page / 1000:.2f}" if row.pdf else "-",
        f"{row.index / 1000:.0f}",
        f"{row.wall / cold:.2f}" if cold else "-",
    ]


def verdict_table(verdicts: Iterable[Verdict]) -> str:
    """The promises with what was measured."""
    lines = [[str(one.pages), one.promise, one.measured or "-", one.word] for one in verdicts]
    return table(("pages", "promise", "measured", "verdict"), lines, left=(1, 3))


def table(heads: Sequence[str], lines: Sequence[Sequence[str]], left: Sequence[int] = ()) -> str:
    """A Markdown table with its columns lined up; those numbered in `left` begin at the left, others end right."""
    widths = [max(len(cell) for cell in column) for column in zip(heads, *lines, strict=True)]

    def line(cells: Sequence[str]) -> str:
        padded = (
            cell.ljust(width) if at in left else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(cells, widths, strict=True))
        )
        return f"| {' | '.join(padded)} |"

    rules = ["-" * width if at in left else "-" * (width - 1) + ":" for at, width in enumerate(widths)]
    return "\n".join([line(heads), line(rules), *map(line, lines)])
