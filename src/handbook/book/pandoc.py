"""pandoc, run once for all pages it has not seen: prepared HTML in, Typst of each page out, cached by content.

The HTML is read here, into pandoc's own document: reading it in pandoc, and changing it there by a filter, would take
five times as long as writing Typst from it.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from handbook.book.document import Blocks, line
from handbook.book.reading import read
from handbook.errors import HandbookError
from handbook.stable import digest, tree_digest, write_if_changed

_ARGUMENTS = ("--from=json", "--to=typst-smart", "--wrap=none", "--sandbox")
# The version of pandoc's document that is written here.
_VERSION = (1, 23)


@cache
def program() -> tuple[Path, str]:
    """Return the path of the pandoc inside its wheel, and the wheel's version.

    `pypandoc` itself would take whatever newer pandoc it found on the machine, a tenth of a second later. Raises
    HandbookError when there is none.
    """
    wheel = find_spec("pypandoc")
    inside = Path(wheel.origin or "").parent / "files" if wheel else Path()
    found = [path for path in (inside / "pandoc", inside / "pandoc.exe") if path.is_file()]
    if not found:
        raise HandbookError("pandoc is missing", "pypandoc-binary", "install the requirements again")
    return found[0], version("pypandoc_binary")


@cache
def _code_digest() -> str:
    """A digest of the code that reads pages: when it changes, they are made again."""
    room = Path(__file__).parent
    return tree_digest(room, room.glob("*.py"))


class PageCache:
    """Typst sources of pages below `folder`, named by a digest of all that they depend on.

    `header` is put on top of each source: the import of the template.
    """

    def __init__(self, folder: Path, header: str) -> None:
        self.folder = folder
        self.header = header
        self.recipe = digest(_code_digest(), program()[1], " ".join(_ARGUMENTS), header)

    def name(self, prepared: str) -> str:
        """Return the file name for a page's prepared HTML."""
        return f"{digest(self.recipe, prepared)}.typ"

    def convert(self, pages: Sequence[str]) -> list[Path]:
        """Return the file with each page's Typst source; pages not yet there go through pandoc, all at once."""
        paths = [self.folder / self.name(page) for page in pages]
        missing = {path: page for path, page in zip(paths, pages, strict=True) if not path.is_file()}
        if missing:
            for path, source in zip(missing, to_typst(list(missing.values())), strict=True):
                write_if_changed(path, (self.header + source).encode())
        return paths


def to_typst(pages: Sequence[str]) -> list[str]:
    """Return each page's Typst source. Raises HandbookError when pandoc fails or mixes up the pages."""
    # No page can hold a digest of itself: this line is between pages, and nowhere else.
    border = f"// {digest(*pages)}"
    joined = [block for page in pages for block in (line(border), *read(page))]
    parts = re.split(rf"^{border}$", _run(joined), flags=re.MULTILINE)[1:]
    if len(parts) != len(pages):
        raise HandbookError("pandoc gave back other pages than it got", "book", "report this")
    return [f"{part.strip()}\n" for part in parts]


def _run(blocks: Blocks) -> str:
    document = {"pandoc-api-version": _VERSION, "meta": {}, "blocks": blocks}
    path, _ = program()
    done = subprocess.run(  # noqa: S603 - the wheel's own program, our own arguments
        [str(path), *_ARGUMENTS],
        input=json.dumps(document, ensure_ascii=False).encode(),
        capture_output=True,
        check=False,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    if done.returncode:
        raise HandbookError("pandoc failed", "book", done.stderr.decode("utf-8", "replace").strip())
    return done.stdout.decode("utf-8")
