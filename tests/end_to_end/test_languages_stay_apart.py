"""A site in one language is in that language: every word of the program, every mark, every index."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from end_to_end.pages import content_pages, document, numbers, without
from end_to_end.workshop import LANGUAGES, SOURCE, TRANSLATED, Ran, lines_of_table
from handbook.translation.interface import interface

# Attributes that are read out or shown.
SPOKEN = ("aria-label", "title", "alt", "placeholder", "data-copied", "data-failed", "content", "label")
# A page's title is one string for two languages: the page's own name, and the handbook's.
SILENT = ("script", "style", "svg", "title")
# Words that make a sentence English and stand in no other language of the handbook.
ENGLISH = re.compile(r"\b(?:the|of|and|with|for|from|this|that|must|not|is|are|by)\b", re.IGNORECASE)
# The same in every language.
NEUTRAL = re.compile(
    r"PDF|handbook, mkdocs-[\d.]+|width=device-width,initial-scale=1|no-referrer|noindex|default-src .*"
)


def all_pages(site: Path, tag: str) -> list[Path]:
    return [site / tag / name for name in [*content_pages(site / tag), "404.html"]]


def strings(root: html.HtmlElement, tag: str) -> Iterator[str]:
    """Everything of a document that is shown or read out and not marked as being in another language."""
    foreign = [root.get("lang", tag) != tag]

    def walk(element: html.HtmlElement, other: bool) -> Iterator[str]:
        if not isinstance(element.tag, str) or element.tag in SILENT:
            return
        other = element.get("lang", "") not in ("", tag) or (other and element.get("lang") != tag)
        if not other:
            yield from (element.get(name, "") for name in SPOKEN)
            yield element.text or ""
        for child in element:
            yield from walk(child, other)
            if not other:
                yield child.tail or ""

    for text in walk(root, foreign[0]):
        one = " ".join(text.split())
        if one and not NEUTRAL.fullmatch(one):
            yield one


def interface_strings(page: Path, tag: str) -> set[str]:
    """What the program itself says on a page: everything around the article, and what it adds inside."""
    root = html.document_fromstring(page.read_bytes())
    found = set(json.loads(root.get_element_by_id("__config").text)["translations"].values())
    for article in list(root.iter("article")):
        for name in ("hb-top", "hb-state", "hb-kind", "hb-mark", "hb-para", "headerlink", "footnote-backref"):
            for added in article.find_class(name):
                found |= set(strings(added, tag))
        article.drop_tree()
    # The titles of pages and sections are the author's words.
    found |= set(strings(without(root, "md-nav__list", "md-footer__title"), tag))
    return {text for text in found if re.search(r"[^\W\d_]{2}", text)}


@pytest.mark.parametrize("tag", TRANSLATED)
def test_program_says_nothing_in_english(site: Path, tag: str) -> None:
    for page in content_pages(site / tag):
        same = interface_strings(site / tag / page, tag) & interface_strings(site / SOURCE / page, SOURCE)
        assert same == set(), page
    lost, english = (set(strings(document(site / one / "404.html"), one)) for one in (tag, SOURCE))
    assert lost & english == set()


@pytest.mark.parametrize("tag", TRANSLATED)
def test_english_on_a_page_is_marked_as_english(site: Path, tag: str) -> None:
    found = {
        (page.relative_to(site).as_posix(), text)
        for page in all_pages(site, tag)
        for text in strings(document(page), tag)
        if ENGLISH.search(text)
    }
    assert found == set()


@pytest.mark.parametrize("tag", TRANSLATED)
def test_untranslated_blocks_are_marked(site: Path, tag: str) -> None:
    words = {interface(tag)["not yet translated"], interface(tag)["translation outdated"]}
    assert "" not in words
    for page in all_pages(site, tag):
        root = document(page)
        blocks = [*root.find_class("hb-missing"), *root.find_class("hb-outdated")]
        for block in blocks:
            assert (block.get("lang"), block.get("dir")) == (SOURCE, "ltr"), page
            marks = block.find_class("hb-mark")
            # The title of a page is named in menus and tabs: the notice below it says the same.
            assert len(marks) == (block.tag != "h1"), f"{page}: {block.text_content()[:80]!r}"
            assert {(mark.get("lang"), mark.text_content()) for mark in marks} <= {(tag, word) for word in words}
        inside = {mark for block in blocks for mark in block.find_class("hb-mark")}
        assert set(root.find_class("hb-mark")) == inside, page
        assert bool(root.find_class("hb-state__cover")) is bool(from_catalogue(blocks)), page


def from_catalogue(blocks: list[html.HtmlElement]) -> list[html.HtmlElement]:
    """Without quotations of the law and definitions: these come from the register in every language."""
    register = {"quote", "hb-glossary"}
    return [
        block
        for block in blocks
        if not any(register & set(up.get("class", "").split()) for up in (block, *block.iterancestors()))
    ]


@pytest.mark.parametrize("tag", LANGUAGES)
def test_what_is_translated_is_not_marked(site: Path, ran: Ran, tag: str) -> None:
    whole = "100 %" in lines_of_table(ran.out)[tag]
    marked = [page for page in all_pages(site, tag) if from_catalogue(document(page).find_class("hb-missing"))]
    assert bool(marked) is not whole
    draft = [page for page in content_pages(site / tag) if document(site / tag / page).find_class("hb-state__draft")]
    assert draft == ([] if tag == SOURCE else content_pages(site / tag))


@pytest.mark.parametrize("tag", TRANSLATED)
def test_paragraphs_have_the_same_numbers_in_every_language(site: Path, tag: str) -> None:
    assert content_pages(site / tag) == content_pages(site / SOURCE)
    for page in content_pages(site / SOURCE):
        assert numbers(site / tag / page) == numbers(site / SOURCE / page), page
        if page == "reference/glossary.html":
            continue  # it has the terms that the language has a word for
        # What is made from the register is in each language's own alphabetical order.
        order = sorted if page.startswith("reference/") else list
        assert order(ids(site / tag / page)) == order(ids(site / SOURCE / page)), page


def ids(page: Path) -> list[str]:
    article = next(document(page).iter("article"))
    return [element.get("id") for element in article.iter() if isinstance(element.tag, str) and element.get("id")]


@pytest.mark.parametrize("tag", LANGUAGES)
def test_search_index_is_small_and_of_one_language(site: Path, tag: str) -> None:
    text = (site / tag / "search" / "search_index.json").read_text("utf-8")
    assert not re.search(r"\\u0[4-9a-f]", text), "letters are written as six bytes each"
    script = (site / tag / "search" / "search_index.js").read_text("utf-8")
    assert script.startswith("var __index = {")
    assert json.loads(script.removeprefix("var __index = ")) == json.loads(text)
    places = [entry["location"] for entry in json.loads(text)["docs"]]
    assert sorted({place.partition("#")[0] for place in places}) == content_pages(site / tag)
    for place in places:
        page, _, anchor = place.partition("#")
        assert not anchor or anchor in ids(site / tag / page), place
