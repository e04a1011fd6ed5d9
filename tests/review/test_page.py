"""The review as a page: whole, harmless, in order; what it does in a browser is tested beside this file."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from itertools import pairwise
from time import perf_counter

import pytest
from lxml import html
from review_sizes import large
from sample import (
    ADDED,
    HOSTILE,
    HOSTILE_SAMPLE,
    MOVED,
    REMOVED,
    REWORDED,
    SAMPLE,
    TRANSLATED,
    place,
    redline,
)

from handbook.project import Language
from handbook.review.links import Links
from handbook.review.model import Kind, Review, Standing, Text, Translated
from handbook.review.page import html_page
from handbook.review.page_tags import Html, tag
from handbook.review.page_words import KINDS, STANDINGS

LINKS = Links(
    "https://git.example/blob/{commit}/{path}#L{line}",
    "https://preview.example/1/",
    "https://preview.example/1/review/index.html",
)
WEB = ("https://git.example/", "https://preview.example/")


def read(review: Review, links: Links = LINKS) -> html.HtmlElement:
    return html.document_fromstring(html_page(review, links))


def one_change(*texts: Text, **fields: object) -> html.HtmlElement:
    """The article of a reworded paragraph with these texts."""
    change = replace(REWORDED, texts=texts, **fields)
    return read(replace(SAMPLE, changes=(change,))).get_element_by_id(REWORDED.anchor)


def text(block: str, kind: Kind, words: str, row: int = 0, **languages: Translated) -> Text:
    mark = {Kind.ADDED: "+", Kind.REMOVED: "-"}.get(kind, "=")
    return Text(block, (kind,), redline((mark, words)), 1, row, languages)


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.fixture(scope="module")
def page() -> html.HtmlElement:
    return read(SAMPLE)


# --- One file that asks for nothing ---


def test_nothing_is_loaded_and_nothing_may_be(page: html.HtmlElement) -> None:
    assert page.xpath("//@src | //@srcset | //@action | //@style | //@*[starts-with(name(), 'on')]") == []
    assert page.xpath("//link/@href") == ["data:,"]
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert "unsafe" not in policy
    for name, element in (("script-src", "script"), ("style-src", "style")):
        (own,) = page.xpath(f"//{element}/text()")
        digest = base64.b64encode(hashlib.sha256(own.encode()).digest()).decode()
        assert rules[name] == f"'sha256-{digest}'"
        assert "http" not in own
        assert "url(" not in own


def test_same_review_same_bytes() -> None:
    assert html_page(SAMPLE, LINKS) == html_page(SAMPLE, LINKS)
    assert html_page(SAMPLE, LINKS).isascii() is False
    html_page(HOSTILE_SAMPLE, LINKS).encode("utf-8")


# --- Hostile texts ---


def test_hostile_texts_are_shown_and_do_nothing(page: html.HtmlElement) -> None:
    hostile = read(HOSTILE_SAMPLE)
    assert {e.tag for e in hostile.iter() if isinstance(e.tag, str)} <= {
        *(e.tag for e in page.iter() if isinstance(e.tag, str))
    }
    assert len(hostile.xpath("//script")) == 1
    assert hostile.xpath("//comment()") == []
    attributes = {name for element in hostile.iter() for name in element.attrib}
    assert attributes <= {name for element in page.iter() for name in element.attrib}
    assert all(href.startswith((*WEB, "#", "data:,")) for href in hostile.xpath("//@href"))
    assert HOSTILE in hostile.findtext(".//title")
    assert hostile.findtext(".//h1") == HOSTILE
    (change,) = hostile.xpath("//article")
    assert change.xpath(".//p[@class='e']/ins/text()") == [f"new {HOSTILE}"]
    assert change.xpath(".//p[@lang='ru'][contains(@class, 't ')]/ins/text()") == [HOSTILE]


def test_what_cannot_be_seen_is_spelled_out() -> None:
    change = one_change(text("p", Kind.ADDED, "safe\u202egnp.exe\x00\ud800"), title="a\u200bb")
    assert change.findtext(".//p[@class='e']/ins") == "safe⟨U+202E⟩gnp.exe⟨U+0000⟩⟨U+D800⟩"


def test_path_that_is_no_utf8_still_has_its_link() -> None:
    gone = replace(REMOVED.before, file="docs/\udce9.md", page="\udce9.md")
    for one in (replace(REMOVED, before=gone), replace(ADDED, after=gone)):
        found = read(replace(SAMPLE, changes=(one,))).xpath("//article//a[@class='source']/@href")
        assert found[0].endswith("/docs/%E9.md#L40")


def test_markup_is_made_by_type_alone() -> None:
    assert tag("p", "<b>", Html("<i>x</i>"), None, title='"&', hidden=True, class_=None, data_n=0) == (
        '<p title="&quot;&amp;" hidden data-n="0">&lt;b&gt;<i>x</i></p>'
    )
    assert tag("p", title=Html("<i>")) == '<p title="&lt;i&gt;"></p>'


# --- What the page holds ---


def test_head_tells_what_is_compared(page: html.HtmlElement) -> None:
    assert words(page.xpath("//header[@class='top']/div")[0]) == (
        "Review of changes · edition 1A small handbook"
        "From main aaaaaaaaaa 2026-11-18 → to change/arrest bbbbbbbbbb 2026-11-18"
    )
    assert page.xpath("//time/@datetime") == ["2026-11-18", "2026-11-18"]
    assert page.findtext(".//title") == "main → change/arrest · A small handbook"


def test_headings_stand_in_order(page: html.HtmlElement) -> None:
    levels = [int(e.tag[1]) for e in page.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert set(page.xpath("//@aria-labelledby")) <= set(ids)
    assert {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")} <= set(ids)


def test_counts_by_kind_and_language(page: html.HtmlElement) -> None:
    glance = page.xpath("//section[@aria-labelledby='r_glance']")[0]
    assert words(glance.xpath("p")[0]) == "5 changes on 2 pages."
    assert [words(item) for item in glance.xpath("ul/li")] == [
        "Added 1",
        "Removed 1",
        "Moved 1",
        "Reworded 1",
        "Citations 1",
        "Translated 1",
    ]
    assert [[words(cell) for cell in row] for row in glance.xpath(".//tbody/tr")] == [
        ["Русский ru", "0", "~ 1", "↻ 1", "= 2", "10 words in 1 text", "1"],
        ["Қазақша kk", "Δ 1", "~ 1", "↻ 1", "= 1", "33 words in 3 texts", "0"],
    ]


def test_law_stands_before_the_changes(page: html.HtmlElement) -> None:
    heads = [words(e) for e in page.xpath("//main//h2")]
    assert heads == [
        "At a glance",
        "What changed in law",
        "Rules",
        "Steps",
        "Numbers that shifted",
        "Sign-offs",
        "Other files",
    ]
    law = page.xpath("//section[@aria-labelledby='r_law']")[0]
    facts, citations = law.xpath(".//tbody")
    assert [words(cell) for cell in facts.xpath("tr/*")] == [
        "iccpr authorities",
        "parties.KZ.in_force",
        "2006-01-24 → 2006-04-24",
        "1.1.3, 2.1.1",
        "docs/register/authorities/iccpr.yml:31",
    ]
    assert facts.xpath(".//a/@href") == [
        f"#{REWORDED.anchor}",
        f"#{MOVED.anchor}",
        f"https://git.example/blob/{'b' * 40}/docs/register/authorities/iccpr.yml#L31",
    ]
    assert [[words(cell) for cell in row] for row in citations] == [
        ["ICCPR, art. 9(3)", "–nowhere", "1.1.3"],
        ["ICCPR, art. 9(4)", "1.1.3", "–nowhere"],
    ]


def test_facts_that_are_no_law_stand_apart() -> None:
    (law,) = SAMPLE.facts
    many = tuple(replace(law, room="agencies", entry=f"a-{n}", cited=()) for n in range(20))
    page = read(replace(SAMPLE, facts=(*many[:10], law, *many[10:])))
    section = page.xpath("//section[@aria-labelledby='r_law']")[0]
    assert [words(th) for th in section.xpath("div[1]//tbody//th")] == ["iccpr authorities"]
    more = section.xpath("details")[0]
    assert more.get("open") is None
    assert words(more.xpath("summary")[0]) == "20 other facts of the register"
    assert len(more.xpath(".//tbody/tr")) == 20


def test_a_review_without_anything_says_so() -> None:
    empty = replace(SAMPLE, changes=(), facts=(), shifts=(), signoffs=(), others=(), todo={}, languages=())
    page = read(empty)
    assert [words(p) for p in page.xpath("//p[@class='calm'][not(@hidden)]")] == [
        "No page of the handbook changed.",
        "No treaty or law of the register and no citation changed.",
    ]
    assert page.xpath("//article | //main//table") == []


def test_files_that_could_not_be_compared_are_told_at_the_top() -> None:
    page = read(replace(SAMPLE, unreadable=(("docs/a.md", "not UTF-8"), ("docs/b.md", "too big"))))
    assert (
        words(page.xpath("//p[@class='warn']")[0])
        == "! 2 files could not be compared paragraph by paragraph."
    )
    rows = page.xpath("//section[@aria-labelledby='r_unreadable']//tbody/tr")
    assert [[words(cell) for cell in row] for row in rows] == [
        ["docs/a.md", "not UTF-8"],
        ["docs/b.md", "too big"],
    ]


# --- A change ---


def test_each_change_has_anchor_copy_link_and_source_line(page: html.HtmlElement) -> None:
    found = {article.get("id"): article for article in page.xpath("//article")}
    assert list(found) == [change.anchor for change in SAMPLE.changes]
    for change in SAMPLE.changes:
        article = found[change.anchor]
        assert article.xpath(".//a[@class='copy']/@href") == [f"#{change.anchor}"]
        commit = "b" * 40 if change.after else "a" * 40
        address = f"https://git.example/blob/{commit}/{change.place.file}#L{change.place.line}"
        assert article.xpath("header//a[@class='source']/@href") == [address]
    preview = found[REWORDED.anchor].xpath("header//a[text()='preview']/@href")
    assert preview == ["https://preview.example/1/site/en/rules/arrest.html#p3"]
    assert found[REMOVED.anchor].xpath("header//a[text()='preview']") == []


def test_from_disk_links_lead_to_the_files_beside() -> None:
    page = read(SAMPLE, Links())
    added, removed = (page.get_element_by_id(one.anchor) for one in (ADDED, REMOVED))
    assert added.xpath("header//a[@class='source']/@href") == ["../../docs/rules/arrest.md"]
    # What is gone may be in no file any more.
    assert removed.xpath("header//a[@class='source']") == []
    assert words(removed.xpath("header//span[@class='source']")[0]) == "docs/steps/report.md:40"


def test_number_and_kinds_head_the_change(page: html.HtmlElement) -> None:
    heads = [words(e) for e in page.iter("h4")]
    assert heads == [
        "1.1.2 Added",
        "from 1.1.2 → to 1.1.3 Reworded Citations",
        "from 1.1.4 → to 1.1.5 Translated",
        "2.1.4 Removed",
        "from 1.1.9 → to 2.1.1 Moved",
    ]
    heading = replace(ADDED, after=place("1.2", 3))
    assert words(next(read(replace(SAMPLE, changes=(heading,))).iter("h4"))) == "1.2 heading Added"


def test_redline_is_semantic_and_in_its_language(page: html.HtmlElement) -> None:
    change = page.get_element_by_id(REWORDED.anchor)
    english = change.xpath(".//div[contains(@class, 'x')]//p[@class='e']")[0]
    assert (english.get("lang"), english.get("dir")) == ("en", "ltr")
    assert english.xpath("del/text()") == ["72", "ICCPR, art. 9(3)"]
    assert english.xpath("ins/text()") == ["48", "ICCPR, art. 9(4)"]
    russian, kazakh = change.xpath(".//div[@class='bi']/p[contains(@class, 't ')]")
    assert (russian.get("lang"), kazakh.get("lang")) == ("ru", "kk")
    assert words(russian) == "Задержанного доставляют к судье в течение 7248 часов."
    assert words(kazakh) == "Outdated Ұсталған адам 72 сағат ішінде судьяға жеткізіледі."
    assert kazakh.xpath("b/@lang") == ["en"]
    assert [words(p) for p in change.xpath(".//div[@class='heads']/p")] == [
        "English",
        "Русский Updated catalogue:12",
        "Қазақша Outdated catalogue:12",
    ]


def test_every_kind_and_standing_has_word_and_sign(page: html.HtmlElement) -> None:
    style = page.findtext(".//style")
    for name, words in ((f"k-{kind}", KINDS[kind]) for kind in Kind):
        assert f'.{name}::before {{ content: "{words.sign}"' in style
    for name, words in ((f"s-{standing}", STANDINGS[standing]) for standing in Standing):
        assert f'.{name}::before {{ content: "{words.sign}"' in style
    for known in (KINDS, STANDINGS):
        assert (
            len({word.sign for word in known.values()})
            == len({word.word for word in known.values()})
            == len(known)
        )
    used = set(page.xpath("//b[contains(@class, 'kind')]/@class | //b[contains(@class, 'st ')]/@class"))
    assert used >= {"kind k-added", "kind k-moved", "st s-outdated", "st s-none"}


def test_right_to_left_texts_say_so() -> None:
    uyghur = Language("ug", "ئۇيغۇرچە")
    review = replace(
        SAMPLE,
        languages=(uyghur,),
        changes=(
            replace(
                REWORDED, texts=(text("p", Kind.REWORDED, "x", ug=Translated(Standing.CURRENT, "ا", "ا")),)
            ),
        ),
    )
    assert read(review).xpath("//article//p[@lang='ug']/@dir") == ["rtl"]


def test_lists_tables_and_steps_keep_their_form() -> None:
    change = one_change(
        text("p", Kind.SAME, "Opening."),
        text("li", Kind.ADDED, "first"),
        text("li", Kind.SAME, "second"),
        text("th", Kind.SAME, "State", 1),
        text("th", Kind.SAME, "Days", 1),
        text("td", Kind.SAME, "KZ", 2),
        text("td", Kind.REWORDED, "3", 2),
        text("h3", Kind.SAME, "Then"),
        text("step", Kind.SAME, "Stop"),
        text("step", Kind.REMOVED, "Search"),
        text("step", Kind.ADDED, "Ask"),
        text("step", Kind.SAME, "Record"),
    )
    assert [e.tag for e in change if e.tag in ("div", "ul", "ol")][2:] == ["div", "ul", "div", "div", "ol"]
    assert [words(item) for item in change.xpath("ul/li")] == ["+Added: first", "second"]
    rows = [[(cell.tag, words(cell)) for cell in row] for row in change.xpath(".//table//tr")]
    assert rows == [[("th", "State"), ("th", "Days")], [("td", "KZ"), ("td", "±Reworded: 3")]]
    assert [(item.get("value"), words(item)) for item in change.xpath("ol/li")] == [
        ("1", "Stop"),
        ("2", "−Removed: Search"),
        ("2", "+Added: Ask"),
        ("3", "Record"),
    ]
    # A heading of the handbook is none of this page.
    assert words(change.xpath("div[contains(@class, ' h')]")[0]) == "HeadingThen"
    same = change.xpath(".//*[contains(concat(' ', @class, ' '), ' same ')]")
    assert len(same) == 8


def test_context_far_from_the_change_is_folded() -> None:
    items = [text("li", Kind.SAME, str(number)) for number in range(9)]
    items[2] = text("li", Kind.ADDED, "new")
    change = one_change(*items)
    far = change.xpath(".//li[contains(@class, 'far')]")
    assert [words(item) for item in far] == ["0", "4", "5", "6", "7", "8"]
    assert words(change.xpath("button[contains(@class, 'whole')]")[0]) == "Show 6 unchanged texts"
    few = one_change(*items[1:5])
    assert few.xpath(".//*[contains(@class, 'far')] | button") == []


def test_rows_fold_whole_and_the_head_stays() -> None:
    head = [text("th", Kind.SAME, name, 1) for name in "ab"]
    rows = [text("td", Kind.SAME, f"{row}{column}", row) for row in range(2, 9) for column in "ab"]
    rows[-1] = text("td", Kind.REWORDED, "new", 8)
    far = one_change(*head, *rows).xpath(".//tr[@class='far']")
    assert [words(row) for row in far] == ["2a2b", "3a3b", "4a4b", "5a5b", "6a6b"]


def test_moved_links_both_places(page: html.HtmlElement) -> None:
    note = page.get_element_by_id(MOVED.anchor).xpath("p[@class='note']")[0]
    assert words(note) == "Moved from 1.1.9 (docs/rules/arrest.md:60) to 2.1.1 (docs/steps/report.md:9)"
    assert note.xpath("a/@href") == [
        f"https://git.example/blob/{'a' * 40}/docs/rules/arrest.md#L60",
        f"https://git.example/blob/{'b' * 40}/docs/steps/report.md#L9",
    ]


# --- Parts and filters ---


def test_pages_outside_the_parts_are_one_choice() -> None:
    outside = [
        replace(TRANSLATED, anchor=f"x-{n}", part="", after=place("", 3, f"p{n}.md")) for n in range(2)
    ]
    page = read(replace(SAMPLE, changes=(outside[0], *SAMPLE.changes, outside[1])))
    assert page.xpath("//select[@name='part']/option/text()") == [
        "All parts",
        "Outside the parts",
        "Rules",
        "Steps",
    ]
    assert [words(e) for e in page.xpath("//section[@class='part']/h2")] == [
        "Outside the parts",
        "Rules",
        "Steps",
        "Outside the parts",
    ]


def test_filters_offer_what_there_is(page: html.HtmlElement) -> None:
    boxes = {name: page.xpath(f"//input[@name='{name}']/@value") for name in ("kind", "standing")}
    assert boxes["kind"] == ["added", "removed", "moved", "reworded", "citations", "translated"]
    assert boxes["standing"] == ["outdated", "missing", "updated", "current", "none"]
    assert page.xpath("//select[@name='lang']/option/@value") == ["none", "ru", "kk", "all"]
    article = page.get_element_by_id(REWORDED.anchor)
    assert article.get("data-kinds") == "reworded citations"
    assert article.get("data-standings") == "updated outdated"


# --- Size ---


def test_five_hundred_changes_in_six_languages_stay_small() -> None:
    review = large(500)
    began = perf_counter()
    page = html_page(review, LINKS)
    assert perf_counter() - began < 5
    # Less than 2.5 times the texts themselves.
    texts = sum(len(run.raw.encode()) for c in review.changes for t in c.texts for run in t.redline) + sum(
        len(run.raw.encode())
        for c in review.changes
        for t in c.texts
        for one in t.languages.values()
        for run in one.redline
    )
    assert len(page.encode()) < 2.5 * texts
    assert len(re.findall("<article", page)) == 500
