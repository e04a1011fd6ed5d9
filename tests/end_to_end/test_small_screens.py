"""Every page on a phone 360 pixels wide, and the site without any script."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from end_to_end.pages import best_page, content_pages, numbers
from end_to_end.reader import reading
from end_to_end.workshop import LANGUAGES

# Whatever is wider than the screen without a box of its own to scroll in, after everything that folds was opened.
_TOO_WIDE = """() => {
    for (const fold of document.querySelectorAll("article details")) fold.open = true
    const root = document.scrollingElement
    if (root.scrollWidth <= innerWidth) return []
    const outside = element => {
        for (let up = element.parentElement; up; up = up.parentElement)
            if (up !== root && /auto|scroll|hidden|clip/.test(getComputedStyle(up).overflowX)) return false
        return element.getBoundingClientRect().right > innerWidth + 1
    }
    const wide = [...document.body.querySelectorAll("*")].filter(outside).map(e => e.outerHTML.slice(0, 160))
    return [`${root.scrollWidth} pixels`, ...wide.slice(0, 5)]
}"""


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_page_fits_a_narrow_screen_and_is_quiet(browser: Browser, site: Path, tag: str) -> None:
    with reading(browser, f"{site.as_uri()}/", viewport={"width": 360, "height": 740}, has_touch=True) as reader:
        wide = {}
        for name in ["index.html", *(f"{tag}/{page}" for page in content_pages(site / tag)), f"{tag}/404.html"]:
            reader.open(name)
            if found := reader.page.evaluate(_TOO_WIDE):
                wide[name] = found
        assert wide == {}
        reader.assert_quiet()


@pytest.mark.parametrize("tag", LANGUAGES)
def test_narrow_screen_reaches_pages_languages_and_search(browser: Browser, site: Path, tag: str) -> None:
    name = best_page(site / tag)
    other = "en" if tag != "en" else "kk"
    with reading(browser, f"{site.as_uri()}/", viewport={"width": 360, "height": 740}, has_touch=True) as reader:
        page = reader.open(f"{tag}/index.html")
        page.locator("label.md-header__button[for=__drawer]").tap()
        # The drawer shows the parts; a part opens into its pages.
        link = page.locator(f"a[href$='{name.rpartition('/')[2]}']")
        part = page.locator(".md-sidebar--primary .md-nav__item--nested", has=link)
        part.locator("label.md-nav__link").first.tap()
        part.locator(link).tap()
        page.wait_for_url(f"**/{name}")
        expect(page.locator("a.hb-top__pdf")).to_be_in_viewport()
        reader.switch(other)
        assert reader.where() == f"{other}/{name}"
        reader.assert_quiet()


@pytest.mark.parametrize("tag", LANGUAGES)
def test_site_works_without_scripts(browser: Browser, site: Path, tag: str) -> None:
    name = best_page(site / tag)
    other = "ru" if tag != "ru" else "tk"
    with reading(browser, f"{site.as_uri()}/", java_script_enabled=False) as reader:
        page = reader.open("index.html")
        page.locator(f"a.go[hreflang={tag}]").click()
        assert reader.where() == f"{tag}/index.html"
        page.locator(f".md-sidebar--primary a[href$='{name.rpartition('/')[2]}']").first.click()
        page.wait_for_url(f"**/{name}")
        count = len(numbers(site / tag / name))
        expect(page.locator("article a.hb-para")).to_have_count(count)
        # A number is a link to its paragraph, script or not.
        page.locator(f"#p{count}").click()
        assert reader.where() == f"{tag}/{name}#p{count}"
        page.locator("details.hb-languages summary").click()
        page.locator(f"details.hb-languages a[hreflang={other}]").click()
        page.wait_for_url(f"**/{other}/{name}*")
        assert page.locator("html").get_attribute("lang") == other
        reader.assert_quiet()
