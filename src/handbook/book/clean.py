"""The last pass before pages are read for pandoc: only elements and attributes that the book knows.

What they are read into calls functions of Typst; no page can reach further than the passes did.
"""

from __future__ import annotations

import re

from handbook.book.tree import INLINE, HtmlElement, children, elements, names, remove, unwrap
from handbook.markdown.session import Review

_GONE = names(
    "applet audio base button canvas embed fieldset form frame frameset head iframe input link map meta nav noframes"
    " noscript object optgroup option param progress script select source style svg template textarea title track"
    " video"
)
# Drawings become pictures, check boxes become marks; what is left of them goes at the end.
_GONE_FIRST = _GONE - {"svg", "title", "input"}
_BLOCKS = names(
    "aside blockquote caption col colgroup dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre table tbody"
    " td tfoot th thead tr ul"
)
_ATTRIBUTES = {
    "a": ("href", "epub:type"),
    "img": ("src", "alt"),
    "ol": ("start", "type"),
    "td": ("colspan", "rowspan"),
    "th": ("colspan", "rowspan"),
    "aside": ("epub:type",),
}
# The vocabulary of the site's HTML; the book's own classes are for its passes to give, not for a page to claim.
_FROM_SITE = names(
    "hb-para hb-cite hb-cites hb-mark hb-missing hb-outdated hb-where hb-authorities hb-more hb-agencies"
)
_REVIEWS = frozenset(Review)
_ALIGN = re.compile(r"text-align:\s*(left|right|center)")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?![A-Za-z0-9])")
_NUMBER = re.compile(r"\d{1,6}")


def drop_unprintable(root: HtmlElement) -> None:
    """Remove, in place, what has no place on paper or must not pass: scripts, forms, embedded media, comments.

    Attributes and classes by which later passes talk to each other go too, whoever wrote them.
    """
    for node in list(root.iter()):
        if not isinstance(node.tag, str) or node.tag in _GONE_FIRST:
            if node.getparent() is not None:
                remove(node)
            continue
        keys = node.keys()
        given = node.get("class", "").split() if keys else []
        if "hb-term" in given:
            _drop_tooltip(node)
            continue
        review = node.get("data-review") if keys else None
        for name in keys:
            if name.startswith("data-") or name == "epub:type":
                del node.attrib[name]
        if review in _REVIEWS and "hb-para" in given:
            node.set("data-review", review)
        kept = [name for name in given if not name.startswith("hb-") or name in _FROM_SITE]
        if len(kept) < len(given):
            node.set("class", " ".join(kept))


def _drop_tooltip(term: HtmlElement) -> None:
    """Paper shows no tooltip, and has the glossary at its end: the word alone stays."""
    for element in [*children(term), term]:
        unwrap(element)


def clean(root: HtmlElement) -> None:
    """Keep known elements with known attributes, in place; of the others keep what they hold."""
    for element in elements(root):
        if element.tag in _GONE:
            if element.getparent() is not None:
                remove(element)
        elif element.tag in INLINE or element.tag in _BLOCKS or element is root:
            if element.keys():
                _clean_attributes(element)
        else:
            unwrap(element)


def _clean_attributes(element: HtmlElement) -> None:
    align = _ALIGN.search(element.get("style", ""))
    known = _ATTRIBUTES.get(element.tag, ())
    given = element.items()
    kept = sorted((name, _safe(name, value)) for name, value in given if _known(name, known))
    kept = [(name, value) for name, value in kept if value or name not in ("class", "lang")]
    if align and element.tag in ("td", "th"):
        kept.append(("style", f"text-align: {align[1]}"))
    if kept != given:
        element.attrib.clear()
        for name, value in kept:
            element.set(name, value)


def _known(name: str, of_element: tuple[str, ...]) -> bool:
    return name in of_element or name in ("id", "lang", "class") or name.startswith("data-")


def _safe(name: str, value: str) -> str:
    if name == "class":
        return " ".join(word for word in value.split() if word.startswith("hb-"))
    if name == "lang":
        match = _LANGUAGE.match(value)
        return match[0].lower() if match else ""
    if name in ("start", "colspan", "rowspan"):
        return value if _NUMBER.fullmatch(value) else "1"
    if name == "type":
        return value if value in ("1", "a", "A", "i", "I") else "1"
    return value
