"""`handbook signoff`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from handbook.errors import HandbookError
from handbook.findings import Finding, FindingsError
from handbook.project import Project, load_project

_ROLES = ("translator", "reviewer")


@click.command()
@click.argument("pages", nargs=-1, metavar="PAGE...")
@click.option("--lang", "tag", metavar="TAG", help="The language that is signed.")
@click.option("--as", "role", type=click.Choice(_ROLES), help="In what capacity.")
@click.option("--name", metavar="NAME", help="The person who has read every word of it, in both languages.")
@click.option("--date", metavar="DAY", help="Such as 2027-03-01; default: the day of the commit.")
@click.option("--list", "listed", is_flag=True, help="Show who has signed what, and whether it still holds.")
@click.option("--withdraw", is_flag=True, help="Take signatures back.")
@click.pass_obj
def signoff(
    root: Path,
    pages: tuple[str, ...],
    tag: str | None,
    role: str | None,
    name: str | None,
    date: str | None,
    listed: bool,
    withdraw: bool,
) -> None:
    """Sign pages that you have read, as translator or as legal reviewer.

    A sign-off is for the text as it stands, in English and in the language, paragraph by paragraph. Whatever is
    edited later on either side makes it void, and readers are told at once; `handbook check` names the paragraph. A
    page that is not wholly translated, or that the checks complain of, cannot be signed. Nobody signs for another.

    PAGE is a path below docs/ or a page's number. Sign-offs stand in translations/TAG/signoff.yml: commit it.

    \b
    Examples:
      handbook signoff 2.3 --lang ru --as reviewer --name "Your Name"
      handbook signoff legal-frameworks/sources-of-law.md --lang kk --as translator --name "Your Name"
      handbook signoff 2.3 --lang en --as reviewer --name "Your Name"    the law in the English text
      handbook signoff --list --lang ru
      handbook signoff 2.3 --lang ru --as reviewer --withdraw
    """
    if listed and withdraw:
        raise click.UsageError("--list and --withdraw do not go together")
    project = load_project(root)
    if tag is not None:
        project.language(tag)
    if listed:
        _list(project, pages, tag)
        return
    if not pages:
        raise click.UsageError("name the pages, by path or number")
    if tag is None:
        raise click.UsageError("say which language with --lang")
    if withdraw:
        _withdraw(project, pages, tag, role)
        return
    if role is None:
        raise click.UsageError("say in what capacity: --as translator or --as reviewer")
    _sign(project, pages, tag, role, name or "", date)


def _sign(project: Project, written: tuple[str, ...], tag: str, role: str, name: str, date: str | None) -> None:
    from handbook.checks.runner import judge, look
    from handbook.translation.signing import page_named, sign, signer
    from handbook.translation.signoff import Role

    by = signer(name, Role(role), date or _day(project))
    named = list(dict.fromkeys(page_named(project, one) for one in written))
    seen = look(project)
    pages = {page: seen.source.pages[page] for page in named if page in seen.source.pages}
    if len(pages) < len(named):
        raise FindingsError(seen.source.findings)
    for one in sign(project, tag, pages, by, judge(seen)):
        count = len(one.text) - 1
        paragraphs = "1 paragraph" if count == 1 else f"{count} paragraphs"
        click.echo(f"{tag} {one.page}: {paragraphs} signed by {by.name} as {role}, {by.date}")


def _day(project: Project) -> str:
    """The day of the commit; where there is none, the day must be given."""
    from handbook.stable import clock

    now = clock(project.root)
    if not now.commit and "SOURCE_DATE_EPOCH" not in os.environ:
        raise HandbookError("the day is not known: there is no commit", "--date", "give it, such as --date 2027-03-01")
    return now.date


def _withdraw(project: Project, written: tuple[str, ...], tag: str, role: str | None) -> None:
    from handbook.translation.signing import withdraw
    from handbook.translation.signoff import Role

    # A page may be gone, its sign-off still there: names are not looked up in the navigation alone.
    by_number = {str(number): page for page, number in project.numbers.items()}
    pages = [by_number.get(one, one.removeprefix("./").removeprefix("docs/")) for one in written]
    gone = withdraw(project, tag, pages, Role(role) if role else None)
    for one in gone:
        click.echo(f"{tag} {one.page}: no longer signed by {one.name} as {one.role}")
    if not gone:
        click.echo("nothing of that is signed")


def _list(project: Project, written: tuple[str, ...], tag: str | None) -> None:
    from handbook.translation.memory import Translations
    from handbook.translation.reviews import Reviews
    from handbook.translation.signing import page_named

    wanted = {page_named(project, one) for one in written}
    found, findings = 0, list[Finding]()
    for language in project.languages:
        if tag not in (None, language.tag):
            continue
        reviews = Reviews(project, Translations(project, language.tag))
        findings += reviews.findings
        for page in project.pages:
            for one in reviews.signatures(page) if not wanted or page in wanted else ():
                found += 1
                state = "holds" if one.holds else "void: edited since"
                click.echo(f"{language.tag}  {page}  {one.role}  {one.name}  {one.date}  {state}")
    if findings:
        raise FindingsError(findings)
    if not found:
        click.echo("nothing is signed")
