"""`handbook doctor`."""

from __future__ import annotations

from pathlib import Path

import click

from handbook.cli.machine.report import doctor as examine


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_obj
def doctor(root: Path, form: str) -> int:
    """Say what this machine lacks for the handbook, and how to get it.

    Where even this command cannot start, `python -m handbook doctor` still does.

    \b
    Exit code: 0 all that is needed is there, 1 something is missing.

    \b
    Examples:
      handbook doctor
      handbook doctor --format json
    """
    return examine(root, form)
