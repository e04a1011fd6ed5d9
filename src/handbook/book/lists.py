"""Lists: of items, of tasks to tick off, of terms and what they mean."""

from __future__ import annotations

from handbook.book.document import (
    Blocks,
    Inlines,
    Reader,
    argument,
    around,
    guarded,
    is_one_line,
    line,
    plain,
    trimmed,
    words_of,
)
from handbook.book.literal import string
from handbook.book.marks import state_of
from handbook.book.tree import HtmlElement, children, make, wrap

_NUMBERINGS = {"1": "Decimal", "a": "LowerAlpha", "A": "UpperAlpha", "i": "LowerRoman", "I": "UpperRoman"}
# About six lines, in bytes.
_SHORT_DEFINITION = 480


def bullets(reader: Reader, element: HtmlElement) -> Blocks:
    """A list without numbers, or of tasks if one of its items has a box."""
    items = [reader.item(item) for item in _items(element)]
    states = [_take_box(item) for item in items]
    if not any(states):
        return [{"t": "BulletList", "c": [_guarded(item) for item in items]}]
    out = [line("#hb-tasks(")]
    for state, item in zip(states, items, strict=True):
        out += [line(f"({string(state)},"), *argument(item, "),")]
    return [*out, line(")")]


def numbered(reader: Reader, element: HtmlElement) -> Blocks:
    """A list with numbers; where they begin and what they look like is pandoc's to write."""
    start, style = element.get("start", "1"), _NUMBERINGS.get(element.get("type", ""), "DefaultStyle")
    first = int(start) if start.isascii() and start.isdigit() else 1
    items = [_guarded(reader.item(item)) for item in _items(element)]
    return [{"t": "OrderedList", "c": [[first, {"t": style}, {"t": "DefaultDelim"}], items]}]


def _items(element: HtmlElement) -> list[HtmlElement]:
    """The items of a list; what stands between them goes to the end of the item before it."""
    items: list[HtmlElement] = []
    if (element.text or "").strip():
        items.append(make("li", element.text))
    for child in children(element):
        if child.tag == "li":
            items.append(child)
        elif items:
            items[-1].append(child)
        else:
            items.append(wrap(child, make("li")))
        if child.tag == "li" and (child.tail or "").strip():
            child.append(make("span", child.tail))
    return items


def _take_box(item: Blocks) -> str:
    """Take the box off an item; return the state of the task, or nothing."""
    if not item or not is_one_line(item[0]):
        return ""
    box, *words = item[0]["c"]
    state = state_of(box)
    if state is None:
        return ""
    item[0] = {**item[0], "c": trimmed(words)}
    return state


def _guarded(item: Blocks) -> Blocks:
    """The text of an item is no start of a paragraph to pandoc."""
    if item and is_one_line(item[0]):
        return [{**item[0], "c": guarded(item[0]["c"])}, *item[1:]]
    return item


def definitions(reader: Reader, element: HtmlElement) -> Blocks:
    """Terms and what they mean."""
    out = [line("#terms(")]
    for term, meaning in _entries(reader, element):
        whole = "whole: true, " if len(words_of(meaning).encode()) < _SHORT_DEFINITION else ""
        out += [plain(around(f"hb-term({whole}[", term, "],")), *argument(meaning, "),")]
    return [*out, line(")")]


def _entries(reader: Reader, element: HtmlElement) -> list[tuple[Inlines, Blocks]]:
    """Terms in a row share the meanings that follow them."""
    entries: list[tuple[Inlines, Blocks]] = []
    before = ""
    for child in children(element):
        if child.tag == "dt" and before == "dt":
            entries[-1][0].extend([{"t": "LineBreak"}, *trimmed(reader.inlines(child))])
        elif child.tag == "dt" or not entries:
            entries.append((trimmed(reader.inlines(child)), []))
        else:
            entries[-1][1].extend(reader.item(child))
        before = child.tag
    return entries
