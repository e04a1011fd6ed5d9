"""`handbook build`."""

from __future__ import annotations

from pathlib import Path

import click

from handbook.cli.screen import Progress, closing_table, say_warnings
from handbook.project import Project, load_project

# What `--as-of-translation` without a value stands for.
_ASKED_FOR = ""


@click.command()
@click.option(
    "--lang", "tags", multiple=True, metavar="TAG", help="Build this language only; may be repeated."
)
@click.option("--only", type=click.Choice(["site", "pdf"]), help="Build the sites or the PDFs only.")
@click.option(
    "--as-of-translation",
    "as_of",
    multiple=True,
    is_flag=False,
    flag_value=_ASKED_FOR,
    metavar="[TAG]",
    help="Build this language, or those of --lang, from the last commit at which its translation was complete.",
)
@click.option(
    "--require", is_flag=True, help="Build nothing if a language is below what `require` in mkdocs.yml demands."
)
@click.pass_obj
def build(root: Path, tags: tuple[str, ...], only: str | None, as_of: tuple[str, ...], require: bool) -> None:
    """Build the sites and PDFs that are not up to date, into build/.

    The last output stays whole until the new one is; a build that fails or is stopped changes nothing.

    With --as-of-translation a language that is behind the English text is published from the English it was
    translated from, and says so on every page; the others are built from the files as they are. Complete is what
    `require` in mkdocs.yml demands of it, without a word there every entry. It needs the git history.

    \b
    Examples:
      handbook build
      handbook build --lang ru --lang kk
      handbook build --only site
      handbook build --lang tg --as-of-translation
      handbook build --as-of-translation=tg --require
    """
    from handbook.release.build import Request, build_handbook

    project = load_project(root)
    for tag in (*tags, *filter(None, as_of)):
        project.language(tag)
    wanted = tuple(one.tag for one in project.languages if not tags or one.tag in tags)
    behind = tuple(tag for tag in wanted if tag in _behind(project, tags, as_of))
    request = Request(wanted, site=only != "pdf", pdf=only != "site", as_of=behind, require=require)
    with Progress() as progress:
        report = build_handbook(project, request, progress.tell)
    say_warnings(report.warnings)
    closing_table(project, report)


def _behind(project: Project, tags: tuple[str, ...], as_of: tuple[str, ...]) -> set[str]:
    """The languages to build from an earlier text: those named with the option, or all that are built."""
    named = set(as_of) - {_ASKED_FOR}
    if unbuilt := sorted(named - set(tags)) if tags else []:
        raise click.UsageError(f"--as-of-translation={unbuilt[0]}, but --lang leaves {unbuilt[0]} out")
    if _ASKED_FOR not in as_of:
        return named
    translated = {one.tag for one in project.translated}
    chosen = set(tags) & translated if tags else translated
    if not chosen:
        raise click.UsageError("--as-of-translation: the source language is translated from nothing")
    return named | chosen
