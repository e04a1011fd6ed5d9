"""Citations on paper: without a link's underline they need another sign that they are no words of the sentence.

A citation inside a sentence gets square brackets. One that opens a sentence, stands alone in its cell or item, or
already stands in brackets stays as it is.
"""

from __future__ import annotations

import re

from handbook.book.tree import INLINE, HtmlElement, before, classes, having

_OPENS = re.compile(r"(^|[.!?:;…]|[(\[])\s*$")


def bracket_citations(root: HtmlElement) -> None:
    """Put brackets around the citations below `root`, in place."""
    for cite in [e for e in (*having(root, "hb-cites"), *having(root, "hb-cite")) if _whole(e)]:
        if _OPENS.search(_text_before(cite)):
            continue
        before(cite, "[")
        cite.tail = "]" + (cite.tail or "")


def _whole(element: HtmlElement) -> bool:
    """A citation, or several in one bracket, not a part of the latter."""
    if "hb-cites" in classes(element):
        return True
    parent = element.getparent()
    return "hb-cite" in classes(element) and (parent is None or "hb-cites" not in classes(parent))


def _text_before(cite: HtmlElement) -> str:
    """The text of the block before the citation, without paragraph number and marks."""
    block = next(parent for parent in cite.iterancestors() if parent.tag not in INLINE)
    found: list[str] = []
    _walk(block, cite, found)
    return "".join(found)


def _walk(element: HtmlElement, cite: HtmlElement, found: list[str]) -> bool:
    """Gather the text at and below `element` up to the citation; return whether it was met."""
    if element is cite:
        return True
    if classes(element) & {"hb-para", "hb-mark", "hb-note", "hb-noteref"}:
        return False
    found.append(element.text or "")
    for child in element:
        if isinstance(child.tag, str) and _walk(child, cite, found):
            return True
        found.append(child.tail or "")
    return False
