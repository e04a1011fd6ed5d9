"""`handbook build`."""

from __future__ import annotations

from pathlib import Path

import click

from handbook.cli.screen import Progress, closing_table, say_warnings
from handbook.project import load_project


@click.command()
@click.option(
    "--lang", "tags", multiple=True, metavar="TAG", help="Build this language only; may be repeated."
)
@click.option("--only", type=click.Choice(["site", "pdf"]), help="Build the sites or the PDFs only.")
@click.pass_obj
def build(root: Path, tags: tuple[str, ...], only: str | None) -> None:
    """Build the sites and PDFs that are not up to date, into build/.

    The last output stays whole until the new one is; a build that fails or is stopped changes nothing.

    \b
    Examples:
      handbook build
      handbook build --lang ru --lang kk
      handbook build --only site
    """
    from handbook.release.build import Request, build_handbook

    project = load_project(root)
    for tag in tags:
        project.language(tag)
    wanted = tuple(one.tag for one in project.languages if not tags or one.tag in tags)
    request = Request(wanted, site=only != "pdf", pdf=only != "site")
    with Progress() as progress:
        report = build_handbook(project, request, progress.tell)
    say_warnings(report.warnings)
    closing_table(project, report)
