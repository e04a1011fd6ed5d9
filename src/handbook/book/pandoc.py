"""pandoc, run once for all pages it has not seen: prepared HTML in, Typst of each page out, cached by content."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Sequence
from contextlib import AbstractContextManager
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from handbook.errors import HandbookError
from handbook.stable import digest, write_if_changed

_ARGUMENTS = ("--from=html+epub_html_exts-auto_identifiers", "--to=typst-smart", "--wrap=none", "--sandbox")
_MARKER = "\ue0f1"
_PAGE = re.compile(rf"^{_MARKER}(\d+)$", re.MULTILINE)


@cache
def program() -> tuple[Path, str]:
    """Return pandoc's path inside its wheel and its version. Raises HandbookError when there is none."""
    import pypandoc

    try:
        return Path(pypandoc.get_pandoc_path()), str(pypandoc.get_pandoc_version())
    except OSError as problem:
        raise HandbookError("pandoc is missing", "pypandoc-binary", "install the requirements again") from problem


def filter_source() -> str:
    return (files("handbook.book") / "templates" / "filter.lua").read_text("utf-8")


class PageCache:
    """Typst sources of pages below `folder`, named by a digest of all that they depend on.

    `header` is put on top of each source: the import of the template.
    """

    def __init__(self, folder: Path, header: str) -> None:
        self.folder = folder
        self.header = header
        self.recipe = digest(filter_source(), program()[1], " ".join(_ARGUMENTS), header)

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
    joined = "\n".join(f'<div class="hb-page" data-page="{n}">{page}</div>' for n, page in enumerate(pages))
    parts = _PAGE.split(_run(joined))
    if parts[1::2] != [str(n) for n in range(len(pages))]:
        raise HandbookError(
            "pandoc gave back other pages than it got", "book", f"take U+{ord(_MARKER):X} out of the pages"
        )
    return [f"{part.strip()}\n" for part in parts[2::2]]


def _run(text: str) -> str:
    path, _ = program()
    with _filter_file() as name:
        done = subprocess.run(  # noqa: S603 - the wheel's own program, our own arguments
            [str(path), *_ARGUMENTS, f"--lua-filter={name}"],
            input=text.encode(),
            capture_output=True,
            check=False,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
    if done.returncode:
        raise HandbookError("pandoc failed", "book", done.stderr.decode("utf-8", "replace").strip())
    return done.stdout.decode("utf-8")


def _filter_file() -> AbstractContextManager[Path]:
    return as_file(files("handbook.book") / "templates" / "filter.lua")
