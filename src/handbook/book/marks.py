"""What stands inside a line: text, emphasis, code, links, pictures, notes, and the book's own marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from urllib.parse import quote

from handbook.book.document import (
    Inlines,
    Node,
    Reader,
    around,
    code,
    code_of,
    is_text,
    label,
    language,
    trimmed,
)
from handbook.book.literal import string
from handbook.book.tree import HtmlElement, classes, raw_text, text_of

_SPACE = re.compile(r"[ \t\n\r]+")
_REVIEW = re.compile(r"[a-z]+")
_NOT_IN_ADDRESS = re.compile(r'[\s<>|"{}\[\]^`]')
_STYLES = {
    **dict.fromkeys(("em", "i"), "Emph"),
    **dict.fromkeys(("strong", "b"), "Strong"),
    **dict.fromkeys(("s", "strike", "del"), "Strikeout"),
    **dict.fromkeys(("u", "ins"), "Underline"),
    "sup": "Superscript",
    "sub": "Subscript",
}
# Elements of code, and the class by which pandoc tells them apart.
_CODE: Mapping[str, list[str]] = {"code": [], "tt": [], "samp": ["sample"], "var": ["variable"]}


def add_text(out: Inlines, words: str | None) -> None:
    """Add text as HTML means it: each run of white space is one space, and none opens a line."""
    if not words:
        return
    words = _SPACE.sub(" ", words)
    last = out[-1] if out else None
    if last is not None and is_text(last):
        last["c"] += words.lstrip(" ") if last["c"].endswith(" ") else words
    elif last is None or last["t"] != "LineBreak":
        out.append({"t": "Str", "c": words})
    elif words != " ":
        out.append({"t": "Str", "c": words.lstrip(" ")})


def add_inline(reader: Reader, element: HtmlElement, out: Inlines) -> None:
    """Add an element that stands in a line."""
    tag = element.tag
    if tag in _STYLES:
        _add_wrapped(out, reader.inlines(element), lambda inside: [{"t": _STYLES[tag], "c": inside}])
    elif tag == "q":
        marks = _quotes(element)
        _add_wrapped(out, reader.inlines(element), lambda inside: [{"t": "Quoted", "c": [marks, inside]}])
    elif tag == "a" and element.get("epub:type") == "noteref":
        out.append({"t": "Note", "c": reader.note(element.get("href", "").removeprefix("#"))})
    elif tag == "a" and element.get("href") is not None:
        _add_wrapped(out, reader.inlines(element), lambda inside: _link(element, inside))
    elif tag in _CODE and raw_text(element):
        out.append({"t": "Code", "c": [["", _CODE[tag], []], _SPACE.sub(" ", raw_text(element))]})
    elif tag == "img":
        out.append(code(f"#hb-image({picture(element)});"))
    elif tag == "br":
        out[:] = [*trimmed(out), {"t": "LineBreak"}]
    else:
        _add_span(reader, element, out)


def _add_wrapped(out: Inlines, inside: Inlines, wrap: Callable[[Inlines], Inlines]) -> None:
    """Add inlines, wrapped; the white space at their ends stays outside."""
    words = trimmed(inside)
    if inside and is_text(inside[0]) and inside[0]["c"].startswith(" "):
        add_text(out, " ")
    if words:
        out += wrap(words)
        if is_text(inside[-1]) and inside[-1]["c"].endswith(" "):
            add_text(out, " ")


def _quotes(element: HtmlElement) -> dict[str, str]:
    """Double quotation marks, single ones inside them, and so on."""
    depth = sum(1 for _ in element.iterancestors("q"))
    return {"t": "SingleQuote" if depth % 2 else "DoubleQuote"}


def _address(given: str) -> str:
    return _NOT_IN_ADDRESS.sub(lambda match: quote(match[0]), given)


def _link(link: HtmlElement, inside: Inlines) -> Inlines:
    target, given, number = link.get("href"), classes(link), link.get("data-number")
    if number:
        inside = [*inside, {"t": "Str", "c": f" ({number})"}]
    if not target.startswith("#"):
        return around(f"#link({string(_address(target))})[", inside, "];")
    name = "hb-cite" if "hb-cite" in given else "hb-where" if "hb-where" in given else "link"
    return around(f"#{name}({label(target[1:])})[", inside, "];")


def picture(image: HtmlElement) -> str:
    """The arguments of a picture: its file and the words that stand for it."""
    words = _SPACE.sub(" ", image.get("alt", "")).strip(" ")
    return f"{string(_address(image.get('src', '')))}, alt: {string(words)}"


def _add_span(reader: Reader, element: HtmlElement, out: Inlines) -> None:
    given = element.get("class", "").split()
    known = next((_SPANS[name] for name in given if name in _SPANS), None)
    if known is not None:
        out += known(reader, element)
    elif element.tag == "mark":
        out += around("#highlight[", reader.inlines(element), "];")
    elif "hb-cite" in given:
        out += around("#hb-cited[", reader.inlines(element), "];")
    elif language(element):
        out += around(f"#text(lang: {string(language(element))})[", reader.inlines(element), "];")
    else:
        reader.add_content(element, out)


def _number(_: Reader, element: HtmlElement) -> Inlines:
    """A paragraph number, and how far its paragraph may be trusted."""
    review = element.get("data-review", "")
    state = f", review: {string(review)}" if _REVIEW.fullmatch(review) else ""
    if state and element.get("data-quiet"):
        state += ", quiet: true"
    return [code(f"#hb-num({string(text_of(element))}{state}){label(element.get('id', '')) or ';'}")]


def _place(_: Reader, element: HtmlElement) -> Inlines:
    return [code(f"#hb-at{label(element.get('id', ''))}")]


def _note(reader: Reader, element: HtmlElement) -> Inlines:
    """The first reference to a note, which holds it: its label is for those that repeat its number."""
    return [*reader.inlines(element), code(label(element.get("data-note", "")))]


def _note_again(_: Reader, element: HtmlElement) -> Inlines:
    return [code(f"#footnote({label(element.get('data-note', ''))});")]


def _box(_: Reader, element: HtmlElement) -> Inlines:
    """The box of a task. The list it stands in takes it; left in the text it shows nothing."""
    return [{"t": "Span", "c": [["", [], [["box", element.get("data-state", "")]]], []]}]


def _in_call(name: str, with_language: bool = True) -> Callable[[Reader, HtmlElement], Inlines]:
    def call(reader: Reader, element: HtmlElement) -> Inlines:
        given = f"({string(language(element) or 'en')})" if with_language else ""
        return around(f"#{name}{given}[", reader.inlines(element), "];")

    return call


_SPANS: Mapping[str, Callable[[Reader, HtmlElement], Inlines]] = MappingProxyType(
    {
        "hb-para": _number,
        "hb-at": _place,
        "hb-blank": lambda _reader, _element: [code("#hb-blank;")],
        "hb-box": _box,
        "hb-inline-mark": _in_call("hb-mark"),
        "hb-keep": _in_call("box", with_language=False),
        "hb-note": _note,
        "hb-noteref": _note_again,
        "hb-step-actor": _in_call("hb-step-actor"),
        "hb-step-arrow": _in_call("hb-step-arrow"),
        "hb-step-limit": _in_call("hb-step-limit"),
    }
)


def state_of(node: Node) -> str | None:
    """The state of a task's box; None for anything else."""
    return str(node["c"][0][2][0][1]) if node["t"] == "Span" else None


def is_number(node: Node) -> bool:
    return code_of(node).startswith("#hb-num(")


def moved_in(number: Node) -> Node:
    """A paragraph number whose line is moved in by a box."""
    return code(code_of(number).replace("#hb-num(", "#hb-num(indent: box-inset, ", 1))
