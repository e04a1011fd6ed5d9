"""`handbook terms`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from handbook.errors import HandbookError
from handbook.findings import FindingsError
from handbook.project import Project, load_project

if TYPE_CHECKING:
    from handbook.register.register import Register

_TBX = click.option(
    "--tbx", "file", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The TBX file."
)


@click.group()
def terms() -> None:
    """Hand the register's terms to translators' tools, and compare what comes back.

    \b
    Examples:
      handbook terms export --tbx terms.tbx
      handbook terms compare --tbx terms.tbx
    """


@terms.command()
@_TBX
@click.pass_obj
def export(root: Path, file: Path) -> None:
    """Write the terms as TBX-Basic (ISO 30042), and read them back to see that nothing is lost.

    \b
    Example:
      handbook terms export --tbx terms.tbx
    """
    from handbook.register.tbx import differences, read_tbx, write_tbx
    from handbook.stable import write_atomic

    project = load_project(root)
    register = _register(project)
    data = write_tbx(register.terms, project.title)
    lost = list(differences(register.terms, read_tbx(data, file.name)))
    if lost:
        raise HandbookError(f"not everything came back: {lost[0]}", str(file))
    write_atomic(file, data)
    click.echo(f"{len(register.terms)} terms written to {file}")


@terms.command()
@_TBX
@click.pass_obj
def compare(root: Path, file: Path) -> int:
    """Say how the terms of a TBX file differ from the register's; an editor enters what is right.

    \b
    Exit code: 0 no difference, 1 otherwise.
    """
    from handbook.register.tbx import differences, read_tbx

    if not file.is_file():
        raise HandbookError("there is no such file", str(file))
    found = list(differences(_register(load_project(root)).terms, read_tbx(file.read_bytes(), str(file))))
    click.echo("\n".join(found) if found else "no differences")
    return int(bool(found))


def _register(project: Project) -> Register:
    from handbook.register.load import load_register

    law = load_register(project.root, folder=project.register, cache=project.cache)
    if law.findings:
        raise FindingsError(law.findings)
    return law.value
