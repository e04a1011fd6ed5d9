"""The site as it lies on a disk, in a browser, in every language: no server, no network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Browser, expect

from end_to_end.pages import best_page, content_pages, document, numbers, telling_words
from end_to_end.reader import Reader, reading
from end_to_end.workshop import LANGUAGES
from handbook.translation.interface import interface

# What an officer types on a keyboard that lacks the letters.
PLAIN = str.maketrans("әғқңөұүһіҳҷӣӯёäçňöşüýž", "агкноуухихчиуеacnosuyz", "ʻʼ")
NEXT = dict(zip(LANGUAGES, (*LANGUAGES[1:], LANGUAGES[0]), strict=True))


@pytest.fixture
def reader(browser: Browser, site: Path) -> Iterator[Reader]:
    """A reader with the site on the disk; whatever a test does, nothing may complain or leave the disk."""
    with reading(browser, f"{site.as_uri()}/", viewport={"width": 1280, "height": 800}) as one:
        yield one
        one.assert_quiet()


@pytest.mark.parametrize("tag", LANGUAGES)
def test_from_the_door_to_a_page(reader: Reader, site: Path, tag: str) -> None:
    page = reader.open("index.html")
    page.locator(f"a.go[hreflang={tag}]").click()
    assert reader.where() == f"{tag}/index.html"
    wanted = best_page(site / tag)
    page.locator(f".md-sidebar--primary a[href$='{wanted.rpartition('/')[2]}']").first.click()
    assert reader.where() == f"{tag}/{wanted}"
    root = page.locator("html")
    assert root.get_attribute("lang") == tag
    assert page.evaluate("getComputedStyle(document.documentElement).direction") == "ltr"
    assert page.title() == document(site / tag / wanted).findtext(".//title")
    expect(page.locator("h1")).to_have_count(1)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_switcher_keeps_page_and_paragraph(reader: Reader, site: Path, tag: str) -> None:
    name = best_page(site / tag)
    count = len(numbers(site / tag / name))
    wanted = count // 2
    page = reader.open(f"{tag}/{name}")
    # The reader scrolls until the paragraph is the first below the page's head.
    page.evaluate(
        """id => {
            const block = document.getElementById(id).parentElement.getBoundingClientRect()
            scrollTo(0, scrollY + block.top - document.querySelector(".md-header").getBoundingClientRect().bottom - 8)
        }""",
        f"p{wanted}",
    )
    number = page.locator(f"#p{wanted}").inner_text()
    reader.switch(NEXT[tag])
    assert reader.where() == f"{NEXT[tag]}/{name}#p{wanted}"
    expect(page.locator(f"#p{wanted}")).to_be_in_viewport()
    assert page.locator(f"#p{wanted}").inner_text() == number
    # Back again, and nothing was lost.
    reader.switch(tag)
    assert reader.where() == f"{tag}/{name}#p{wanted}"


@pytest.mark.parametrize("tag", LANGUAGES)
def test_search_finds_the_page_by_its_own_words(reader: Reader, site: Path, tag: str) -> None:
    name = best_page(site / tag)
    word, other = telling_words(site / tag, name, tag)[:2]
    page = reader.open(f"{tag}/index.html")
    # Other forms of the word may stand on other pages.
    assert f"{tag}/{name}" in reader.search(word)
    reader.open_found(name)
    expect(page.locator("article mark").first).to_be_visible()
    assert page.locator("article mark").first.inner_text().lower()[:4] == word[:4]
    for typed in (other.upper(), other.translate(PLAIN), other.replace("ʻ", "'").replace("ʼ", "'")):
        assert f"{tag}/{name}" in reader.search(typed), f"{typed!r} was typed for {other!r}"


@pytest.mark.parametrize("tag", LANGUAGES)
def test_search_finds_nothing_of_what_is_not_there(reader: Reader, tag: str) -> None:
    reader.open(f"{tag}/index.html")
    assert reader.search("xqxqxq") == []


@pytest.mark.parametrize("tag", LANGUAGES)
def test_pdf_link_leads_to_the_book_of_the_language(reader: Reader, site: Path, tag: str) -> None:
    for name in content_pages(site / tag):
        links = document(site / tag / name).find_class("hb-top__pdf")
        assert len(links) == 1, name
        assert (site / tag / name).parent.joinpath(links[0].get("href")).resolve() == (
            site / "pdf" / f"handbook-{tag}.pdf"
        )
    page = reader.open(f"{tag}/{best_page(site / tag)}")
    link = page.locator("a.hb-top__pdf")
    expect(link).to_be_visible()
    with pikepdf.open(reader.file(link.get_attribute("href") or "")) as pdf:
        assert str(pdf.Root.Lang) == tag


@pytest.mark.parametrize("tag", LANGUAGES)
def test_paragraph_link_is_copied(reader: Reader, site: Path, tag: str) -> None:
    name = best_page(site / tag)
    page = reader.open(f"{tag}/{name}?h=word")
    number = page.locator("#p3")
    number.click()
    expect(page.locator(".hb-live")).to_have_text(f"{number.inner_text()}: {interface(tag)['Link copied']}")
    # The address bar stands for every place the reader may paste the link into.
    page.locator(".md-search__input").click()
    page.keyboard.press("Control+V")
    pasted = page.locator(".md-search__input").input_value()
    assert pasted == f"{reader.home}{tag}/{name}#p3"
