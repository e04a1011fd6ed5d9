"""Marks on text that stays in the source language: the largest block that is all such text gets one mark."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

from handbook.markdown.segments import part
from handbook.markdown.session import Marks, State


def mark_fallbacks(root: Element, states: dict[Element, list[State]], marks: Marks) -> None:
    """Mark every block below `root` with `lang`, a class and, in its first text, the state's word.

    `states` gives, for each element that shows text of its own, the states of that text.
    """
    for block in root:
        _mark(block, states, marks)


def _mark(block: Element, states: dict[Element, list[State]], marks: Marks) -> None:
    below = [state for element in block.iter() for state in states.get(element, ())]
    if not below or all(state is State.CURRENT for state in below):
        return
    if State.CURRENT not in below:
        _label(block, _worst(below), states, marks)
        return
    own = states.get(block, [])
    if own and State.CURRENT not in own:
        # The block's own text is English, something inside it is not.
        _label(block, _worst(own), {block: own}, marks)
        for child in block:
            if any(element in states for element in child.iter()):
                child.set("lang", marks.page)
                child.set("dir", marks.direction)
    for child in block:
        _mark(child, states, marks)


def _worst(states: Iterable[State]) -> State:
    return State.OUTDATED if State.OUTDATED in states else State.MISSING


def _label(block: Element, state: State, states: dict[Element, list[State]], marks: Marks) -> None:
    block.set("lang", marks.source)
    block.set("dir", "ltr")
    block.set("class", f"{block.get('class', '')} hb-{state}".strip())
    for element in block.iter():
        # A citation is written in the page's language whatever stands around it.
        if {"hb-cite", "hb-cites"} & set(element.get("class", "").split()) and "lang" not in element.attrib:
            element.set("lang", marks.page)
    # A page's title is a name in menus and tabs: it carries no mark, the page's own notice says it.
    first = next((element for element in block.iter() if element in states and element.tag != "h1"), None)
    if first is None:
        return
    word = _word(state, marks)
    at = _after_number(first)
    if at:
        # The number's own tail, a space and perhaps text, goes behind the mark; a space stays between the two.
        word.tail, first[at - 1].tail = first[at - 1].tail, " "
    else:
        # A task's box, still a stash mark here, stays in front.
        pieces = part(first.text or "")
        word.tail, first.text = f" {pieces.core}{pieces.suffix}", pieces.prefix or None
    first.insert(at, word)


def _word(state: State, marks: Marks) -> Element:
    word = Element(
        "span", {"class": "hb-mark", "lang": marks.page, "dir": marks.direction, "data-search-exclude": ""}
    )
    word.text = AtomicString(marks.words[state])
    return word


def _after_number(element: Element) -> int:
    """1 when the element opens with a paragraph number, which stays in front, else 0."""
    return int(len(element) > 0 and element[0].get("class") == "hb-para" and not (element.text or "").strip())


def mark_words(element: Element, language: str, marks: Marks) -> None:
    """Mark an element of ours whose own text, set already, is in another language than the page."""
    for name, value in (("lang", language), ("dir", "ltr"), ("class", f"hb-{State.MISSING}")):
        element.set(name, value)
    word = _word(State.MISSING, marks)
    word.tail, element.text = AtomicString(f" {element.text}"), None
    element.insert(0, word)
