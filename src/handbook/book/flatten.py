"""What only works on a screen, made fit for paper: tabs, folding boxes, task lists, permalinks, coloured code."""

from __future__ import annotations

from collections.abc import Mapping

from handbook.book.steps import lay_steps_flat
from handbook.book.tree import (
    HEADINGS,
    HtmlElement,
    children,
    classes,
    elements,
    having,
    make,
    move_content,
    prepend,
    raw_text,
    remove,
    replace,
    take,
    text_of,
)

_BOXES = frozenset({"admonition", "details"})
_OTHER_CLASSES = frozenset({"admonition", "inline", "end", "hb-missing", "hb-outdated"})
# What other dialects call their boxes, by the sign they get here.
_SIGNS = {"warning": "stop-press", "danger": "stop-press", "caution": "stop-press", "failure": "never"}


def flatten(root: HtmlElement, words: Mapping[str, str]) -> None:
    """Rewrite the page in place. `words` maps kinds of boxes to their words in the book's language."""
    _drop_permalinks(root)
    _plain_code(root)
    _tabs(root)
    _tasks(root)
    lay_steps_flat(root)
    _boxes(root, words)
    _quotations(root)


def _drop_permalinks(root: HtmlElement) -> None:
    for link in having(root, "headerlink"):
        before = link.getprevious()
        if before is None and link.getparent().tag in HEADINGS:
            link.getparent().text = (link.getparent().text or "").rstrip()
        remove(link)


def _plain_code(root: HtmlElement) -> None:
    """Highlighted code becomes plain code: colour would carry meaning alone, and line-number tables are not text."""
    for block in [*having(root, "highlighttable"), *having(root, "highlight")]:
        source = next((e for e in elements(block, "pre") if "linenodiv" not in _above(e)), None)
        if block.getparent() is None or source is None:
            continue
        plain = make("pre")
        plain.append(make("code", raw_text(source)))
        replace(block, plain)


def _above(element: HtmlElement) -> frozenset[str]:
    parent = element.getparent()
    return classes(parent) if parent is not None else frozenset()


def _tabs(root: HtmlElement) -> None:
    """A set of tabs becomes one labelled block after another."""
    for tabs in reversed(having(root, "tabbed-set")):
        labels = [e for part in children(tabs) if "tabbed-labels" in classes(part) for e in children(part)]
        blocks = [e for part in children(tabs) if "tabbed-content" in classes(part) for e in children(part)]
        if not blocks:  # the older style: input, label, content, input, label, content, …
            labels = [e for e in children(tabs) if e.tag == "label"]
            blocks = [e for e in children(tabs) if "tabbed-content" in classes(e)]
        flat = make("div", class_="hb-tabs")
        _keep(tabs, flat)
        for label, block in zip(labels, blocks, strict=False):
            flat.append(_labelled(label, block))
        replace(tabs, flat)


def _labelled(label: HtmlElement, block: HtmlElement) -> HtmlElement:
    out = make("div", class_="hb-tab")
    title = make("div", class_="hb-title")
    _keep(label, title)
    move_content(label, title)
    out.append(title)
    # The block stays a block of its own: its language need not be the label's.
    for name in [name for name in block.attrib if name not in ("lang", "id", "class")]:
        del block.attrib[name]
    out.append(block)
    return out


def _keep(old: HtmlElement, new: HtmlElement) -> None:
    """Carry over what later passes read: language, id, and whether the text is still English."""
    for name in ("lang", "id"):
        if old.get(name):
            new.set(name, old.get(name, ""))
    states = classes(old) & {"hb-missing", "hb-outdated"}
    if states:
        new.set("class", " ".join([*new.get("class", "").split(), *sorted(states)]))


def _tasks(root: HtmlElement) -> None:
    for item in having(root, "task-list-item"):
        box = next((e for e in elements(item, "input") if e.get("type") == "checkbox"), None)
        if box is None:
            continue
        state = "on" if box.get("checked") is not None else "off"
        control = next((e for e in having(item, "task-list-control")), box)
        replace(control, make("span", class_="hb-box", data_state=state))


def _boxes(root: HtmlElement, words: Mapping[str, str]) -> None:
    for box in [*elements(root, "details"), *having(root, "admonition")]:
        kind = next((name for name in box.get("class", "").split() if name not in _OTHER_CLASSES), "note")
        new = make("div", class_="hb-admonition", data_box=_SIGNS.get(kind, kind if kind in words else "note"))
        _keep(box, new)
        move_content(box, new)
        title = next((e for e in children(new) if e.tag == "summary" or "admonition-title" in classes(e)), None)
        new_title = make("div", class_="hb-title")
        if title is not None:
            _keep(title, new_title)
            move_content(title, new_title)
            remove(title)
        _number_first(new, new_title)
        _word(new, new_title, kind, words)
        prepend(new, new_title)
        replace(box, new)


def _number_first(box: HtmlElement, title: HtmlElement) -> None:
    """The paragraph number, first thing in a box, goes in front of the title: that is where its line begins."""
    number = next((e for e in children(box) if "hb-para" in classes(e)), None)
    if number is not None:
        prepend(title, take(number))


def _quotations(root: HtmlElement) -> None:
    """The paragraph number of a quotation opens its first paragraph."""
    for quotation in elements(root, "blockquote"):
        inside = children(quotation)
        if len(inside) > 1 and "hb-para" in classes(inside[0]) and inside[1].tag == "p":
            prepend(inside[1], take(inside[0]), " ")


def _word(box: HtmlElement, title: HtmlElement, kind: str, words: Mapping[str, str]) -> None:
    """Set the word of the box; a title that only repeats it goes."""
    word = words.get(kind, "")
    if word:
        box.set("data-word", word)
    shown = [e for e in elements(title) if classes(e) & {"hb-para", "hb-mark"}]
    hidden = " ".join(text_of(e) for e in shown)
    text = text_of(title).removeprefix(hidden).strip().casefold()
    if text in {word.casefold(), kind.casefold(), kind.replace("-", " ").casefold()} and word:
        for child in [e for e in children(title) if e not in shown]:
            remove(child)
        title.text = None
        for element in shown:
            element.tail = None
