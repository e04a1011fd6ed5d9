"""Pages as MkDocs holds them, to and from what we keep of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from handbook.site.follows import new_page
from handbook.site.kept_pages import Content, Facts


def taken(page: Page, html: str, facts: Facts) -> Content:
    """What MkDocs knows of a page it has just parsed."""
    # Without a space between them, the search reads the labels of tabs as one word.
    html = html.replace('</label><label for="__tabbed', '</label> <label for="__tabbed')
    return Content(html, str(page.title), _toc_data(page.toc), sorted(page.present_anchor_ids or ()), facts)


def restore(page: Page, content: Content) -> None:
    """Give a page that was not parsed what parsing would have given it."""
    page.toc = TableOfContents([_link(one) for one in content.toc])
    page.present_anchor_ids = set(content.anchors)
    # A title given in the navigation stands; one from the page's heading comes back with its content.
    if "title" not in page.__dict__:
        page.title = content.title


def stand_in(config: MkDocsConfig, path: str, words: Mapping[str, str]) -> File:
    """A page outside the navigation, in the place of one that this edition does not have."""
    return File.generated(config, path, content=new_page(words), inclusion=InclusionLevel.NOT_IN_NAV)


def describe(items: Iterable[Any]) -> str:
    """The titles and addresses of navigation items, nested as they are."""
    return repr([_described(item) for item in items])


def _described(item: Any) -> list[Any]:
    children = [_described(child) for child in getattr(item, "children", None) or []]
    return [str(item.title), str(getattr(item, "url", "")), children]


def _toc_data(links: Iterable[AnchorLink]) -> list[Any]:
    return [[link.title, link.id, link.level, _toc_data(link.children)] for link in links]


def _link(data: Any) -> AnchorLink:
    title, anchor, level, children = data
    link = AnchorLink(title, anchor, level)
    link.children = [_link(child) for child in children]
    return link
