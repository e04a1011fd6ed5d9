"""What the terminal shows: progress, findings that do not stop a run, and the closing table; plain lines in a pipe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Self

import click
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar
from rich.table import Table

from handbook.errors import HandbookError
from handbook.findings import Finding, FindingsError
from handbook.findings.render import as_text
from handbook.findings.render.harmless import harmless
from handbook.project import Project

if TYPE_CHECKING:
    from handbook.register.currency import CurrencyRow
    from handbook.release.build import BuildReport, Step
    from handbook.review.model import Review
    from handbook.translation.status import LanguageStatus
    from handbook.translation.update_all import LanguageUpdated
    from handbook.translation.waivers import Waiver

_WORDS = {"checks": "pages and catalogues checked", "site": "site", "pdf": "PDF"}


class _Screen:
    """A bar that is there while the work goes on, on a terminal only."""

    def __init__(self, console: Console, name: str, total: int | None) -> None:
        self.console = console
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self.bar = Bar(*columns, console=console, transient=True)
        self.task = self.bar.add_task(name, total=total)

    def __enter__(self) -> Self:
        if self.console.is_terminal:
            self.bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.console.is_terminal:  # elsewhere it never started, and stopping it would print an empty line
            self.bar.stop()


class Progress(_Screen):
    """A bar with the last finished step on a terminal; one line a step elsewhere."""

    def __init__(self) -> None:
        super().__init__(Console(stderr=True, highlight=False), "building", None)

    def tell(self, step: Step) -> None:
        """Show that a step is over."""
        name = " ".join(filter(None, (step.tag, _WORDS[step.stage])))
        if self.console.is_terminal:
            self.bar.update(self.task, completed=step.done, total=step.total, description=f"{name:<24}")
        else:
            self.console.print(
                f"[{step.done}/{step.total}] {name}, {step.seconds:.1f} s", markup=False, soft_wrap=True
            )


class UpdateScreen(_Screen):
    """Updating catalogues: a bar and a closing table on a terminal, elsewhere a line a language."""

    def __init__(self, project: Project, languages: int) -> None:
        super().__init__(Console(highlight=False), "catalogues", languages)
        self.project = project

    def tell(self, done: LanguageUpdated) -> None:
        """Show that a language is over."""
        if self.console.is_terminal:
            self.bar.update(self.task, advance=1, description=f"{done.tag:<10}")
            return
        current, outdated, missing = map(done.count, ("current", "outdated", "missing"))
        files = f"{done.count('written')} of {len(done.catalogues)} files written"
        click.echo(f"{done.tag}: {current} current, {outdated} outdated, {missing} missing; {files}")
        for line in _journeys(done):
            click.echo(f"  {line}")

    def finish(self, languages: Sequence[LanguageUpdated]) -> None:
        """Print the closing table, and what became of pages that were renamed or are gone."""
        if not self.console.is_terminal:
            return
        self.bar.stop()
        table = Table(box=None, pad_edge=False, header_style="bold")
        table.add_column("language")
        for name in ("current", "outdated", "missing", "files", "written"):
            table.add_column(name, justify="right")
        for one in languages:
            counts = (one.count(name) for name in ("current", "outdated", "missing"))
            figures = (*counts, len(one.catalogues), one.count("written"))
            table.add_row(f"{one.tag}  {self.project.language(one.tag).name}", *map(str, figures))
        self.console.print(table)
        for one in languages:
            for line in _journeys(one):
                self.console.print(line, markup=False, soft_wrap=True)


def _journeys(done: LanguageUpdated) -> list[str]:
    """What became of catalogues whose page was renamed or is gone, as far as this run changed them."""
    moved = [f"{one.renamed_from} is now {one.path}" for one in done.catalogues if one.renamed_from]
    changed = [one for one in done.catalogues if one.retired and one.written]
    gone = [
        f"{one.path}: its page is gone; {'all went to other pages' if one.deleted else 'what is left is set aside'}"
        for one in changed
    ]
    return moved + gone


def print_error(problem: HandbookError) -> int:
    """Print what went wrong, where and what to do; return the exit code it stands for."""
    if isinstance(problem, FindingsError):
        click.echo(as_text(problem.findings), err=True, nl=False)
        count = len(problem.findings)
        click.secho(
            f"{count} {'problem' if count == 1 else 'problems'}; nothing was written", err=True, fg="red"
        )
        return 1
    click.secho(f"error: {_told(problem.what)}", err=True, fg="red")
    for label, text in (("-->", problem.where), ("hint:", problem.hint)):
        if text:
            click.echo(f"  {label} {_told(text)}", err=True)
    return 2


def _told(text: str) -> str:
    """Words of an error, which may quote a file: they steer no terminal, and no line of them is a command to a job."""
    first, *further = map(harmless, text.split("\n"))
    return "\n".join((first, *(f". {line}" if line.lstrip().startswith("::") else line for line in further)))


def say_warnings(findings: Iterable[Finding]) -> None:
    """Print findings that did not stop the run."""
    if text := as_text(findings):
        Console(stderr=True, highlight=False).print(
            text, end="", markup=False, style="yellow", soft_wrap=True
        )


def currency_table(rows: Sequence[CurrencyRow]) -> None:
    """Print the authorities with their last check, and how many need one."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("id", "name", "last check", "against", "due", "state"):
        table.add_column(name, overflow="fold")
    table.add_column("cited", justify="right")
    for row in rows:
        found = (row.id, row.name, row.checked or "-", row.against or "-", row.due or "-", row.state)
        table.add_row(*(escape(text) for text in found), str(row.cited))
    console = Console(highlight=False)
    console.print(table)
    counts = Counter(row.state.value for row in rows)
    console.print(f"{len(rows)} authorities: {', '.join(f'{n} {state}' for state, n in sorted(counts.items()))}")


def status_table(project: Project, found: Sequence[LanguageStatus]) -> None:
    """Print how far each language is: its parts below its name, its sum beside it."""
    from handbook.cli.status_text import HEADS, cells, part_name

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("language and part", overflow="fold")
    for head in HEADS:
        table.add_column(head.replace(" to", "\nto"), justify="right", vertical="bottom")
    for one in found:
        name = f"{one.tag}  {project.language(one.tag).name}"
        table.add_row(escape(name), *cells(one.total), style="bold")
        for part, counts in one.parts().items():
            done = "green" if counts.current == counts.total else ""
            table.add_row(f"  {escape(part_name(part))}", *cells(counts), style=done)
    Console(highlight=False).print(table)


def waivers_table(waivers: Sequence[Waiver]) -> None:
    """Print the English changes that were declared typos."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("page", "was", "is", "languages", "by", "why"):
        table.add_column(name, overflow="fold")
    for one in waivers:
        texts = (one.page, one.old, one.new, ", ".join(one.languages) or "all", one.by, one.why)
        table.add_row(*map(escape, texts))
    Console(highlight=False).print(table)


def review_table(found: Review, lines: Sequence[str], folder: str, files: Mapping[str, int]) -> None:
    """Print how each language stands after a change, and the files that tell of it with their sizes."""
    from handbook.review.model import Standing

    console = Console(highlight=False)
    for line in lines:
        console.print(harmless(line), markup=False, soft_wrap=True)
    if found.languages:
        table = Table(box=None, pad_edge=False, header_style="bold")
        table.add_column("language")
        states = [state for state in Standing if state is not Standing.NONE]
        for name in (*states, "texts to do", "words"):
            table.add_column(name, justify="right")
        for language in found.languages:
            counts = Counter(change.languages.get(language.tag) for change in found.changes)
            todo = found.todo[language.tag]
            figures = (*(counts[state] for state in states), todo.texts, todo.words)
            table.add_row(escape(f"{language.tag}  {language.name}"), *map(str, figures))
        console.print(table)
    for name, size in files.items():
        console.print(f"{folder}/{name}  {size / 1000:.0f} kB", markup=False, style="green", soft_wrap=True)


def closing_table(project: Project, report: BuildReport) -> None:
    """Print what was built: one line a language."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("language")
    for name in ("pages", "paragraphs", "translated", "PDF pages", "PDF size", "seconds"):
        table.add_column(name, justify="right")
    for one in report.languages:
        figures = one.figures
        table.add_row(
            f"{one.tag}  {project.language(one.tag).name}",
            str(figures.pages),
            str(figures.paragraphs),
            f"{figures.translated} %",
            str(figures.pdf_pages or "-"),
            f"{figures.pdf_bytes / 1000:.0f} kB" if figures.pdf_bytes else "-",
            f"{one.seconds:.1f}" if one.rebuilt else "up to date",
        )
    console = Console(highlight=False)
    console.print(table)
    for one in report.languages:
        if one.follows is not None:
            console.print(f"{one.tag} follows the English text of {one.follows.date}, commit {one.follows.commit}")
    console.print(f"build/ is up to date: {report.seconds:.1f} s in all", style="green")
