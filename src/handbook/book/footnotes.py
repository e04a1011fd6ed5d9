"""Footnotes: from Python-Markdown's list at the end of a page to notes that are told apart as EPUB does it."""

from __future__ import annotations

from handbook.book.labels import place_label
from handbook.book.tree import (
    HtmlElement,
    children,
    classes,
    elements,
    having,
    make,
    move_content,
    raw_text,
    remove,
    replace,
)


def make_notes(root: HtmlElement, path: str) -> None:
    """Turn references into `epub:type="noteref"` links and note texts into `aside` elements, in place.

    The first reference to a note carries it; a further one becomes `span.hb-noteref`, which repeats its number.
    A reference without a note loses its link, a note without a reference is dropped: neither has a place on paper.
    """
    bodies = _take_bodies(root)
    used: set[str] = set()
    for link in having(root, "footnote-ref"):
        target = link.get("href", "").removeprefix("#")
        holder = link.getparent()
        spot = holder if holder is not None and holder.tag == "sup" else link
        if target not in bodies:
            replace(spot, make("sup", raw_text(link)))
            continue
        label = place_label(path, target)
        if target in used:
            replace(spot, make("span", class_="hb-noteref", data_note=label))
        else:
            used.add(target)
            replace(spot, _first_reference(label))
    for target in sorted(used):
        root.append(_aside(place_label(path, target), bodies[target]))


def _first_reference(label: str) -> HtmlElement:
    span = make("span", class_="hb-note", data_note=label)
    link = make("a", "1", href=f"#{label}")
    link.set("epub:type", "noteref")
    span.append(link)
    return span


def _take_bodies(root: HtmlElement) -> dict[str, HtmlElement]:
    """Remove the lists of notes from the page; return id → list item, without links back."""
    bodies: dict[str, HtmlElement] = {}
    for block in having(root, "footnote"):
        if block.tag != "div":
            continue
        for item in elements(block, "li"):
            if item.get("id"):
                bodies[item.get("id", "")] = item
                _inherit(item, block)
        remove(block)
    for item in bodies.values():
        for link in having(item, "footnote-backref"):
            remove(link)
        _trim(item)
    return bodies


def _inherit(item: HtmlElement, block: HtmlElement) -> None:
    """The list of notes goes; what it said of language and translation holds for each of them."""
    if block.get("lang") and not item.get("lang"):
        item.set("lang", block.get("lang", ""))
        item.set("class", " ".join(sorted(classes(block) & {"hb-missing", "hb-outdated"})))


def _trim(item: HtmlElement) -> None:
    """Take away the space that stood before the link back, and a paragraph left empty by it."""
    for paragraph in children(item):
        if len(paragraph):
            last = paragraph[-1]
            last.tail = (last.tail or "").rstrip() or None
        elif paragraph.text:
            paragraph.text = paragraph.text.rstrip("\xa0 \n")
        if paragraph.tag == "p" and not len(paragraph) and not (paragraph.text or "").strip():
            remove(paragraph)


def _aside(label: str, item: HtmlElement) -> HtmlElement:
    aside = make("aside", id=label)
    aside.set("epub:type", "footnote")
    for name in ("lang", "class"):
        if item.get(name):
            aside.set(name, item.get(name, ""))
    move_content(item, aside)
    return aside


def is_note(element: HtmlElement) -> bool:
    """Whether the element holds the text of a note made here."""
    return bool(element.tag == "aside" and element.get("epub:type") == "footnote")
