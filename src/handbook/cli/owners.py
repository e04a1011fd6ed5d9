"""`handbook owners`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from handbook.errors import HandbookError
from handbook.findings import FindingsError
from handbook.project import Project, load_project

if TYPE_CHECKING:
    from handbook.markdown.front_matter import FrontMatter


@click.command()
@click.option("--check", "only_check", is_flag=True, help="Write nothing; say whether the file is up to date.")
@click.pass_obj
def owners(root: Path, only_check: bool) -> int:
    """Write CODEOWNERS: who is asked to review which page, language and file.

    It follows from the `owner` of each page and from `owners` in mkdocs.yml. The file is .github/CODEOWNERS; where a
    project keeps it in .gitlab/, docs/ or its own folder, it is written there.

    \b
    Exit code: 0 done, or up to date; 1 with --check where it is not.

    \b
    Examples:
      handbook owners
      handbook owners --check
    """
    from handbook.project.owners import NOBODY, file_changes

    project = load_project(root)
    if project.owners == NOBODY:
        hint = 'under the plugin handbook: owners: {teams: {legal-team: "@organisation/legal-team"}}'
        raise HandbookError("mkdocs.yml names nobody who answers for the pages", "mkdocs.yml", hint)
    changes = file_changes(project, {page: front.owner for page, front in facts_of_pages(project).items()})
    if not changes:
        click.echo("CODEOWNERS is up to date")
        return 0
    for path, data in changes.items():
        if only_check:
            click.echo(f"{path} is not up to date; run: handbook owners")
        else:
            _write(root, path, data)
    return int(only_check)


def _write(root: Path, path: str, data: bytes) -> None:
    from handbook.stable import write_atomic

    write_atomic(root / path, data)
    click.echo(f"{path} written")


def facts_of_pages(project: Project) -> dict[str, FrontMatter]:
    """The front matter of each page that is there. Raises FindingsError for what cannot be read."""
    from handbook.findings import finding_of
    from handbook.markdown.front_matter import read_front_matter
    from handbook.stable import read_text

    found, problems = {}, []
    for page in project.pages:
        path = project.docs / page
        # A page that is not there is a finding of `handbook check`, not a reason to leave the others without owner.
        if not path.is_file() or not path.resolve().is_relative_to(project.root):
            continue
        shown = project.shown(path)
        try:
            found[page] = read_front_matter(read_text(path, shown), shown)
        except HandbookError as problem:
            problems.append(finding_of(problem, "MK101", shown))
    if problems:
        raise FindingsError(problems)
    return found
