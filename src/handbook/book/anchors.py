"""From addresses on the site to places in the book.

A link that leads to a page of the book becomes a link inside the PDF, with the number of its target for readers on
paper; one that leads outside stays; one to a page or file that is not in the book becomes text. Only places that
something links to keep a label: Typst refuses a link whose label is missing, and each label costs bytes.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from handbook.book.labels import page_label, place_label
from handbook.book.tree import (
    HEADINGS,
    INLINE,
    HtmlElement,
    children,
    classes,
    elements,
    make,
    prepend,
    text_of,
    unwrap,
)

# A title in quotation marks is closed before its number is said.
_CLOSING = frozenset("»”\"’“")
_OUTSIDE = frozenset({"http", "https", "mailto", "tel"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page on its way into the book: path, address, number (may be empty), and its content, still to be changed."""

    path: str
    url: str
    number: str
    tree: HtmlElement
    title_id: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a link leads: label, the number readers see there (may be empty), and the page it is on."""

    label: str
    number: str
    page: str


def link_sheets(sheets: Iterable[Sheet]) -> None:
    """Rewrite links and ids of all pages, in place."""
    sheets = list(sheets)
    places = {url: place for sheet in sheets for url, place in _places(sheet)}
    wanted: set[str] = set()
    for sheet in sheets:
        for link in [e for e in elements(sheet.tree, "a") if not e.get("epub:type")]:
            wanted |= _link(link, sheet, places)
    for sheet in sheets:
        _keep_ids(sheet, wanted)


def _places(sheet: Sheet) -> Iterator[tuple[str, Place]]:
    """All addresses that lead to this page or into it."""
    top = Place(page_label(sheet.path), sheet.number, sheet.path)
    yield sheet.url, top
    if sheet.title_id:
        yield f"{sheet.url}#{sheet.title_id}", top
    for element in elements(sheet.tree):
        identifier = element.get("id", "")
        if identifier and not element.get("epub:type"):
            number = text_of(element) if "hb-para" in classes(element) else sheet.number
            yield f"{sheet.url}#{identifier}", Place(place_label(sheet.path, identifier), number, sheet.path)


def _link(link: HtmlElement, sheet: Sheet, places: dict[str, Place]) -> set[str]:
    """Rewrite one link; return the labels it needs."""
    if "hb-para" in classes(link):
        link.attrib.pop("href", None)
        return set()
    place = _target(link.get("href", ""), sheet.url, places)
    if place is None:
        if urlsplit(link.get("href", "")).scheme not in _OUTSIDE:
            _to_text(link)
        return set()
    link.set("href", f"#{place.label}")
    _say_number(link, place, sheet)
    return {place.label}


def _target(href: str, url: str, places: dict[str, Place]) -> Place | None:
    try:
        parts = urlsplit(href)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not href:
        return None
    path = posixpath.normpath(posixpath.join(posixpath.dirname(url), unquote(parts.path))) if parts.path else url
    if parts.path.endswith("/"):
        path = posixpath.normpath(f"{path}/index.html")
    found = places.get(f"{path}#{unquote(parts.fragment)}") if parts.fragment else None
    return found or places.get(path)


def _to_text(link: HtmlElement) -> None:
    if link.get("id"):
        link.tag = "span"
        link.attrib.pop("href", None)
    else:
        unwrap(link)


def _say_number(link: HtmlElement, place: Place, sheet: Sheet) -> None:
    """On paper a link to another page leads nowhere without a number; citations have their own form."""
    if place.page == sheet.path or not place.number or "hb-cite" in classes(link):
        return
    if re.search(rf"(?<![\d.]){re.escape(place.number)}(?![\d.]*\d)", text_of(link)):
        return
    if any(parent.tag in HEADINGS for parent in link.iterancestors()):
        return
    tail = link.tail or ""
    if tail[:1] in _CLOSING:
        link.tail = f"{tail[0]} ({place.number}){tail[1:]}"
    else:
        link.set("data-number", place.number)


def _keep_ids(sheet: Sheet, wanted: set[str]) -> None:
    """Give wanted ids their labels, in places where a label survives; drop all others."""
    for element in elements(sheet.tree):
        identifier = element.get("id", "")
        if not identifier or element.get("epub:type"):
            continue
        del element.attrib["id"]
        label = place_label(sheet.path, identifier)
        if label not in wanted:
            continue
        if element.tag in HEADINGS or "hb-para" in classes(element):
            element.set("id", label)
        else:
            _anchor(element, label)


def _anchor(element: HtmlElement, label: str) -> None:
    """Put a mark for the label before the element's first text."""
    place = element
    while not (place.text or "").strip() and children(place) and children(place)[0].tag not in INLINE:
        place = children(place)[0]
    if place.tag in ("img", "br", "hr", "input"):
        place.addprevious(make("span", class_="hb-at", id=label))
    else:
        prepend(place, make("span", class_="hb-at", id=label))
