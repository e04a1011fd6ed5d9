"""The Typst source of each sample page, compared with a file that people can read and review.

After a change that is meant: `UPDATE_GOLDEN=1 pytest tests/book/test_book_golden.py`, then read the diff.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from book_sample import DOCS, GOLDEN, WORDS, info, site

from handbook.book.make import write_typst

NAMES = [page.path.rpartition("/")[2].removesuffix(".md") for page in site().pages]


def check(golden: Path, source: str) -> None:
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(source, "utf-8")
    assert source == golden.read_text("utf-8")


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    cache = tmp_path_factory.mktemp("golden")
    typeset = write_typst(site(), info(), WORDS, DOCS, cache)
    found = {
        path.rpartition("/")[2].removesuffix(".md"): (cache / "pages" / file).read_text("utf-8")
        for file, path in typeset.origins.files.items()
    }
    # The first line imports the template by its digest, which any change of the design renews.
    bodies = {name: text.partition("\n")[2] for name, text in found.items()}
    return {**bodies, "main": typeset.main.read_text("utf-8")}


def test_every_sample_page_has_a_golden_file() -> None:
    assert sorted(path.stem for path in GOLDEN.glob("*.html")) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_typst_source_of_a_page(name: str, sources: dict[str, str]) -> None:
    check(GOLDEN / f"{name}.typ", sources[name])


def test_main_file(sources: dict[str, str]) -> None:
    """Particulars, key, parts and chapters, without the lines whose names are digests."""
    lines = sources["main"].splitlines()
    assert lines[0].startswith('#import "/template/')
    shown = "\n".join(line.partition(", include ")[0] for line in lines[1:])
    check(GOLDEN / "main.typ", f"{shown}\n")
