"""Same input, same bytes; and no work twice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from book_sample import DOCS, WORDS, info, site

from handbook.book import pandoc
from handbook.book.info import BookReport
from handbook.book.live import LiveBook
from handbook.book.make import make_book
from handbook.site.page import RenderedSite


def edited(given: RenderedSite, name: str, old: str, new: str) -> RenderedSite:
    pages = [replace(p, html=p.html.replace(old, new)) if name in p.path else p for p in given.pages]
    assert tuple(pages) != given.pages
    return replace(given, pages=tuple(pages))


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """For each run of pandoc, how many pages it was given."""
    counts: list[int] = []
    whole = pandoc.to_typst

    def counting(pages: list[str]) -> list[str]:
        counts.append(len(pages))
        return whole(pages)

    monkeypatch.setattr(pandoc, "to_typst", counting)
    return counts


def test_two_folders_same_bytes(sample_book: tuple[Path, BookReport], tmp_path: Path) -> None:
    """Another cache folder, another output folder, a warm and a cold cache: the same PDF to the byte."""
    for _ in range(2):
        make_book(site(), info(), WORDS, DOCS, tmp_path / "elsewhere" / "cache", tmp_path / "other.pdf")
        assert (tmp_path / "other.pdf").read_bytes() == sample_book[0].read_bytes()


def test_nothing_of_this_machine_is_in_the_file(sample_book: tuple[Path, BookReport]) -> None:
    import pikepdf

    with pikepdf.open(sample_book[0]) as pdf:
        data = b"".join(
            item.read_bytes() if isinstance(item, pikepdf.Stream) else item.unparse() for item in pdf.objects
        )
    assert str(sample_book[0].parent).encode() not in data


def test_pandoc_sees_each_page_once(runs: list[int], tmp_path: Path) -> None:
    given, cache, out = site(), tmp_path / "cache", tmp_path / "out.pdf"
    make_book(given, info(), WORDS, DOCS, cache, out)
    make_book(given, info(), WORDS, DOCS, cache, out)
    assert runs == [5]
    make_book(edited(given, "index", "outside", "beside"), info(), WORDS, DOCS, cache, out)
    assert runs == [5, 1]
    # The title and purpose are no business of pandoc.
    pages = tuple(replace(page, title=f"{page.title}!") for page in given.pages)
    make_book(replace(given, pages=pages), info(edition="0.2"), WORDS, DOCS, cache, out)
    assert runs == [5, 1]


def test_a_link_that_comes_or_goes_renews_both_its_ends(runs: list[int], tmp_path: Path) -> None:
    given, cache, out = site(), tmp_path / "cache", tmp_path / "out.pdf"
    make_book(given, info(), WORDS, DOCS, cache, out)
    # The only link to the first paragraph of "everything" goes: there, a label too many would be left.
    make_book(edited(given, "index", "#p1", "#p4"), info(), WORDS, DOCS, cache, out)
    assert runs == [5, 2]


def test_languages_share_a_cache(runs: list[int], tmp_path: Path) -> None:
    kazakh, cache = site(), tmp_path / "cache"
    make_book(kazakh, info(), WORDS, DOCS, cache, tmp_path / "kk.pdf")
    make_book(replace(kazakh, language="ky"), info("ky"), WORDS, DOCS, cache, tmp_path / "ky.pdf")
    assert runs == [5]
    assert (tmp_path / "kk.pdf").read_bytes() != (tmp_path / "ky.pdf").read_bytes()


def test_live_book_follows_edits(tmp_path: Path) -> None:
    import subprocess

    def text() -> str:
        return subprocess.run(["pdftotext", str(out), "-"], capture_output=True, text=True, check=True).stdout

    out = tmp_path / "live.pdf"
    live = LiveBook(DOCS, tmp_path / "cache", WORDS)
    first = live.make(site(), info(), out)
    assert "Raw span font" in text()
    again = live.make(edited(site(), "other", "Raw <span", "Cooked <span"), info(), out)
    assert "Cooked span font" in text()
    assert again.pages == first.pages
    # An error leaves the compiler fit for the next try.
    with pytest.raises(Exception, match="stop the run"):
        live.make(edited(site(), "other", "Raw <span", "漢 <span"), info(), out)
    assert "Cooked span font" in text()
    live.make(site(), info(), out)
    assert "Raw span font" in text()
