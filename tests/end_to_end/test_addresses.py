"""Every link on every page, what search engines are told of the languages, and no trace of where it was built."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import etree, html

from end_to_end.pages import content_pages, document
from end_to_end.workshop import LANGUAGES, SOURCE

ROOT = "https://handbook.example/"
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def links(root: html.HtmlElement) -> Iterator[str]:
    for element in root.iter():
        if isinstance(element.tag, str) and element.get("rel") not in ("canonical", "alternate "):
            yield from (element.get(name) for name in ("href", "src", "xlink:href") if element.get(name))


@cache
def anchors(page: Path) -> frozenset[str]:
    elements = [element for element in document(page).iter() if isinstance(element.tag, str)]
    return frozenset(name for element in elements for name in (element.get("id"), element.get("name")) if name)


@pytest.mark.parametrize("tag", ["", *LANGUAGES])
def test_every_link_leads_to_something_in_the_site(site: Path, tag: str) -> None:
    pages = [site / tag / name for name in content_pages(site / tag)] if tag else [site / "index.html"]
    broken, outside = set(), set()
    for page in pages:
        for link in links(document(page)):
            parts = urlsplit(link)
            if parts.scheme == "data":
                continue
            if parts.scheme or parts.netloc:
                outside.add(link)
                continue
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            assert target.is_relative_to(site), f"{page}: {link}"
            # Code samples show links; a made-up page name is none of ours.
            if not target.is_file() or (parts.fragment and unquote(parts.fragment) not in anchors(target)):
                broken.add(f"{page.relative_to(site)}: {link}")
    assert broken == set()
    assert all(link.startswith("https://") for link in outside)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_page_names_itself_and_its_siblings(site: Path, tag: str) -> None:
    for name in content_pages(site / tag):
        head = document(site / tag / name).head
        own = [link.get("href") for link in head.iter("link") if link.get("rel") == "canonical"]
        assert own == [f"{ROOT}{tag}/{name}"]
        siblings = {link.get("hreflang"): link.get("href") for link in head.iter("link") if link.get("hreflang")}
        assert siblings == expected_siblings(name)
        assert all((site / address.removeprefix(ROOT)).is_file() for address in siblings.values())


def expected_siblings(name: str) -> dict[str, str]:
    return {tag: f"{ROOT}{tag}/{name}" for tag in LANGUAGES} | {"x-default": f"{ROOT}{SOURCE}/{name}"}


@pytest.mark.parametrize("tag", LANGUAGES)
def test_sitemap_lists_every_page_with_its_siblings(site: Path, tag: str) -> None:
    data = (site / tag / "sitemap.xml").read_bytes()
    tree = etree.fromstring(data)
    entries = {
        entry.findtext("s:loc", namespaces=NAMES): {
            link.get("hreflang"): link.get("href") for link in entry.findall("x:link", NAMES)
        }
        for entry in tree.findall("s:url", NAMES)
    }
    assert entries == {f"{ROOT}{tag}/{name}": expected_siblings(name) for name in content_pages(site / tag)}
    assert gzip.decompress((site / tag / "sitemap.xml.gz").read_bytes()) == data


def test_index_of_sitemaps(site: Path) -> None:
    tree = etree.fromstring((site / "sitemap.xml").read_bytes())
    found = [entry.findtext("s:loc", namespaces=NAMES) for entry in tree.findall("s:sitemap", NAMES)]
    assert found == [f"{ROOT}{tag}/sitemap.xml" for tag in LANGUAGES]


def test_nothing_tells_where_it_was_built(project: Path) -> None:
    here = str(project).encode()
    found = [path for path in (project / "build").rglob("*") if path.is_file() and here in path.read_bytes()]
    assert found == []
