"""`handbook translate`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from handbook.cli.translate_exchange import export, import_
from handbook.cli.translate_mark import mark, waivers
from handbook.errors import HandbookError
from handbook.project import Project, load_project

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handbook.findings import Finding
    from handbook.translation.update_all import LanguageUpdated


@click.group()
def translate() -> None:
    """Work with the translation catalogues in translations/.

    \b
    Examples:
      handbook translate update                       after a change of the English text
      handbook translate export --lang ky --xlsx --todo
      handbook translate import handbook-ky.xlsx
    """


@translate.command()
@click.option(
    "--lang", "tags", multiple=True, metavar="TAG", help="Update this language only; may be repeated."
)
@click.option(
    "--prefill", is_flag=True, help="Fill what is empty with translations of the same or similar texts, as fuzzy."
)
@click.pass_obj
def update(root: Path, tags: tuple[str, ...], prefill: bool) -> int:
    """Bring the catalogues up to the English pages, navigation and register; no translation is lost.

    What changed in English becomes fuzzy, with the text it was translated from. A renamed page takes its catalogue
    along, a paragraph that moved its translation, the parts of one that was split the whole translation as fuzzy. What
    is used no more waits at the end of its file. Running it again changes nothing. Where only typos were put right,
    use `handbook translate mark` instead.

    \b
    Examples:
      handbook translate update
      handbook translate update --lang kk
      handbook translate update --lang kk --prefill
    \b
    Exit code: 0; 1 if something could not be read: its catalogues were left as they were.
    """
    project = load_project(root)
    chosen = translated_tags(project, tags)
    answer = run_update(project, chosen)
    for tag in chosen if prefill else ():
        _prefill(project, tag)
    return answer


def _prefill(project: Project, tag: str) -> None:
    from handbook.translation.prefill import prefill_language

    filled = prefill_language(project, tag)
    click.echo(f"{tag}: {filled.exact + filled.near} filled as fuzzy, {filled.exact} from the same text elsewhere")


def translated_tags(project: Project, tags: Sequence[str]) -> list[str]:
    """The languages asked for (none: all that are translated). Raises for one that has no catalogues."""
    for tag in tags:
        if project.language(tag) == project.source:
            others = ", ".join(language.tag for language in project.translated)
            raise HandbookError(f"{tag} is the source language and has no catalogues", "--lang", f"one of: {others}")
    return list(tags) or [language.tag for language in project.translated]


def run_update(project: Project, tags: Sequence[str]) -> int:
    """Update catalogues, show how it goes and what came of it; return the exit code."""
    from handbook.cli.screen import UpdateScreen
    from handbook.release.workers import pool
    from handbook.translation.update_all import update_all

    done: list[LanguageUpdated] = []
    with UpdateScreen(project, len(tags)) as screen:

        def tell(one: LanguageUpdated) -> None:
            done.append(one)
            screen.tell(one)

        english = update_all(project, tags, pool, tell)
        screen.finish(done)
    return _problems([*english, *(found for one in done for found in one.findings)])


def _problems(findings: Sequence[Finding]) -> int:
    from handbook.findings import Severity
    from handbook.findings.render import as_text

    click.echo(as_text(set(findings)), err=True, nl=False)
    errors = [found for found in findings if found.severity is Severity.ERROR]
    if errors:
        click.secho("what has a problem was left as it was; all else is up to date", err=True, fg="red")
    return int(bool(errors))


for command in (mark, waivers, export, import_):
    translate.add_command(command)
