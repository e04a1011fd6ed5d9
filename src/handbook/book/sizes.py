"""What depends on how long a text is: short blocks stay on one page, short lines leave room for the margin's words."""

from __future__ import annotations

import math
import re

from handbook.book.tree import (
    HEADINGS,
    HtmlElement,
    ancestors,
    children,
    classes,
    elements,
    having,
    make,
    text_of,
    wrap,
)

# About five lines, three lines, one line of text, in characters.
_SHORT_BOX, _SHORT_PARAGRAPH, _LINE = 420, 260, 66
# The end of a chapter that stays together, in lines; a page has 46.
_END_LEAST, _END_MOST = 11, 24
# What a picture takes at least.
_PICTURE = 8
_LEAVES = ("p", "li", "tr", "dt", "dd", "pre", *HEADINGS)
# "9(3)-бап", "art. 9(3)": a locator is not divided, neither at its hyphen nor before its number.
_LOCATOR = re.compile(r"\S*[\d)]-[^\W\d][^\s,;]*|[^\s,;]+ \d[^\s,;]*")
_LONGEST_LOCATOR = 24


def mark_sizes(root: HtmlElement) -> None:
    """Mark the blocks below `root`, in place."""
    for box in having(root, "hb-admonition"):
        short = sum(len(text_of(child)) for child in children(box)[1:]) < _SHORT_BOX
        # A picture takes room that no count of letters tells.
        if short and not elements(box, "img"):
            box.set("data-whole", "yes")
    for block in having(root, "hb-fallback"):
        if len(text_of(block)) < _LINE and not having(block, "hb-admonition") and _words_below(block):
            block.set("data-short", "yes")
    for number in having(root, "hb-para"):
        # The space between a paragraph's number and its first word is the margin's.
        number.tail = (number.tail or "").lstrip() or None
    _noted_paragraphs(root)
    for cite in having(root, "hb-cite"):
        _keep_together(cite)


def keep_end(root: HtmlElement) -> None:
    """Bind the last blocks of the page together, in place, so that its last sheet is never near-empty."""
    blocks = [block for block in children(root) if block.tag != "aside"]
    count = lines = 0
    for block in reversed(blocks):
        lines += _lines(block)
        if lines > _END_MOST:
            break
        count += 1
        if lines >= _END_LEAST:
            break
    if not 0 < count < len(blocks):
        return
    end = make("div", class_="hb-last")
    blocks[-count].addprevious(end)
    for block in blocks[-count:]:
        end.append(block)


def _lines(block: HtmlElement) -> int:
    """About how many lines of print the block takes, with the space around it."""
    if "hb-agencies" in classes(block):
        # It is a sheet of its own, and no part of another.
        return _END_MOST + 1
    leaves = [leaf for leaf in elements(block, *_LEAVES) if not elements(leaf, *_LEAVES)[1:]] or [block]
    space = 2 if block.tag in HEADINGS or "hb-admonition" in classes(block) else 1
    space += _PICTURE * len(elements(block, "img"))
    return space + sum(math.ceil(len(text_of(leaf)) / _LINE) for leaf in leaves)


def _words_below(block: HtmlElement) -> bool:
    """Whether the margin has a number and, below it, words."""
    return bool(block.get("data-numbered") and not block.get("data-again"))


def _noted_paragraphs(root: HtmlElement) -> None:
    """A short paragraph with a note stays on one page: the note would tear it apart."""
    for note in having(root, "hb-note"):
        paragraph = next((parent for parent in ancestors(note) if parent.tag in ("p", "td", "th", "li")), None)
        if paragraph is None or paragraph.tag != "p" or not having(paragraph, "hb-para"):
            continue
        parent = paragraph.getparent()
        if len(text_of(paragraph)) < _SHORT_PARAGRAPH and (parent is None or "hb-whole" not in classes(parent)):
            wrap(paragraph, make("div", class_="hb-whole"))


def _keep_together(cite: HtmlElement) -> None:
    queue = [cite, *children(cite)]
    for holder in queue:
        if "hb-keep" not in classes(holder) and (pieces := _divided(holder.text)) is not None:
            holder.text, kept = pieces
            holder.insert(0, kept)
            queue.append(kept)
        if holder is not cite and (pieces := _divided(holder.tail)) is not None:
            tail, kept = pieces
            holder.addnext(kept)
            holder.tail = tail
            queue.append(kept)


def _divided(text: str | None) -> tuple[str, HtmlElement] | None:
    """The text before a locator, and the locator, kept together, with the text behind it."""
    match = _LOCATOR.search(text or "")
    if text is None or match is None or len(match[0]) > _LONGEST_LOCATOR:
        return None
    kept = make("span", match[0], class_="hb-keep")
    kept.tail = text[match.end() :]
    return text[: match.start()], kept
