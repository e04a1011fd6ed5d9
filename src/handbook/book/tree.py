"""Small moves on HTML trees that every pass of the book needs."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree, html
from lxml.html import HtmlElement

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def names(text: str) -> frozenset[str]:
    """Return the words of `text`: the way long lists of names are written here."""
    return frozenset(text.split())


INLINE = names(
    "a abbr b bdi bdo big br cite code del dfn em i img ins kbd mark q s samp small span strike strong sub sup time tt"
    " u var wbr"
)


def parse(text: str) -> HtmlElement:
    """Return the page's content as one `div`."""
    return html.fragment_fromstring(text, create_parent="div")


def serialize(root: HtmlElement) -> str:
    """Return the tree as HTML, one way for one tree."""
    text: str = etree.tostring(root, method="html", encoding="unicode", with_tail=False)
    return text


def make(tag: str, text: str | None = None, **attributes: str) -> HtmlElement:
    """Return a new element; `class_` gives the class, other underscores become hyphens."""
    element = html.Element(tag)
    for name, value in attributes.items():
        element.set("class" if name == "class_" else name.replace("_", "-"), value)
    element.text = text
    return element


def classes(element: HtmlElement) -> frozenset[str]:
    return frozenset(element.get("class", "").split())


def having(root: HtmlElement, name: str) -> list[HtmlElement]:
    """All elements below `root` with the class `name`, in document order."""
    return [element for element in elements(root) if name in classes(element)]


def elements(root: HtmlElement) -> Iterator[HtmlElement]:
    """All elements at and below `root`; comments and processing instructions are not elements."""
    return (element for element in root.iter() if isinstance(element.tag, str))


def children(element: HtmlElement) -> list[HtmlElement]:
    return [child for child in element if isinstance(child.tag, str)]


def text_of(element: HtmlElement) -> str:
    """The element's text with runs of white space made one space."""
    return " ".join("".join(element.itertext()).split())


def remove(element: HtmlElement) -> None:
    """Take the element out; the text behind it stays."""
    element.drop_tree()


def take(element: HtmlElement) -> HtmlElement:
    """Take the element out to use it elsewhere; the text behind it stays where it was."""
    element.drop_tree()
    element.tail = None
    return element


def unwrap(element: HtmlElement) -> None:
    """Take the element away, keep what it holds."""
    element.drop_tag()


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
