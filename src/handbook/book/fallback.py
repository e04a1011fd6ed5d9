"""Text that is still English in a translated book: its language and its mark, where they can be set.

Languages and classes are read from `div` and `span` only, so those of paragraphs, list items and cells move to a
wrapper. A block that stands in the page itself gets its mark in the margin; deeper inside there is no margin, and the
mark stands before the text.
"""

from __future__ import annotations

from dataclasses import dataclass

from handbook.book.footnotes import is_note
from handbook.book.tree import (
    HEADINGS,
    INLINE,
    HtmlElement,
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
_WRAPPERS = frozenset({"div", "section"})


def mark_fallbacks(root: HtmlElement) -> None:
    """Rewrite languages and marks below `root`, in place."""
    blocks = [e for e in elements(root) if e is not root and e.get("lang") and "hb-mark" not in classes(e)]
    before: tuple[HtmlElement | None, _Mark] = (None, _Mark())
    for block in blocks:
        state = next((state for state in _STATES if state in classes(block)), "")
        mark = _take_mark(block) if state else _Mark()
        if block.tag in HEADINGS:
            _heading(block, mark)
        elif state and block.getparent() is root and not is_note(block):
            again = mark.words != "" and before[1] == mark and before[0] is block.getprevious()
            block = _margin(block, mark, again)
        else:
            _inside(block, mark)
        if block.getparent() is root:
            before = (block, mark)
    for left in having(root, "hb-mark"):
        remove(left)


@dataclass(frozen=True, slots=True)
class _Mark:
    """The words of a mark and their language; no words, no mark."""

    words: str = ""
    language: str = ""


def _take_mark(block: HtmlElement) -> _Mark:
    """Remove the first mark of the block and return it."""
    mark = next(iter(having(block, "hb-mark")), None)
    if mark is None:
        return _Mark()
    taken = _Mark(text_of(mark), mark.get("lang", ""))
    if mark.tail:
        mark.tail = mark.tail.lstrip()
    remove(mark)
    return taken


def _heading(heading: HtmlElement, mark: _Mark) -> None:
    inner = make("span", lang=heading.attrib.pop("lang"))
    move_content(heading, inner)
    heading.append(inner)
    if mark.words:
        heading.set("data-mark", mark.words)


def _margin(block: HtmlElement, mark: _Mark, again: bool) -> HtmlElement:
    language = block.attrib.pop("lang")
    around = make("div", class_="hb-fallback", lang=language)
    if mark.words:
        around.set("data-mark", mark.words)
    if again:
        around.set("data-again", "yes")
    if having(block, "hb-para"):
        around.set("data-numbered", "yes")
    return wrap(block, around)


def _inside(block: HtmlElement, mark: _Mark) -> None:
    language = block.get("lang", "")
    if block.tag in INLINE or block.tag in _WRAPPERS:
        if mark.words:
            _first_text(block, mark)
        return
    del block.attrib["lang"]
    if mark.words:
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


def _first_text(block: HtmlElement, mark: _Mark) -> None:
    place = block
    while not (place.text or "").strip() and children(place) and children(place)[0].tag not in INLINE:
        place = children(place)[0]
    word = make("span", mark.words, class_="hb-inline-mark", lang=mark.language)
    first = next(iter(children(place)), None)
    if first is not None and classes(first) & {"hb-para", "hb-box"} and not (place.text or "").strip():
        word.tail, first.tail = f" {(first.tail or '').lstrip()}", " "
        place.insert(1, word)
    else:
        prepend(place, word, " ")
