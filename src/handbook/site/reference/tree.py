"""Small elements for pages that are made and not written."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from handbook.register.register import LocalText

Content = Element | str | None


def make(tag: str, *content: Content, **attributes: str) -> Element:
    """Return an element with text and elements in it; `class_` gives the class, other underscores become hyphens."""
    element = Element(tag, {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()})
    for one in content:
        add(element, one)
    return element


def add(element: Element, content: Content) -> None:
    """Put text or an element at the end of another."""
    if isinstance(content, Element):
        element.append(content)
    elif content and len(element):
        element[-1].tail = (element[-1].tail or "") + content
    elif content:
        element.text = (element.text or "") + content


def local(text: LocalText, language: str) -> Content:
    """The text as it is if it is in the page's language, else in an element that says in which."""
    return text.text if text.language == language else make("span", text.text, lang=text.language)


def joined(items: list[Content], between: str) -> list[Content]:
    """The items with text between them."""
    return [part for count, item in enumerate(items) for part in ((between, item) if count else (item,))]
