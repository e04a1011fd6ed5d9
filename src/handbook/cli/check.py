"""`handbook check`."""

from __future__ import annotations

from pathlib import Path

import click

from handbook.errors import HandbookError
from handbook.findings import Severity
from handbook.findings.render import RENDERERS
from handbook.project import load_project


@click.command()
@click.option("--format", "form", type=click.Choice(sorted(RENDERERS)), default="text", show_default=True)
@click.option(
    "--fix", is_flag=True, help="Repair in catalogues what is certain: letters, apostrophes, spaces."
)
@click.option("--explain", metavar="CODE", help="Say what a code means and what to do; `all` lists them.")
@click.pass_obj
def check(root: Path, form: str, fix: bool, explain: str | None) -> int:
    """Report everything that is wrong with pages, pictures and catalogues.

    \b
    Exit code: 0 nothing that would stop a build, 1 otherwise.
    """
    if explain is not None:
        click.echo(_page(explain))
        return 0
    from handbook.checks.runner import inspect
    from handbook.release.workers import pool

    project = load_project(root)
    if fix:
        from handbook.checks.mend import mend_catalogues

        for change in mend_catalogues(project):
            # Beside a list for programs, people read what changed on the other channel.
            click.echo(f"{change.path}:{change.line}: {change.before} → {change.after}", err=form != "text")
    found = inspect(project, spread=pool)
    click.echo(RENDERERS[form](found), nl=False)
    if form == "text" and not found:
        click.echo("no problems found")
    return int(any(finding.severity is Severity.ERROR for finding in found))


def _page(code: str) -> str:
    """The documentation of a code; for `all`, every code with its name."""
    from handbook.checks.rules import PAGES, name_of

    if code == "all":
        return "\n".join(f"{known}  {name_of(page)}" for known, page in PAGES.items())
    if (page := PAGES.get(code.upper())) is None:
        what = f"no rule speaks the code {code!r}"
        raise HandbookError(what, "--explain", "`handbook check --explain all` lists them")
    return page
