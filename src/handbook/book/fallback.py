"""Text that is still English in a translated book: its language and its mark, in a shape pandoc keeps.

pandoc forgets `lang` and classes of paragraphs, list items and cells, so both move to a wrapper it remembers. A
block that stands in the page itself gets its mark in the margin; deeper inside there is no margin, and the mark
stands before the text.
"""

from __future__ import annotations

from lxml.html import HtmlElement

from handbook.book.footnotes import is_note
from handbook.book.tree import (
    HEADINGS,
    INLINE,
    children,
    classes,
    elements,
    having,
    make,
    move_content,
    prepend,
    remove,
    text_of,
    wrap,
)

_STATES = ("hb-missing", "hb-outdated")
_BLOCKS_PANDOC_KEEPS = frozenset({"div", "section"})


def mark_fallbacks(root: HtmlElement) -> None:
    """Rewrite languages and marks below `root`, in place."""
    blocks = [e for e in elements(root) if e is not root and e.get("lang") and "hb-mark" not in classes(e)]
    before: tuple[HtmlElement | None, str] = (None, "")
    for block in blocks:
        state = next((state for state in _STATES if state in classes(block)), "")
        mark = _take_mark(block) if state else ""
        if block.tag in HEADINGS:
            _heading(block, mark)
        elif state and block.getparent() is root and not is_note(block):
            again = mark != "" and before[1] == mark and before[0] is block.getprevious()
            block = _margin(block, mark, again)
        else:
            _inside(block, mark)
        if block.getparent() is root:
            before = (block, mark)
    for left in having(root, "hb-mark"):
        remove(left)


def _take_mark(block: HtmlElement) -> str:
    """Remove the first mark of the block, return its words."""
    mark = next(iter(having(block, "hb-mark")), None)
    if mark is None:
        return ""
    words = text_of(mark)
    if mark.tail:
        mark.tail = mark.tail.lstrip()
    remove(mark)
    return words


def _heading(heading: HtmlElement, mark: str) -> None:
    inner = make("span", lang=heading.attrib.pop("lang"))
    move_content(heading, inner)
    heading.append(inner)
    if mark:
        heading.set("data-mark", mark)


def _margin(block: HtmlElement, mark: str, again: bool) -> HtmlElement:
    language = block.attrib.pop("lang")
    around = make("div", class_="hb-fallback", lang=language)
    if mark:
        around.set("data-mark", mark)
    if again:
        around.set("data-again", "yes")
    if having(block, "hb-para"):
        around.set("data-numbered", "yes")
    return wrap(block, around)


def _inside(block: HtmlElement, mark: str) -> None:
    language = block.get("lang", "")
    if block.tag in INLINE or block.tag in _BLOCKS_PANDOC_KEEPS:
        if mark:
            _first_text(block, mark)
        return
    del block.attrib["lang"]
    if mark:
        _first_text(block, mark)
    if block.tag in ("p", "ul", "ol", "dl", "table", "blockquote", "pre", "figure"):
        wrap(block, make("div", lang=language))
        return
    # A list item, cell, term or note: the wrapper goes inside.
    blocks = any(child.tag not in INLINE for child in children(block))
    inner = make("div" if blocks else "span", lang=language)
    move_content(block, inner)
    block.append(inner)
    # A task's box belongs to the list, not to the text.
    if children(inner) and "hb-box" in classes(children(inner)[0]) and not (inner.text or "").strip():
        box = inner[0]
        inner.text, box.tail = (box.tail or "").lstrip(), " "
        inner.remove(box)
        block.insert(0, box)


def _first_text(block: HtmlElement, mark: str) -> None:
    place = block
    while not (place.text or "").strip() and children(place) and children(place)[0].tag not in INLINE:
        place = children(place)[0]
    word = make("span", mark, class_="hb-inline-mark")
    first = next(iter(children(place)), None)
    if first is not None and classes(first) & {"hb-para", "hb-box"} and not (place.text or "").strip():
        word.tail, first.tail = f" {(first.tail or '').lstrip()}", " "
        place.insert(1, word)
    else:
        prepend(place, word, " ")
