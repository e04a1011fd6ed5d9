"""Rival b: the print-site plugin puts all pages on one, and Chromium prints that to PDF; a build per language."""

from __future__ import annotations

import os
from pathlib import Path

from benchmarks.contender import Contender, Output, Say, Scenario, Task, cores, remover, write
from benchmarks.corpus import EXTENSIONS, HEAD, navigation, write_folders
from benchmarks.environments import environment, need_program
from benchmarks.joint import side_by_side
from benchmarks.material_words import lend_words

_FLAGS = (
    "--headless --disable-gpu --disable-background-networking --disable-component-update --no-first-run "
    "--no-pdf-header-footer"
)


def _prepare(task: Task, home: Path, say: Say) -> list[Scenario]:
    chromium = need_program("chromium", "chromium", "chromium-browser", "google-chrome")
    programs, root = environment("print-site", home, say), task.folder
    write_folders(root, task.pages, task.tags)
    lend_words(programs, root / "words", task.tags)
    for tag in task.tags:
        paths = f"  custom_dir: words\n  language: {tag}\ndocs_dir: docs/{tag}\nsite_dir: site/{tag}\n"
        plugins = "plugins:\n  - search\n  - print-site\n"
        write(root / f"mkdocs.{tag}.yml", f"{HEAD}{paths}{plugins}{EXTENSIONS}{navigation(task.pages)}")
    site, pdf, profiles = root / "site", root / "pdf", root / "profiles"
    output = Output(
        site,
        {tag: site / tag for tag in task.tags},
        {tag: pdf / f"handbook-{tag}.pdf" for tag in task.tags},
        {tag: site / tag / "search" / "search_index.json" for tag in task.tags},
    )
    command = side_by_side(_script(root, programs, chromium), task)
    name = f"b: print-site + Chromium, a build per language, {cores()} at a time"
    return [Scenario(name, command, remover(site, pdf, profiles), output)]


def _script(root: Path, programs: Path, chromium: str) -> str:
    # Chromium's sandbox does not work for root, as whom continuous integration runs.
    sandbox = "--no-sandbox " if os.geteuid() == 0 else ""
    return (
        f"{programs / 'mkdocs'} build --quiet -f mkdocs.@.yml; mkdir -p {root}/pdf; "
        f"{chromium} {_FLAGS} {sandbox}--user-data-dir={root}/profiles/@ "
        f"--print-to-pdf={root}/pdf/handbook-@.pdf file://{root}/site/@/print_page.html"
    )


PRINTED = Contender("b", "print-site + Chromium", _prepare)
