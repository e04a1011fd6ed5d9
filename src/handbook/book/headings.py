"""A page's headings below its title: no step skipped, whatever the page's own levels were."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.book.tree import HEADINGS, HtmlElement, elements, having, remove, text_of


@dataclass(frozen=True, slots=True)
class Title:
    """The language of a page's title (empty: the book's own) and the id that stood on it."""

    language: str = ""
    identifier: str = ""


def take_title(root: HtmlElement) -> Title:
    """Remove the first `h1`; the chapter opening says its words."""
    first = next(iter(elements(root, "h1")), None)
    if first is None:
        return Title()
    title = Title(first.get("lang", ""), first.get("id", ""))
    remove(first)
    return title


def level_headings(root: HtmlElement) -> int:
    """Bring the headings to levels 2, 3, … without a gap, in place; return how many of level 2 there are."""
    depth = 1
    sections = 0
    for heading in elements(root, *HEADINGS):
        if not text_of(heading):
            remove(heading)
            continue
        depth = min(max(int(heading.tag[1]), 2), depth + 1)
        heading.tag = f"h{depth}"
        sections += depth == 2
        for number in having(heading, "hb-para"):
            remove(number)
    return sections
