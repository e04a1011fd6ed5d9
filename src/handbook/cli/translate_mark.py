"""`handbook translate mark` and `handbook translate waivers`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handbook.errors import HandbookError
from handbook.findings import Finding, FindingsError
from handbook.project import NAVIGATION_CATALOGUE, REGISTER_CATALOGUE, Project, load_project

if TYPE_CHECKING:
    from handbook.translation.mark import Change


@click.command()
@click.argument("pages", nargs=-1, metavar="[PAGE]...")
@click.option("--typo", is_flag=True, required=True, help="What changed in English were typos only.")
@click.option("--by", "name", required=True, metavar="NAME", help="Who says so.")
@click.option("--why", required=True, metavar="TEXT", help="Why translations need no new look.")
@click.option("--lang", "tags", multiple=True, metavar="TAG", help="For this language only; may be repeated.")
@click.option(
    "--skip-others", is_flag=True, help="Mark the typos, and leave other changes to the translators."
)
@click.pass_obj
def mark(
    root: Path,
    pages: tuple[str, ...],
    typo: bool,
    name: str,
    why: str,
    tags: tuple[str, ...],
    skip_others: bool,
) -> int:
    """Declare that English changes were typos only: translations stay current. Then the catalogues are updated.

    Without a mark every change makes translations outdated. A change of a number, a citation, a negation, a duty, a
    condition or a sign is refused, and so is a word that could be another word. PAGE is a path below docs/ or a page's
    number; none: all pages. Works before and after `translate update`. What was declared, by whom and why is kept in
    translations/waivers.yml: commit it with the page. Reviewers see it with `handbook translate waivers`.

    \b
    Examples:
      handbook translate mark --typo --by "A. Name" --why "spelling" docs/index.md
      handbook translate mark --typo --by "A. Name" --why "spelling" 2.3 --lang kk
    \b
    Exit code: 0; 1 if a new change is more than a typo: then nothing is written.
    """
    assert typo, "click demands it"
    from handbook.cli.translate import run_update, translated_tags
    from handbook.translation.mark import changes, refusal, waive
    from handbook.translation.update_all import read_english
    from handbook.translation.waivers import load_waivers, save_waivers, wrong_author

    project = load_project(root)
    asked = translated_tags(project, tags)
    name, why = " ".join(name.split()), " ".join(why.split())
    if what := wrong_author(name, why):
        raise HandbookError(what, "--by and --why")
    before = load_waivers(project)
    if before.findings:
        raise FindingsError(before.findings)
    english = read_english(project)
    found = changes(
        project, {tag: english.wanted(tag) for tag in asked}, _named(project, pages), before.value
    )
    made = [change for change in found if not change.reason]
    refused = [refusal(project, change) for change in found if change.reason]
    if any(change.reason and change.fresh for change in found) and not skip_others:
        raise FindingsError(refused)
    if made:
        save_waivers(project, waive(made, name, why, before.value, tags))
    _say(made, refused)
    return run_update(project, asked) if made else 0


def _named(project: Project, pages: tuple[str, ...]) -> frozenset[str]:
    from handbook.translation.signing import page_named

    special = (NAVIGATION_CATALOGUE, REGISTER_CATALOGUE)
    return frozenset(page if page in special else page_named(project, page) for page in pages)


def _say(made: list[Change], refused: list[Finding]) -> None:
    for change in made:
        click.echo(f"{change.page}: a typo, for {', '.join(sorted(change.languages))}: {_short(change.new)}")
    for finding in refused:
        click.echo(f"{finding.path}:{finding.line}: left to the translators: {finding.message}")
    if not made:
        click.echo("no typo to mark: nothing was written")


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 60 else f"{plain[:59]}…"


@click.command()
@click.option("--lang", "tag", metavar="TAG", help="Those that concern this language.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_obj
def waivers(root: Path, tag: str | None, form: str) -> int:
    """List the English changes that were declared typos, by whom and why: for reviewers.

    \b
    Examples:
      handbook translate waivers
      handbook translate waivers --lang kk --format json
    """
    from handbook.translation.waivers import load_waivers, record

    project = load_project(root)
    if tag is not None:
        project.language(tag)
    loaded = load_waivers(project)
    if loaded.findings:
        raise FindingsError(loaded.findings)
    shown = [one for one in loaded.value if tag is None or one.concerns(tag)]
    if form == "json":
        click.echo(json.dumps([record(one) for one in shown], ensure_ascii=False, indent=1))
    elif not shown:
        click.echo("no change was declared a typo")
    else:
        from handbook.cli.screen import waivers_table

        waivers_table(shown)
    return 0
