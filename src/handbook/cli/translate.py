"""`handbook translate`."""

from __future__ import annotations

from pathlib import Path

import click

from handbook.cli.translate_exchange import export, import_
from handbook.findings import Finding, FindingsError
from handbook.project import NAVIGATION_CATALOGUE, load_project


@click.group()
def translate() -> None:
    """Work with the translation catalogues in translations/."""


translate.add_command(export)
translate.add_command(import_)


@translate.command()
@click.option(
    "--lang", "tags", multiple=True, metavar="TAG", help="Update this language only; may be repeated."
)
@click.pass_obj
def update(root: Path, tags: tuple[str, ...]) -> None:
    """Bring the catalogues up to the English pages; no translation is lost, none changed stays current.

    \b
    Examples:
      handbook translate update
      handbook translate update --lang kk
    """
    from handbook.translation.extract import navigation_entries, page_entries
    from handbook.translation.source import read_source
    from handbook.translation.update import update_language

    project = load_project(root)
    languages = [project.language(tag) for tag in tags] or list(project.translated)
    source = read_source(project, project.pages)
    wanted = [(NAVIGATION_CATALOGUE, navigation_entries(project, source.pages.values()))]
    wanted += [(path, page_entries(page)) for path, page in source.pages.items()]
    findings: list[Finding] = list(source.findings)
    for language in languages:
        done = update_language(project, language.tag, wanted, findings.append)
        counts = [sum(getattr(one, name) for one in done) for name in ("current", "outdated", "missing")]
        written = sum(one.written for one in done)
        click.echo(
            f"{language.tag}: {counts[0]} current, {counts[1]} outdated, {counts[2]} missing; "
            f"{written} of {len(done)} files written"
        )
    if findings:
        raise FindingsError(findings)
