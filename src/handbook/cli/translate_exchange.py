"""`handbook translate export` and `handbook translate import`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handbook.errors import HandbookError
from handbook.findings import Finding, FindingsError, Severity
from handbook.project import Language, Project, load_project

if TYPE_CHECKING:
    from handbook.translation.catalog import Catalog, Entry
    from handbook.translation.exchange.back import Fate, Judge, Taken
    from handbook.translation.exchange.rows import ReturnedFile, Row

_FORMATS = {".xlsx": "xlsx", ".xlf": "xliff", ".xliff": "xliff"}
_SUFFIX = {"xlsx": ".xlsx", "xliff": ".xlf"}


@click.command()
@click.option("--lang", "tag", required=True, metavar="TAG", help="The language to translate into.")
@click.option("--xlsx", "form", flag_value="xlsx", help="A spreadsheet (Excel, LibreOffice).")
@click.option("--xliff", "form", flag_value="xliff", help="XLIFF 1.2, for translation tools.")
@click.option("--todo", is_flag=True, help="Only what is missing or outdated.")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="The file; default: handbook-TAG in this folder."
)
@click.argument("pages", nargs=-1, metavar="[PAGE]...")
@click.pass_obj
def export(root: Path, tag: str, form: str | None, todo: bool, out: Path | None, pages: tuple[str, ...]) -> None:
    """Write one file for an outside translator: source, context, state, suggestions, and what must be kept.

    \b
    Examples:
      handbook translate export --lang ky --xlsx --todo
      handbook translate export --lang ky --xliff --out ky.xlf docs/about/how-to-cite.md
    """
    from handbook.cli.screen import say_warnings

    project = load_project(root)
    language = _language(project, tag)
    form = form or _FORMATS.get(out.suffix.lower() if out else "", "")
    if not form:
        raise click.UsageError("say which file you want: --xlsx or --xliff")
    rows, warnings = _rows(project, language, pages, todo)
    if form == "xlsx":
        rows, warnings = _fitting(project, language, rows, warnings)
    say_warnings(warnings)
    if not rows:
        click.echo(f"{tag}: nothing to translate; no file was written")
        return
    out = out or Path(f"handbook-{tag}{_SUFFIX[form]}")
    _put(out, _written(project, language, rows, form))
    states = Counter(row.entry.state.value for row in rows)
    counts = ", ".join(f"{states[name]} {name}" for name in ("missing", "outdated", "current") if states[name])
    click.echo(f"{tag}: {len(rows)} rows ({counts}) written to {out}")


@click.command(name="import")
@click.option("--lang", "tag", metavar="TAG", help="Refuse the file unless it is for this language.")
@click.option("--partial", is_flag=True, help="Take the good rows even if others are refused.")
@click.option("--outdated", is_flag=True, help="Keep translations of sentences that have changed since, as fuzzy.")
@click.option("--finished", is_flag=True, help="Take edited texts as finished whatever their XLIFF state.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_obj
def import_(root: Path, file: Path, tag: str | None, partial: bool, outdated: bool, finished: bool) -> int:
    """Bring a translated file back into the catalogues. Rows that nobody edited change nothing.

    Nothing is written unless every edited row is in order, or --partial is given.

    \b
    Examples:
      handbook translate import handbook-ky.xlsx
      handbook translate import handbook-ky.xlf --partial
    Exit code: 0 every row taken; 1 rows refused, each named; 2 the file cannot be read.
    """
    from handbook.findings.render import as_text
    from handbook.translation.exchange.back import take
    from handbook.translation.exchange.store import not_normal, read_catalogues, write_entries

    project = load_project(root)
    returned = _read(file)
    language = _language(project, returned.language)
    if tag is not None and tag != language.tag:
        hint = f"import it with --lang {language.tag}"
        raise HandbookError(f"the file is for {language.tag}, not {tag}", str(file), hint)
    stored = read_catalogues(project, language.tag)
    taken = take(returned, stored.catalogues, _judge(project, language.tag), finished=finished, outdated=outdated)
    crooked = list(not_normal(project, language.tag, stored.catalogues, taken.entries))
    if stored.findings or crooked or (taken.findings and not partial):
        raise FindingsError([*stored.findings, *crooked, *taken.findings])
    written = write_entries(project, language.tag, stored.catalogues, taken.entries)
    click.echo(as_text(taken.findings), err=True, nl=False)
    _table(taken)
    click.echo(f"{language.tag}: {written} {'file' if written == 1 else 'files'} written")
    return int(bool(taken.findings))


def _language(project: Project, tag: str) -> Language:
    language = project.language(tag)
    if language == project.source:
        choices = ", ".join(one.tag for one in project.translated)
        raise HandbookError(f"{tag} is the language of the source", "mkdocs.yml", f"one of: {choices}")
    return language


def _rows(
    project: Project, language: Language, pages: Iterable[str], todo: bool
) -> tuple[list[Row], list[Finding]]:
    """The rows to export, and the warnings about catalogues that are behind their pages."""
    from handbook.translation.exchange.rows import rows_of
    from handbook.translation.exchange.store import chosen, read_catalogues
    from handbook.translation.suggest import Memory

    wanted = chosen(project, pages)
    stored = read_catalogues(project, language.tag)
    if stored.findings:
        raise FindingsError(stored.findings)
    memory = Memory(stored.catalogues.items())
    found = [(page, stored.catalogues[page]) for page in wanted if page in stored.catalogues]
    rows = [row for page, catalog in found for row in rows_of(page, catalog, memory, todo=todo)]
    return rows, list(_behind(project, language, wanted, stored.catalogues))


def _behind(
    project: Project, language: Language, names: Iterable[str], catalogues: Mapping[str, Catalog]
) -> Iterator[Finding]:
    """Pages whose catalogue does not hold what the page now says: a translator would work on old text."""
    from handbook.translation.extract import page_entries
    from handbook.translation.source import read_source

    pages = read_source(project, [name for name in names if name.endswith(".md")]).pages
    held = {name: catalog.by_msgid.keys() for name, catalog in catalogues.items()}
    behind = [
        name for name, page in pages.items() if {one.msgid for one in page_entries(page)} != held.get(name, set())
    ]
    if behind:
        what = f"{len(behind)} of {len(pages)} catalogues are behind their pages: {', '.join(behind)}"
        hint = "run `handbook translate update` first, so that the translator gets the present text"
        folder = project.shown(project.translations / language.tag)
        yield Finding(folder, 0, "EX201", what, hint, Severity.WARNING)


def _fitting(
    project: Project, language: Language, rows: list[Row], warnings: list[Finding]
) -> tuple[list[Row], list[Finding]]:
    from handbook.translation.exchange.xlsx import fits

    left_out = [
        Finding(
            project.shown(project.catalogue(language.tag, row.page)),
            row.entry.line,
            "EX202",
            "this text is longer than a cell may be and was left out",
            "translate it in the catalogue, or export with --xliff",
            Severity.WARNING,
        )
        for row in rows
        if not fits(row)
    ]
    return [row for row in rows if fits(row)], [*warnings, *left_out]


def _written(project: Project, language: Language, rows: list[Row], form: str) -> bytes:
    if form == "xlsx":
        from handbook.stable import clock
        from handbook.translation.exchange.xlsx import write_xlsx

        return write_xlsx(rows, language, project.title, clock(project.root).epoch)
    from handbook import __version__
    from handbook.translation.exchange.advice import unit_advice
    from handbook.translation.exchange.xliff import write_xliff

    return write_xliff(rows, project.source.tag, language.tag, __version__, unit_advice(language.tag))


def _put(out: Path, data: bytes) -> None:
    """Write the file, unless another one is there."""
    from handbook.stable import write_if_changed

    try:
        if out.exists() and out.read_bytes() != data:
            hint = "a translator's work may be in it: move it away, or give another name with --out"
            raise HandbookError("there is another file of this name", str(out), hint)
        write_if_changed(out, data)
    except OSError as problem:
        what = f"cannot write the file: {problem.strerror}"
        raise HandbookError(what, str(out), "give another name with --out") from problem


def _read(file: Path) -> ReturnedFile:
    from handbook.translation.exchange.xliff import read_xliff
    from handbook.translation.exchange.xlsx_back import read_xlsx

    form = _FORMATS.get(file.suffix.lower())
    if form is None:
        raise HandbookError("the file is neither .xlsx nor .xlf", str(file), "save it as one of these")
    try:
        data = file.read_bytes()
    except OSError as problem:
        raise HandbookError(f"cannot read the file: {problem.strerror}", str(file)) from problem
    return (read_xlsx if form == "xlsx" else read_xliff)(data, str(file))


def _judge(project: Project, tag: str) -> Judge:
    """What `handbook check` would call an error if the entry stood in its catalogue."""
    from handbook.checks.entries import judge_catalogue
    from handbook.checks.lexicon import lexicon_of
    from handbook.register.load import load_register
    from handbook.translation.catalog import Catalog, parse_catalog, write_catalog

    register = load_register(project.root, folder=project.register, cache=project.cache).value
    lexicon = lexicon_of(register, tag)

    def judge(page: str, entry: Entry) -> Iterator[tuple[str, str, str]]:
        read = parse_catalog(write_catalog(Catalog(tag, (entry,))), tag, page)
        for found in sorted(judge_catalogue(read.value, read.findings, tag, page, lexicon)):
            if found.severity is Severity.ERROR:
                yield found.code, found.message, found.hint

    return judge


def _table(taken: Taken) -> None:
    """Print what became of the rows: one line a page that had any edited."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from handbook.translation.exchange.back import Fate

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("page", overflow="fold")
    for fate in Fate:
        table.add_column(fate.value, justify="right")
    total: Counter[Fate] = Counter()
    for page, counts in taken.counts.items():
        total += counts
        if counts.keys() - {Fate.UNCHANGED}:
            table.add_row(escape(page), *(str(counts[fate]) for fate in Fate))
    table.add_row("all", *(str(total[fate]) for fate in Fate), style="bold")
    Console(highlight=False).print(table)
