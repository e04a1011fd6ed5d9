"""The table of authorities of the real handbook: every citation is in it and back, on the site and in the PDF."""

from __future__ import annotations

import posixpath
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import lxml.html
import pikepdf
import pytest

from handbook.book.make import make_book
from handbook.project import Project
from handbook.release.jobs import book_info
from handbook.release.origin import Origin
from handbook.site.build import build_site
from handbook.site.edition import Edition
from handbook.site.page import RenderedSite
from handbook.stable import Clock
from handbook.translation.interface import interface

TABLE = "reference/authorities.html"
Cited = tuple[str, str, int]
"""A page's address, an authority's id, a paragraph counted from 1."""


@dataclass(frozen=True)
class Site:
    """A built language: its pages as rendered, and its folder."""

    rendered: RenderedSite
    folder: Path

    @cached_property
    def pages(self) -> dict[str, Any]:
        return {page.url: lxml.html.fromstring(f"<div>{page.html}</div>") for page in self.rendered.pages}

    @cached_property
    def ids(self) -> dict[str, set[str]]:
        return {url: set(tree.xpath("//@id")) for url, tree in self.pages.items()}

    def links(self, name: str) -> Iterator[tuple[str, Any]]:
        for url, tree in self.pages.items():
            for link in tree.xpath(f'//a[contains(concat(" ", @class, " "), " {name} ")]'):
                yield url, link


@pytest.fixture(scope="module", params=["en", "kk"])
def site(request: pytest.FixtureRequest, handbook: Project, tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp(request.param)
    return Site(build_site(handbook.root, request.param, Edition("1", "2026-11-22", ""), folder).site, folder)


def target(url: str, link: Any) -> tuple[str, str]:
    path, _, fragment = link.get("href").partition("#")
    return posixpath.normpath(posixpath.join(posixpath.dirname(url), path)), fragment


def cited_by_readers(site: Site) -> set[Cited]:
    """What stands under which paragraph, read off the finished pages from top to bottom."""
    found: set[Cited] = set()
    for url, tree in site.pages.items():
        count, notes = 0, {}
        for block in tree:
            count += len(
                block.xpath('self::*[a[@class="hb-para"]]|self::details/summary[a[@class="hb-para"]]')
            )
            for mark in block.xpath('.//a[@class="footnote-ref"]'):
                notes.setdefault(mark.get("href")[1:], count)
            for link in block.xpath('.//a[@class="hb-cite"]'):
                note = next((parent.get("id") for parent in link.iterancestors("li") if parent.get("id")), "")
                found.add((url, target(url, link)[1], notes[note] if note.startswith("fn:") else count))
    return found


def listed_in_the_table(site: Site) -> set[Cited]:
    found: set[Cited] = set()
    for entry in site.pages[TABLE].xpath('//tr[@id]|//dl[@class="hb-authorities"]/dt'):
        for link in entry.getnext().xpath('.//a[@class="hb-where"]'):
            url, fragment = target(TABLE, link)
            found.add((url, entry.get("id"), int(fragment.removeprefix("p") or 0)))
    return found


def test_every_citation_is_in_the_table_and_back(site: Site) -> None:
    cited = cited_by_readers(site)
    assert len(cited) > 200
    assert listed_in_the_table(site) == cited


def test_every_link_of_the_law_has_its_place(site: Site) -> None:
    for name in ("hb-cite", "hb-where"):
        links = list(site.links(name))
        assert len(links) > 200
        for url, link in links:
            page, fragment = target(url, link)
            assert page in site.pages, link.get("href")
            assert fragment in site.ids[page], link.get("href")
            assert (site.folder / page).is_file()


def test_numbers_are_those_of_the_paragraphs(site: Site) -> None:
    for url, link in site.links("hb-where"):
        page, fragment = target(url, link)
        (number,) = site.pages[page].xpath(f'//a[@class="hb-para"][@id="{fragment}"]')
        assert link.text_content() == number.text_content()


def test_only_what_is_cited_is_listed(site: Site) -> None:
    entries = site.pages[TABLE].xpath('//tr/@id|//dl[@class="hb-authorities"]/dt/@id')
    assert sorted(entries) == sorted({name for _, name, _ in cited_by_readers(site)})


def test_tooltips_stand_once_a_page_and_never_in_what_is_made(site: Site) -> None:
    seen = 0
    for url, tree in site.pages.items():
        titles = tree.xpath('//abbr[@class="hb-term"]/@title')
        assert len(titles) == len(set(titles))
        seen += len(titles)
        if url.startswith("reference/"):
            assert not tree.xpath(
                '//*[starts-with(@class, "hb-authorities") or starts-with(@class, "hb-gloss")]//abbr[@class]'
            )
        for place in ("a", "h1", "h2", "h3", "code", "summary"):
            assert not tree.xpath(f"//{place}//abbr[@class]")
    assert seen > 50


@pytest.fixture(scope="module")
def book(site: Site, handbook: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("pdf") / "book.pdf"
    info = book_info(Origin(handbook, Clock(1795305600, "0123456789")), site.rendered)
    make_book(site.rendered, info, interface(site.rendered.language), handbook.docs, handbook.cache / "book", out)
    return out


def test_the_book_names_the_page_of_every_paragraph(site: Site, book: Path) -> None:
    """The number printed after a paragraph's number is that of the page its link leads to, where it stands."""
    # Paragraphs of pages outside the parts have their page's title for a number.
    texts = [link.text_content().strip() for _, link in site.links("hb-where")]
    places = sum(re.fullmatch(r"\d+\.\d+\.\d+", text) is not None for text in texts)
    with pikepdf.open(book) as pdf:
        numbers = {page.objgen: count for count, page in enumerate(pdf.pages, 1)}
        led = [numbers[pdf_target(pdf, link)] for page in pdf.pages for link in page.get("/Annots", [])
               if "/Dest" in link or "/D" in link.get("/A", {})]  # fmt: skip
    text = subprocess.run(
        ["pdftotext", "-raw", str(book), "-"], capture_output=True, text=True, check=True
    ).stdout
    pages = [" ".join(page.split()) for page in text.split("\f")]
    pattern = (
        r"(\d+\.\d+\.\d+) \(p\. (\d+)\)"
        if site.rendered.language == "en"
        else r"(\d+\.\d+\.\d+) \((\d+)-б\.\)"
    )
    printed = re.findall(pattern, " ".join(pages))
    assert len(printed) == places > 200
    for number, page in printed:
        assert number in pages[int(page) - 1]
        assert int(page) in led


def pdf_target(pdf: pikepdf.Pdf, link: Any) -> Any:
    place = link.get("/Dest") or link.A.D
    if isinstance(place, pikepdf.String | pikepdf.Name):
        tree = pikepdf.NameTree(pdf.Root.Names.Dests)
        place = tree[str(place)]
        place = place.D if isinstance(place, pikepdf.Dictionary) else place
    return place[0].objgen
