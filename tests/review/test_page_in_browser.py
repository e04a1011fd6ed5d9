"""The review in Chromium, from disk: filters, languages, keys, screens of all sizes, readers who do not see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from end_to_end.reader import reading
from playwright.sync_api import Browser, Page, expect
from review_sizes import large
from sample import ADDED, HOSTILE_SAMPLE, MOVED, REMOVED, REWORDED, SAMPLE, TRANSLATED

from handbook.review.links import Links
from handbook.review.model import Kind, Review, Text
from handbook.review.page import html_page

LINKS = Links("https://git.example/blob/{commit}/{path}#L{line}", "https://preview.example/1")
PHONE = {"width": 360, "height": 740}
# Everything that can go wrong for a reader with a disability, beyond the law's minimum too.
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def many_texts() -> Review:
    """The sample with a paragraph whose context is long enough to fold."""
    items = tuple(Text("li", (Kind.SAME,), REMOVED.texts[0].redline[:0], n) for n in range(6))
    change = replace(REWORDED, anchor="folded", texts=(*REWORDED.texts, *items))
    return replace(SAMPLE, changes=(*SAMPLE.changes, change))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("review")
    reviews = {"sample": SAMPLE, "hostile": HOSTILE_SAMPLE, "large": large(500), "folded": many_texts()}
    for name, review in reviews.items():
        (found / f"{name}.html").write_text(html_page(review, LINKS), encoding="utf-8")
    return found


@contextmanager
def review(browser: Browser, folder: Path, address: str, **options: Any) -> Iterator[Page]:
    """Open a page; at the end nothing may have been asked of anybody, nothing complained of."""
    with reading(browser, f"{folder.as_uri()}/", **options) as reader:
        page = reader.open(address)
        yield page
        reader.assert_quiet()


def shown(page: Page) -> list[str]:
    return [str(one) for one in page.locator("article:visible").evaluate_all("all => all.map(one => one.id)")]


def fragment(page: Page) -> str:
    return str(page.evaluate("location.hash"))


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


# --- Filters ---


def test_filters_combine_count_and_stand_in_the_address(browser: Browser, folder: Path) -> None:
    with review(browser, folder, "sample.html") as page:
        said = page.locator("#r_count")
        expect(said).to_have_text("5 of 5 changes shown")
        expect(page.locator("#r_clear")).to_be_hidden()
        page.get_by_label("Language beside the source").select_option("kk")
        page.get_by_label("Part", exact=True).select_option("rules")
        expect(said).to_have_text("3 of 5 changes shown")
        page.get_by_role("checkbox", name=re.compile("Reworded")).check()
        page.get_by_role("checkbox", name=re.compile("Added")).check()
        assert shown(page) == [ADDED.anchor, REWORDED.anchor]
        page.get_by_role("checkbox", name=re.compile("Outdated")).check()
        assert shown(page) == [REWORDED.anchor]
        expect(said).to_have_text("1 of 5 changes shown")
        assert fragment(page) == "#lang=kk&part=rules&kind=added.reworded&standing=outdated"
        # Each choice tells what it would show, the other filters as they are.
        counts = page.locator("[data-count]").evaluate_all(
            "all => Object.fromEntries(all.map(one => [one.dataset.count, one.textContent]))"
        )
        assert counts["standing=missing"] == "1"
        assert counts["kind=translated"] == "0"
        assert page.locator("nav a:visible").all_text_contents() == ["1.1 Arrest"]
        expect(page.locator("h2", has_text="Steps")).to_be_hidden()
        page.get_by_role("button", name="Clear filters").click()
        expect(said).to_have_text("5 of 5 changes shown")
        assert fragment(page) == "#lang=kk"


def test_filtered_view_is_restored_from_its_address(browser: Browser, folder: Path) -> None:
    with review(browser, folder, "sample.html#lang=kk&kind=moved.removed&part=steps&text=one+year") as page:
        assert shown(page) == [REMOVED.anchor]
        expect(page.get_by_label("Search in the changes")).to_have_value("one year")
        expect(page.get_by_label("Language beside the source")).to_have_value("kk")
        expect(page.get_by_role("checkbox", name=re.compile("Moved"))).to_be_checked()
        # Somebody else's address, pasted into the same window.
        page.evaluate("location.hash = '#lang=ru&kind=translated'")
        expect(page.locator("#r_count")).to_have_text("1 of 5 changes shown")
        assert shown(page) == [TRANSLATED.anchor]


def test_address_that_means_nothing_filters_nothing(browser: Browser, folder: Path) -> None:
    hostile = "sample.html#%E0%A4%A&lang=<img src=x onerror=alert(1)>&part=constructor&kind=__proto__&standing=x&=&&"
    with review(browser, folder, hostile) as page:
        expect(page.locator("#r_count")).to_have_text("5 of 5 changes shown")


def test_search_finds_words_in_every_language(browser: Browser, folder: Path) -> None:
    with review(browser, folder, "sample.html") as page:
        search, said = page.get_by_label("Search in the changes"), page.locator("#r_count")
        for words, found in (
            ("судьяға", [REWORDED.anchor]),
            ("OFFICER name", [TRANSLATED.anchor]),
            ("officer’s", [TRANSLATED.anchor]),
            ("9(4)", [REWORDED.anchor]),
            ("steps/report.md", [REMOVED.anchor, MOVED.anchor]),
        ):
            search.fill("no such words")
            expect(said).to_have_text("0 of 5 changes shown")
            expect(page.get_by_text("No change fits these filters.")).to_be_visible()
            search.fill(words)
            expect(said).to_have_text(f"{len(found)} of 5 changes shown")
            assert shown(page) == found


def test_link_to_a_filtered_change_shows_it(browser: Browser, folder: Path) -> None:
    with review(browser, folder, f"sample.html#{REMOVED.anchor}&kind=added") as page:
        expect(page.locator(f"#{REMOVED.anchor}")).to_be_in_viewport()
        assert focused(page) == REMOVED.anchor
        assert fragment(page) == f"#{REMOVED.anchor}&lang=ru"
        page.get_by_role("checkbox", name=re.compile("Added")).check()
        # The register's fact names the paragraphs that rest on it.
        page.locator("[aria-labelledby=r_law] a", has_text="2.1.1").first.click()
        expect(page.locator(f"#{MOVED.anchor}")).to_be_in_viewport()
        assert focused(page) == MOVED.anchor
        assert fragment(page).startswith(f"#{MOVED.anchor}&")


# --- Languages ---


def test_one_language_or_all_or_none_stand_beside_the_english(browser: Browser, folder: Path) -> None:
    with review(browser, folder, "sample.html", viewport={"width": 1300, "height": 900}) as page:
        change = page.locator(f"#{REWORDED.anchor}")
        texts = {tag: change.locator(f".bi > .t[lang={tag}]") for tag in ("ru", "kk")}
        for choice, seen in (("ru", {"ru"}), ("kk", {"kk"}), ("all", {"ru", "kk"}), ("none", set())):
            page.get_by_label("Language beside the source").select_option(choice)
            assert {tag for tag, text in texts.items() if text.is_visible()} == seen
        page.get_by_label("Language beside the source").select_option("kk")
        english = change.locator(".bi > .e").first.bounding_box()
        kazakh = texts["kk"].bounding_box()
        assert english
        assert kazakh
        assert kazakh["x"] > english["x"] + english["width"] - 1
        assert kazakh["y"] == pytest.approx(english["y"], abs=2)
        # The next visit begins with the language of the last.
        page.goto(page.url.partition("#")[0])
        expect(page.get_by_label("Language beside the source")).to_have_value("kk")


# --- Keys ---


def test_keys_walk_through_the_changes(browser: Browser, folder: Path) -> None:
    with review(browser, folder, "sample.html#lang=ru") as page:
        order = [change.anchor for change in SAMPLE.changes]
        page.keyboard.press("j")
        assert focused(page) == order[0]
        page.keyboard.press("n")
        page.keyboard.press("j")
        assert focused(page) == order[2]
        # On a Russian keyboard the same keys are other letters.
        page.evaluate(
            "dispatch = (key, code) => document.dispatchEvent(new KeyboardEvent('keydown', {key, code}))"
        )
        page.evaluate("dispatch('л', 'KeyK')")
        assert focused(page) == order[1]
        page.keyboard.press("p")
        page.keyboard.press("k")
        assert focused(page) == order[0]
        expect(page.get_by_role("status").last).to_have_text("This is the first change")
        page.keyboard.press("2")
        expect(page.get_by_label("Language beside the source")).to_have_value("kk")
        page.keyboard.press("l")
        expect(page.get_by_label("Language beside the source")).to_have_value("ru")
        page.keyboard.press("0")
        expect(page.get_by_label("Language beside the source")).to_have_value("none")
        assert focused(page) == order[0]


def test_keys_in_the_search_are_letters(browser: Browser, folder: Path) -> None:
    with review(browser, folder, "sample.html") as page:
        page.keyboard.press("/")
        assert focused(page) == "r_text"
        page.keyboard.type("jk?1")
        expect(page.get_by_label("Search in the changes")).to_have_value("jk?1")
        page.get_by_label("Search in the changes").fill("report")
        expect(page.locator("#r_count")).to_have_text("2 of 5 changes shown")
        page.keyboard.press("Escape")
        assert focused(page) in shown(page)
        page.keyboard.press("j")
        assert focused(page) == shown(page)[1]


def test_sheet_of_keys_opens_closes_and_switches_keys_off(browser: Browser, folder: Path) -> None:
    with review(browser, folder, "sample.html") as page:
        page.keyboard.press("j")
        page.keyboard.press("?")
        sheet = page.get_by_role("dialog", name="Keys and signs")
        expect(sheet).to_be_visible()
        sheet.get_by_role("checkbox").uncheck()
        page.keyboard.press("Escape")
        expect(sheet).to_be_hidden()
        assert focused(page) == ADDED.anchor
        page.keyboard.press("j")
        assert focused(page) == ADDED.anchor
        page.reload()
        page.keyboard.press("?")
        expect(sheet).to_be_hidden()
        page.get_by_role("button", name="Keys and signs").click()
        sheet.get_by_role("checkbox").check()
        sheet.get_by_role("button", name="Close").click()
        page.keyboard.press("j")
        assert focused(page) == ADDED.anchor


def test_everything_is_reached_by_tab_and_the_first_stop_skips(browser: Browser, folder: Path) -> None:
    with review(browser, folder, "sample.html") as page:
        page.keyboard.press("Tab")
        skip = page.get_by_role("link", name="Skip to the changes")
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport()
        page.keyboard.press("Enter")
        assert focused(page) == "r_changes"
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('article').id") == ADDED.anchor
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid"


def test_link_is_copied(browser: Browser, folder: Path) -> None:
    with reading(browser, f"{folder.as_uri()}/") as reader:
        reader.context_allows_clipboard()
        page = reader.open("sample.html#lang=kk")
        page.get_by_role("link", name="Copy link to 2.1.4").click()
        expect(page.get_by_role("status").last).to_have_text("Link copied")
        copied = str(page.evaluate("navigator.clipboard.readText()"))
        assert copied == f"{folder.as_uri()}/sample.html#{REMOVED.anchor}"
        page.goto("about:blank")
        page.goto(copied)
        assert focused(page) == REMOVED.anchor
        expect(page.locator(f"#{REMOVED.anchor}")).to_be_in_viewport()
        reader.assert_quiet()


def test_folded_context_opens(browser: Browser, folder: Path) -> None:
    with review(browser, folder, "folded.html#folded") as page:
        far = page.locator("#folded .far").first
        expect(far).to_be_hidden()
        page.get_by_role("button", name="Show 5 unchanged texts").click()
        assert far.evaluate("one => getComputedStyle(one).display") != "none"
        assert focused(page) == "folded"


# --- Everyone ---


@pytest.mark.parametrize(("name", "scheme"), [("sample", "light"), ("sample", "dark"), ("hostile", "light")])
def test_axe_finds_no_violation(browser: Browser, folder: Path, name: str, scheme: Any) -> None:
    # High enough that nothing is left out because it is out of view.
    size = {"width": 1200, "height": 6000}
    with review(browser, folder, f"{name}.html#lang=all", color_scheme=scheme, viewport=size) as page:
        for state in ("page", "sheet"):
            if state == "sheet":
                page.keyboard.press("?")
            found = Axe().run(page, options=RULES).response
            seen = [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found["violations"]]
            assert seen == [], state
            assert len(found["passes"]) > 20


def test_axe_finds_no_violation_on_a_phone(browser: Browser, folder: Path) -> None:
    with review(browser, folder, "sample.html", viewport={"width": 360, "height": 8000}) as page:
        page.locator("#r_panel > summary").click()
        assert [one["id"] for one in Axe().run(page, options=RULES).response["violations"]] == []


def test_scheme_is_switched_and_remembered(browser: Browser, folder: Path) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    with review(browser, folder, "sample.html", color_scheme="light") as page:
        assert page.evaluate(paper) == "rgb(255, 255, 255)"
        page.get_by_role("button", name="Dark").click()
        assert page.evaluate(paper) == "rgb(17, 21, 28)"
        page.reload()
        assert page.evaluate(paper) == "rgb(17, 21, 28)"
        page.get_by_role("button", name="Light").click()
        assert page.evaluate(paper) == "rgb(255, 255, 255)"


@pytest.mark.parametrize("name", ["sample", "hostile", "folded"])
def test_narrow_screen_never_scrolls_sideways(browser: Browser, folder: Path, name: str) -> None:
    with review(browser, folder, f"{name}.html#lang=all", viewport=PHONE) as page:
        for panel in ("#r_panel", "#r_pages"):
            page.locator(f"{panel} > summary").click()
        for place in range(0, int(page.evaluate("document.body.scrollHeight")), 700):
            page.evaluate("y => scrollTo(0, y)", place)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 360


def test_hostile_review_runs_nothing(browser: Browser, folder: Path) -> None:
    with reading(browser, f"{folder.as_uri()}/") as reader:
        dialogs: list[str] = []
        reader.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        page = reader.open("hostile.html")
        page.get_by_label("Search in the changes").fill("<script>")
        expect(page.locator("#r_count")).to_have_text("1 of 1 change shown")
        page.get_by_role("link", name=re.compile("Copy link")).click()
        assert page.locator("script").count() == 1
        assert page.locator("img, iframe, object, embed, form[action]").count() == 0
        assert dialogs == []
        reader.assert_quiet()


def test_policy_stops_what_would_get_in(browser: Browser, folder: Path) -> None:
    with reading(browser, f"{folder.as_uri()}/") as reader:
        page = reader.open("sample.html")
        page.evaluate("""() => {
            window.stopped = []
            addEventListener("securitypolicyviolation", event => stopped.push(event.effectiveDirective))
            const script = document.createElement("script")
            try { script.textContent = "window.ran = 1"; document.head.append(script) } catch { /* not made */ }
            const hostile = "<img src=x onerror='window.ran = 2'>"
            try { document.body.insertAdjacentHTML("beforeend", hostile) } catch { /* nor this */ }
            new Image().src = "https://elsewhere.example/x.png"
        }""")
        page.wait_for_function("stopped.length >= 3")
        assert set(page.evaluate("stopped")) == {"require-trusted-types-for", "img-src"}
        assert page.evaluate("window.ran") is None


def test_page_can_be_read_without_its_script(browser: Browser, folder: Path) -> None:
    with review(browser, folder, "folded.html", java_script_enabled=False) as page:
        assert len(shown(page)) == 6
        for tag in ("ru", "kk"):
            expect(page.locator(f"#{REWORDED.anchor} .bi > .t[lang={tag}]")).to_be_visible()
        for name in ("#r_panel", ".shown", "#r_keys", "#r_theme", ".whole", "dialog"):
            expect(page.locator(name).first).to_be_hidden()


def test_paper_has_the_text_and_no_controls(browser: Browser, folder: Path) -> None:
    with review(browser, folder, "sample.html#lang=kk") as page:
        page.emulate_media(media="print", color_scheme="dark")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert len(shown(page)) == 5
        for name in ("aside", ".shown", ".controls", ".copy"):
            expect(page.locator(name).first).to_be_hidden()
        expect(page.locator(f"#{REWORDED.anchor} .bi > .t[lang=kk]")).to_be_visible()


def test_five_hundred_changes_are_filtered_at_once(browser: Browser, folder: Path) -> None:
    with review(browser, folder, "large.html") as page:
        expect(page.locator("#r_count")).to_have_text("500 of 500 changes shown")
        page.get_by_label("Search in the changes").fill("сөз 499")
        # The words of one, the source line of another.
        expect(page.locator("#r_count")).to_have_text("2 of 500 changes shown")
        began = perf_counter()
        page.get_by_label("Search in the changes").fill("")
        expect(page.locator("#r_count")).to_have_text("500 of 500 changes shown")
        page.keyboard.press("Escape")
        for _ in range(5):
            page.keyboard.press("j")
        assert perf_counter() - began < 5
        assert focused(page) == "a-5"
