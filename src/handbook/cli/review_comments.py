"""`handbook review import-comments`."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handbook.errors import HandbookError

if TYPE_CHECKING:
    from handbook.review.document_map import Origin

_HASH = re.compile(r"[0-9a-f]{40,64}")


@click.command("import-comments")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_obj
def import_comments(root: Path, file: Path, form: str) -> None:
    """List what people wrote into redline.docx: comments and changes, with page, paragraph and source line.

    Changes that the handbook itself had marked are told only where somebody accepted or rejected them.

    \b
    Examples:
      handbook review import-comments redline-from-the-ministry.docx
      handbook review import-comments redline.docx --format json > comments.json
    \b
    Exit code: 0 the list is complete; 2 the file cannot be read, or is no redline of a handbook.
    """
    from handbook.review.comments import read_comments
    from handbook.review.remarks_text import remarks_json, remarks_text

    try:
        data = file.read_bytes()
    except OSError as problem:
        hint = "give the path of the redline.docx that came back"
        raise HandbookError(f"the file cannot be read: {problem.strerror}", str(file), hint) from problem
    found = read_comments(data, file.name)
    click.echo(remarks_json(found) if form == "json" else remarks_text(found), nl=False)
    for line in (*found.problems, _elsewhere(root, found.origin)):
        if line:
            click.secho(f"note: {line}", err=True, fg="yellow")


def _elsewhere(root: Path, origin: Origin) -> str:
    """What to say where the document shows another commit than the one that is worked on."""
    from handbook.project.history import History

    if not _HASH.fullmatch(origin.head):
        return "the document does not say which commit it shows: line numbers may be those of another"
    here, known = "", False
    with suppress(HandbookError), History(root) as history:
        here = history.commit("HEAD").hash
        known = bool(history.commit(origin.head))
    if not here or here == origin.head:
        return ""
    said = (
        f"the document shows commit {origin.head[:10]}, and this is {here[:10]}: line numbers may have moved"
    )
    return said if known else f"{said}; this repository does not have that commit"
