"""`handbook new`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from handbook.project import Project, load_project

if TYPE_CHECKING:
    from handbook.project.new_page import Known, NewPage


@click.command()
@click.argument("kind", type=click.Choice(["framework", "safeguard", "procedure"]))
@click.argument("title")
@click.option("--part", default="", metavar="FOLDER", help="Default: where most pages of this kind stand.")
@click.option("--after", default="", metavar="PAGE", help="A path or a number; default: the end of the part.")
@click.option("--owner", default="", metavar="TEAM", help="Default: who answers for most pages of the part.")
@click.option("--review-by", default="", metavar="DAY", help="Such as 2027-11-01; default: in a year.")
@click.option("--name", default="", metavar="NAME", help="The file's name; default: made from the title.")
@click.pass_obj
def new(
    root: Path, kind: str, title: str, part: str, after: str, owner: str, review_by: str, name: str
) -> None:
    """Begin a page: a framework, a safeguard or a procedure, in the form its kind promises.

    The page says TODO wherever text is still to be written, and `handbook check` lists what is left. It is added to
    nav in mkdocs.yml, where all else stays to the letter, and to CODEOWNERS. Catalogues are left alone.

    \b
    Examples:
      handbook new safeguard "Searches of vehicles"
      handbook new procedure "Joint patrols" --after 3.6 --owner procedures-team
      handbook new framework "Law of the sea" --review-by 2028-05-01
    """
    from handbook.project.new_page import Wish, clean_title, new_page
    from handbook.project.together import write_together
    from handbook.register.file_names import file_name
    from handbook.translation.signing import page_named

    project = load_project(root)
    title = clean_title(title)
    page = page_named(project, after) if after else ""
    wish = Wish(kind, title, name or file_name(title), part, page, owner, review_by)
    made = new_page(project, wish, _known(project, kind))
    write_together(project.root, made.files)
    _say(project, made)


def _known(project: Project, kind: str) -> Known:
    from handbook.cli.owners import facts_of_pages
    from handbook.findings import FindingsError
    from handbook.project.new_page import Known
    from handbook.register.load import load_register
    from handbook.stable import today
    from handbook.translation.places import state_name

    facts = facts_of_pages(project)
    law = load_register(project.root, folder=project.register, cache=project.cache)
    register = law.value
    actors = (*register.actors, *register.agencies)
    if kind == "procedure" and not actors and law.findings:
        raise FindingsError(law.findings)
    states = dict.fromkeys(str(agency.state) for agency in register.agencies.values() if agency.state)
    return Known(
        kinds={page: front.kind for page, front in facts.items()},
        owners={page: front.owner for page, front in facts.items()},
        actors=actors,
        states=tuple(sorted(state_name(state, project.source.tag) for state in states)),
        today=today(),
    )


def _say(project: Project, made: NewPage) -> None:
    path = project.shown(project.docs / made.page)
    click.echo(f"{path} begun: page {made.number}, {made.owner} answers for it")
    for other in sorted(set(made.files) - {path}):
        click.echo(f"{other} written")
    if made.renumbered:
        (_, *first), (_, *last) = made.renumbered[0], made.renumbered[-1]
        were, now = (f"{one} to {other}" if one != other else one for one, other in zip(first, last, strict=True))
        click.echo(f"what was page {were} is {now} from now on, and so are its paragraphs")
    click.echo(
        "\nNext:\n"
        f"  1. Write {path}: replace each TODO, take out what the page does not need.\n"
        "  2. handbook check               says what is left to write\n"
        "  3. handbook serve --lang en     shows the page as readers see it\n"
        "  4. handbook translate update    brings the catalogues up to the page, when its text is done"
    )
