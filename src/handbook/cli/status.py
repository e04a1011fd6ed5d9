"""`handbook status`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handbook.project import Project, load_project

if TYPE_CHECKING:
    from handbook.translation.status import LanguageStatus


@click.command()
@click.option(
    "--lang", "tags", multiple=True, metavar="TAG", help="Count this language only; may be repeated."
)
@click.option(
    "--format", "form", type=click.Choice(["text", "md", "json"]), default="text", show_default=True
)
@click.option(
    "--require", is_flag=True, help="Fail where a language is below what `require` in mkdocs.yml demands."
)
@click.pass_obj
def status(root: Path, tags: tuple[str, ...], form: str, require: bool) -> int:
    """Say how far each language is: entries current, outdated and missing, reviewed, words to do.

    An entry is what a translator sees as one: a paragraph, a heading, a cell of a table. Words are those of the
    English text; citations and markup are none.

    \b
    Examples:
      handbook status
      handbook status --lang ky --lang tg
      handbook status --format json > status.json
      handbook status --require           before a release
    \b
    Exit code: 0; with --require 1 if a language is below a threshold.
    """
    from handbook.cli.status_text import RENDERERS
    from handbook.release.workers import pool
    from handbook.translation.gate import below
    from handbook.translation.status import status_of

    project = load_project(root)
    for tag in tags:
        project.language(tag)
    found = status_of(project, tags, pool)
    if form == "text" and sys.stdout.isatty():
        from handbook.cli.screen import status_table

        status_table(project, found)
    else:
        click.echo(RENDERERS[form](project, found), nl=False)
    _say_broken(project, found)
    wanting = below(project, found) if require else []
    if wanting:
        from handbook.findings.render import as_text

        click.echo(as_text(wanting), nl=False, err=True)
    return int(bool(wanting))


def _say_broken(project: Project, found: Sequence[LanguageStatus]) -> None:
    broken = [
        project.shown(project.catalogue(one.tag, row.page)) for one in found for row in one.rows if row.broken
    ]
    for path in broken:
        click.secho(f"{path} cannot be read: all of it counts as missing", err=True, fg="yellow")
    if broken:
        click.echo("  hint: handbook check names the line", err=True)
