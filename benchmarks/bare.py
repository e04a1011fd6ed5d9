"""Floor c: the tools we build on, with nothing of ours between them: MkDocs, then pandoc, Typst and pikepdf."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.contender import Contender, Output, Say, Scenario, Task, cores, remover, write
from benchmarks.corpus import EXTENSIONS, HEAD, navigation, write_folders
from benchmarks.joint import side_by_side
from benchmarks.material_words import lend_words

_HERE = Path(__file__).parent


def _prepare(task: Task, home: Path, say: Say) -> list[Scenario]:  # noqa: ARG001
    programs, root = Path(sys.executable).parent, task.folder
    write_folders(root, task.pages, task.tags)
    lend_words(programs, root / "words", task.tags)
    for tag in task.tags:
        paths = (
            f"  custom_dir: words\n  language: {tag}\ndocs_dir: docs/{tag}\nsite_dir: site/{tag}\n"
            f"hooks: [{_HERE / 'bare_pages.py'}]\nextra: {{bare_book: {root}/book/{tag}.html}}\n"
        )
        write(
            root / f"mkdocs.{tag}.yml",
            f"{HEAD}{paths}plugins: [search]\n{EXTENSIONS}{navigation(task.pages)}",
        )
    site, book = root / "site", root / "book"
    pages = {tag: site / tag for tag in task.tags}
    indexes = {tag: site / tag / "search" / "search_index.json" for tag in task.tags}
    mkdocs = f"{programs / 'mkdocs'} build --quiet -f mkdocs.@.yml"
    make_pdf = f"{sys.executable} {_HERE / 'bare_book.py'} @ {book}/@.html {book}/@.pdf"
    sites = Output(site, pages, {}, indexes)
    both = Output(site, pages, {tag: book / f"{tag}.pdf" for tag in task.tags}, indexes)
    reset = remover(site, book)
    tools = f"a build per language, {cores()} at a time"
    return [
        Scenario(f"c, sites only: MkDocs + Material, {tools}", side_by_side(mkdocs, task), reset, sites),
        Scenario(
            f"c: MkDocs + Material, pandoc, Typst, pikepdf, {tools}",
            side_by_side(f"{mkdocs}; {make_pdf}", task),
            reset,
            both,
        ),
    ]


BARE = Contender("c", "the bare tools", _prepare)
