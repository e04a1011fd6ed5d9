"""`handbook authorities`."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handbook.project import load_project

if TYPE_CHECKING:
    from handbook.register.currency import CurrencyRow


@click.command()
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True
)
@click.pass_obj
def authorities(root: Path, form: str) -> None:
    """List the register's authorities: last check, how often cited, what is due; the most urgent first.

    A check holds for authorities_months of mkdocs.yml (12).

    \b
    Examples:
      handbook authorities
      handbook authorities --format csv > authorities.csv
    """
    from handbook.checks.currency import currency_of
    from handbook.cli.screen import currency_table

    rows = currency_of(load_project(root))
    if form == "text":
        currency_table(rows)
    else:
        click.echo(_json(rows) if form == "json" else _csv(rows), nl=False)


def _json(rows: Sequence[CurrencyRow]) -> str:
    return json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1) + "\n"


def _csv(rows: Sequence[CurrencyRow]) -> str:
    from handbook.register.currency import CurrencyRow

    out = io.StringIO()
    writer = csv.DictWriter(out, [field.name for field in fields(CurrencyRow)], lineterminator="\n")
    writer.writeheader()
    writer.writerows(asdict(row) for row in rows)
    return out.getvalue()
