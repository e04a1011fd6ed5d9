"""`handbook check`."""

from __future__ import annotations

from pathlib import Path

import click

from handbook.findings import Severity
from handbook.findings.render import RENDERERS
from handbook.project import load_project


@click.command()
@click.option("--format", "form", type=click.Choice(sorted(RENDERERS)), default="text", show_default=True)
@click.pass_obj
def check(root: Path, form: str) -> int:
    """Report everything that is wrong with pages, pictures and catalogues.

    \b
    Exit code: 0 nothing that would stop a build, 1 otherwise.
    """
    from handbook.checks.runner import inspect

    found = inspect(load_project(root))
    click.echo(RENDERERS[form](found), nl=False)
    if form == "text" and not found:
        click.echo("no problems found")
    return int(any(finding.severity is Severity.ERROR for finding in found))
