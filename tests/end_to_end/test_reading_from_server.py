"""The site on a web server below a prefix that no page was told of, in a browser, in every language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from end_to_end.pages import best_page, content_pages, telling_words
from end_to_end.reader import Reader, reading
from end_to_end.serving import Served
from end_to_end.workshop import LANGUAGES
from handbook.translation.interface import interface

NEXT = dict(zip(LANGUAGES, (*LANGUAGES[1:], LANGUAGES[0]), strict=True))


@pytest.fixture
def reader(browser: Browser, server: Served) -> Iterator[Reader]:
    """A reader on the server; whatever a test does, nothing may complain or leave the prefix."""
    with reading(browser, server.home, viewport={"width": 1280, "height": 800}) as one:
        one.context_allows_clipboard()
        yield one
        one.assert_quiet()


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_visit(reader: Reader, site: Path, tag: str) -> None:
    name = best_page(site / tag)
    other = next(page for page in content_pages(site / tag) if "/" in page and page != name)
    page = reader.open("")
    page.locator(f"a.go[hreflang={tag}]").click()
    assert reader.where() == f"{tag}/index.html"

    # Navigation, from one page of the handbook to another.
    for wanted in (other, name):
        page.locator(f".md-sidebar--primary a[href$='{wanted.rpartition('/')[2]}']").first.click()
        page.wait_for_url(f"**/{wanted}")
        assert reader.where() == f"{tag}/{wanted}"
        assert page.locator("html").get_attribute("lang") == tag

    # The switcher, on a paragraph.
    page.goto(f"{reader.home}{tag}/{name}#p4")
    reader.switch(NEXT[tag])
    assert reader.where() == f"{NEXT[tag]}/{name}#p4"
    # The door remembers the language chosen last.
    assert _opened_by_the_door(reader) == f"{NEXT[tag]}/index.html"


@pytest.mark.parametrize("tag", LANGUAGES)
def test_search(reader: Reader, site: Path, tag: str) -> None:
    name = best_page(site / tag)
    word = telling_words(site / tag, name, tag)[-1]
    page = reader.open(f"{tag}/index.html")
    assert f"{tag}/{name}" in reader.search(word)
    reader.open_found(name)
    expect(page.locator("article mark").first).to_be_visible()


@pytest.mark.parametrize("tag", LANGUAGES)
def test_pdf_and_copied_link(reader: Reader, site: Path, tag: str) -> None:
    name = best_page(site / tag)
    page = reader.open(f"{tag}/{name}")
    address = page.evaluate("document.querySelector('a.hb-top__pdf').href")
    assert address == f"{reader.home}pdf/handbook-{tag}.pdf"
    answer = page.request.get(address)
    assert answer.ok
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body() == (site / "pdf" / f"handbook-{tag}.pdf").read_bytes()
    number = page.locator("#p2")
    number.click()
    expect(page.locator(".hb-live")).to_have_text(f"{number.inner_text()}: {interface(tag)['Link copied']}")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{reader.home}{tag}/{name}#p2"


@pytest.mark.parametrize("tag", LANGUAGES)
def test_unknown_address(reader: Reader, tag: str) -> None:
    page = reader.page
    answer = page.goto(f"{reader.home}{tag}/no/such/page.html")
    assert answer is not None
    assert answer.status == 404
    # The browser itself notes the missing page; nothing else may be said.
    assert len(reader.complaints) == 1
    reader.complaints.clear()
    assert page.locator("html").get_attribute("lang") == tag
    expect(page.locator("h1")).to_have_text(interface(tag)["Page not found"])
    page.locator("#home").click()
    assert reader.where() == f"{tag}/index.html"


def _opened_by_the_door(reader: Reader) -> str:
    reader.open("")
    reader.page.wait_for_url("**/*/index.html")
    return reader.where()
