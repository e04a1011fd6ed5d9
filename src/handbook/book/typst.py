"""Typst, in this process: a folder of sources in, a tagged PDF out; nothing from outside it, no system font."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import typst

from handbook.errors import HandbookError

STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]
# The process in which Typst started its threads.
_begun_in: list[int] = []


@dataclass(frozen=True, slots=True)
class Compiled:
    """The PDF as Typst wrote it, and the messages of its warnings."""

    pdf: bytes
    warnings: tuple[str, ...]


@cache
def fonts() -> typst.Fonts:
    """The fonts inside the Typst wheel: the same on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


def new_compiler(root: Path, main: Path) -> typst.Compiler:
    """Return a compiler for `main`, which reads only below `root`. Kept alive, it redoes only what changed."""
    return typst.Compiler(main, root=root, font_paths=fonts(), ignore_system_fonts=True)


def compile_pdf(
    compiler: typst.Compiler, epoch: int, explain: Callable[[str], HandbookError]
) -> Compiled:
    """Compile to PDF/UA-1 and PDF/A-2a, dated `epoch`. Raises what `explain` makes of Typst's report."""
    if not _begun_in:
        _begun_in.append(os.getpid())
    elif _begun_in != [os.getpid()]:
        # Threads do not come along into a fork: it would wait for them for ever.
        raise HandbookError("Typst ran before this process was forked", "book", "fork first, then compile")
    try:
        pdf, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=STANDARDS, timestamp=epoch)
    except typst.TypstError as problem:
        raise explain(problem.diagnostic or problem.message) from problem
    if not isinstance(pdf, bytes):
        raise HandbookError("Typst gave back no PDF", "book")
    return Compiled(pdf, tuple(warning.message for warning in warnings))
