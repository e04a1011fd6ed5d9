"""From a rendered site to a printed book."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from handbook.book.glyphs import Origins
from handbook.book.info import BookInfo, BookReport
from handbook.book.manuscript import prepare
from handbook.book.pandoc import PageCache
from handbook.book.pdf import resave
from handbook.book.pictures import Pictures
from handbook.book.source import Chapter, main_source
from handbook.book.typst import compile_pdf, new_compiler
from handbook.site.kinds import box_words
from handbook.site.page import RenderedSite
from handbook.stable import digest, write_atomic, write_if_changed


@dataclass(frozen=True, slots=True)
class Typeset:
    """The main Typst file of a book, and where its words come from."""

    main: Path
    origins: Origins


def write_typst(
    site: RenderedSite, info: BookInfo, strings: Mapping[str, str], docs_dir: Path, cache: Path
) -> Typeset:
    """Write the book's Typst sources below `cache`, which becomes Typst's root; reuse those already there."""
    template = (files("handbook.book") / "templates" / "book.typ").read_bytes()
    name = f"/template/{digest(template)}.typ"
    write_if_changed(cache / name[1:], template)
    pictures = Pictures(docs_dir, cache / "img", site.language)
    prepared = prepare(site, box_words(strings), pictures)
    pages = PageCache(cache / "pages", f'#import "{name}": *\n').convert([page.html for page in prepared])
    chapters = [
        Chapter(page.page, page.title_language, page.sections, f"/pages/{file.name}")
        for page, file in zip(prepared, pages, strict=True)
    ]
    main = cache / f"book-{site.language}.typ"
    write_if_changed(main, main_source(name, info, strings, site.parts, chapters).encode())
    sources = {file.name: page.page.path for page, file in zip(prepared, pages, strict=True)}
    heads = {page.path: f"{page.title} {page.purpose} {page.owner}" for page in site.pages}
    return Typeset(main, Origins(sources, heads))


def make_book(
    site: RenderedSite, info: BookInfo, strings: Mapping[str, str], docs_dir: Path, cache: Path, out: Path
) -> BookReport:
    """Make the PDF of one language at `out`.

    `cache` is a folder of the book's own, safe to share between languages and processes and to delete; `docs_dir` is
    where pictures are. Raises HandbookError (FindingsError for letters without a glyph and pictures not found).
    """
    begun = time.perf_counter()
    typeset = write_typst(site, info, strings, docs_dir, cache)
    compiler = new_compiler(cache, typeset.main)
    compiled = compile_pdf(compiler, info.epoch, typeset.origins.explain)
    saved = resave(compiled.pdf, strings)
    write_atomic(out, saved.data)
    return BookReport(saved.pages, len(saved.data), time.perf_counter() - begun, compiled.warnings)
