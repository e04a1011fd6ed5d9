"""`handbook check`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handbook.errors import HandbookError
from handbook.findings import Finding, FindingsError, Severity
from handbook.findings.lines import Lines
from handbook.findings.render import RENDERERS, RulePage, View

if TYPE_CHECKING:
    from concurrent.futures import Executor
    from contextlib import AbstractContextManager

    from handbook.checks.inspection import Verdict


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--changed", metavar="BASE", help="Only what changed since BASE: a branch, a tag or a commit.")
@click.option("--format", "form", type=click.Choice(list(RENDERERS)), default="text", show_default=True)
@click.option(
    "--fix", is_flag=True, help="Repair in catalogues what is certain: letters, apostrophes, spaces."
)
@click.option("--explain", metavar="CODE", help="Say what a code means and what to do; `all` lists them.")
@click.pass_obj
def check(
    root: Path, paths: tuple[Path, ...], changed: str | None, form: str, fix: bool, explain: str | None
) -> int:
    """Report everything that is wrong with pages, pictures and catalogues, or with those at PATHS alone.

    \b
    Examples:
      handbook check docs/rules translations/kk     two folders
      handbook check --changed main                 files that differ from where this branch left main, their
                                                    catalogues, and links to them
      handbook check --format github                annotations for a GitHub job; sarif and json for programs

    \b
    Exit code: 0 nothing that would stop a build, 1 otherwise.
    """
    if explain is not None:
        click.echo(_page(explain))
        return 0
    wanted = _within(root, paths)
    if fix and changed is not None:
        hint = "name the catalogues or their folder: handbook check --fix translations/kk"
        raise HandbookError("--fix goes by paths, not by --changed", "--fix", hint)
    try:
        verdict = _verdict(root, changed, wanted if fix else None, form)
    except FindingsError as problem:
        # Without a configuration nothing else can be looked at; what is wrong with it is listed like the rest.
        return _show(problem.findings, form, View(line=Lines(root), colour=_colour()))
    excused = tuple(one for one in verdict.excused if wanted(one.finding.path))
    found = [one for one in verdict.findings if wanted(one.path)]
    view = View(Lines(root), _colour(), excused, _pages(form))
    return _show(found, form, view)


def _verdict(root: Path, changed: str | None, fix: Callable[[str], bool] | None, form: str) -> Verdict:
    from handbook.checks.runner import examine
    from handbook.project import load_project

    project = load_project(root)
    if fix is not None:
        from handbook.checks.mend import mend_catalogues
        from handbook.findings.render.harmless import harmless

        for change in mend_catalogues(project, fix):
            told = harmless(f"{change.path}:{change.line}: {change.before} → {change.after}")
            # Beside a list for programs, people read what changed on the other channel.
            click.echo(told, err=form != "text")
    return examine(project, changed, spread=_pool)


def _pool() -> AbstractContextManager[Executor]:
    from handbook.release.workers import pool

    return pool()


def _show(found: Sequence[Finding], form: str, view: View) -> int:
    click.echo(RENDERERS[form](found, view), nl=False)
    return int(any(finding.severity is Severity.ERROR for finding in found))


def _colour() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _pages(form: str) -> Mapping[str, RulePage]:
    """The documentation of all codes, for those formats that hold it."""
    if form in ("text", "json"):
        return {}
    from handbook.checks.rules import RULE_PAGES

    return RULE_PAGES


def _within(root: Path, paths: Iterable[Path]) -> Callable[[str], bool]:
    """Whether a finding's path is one of these files or lies below one of these folders; none given: any is."""
    wanted: list[str] = []
    for path in paths:
        full = Path(os.path.normpath(root / path))
        if not full.is_relative_to(root):
            raise HandbookError("this path is not in the project", str(path), f"name one below {root}")
        if not full.exists():
            raise HandbookError("there is no such file or folder", str(path), "paths begin at the project's folder")
        wanted.append(full.relative_to(root).as_posix())
    if not wanted or "." in wanted:
        return lambda _: True
    return lambda path: any(path == one or path.startswith(f"{one}/") for one in wanted)


def _page(code: str) -> str:
    """The documentation of a code with how severe it is; for `all`, every code with its name."""
    from handbook.checks.rules import RULE_PAGES

    if code == "all":
        return "\n".join(f"{page.code}  {page.severity:<7}  {page.name}" for page in RULE_PAGES.values())
    if (page := RULE_PAGES.get(code.upper())) is None:
        what = f"no rule speaks the code {code!r}"
        raise HandbookError(what, "--explain", "`handbook check --explain all` lists them")
    of_page = [other for other in RULE_PAGES.values() if other.text == page.text]
    severities = ", ".join(f"{other.code} {other.severity}" for other in of_page)
    return f"{page.text}\n\nSeverity: {severities if len(of_page) > 1 else page.severity}."
