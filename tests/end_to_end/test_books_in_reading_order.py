"""A PDF read aloud: in every language a paragraph's number comes right before its words, in the order of the site."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest
from lxml.html import HtmlElement

from end_to_end.pages import article, content_pages, without
from end_to_end.workshop import LANGUAGES

NUMBER = re.compile(r"(?<![\d.])\d\.\d{1,2}\.\d{1,2}(?![\d.])")


@cache
def read_aloud(book: Path) -> str:
    """The text in the order of the page description, on one line, words that a line's end broke made whole."""
    done = subprocess.run(["pdftotext", "-raw", str(book), "-"], capture_output=True, check=True)
    whole = re.sub(r"[-\u00ad\u2010]\n(?=[^\W\d_])", "", done.stdout.decode("utf-8"))
    return " ".join(whole.replace("\u00ad", "").split())


# What a link to another chapter says in print alone.
CHAPTER = re.compile(r"\(\d\.\d{1,2}\)")


def letters(words: str) -> str:
    """Letters and digits alone: spaces and quotation marks are set as each language and medium wants them."""
    return re.sub(r"[\W_]", "", words).casefold()


def before_any_citation(block: HtmlElement) -> str:
    """A paragraph's words up to its first citation, which is written otherwise in print."""
    words = [block.text or ""]
    for child in block:
        if "hb-cite" in child.classes:
            break
        words += [str(child.text_content()), child.tail or ""]
    return "".join(words)


def openings(site: Path, tag: str) -> list[tuple[str, str]]:
    """The number and the first letters of every numbered paragraph of the parts, in the order of the numbers."""
    found = []
    for name in content_pages(site / tag):
        for mark in article(site / tag / name).find_class("hb-para"):
            block, number = mark.getparent(), str(mark.text_content())
            # Boxes and what folds open with their sign and word: the book's own tests look at these.
            if block.tag == "p" and number.count(".") == 2:
                mark.drop_tree()
                found.append((number, letters(before_any_citation(without(block, "footnote-ref", "hb-mark")))[:25]))
    return sorted(found, key=lambda one: [int(part) for part in one[0].split(".")])


def following(said: str, at: int) -> str:
    """The first letters after a place of what is read."""
    return letters(CHAPTER.sub("", said[at : at + 130]))[:80]


@pytest.mark.parametrize("tag", LANGUAGES)
def test_numbers_come_before_their_words_in_the_order_of_the_site(project: Path, site: Path, tag: str) -> None:
    said = read_aloud(project / "build" / "pdf" / f"handbook-{tag}.pdf")
    places: dict[str, list[int]] = {}
    for found in NUMBER.finditer(said):
        places.setdefault(found[0], []).append(found.end())
    expected = openings(site, tag)
    assert len(expected) > 60
    last, lost = 0, []
    for number, words in expected:
        # The same number may be cited elsewhere; a paragraph begins where its own words follow.
        begins = [at for at in places.get(number, []) if at > last and words in following(said, at)]
        if not begins:
            lost.append((number, words))
            continue
        last = begins[0]
    assert lost == []
