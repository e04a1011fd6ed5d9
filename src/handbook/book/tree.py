"""Small moves on HTML trees that every pass of the book needs.

Trees are plain lxml elements: the classes of `lxml.html` cost a third of the time and offer little more.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from lxml import etree

from handbook.errors import HandbookError

# An element of a tree; lxml brings no types.
HtmlElement: TypeAlias = Any

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# Elements made by an HTML parser take names with a colon, such as `epub:type`.
_MAKE = etree.HTMLParser().makeelement
# From classes to their elements: most elements have none.
_HAVING = etree.XPath("descendant-or-self::*/@class[contains(., $name)]/..")
_TEXT = etree.XPath("string()", smart_strings=False)


def names(text: str) -> frozenset[str]:
    """Return the words of `text`: the way long lists of names are written here."""
    return frozenset(text.split())


INLINE = names(
    "a abbr b bdi bdo big br cite code del dfn em i img ins kbd mark q s samp small span strike strong sub sup time tt"
    " u var wbr"
)


def parse(text: str) -> HtmlElement:
    """Return the page's content as one `div`."""
    parser = etree.HTMLParser(encoding="utf-8", remove_pis=True, huge_tree=False)
    document = etree.fromstring(f"<html><body><div>{text}</div></body></html>".encode("utf-8", "replace"), parser)
    if document is None or not len(document) or not len(document[0]):
        raise HandbookError("the page's HTML cannot be read", "book")
    root = document[0][0]
    # Stray end tags can close the div early; what follows it belongs to the page all the same.
    for late in list(document[0])[1:]:
        root.append(late)
    document[0].remove(root)
    return root


def serialize(root: HtmlElement) -> str:
    """Return the tree as HTML, one way for one tree."""
    text: str = etree.tostring(root, method="html", encoding="unicode", with_tail=False)
    return text


def make(tag: str, text: str | None = None, **attributes: str) -> HtmlElement:
    """Return a new element; `class_` gives the class, other underscores become hyphens."""
    element: HtmlElement = _MAKE(tag)
    for name, value in attributes.items():
        element.set("class" if name == "class_" else name.replace("_", "-"), value)
    element.text = text
    return element


def classes(element: HtmlElement) -> frozenset[str]:
    return frozenset(element.get("class", "").split())


def having(root: HtmlElement, name: str) -> list[HtmlElement]:
    """All elements at and below `root` with the class `name`, in document order."""
    return [element for element in _HAVING(root, name=name) if name in classes(element)]


def elements(root: HtmlElement, *tags: str) -> list[HtmlElement]:
    """All elements at and below `root`, or those with one of the tags, in document order; never a comment."""
    return list(root.iter(*tags) if tags else root.iter(etree.Element))


def children(element: HtmlElement) -> list[HtmlElement]:
    return list(element.iterchildren(etree.Element))


def ancestors(element: HtmlElement) -> Iterator[HtmlElement]:
    """The element's parent, its parent, and so on."""
    found: Iterator[HtmlElement] = element.iterancestors()
    return found


def raw_text(element: HtmlElement) -> str:
    """The element's text as it stands."""
    text: str = _TEXT(element)
    return text


def text_of(element: HtmlElement) -> str:
    """The element's text with runs of white space made one space."""
    return " ".join(raw_text(element).split())


def before(element: HtmlElement, text: str) -> None:
    """Add text in front of the element."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        previous.tail = (previous.tail or "") + text
    elif parent is not None:
        parent.text = (parent.text or "") + text


def remove(element: HtmlElement) -> None:
    """Take the element out; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before(element, element.tail)
    element.tail = None
    parent.remove(element)


def take(element: HtmlElement) -> HtmlElement:
    """Take the element out to use it elsewhere; the text behind it stays where it was."""
    remove(element)
    return element


def unwrap(element: HtmlElement) -> None:
    """Take the element away, keep what it holds."""
    parent = element.getparent()
    if parent is None:
        return
    if element.text:
        before(element, element.text)
    for child in list(element):
        element.addprevious(child)
    if element.tail:
        before(element, element.tail)
    element.tail = None
    parent.remove(element)


def replace(old: HtmlElement, new: HtmlElement) -> None:
    """Put `new` where `old` stands; the text behind it stays."""
    new.tail, old.tail = old.tail, None
    parent = old.getparent()
    if parent is not None:
        parent.replace(old, new)


def wrap(element: HtmlElement, around: HtmlElement) -> HtmlElement:
    """Put `around` where `element` stands and `element` into it; return `around`."""
    replace(element, around)
    around.append(element)
    return around


def prepend(element: HtmlElement, new: HtmlElement, space: str = "") -> None:
    """Make `new` the first thing in `element`, before its text."""
    new.tail = (space + (element.text or "")) or None
    element.text = None
    element.insert(0, new)


def move_content(source: HtmlElement, target: HtmlElement) -> None:
    """Move text and children from one element to the end of another, which has no children yet."""
    target.text = source.text
    source.text = None
    for child in list(source):
        target.append(child)
