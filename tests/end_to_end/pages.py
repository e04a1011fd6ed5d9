"""Built pages as files: their text, paragraph by paragraph, and what in them is in which language."""

from __future__ import annotations

import copy
import re
from collections import Counter
from functools import cache
from pathlib import Path

from lxml import html

# Letters that tell a language from those that share its alphabet, and that careless tools lose.
SPECIAL = {
    "en": "a-z",
    "ru": "ёщэъ",
    "kk": "әғқңөұүһі",
    "ky": "ңөү",
    "tg": "ғӣқӯҳҷ",
    "uz": "ʻʼ",
    "tk": "äçňöşüýž",
}


# What the theme puts into an article, above and below what the page says.
_CHROME = ("hb-top", "hb-purpose", "hb-state", "headerlink")
# What stands in a page without being its own text in its own language.
_FOREIGN = ("hb-missing", "hb-outdated", "hb-para", "hb-mark", "hb-kind", "hb-cite")


@cache
def document(path: Path) -> html.HtmlElement:
    """A built page. Nobody may change it."""
    return html.document_fromstring(path.read_bytes())


def article(path: Path) -> html.HtmlElement:
    """A copy of what the page says: its article, without what the theme put above and below."""
    return without(copy.deepcopy(next(document(path).iter("article"))), *_CHROME)


def without(element: html.HtmlElement, *classes: str) -> html.HtmlElement:
    """The element itself, those inside it that have one of the classes removed."""
    for name in classes:
        for found in element.find_class(name):
            if found.getparent() is not None:
                found.drop_tree()
    return element


def text(element: html.HtmlElement) -> str:
    """The text of an element on one line."""
    return " ".join(" ".join(element.itertext()).split())


def own_article(path: Path) -> html.HtmlElement:
    """The article without passages that fell back to English, paragraph numbers and words of the program."""
    return without(article(path), *_FOREIGN)


def content_pages(home: Path) -> list[str]:
    """The addresses of all pages of one language's site below its folder, sorted; not that of unknown addresses."""
    found = (path.relative_to(home).as_posix() for path in home.rglob("*.html"))
    return sorted(name for name in found if name != "404.html")


def numbers(path: Path) -> list[str]:
    """The paragraph numbers of a page, in its order."""
    return [str(mark.text_content()).strip() for mark in article(path).find_class("hb-para")]


def words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_](?:[\w\u02bb\u02bc]*[^\W\d_])?", text)


@cache
def best_page(home: Path) -> str:
    """The page of the parts with the most text in its own language."""
    pages = [name for name in content_pages(home) if "." in "".join(numbers(home / name)[:1])]
    return max(pages, key=lambda name: len(text(own_article(home / name))))


def telling_words(home: Path, name: str, tag: str) -> list[str]:
    """Words that stand on this page alone, in any form, and hold a letter special to the language; commonest first."""
    counts = {page: Counter(words(text(own_article(home / page)).lower())) for page in content_pages(home)}
    others = " ".join(" ".join(found) for page, found in counts.items() if page != name)
    special = re.compile(f"[{SPECIAL[tag]}]")
    # The search finds other forms of a word too, so no other page may have a word that begins like it.
    mine = [
        word
        for word in counts[name]
        if len(word) > 5 and special.search(word) and word[: max(5, len(word) - 2)] not in others
    ]
    return sorted(mine, key=lambda word: (-counts[name][word], -len(word), word))
