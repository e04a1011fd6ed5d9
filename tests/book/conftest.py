from __future__ import annotations

from pathlib import Path

import pytest
from book_sample import DOCS, WORDS, info, site

from handbook.book.info import BookReport
from handbook.book.make import make_book


@pytest.fixture(scope="session")
def sample_book(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BookReport]:
    """The book of all pages in `golden/`, in Kazakh: its PDF and what `make_book` reported."""
    folder = tmp_path_factory.mktemp("book")
    out = folder / "handbook-kk.pdf"
    return out, make_book(site(), info(), WORDS, DOCS, folder / "cache", out)
