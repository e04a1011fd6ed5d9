"""The book while it is being written: one compiler kept alive, so that an edit costs only what it changed."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

import typst

from handbook.book.info import BookInfo, BookReport
from handbook.book.make import Typeset, write_typst
from handbook.book.pdf import count_pages
from handbook.book.typst import compile_pdf, new_compiler
from handbook.site.page import RenderedSite
from handbook.stable import write_atomic


class LiveBook:
    """Makes the same book again and again, for `handbook serve`. Not for several threads at once.

    The file is what Typst wrote, not re-saved: a preview is read here and now, and its size does not matter.
    """

    def __init__(self, docs_dir: Path, cache: Path, strings: Mapping[str, str]) -> None:
        self.docs_dir = docs_dir
        self.cache = cache
        self.strings = strings
        self._compiler: typst.Compiler | None = None
        self._main: Path | None = None

    def make(self, site: RenderedSite, info: BookInfo, out: Path) -> BookReport:
        """Write the book as it is now to `out`. Raises like `make_book`; the compiler stays fit for the next try."""
        begun = time.perf_counter()
        typeset = write_typst(site, info, self.strings, self.docs_dir, self.cache)
        compiled = compile_pdf(self._living(typeset), info.epoch, typeset.origins.explain)
        write_atomic(out, compiled.pdf)
        return BookReport(
            count_pages(compiled.pdf), len(compiled.pdf), time.perf_counter() - begun, compiled.warnings
        )

    def _living(self, typeset: Typeset) -> typst.Compiler:
        if self._compiler is None or self._main != typeset.main:
            self._compiler, self._main = new_compiler(self.cache, typeset.main), typeset.main
        return self._compiler
