"""The book's own blocks: calls of the functions of book.typ, around what their elements hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from handbook.book.document import (
    Blocks,
    Inlines,
    Reader,
    argument,
    around,
    code,
    code_of,
    enclose,
    guarded,
    is_one_line,
    language,
    line,
    plain,
    trimmed,
)
from handbook.book.literal import string
from handbook.book.marks import is_number, moved_in
from handbook.book.tree import HtmlElement, children, classes, remove

_WIDE_TABLE = re.compile(r"#hb-table\(.*wide: true")
_PICTURE = "#hb-image("


def division(reader: Reader, element: HtmlElement) -> Blocks:
    """A `div`: one of the book's blocks, or text in another language, or nothing but what it holds."""
    for name in element.get("class", "").split():
        if name in _CALLS:
            return _CALLS[name](reader, element)
    return _in_language(element, reader.blocks(element))


def _in_language(element: HtmlElement, blocks: Blocks) -> Blocks:
    tag = language(element)
    return enclose(f"#[#set text(lang: {string(tag)})", blocks, "]") if tag else blocks


def _take_title(reader: Reader, element: HtmlElement) -> Inlines:
    """Remove the title that opens a box; return its words."""
    first = next(iter(children(element)), None)
    if first is None or "hb-title" not in classes(first) or (element.text or "").strip():
        return []
    words = [node for block in reader.blocks(first) if is_one_line(block) for node in block["c"]]
    remove(first)
    tag = language(first)
    return around(f"#text(lang: {string(tag)})[", words, "];") if tag and words else words


def _admonition(reader: Reader, element: HtmlElement) -> Blocks:
    title = _take_title(reader, element)
    number = [moved_in(title.pop(0))] if title and is_number(title[0]) else []
    kind, word = string(element.get("data-box", "note")), string(element.get("data-word", ""))
    whole = "whole: true, " if element.get("data-whole") else ""
    call = f"#hb-admonition({kind}, word: {word}, {whole}number: ["
    head = [code(call), *number, code("], title: ["), *guarded(trimmed(title)), code("])[")]
    return [plain(head), *reader.blocks(element), line("]")]


def _tab(reader: Reader, element: HtmlElement) -> Blocks:
    title = _take_title(reader, element)
    return [plain(around("#hb-tab([", title, "])[")), *reader.blocks(element), line("]")]


def _fallback(reader: Reader, element: HtmlElement) -> Blocks:
    inside = reader.blocks(element)
    first = inside[0]["c"][0] if inside and inside[0]["t"] == "Plain" else None
    facts = {
        "wide": any(_WIDE_TABLE.match(code_of(block)) for block in inside),
        "again": element.get("data-again"),
        "numbered": element.get("data-numbered"),
        "framed": first is not None and code_of(first).startswith("#hb-admonition"),
        "short": element.get("data-short"),
    }
    said = "".join(f", {name}: true" for name, holds in facts.items() if holds)
    tag, mark = string(language(element) or "en"), string(element.get("data-mark", ""))
    return enclose(f"#hb-fallback(lang: {tag}, mark: {mark}{said})[", inside, "]")


def _steps(reader: Reader, element: HtmlElement) -> Blocks:
    """Each step: what heads it, what it says."""
    out = [line("#hb-steps(")]
    for step in children(element):
        head: Inlines = []
        body: Blocks = []
        for part in children(step):
            if "hb-step-head" in classes(part):
                head += trimmed(reader.inlines(part))
            else:
                body += _in_language(part, reader.blocks(part))
        out += [plain(around("([", head, "],")), *argument(body, "),")]
    return [*out, line(")")]


def _whole(reader: Reader, element: HtmlElement) -> Blocks:
    return [plain(around("#hb-whole[", block["c"], "]")) for block in reader.blocks(element)[:1]]


def figure(reader: Reader, element: HtmlElement) -> Blocks:
    """A figure around pictures, or around anything else."""
    caption: Blocks = []
    for part in [part for part in children(element) if part.tag == "figcaption"]:
        caption += reader.blocks(part)
        remove(part)
    pictures: list[str] = []
    other: Blocks = []
    for block in reader.blocks(element):
        inside = block["c"] if is_one_line(block) else []
        found = [code_of(node) for node in inside if code_of(node).startswith(_PICTURE)]
        pictures += [f"hb-picture({one.removeprefix(_PICTURE).removesuffix(';')}, " for one in found]
        other += [] if found else [block]
    return [line(f"#hb-figure({''.join(pictures)}caption:"), *argument(caption, ")["), *other, line("]")]


_CALLS: Mapping[str, Callable[[Reader, HtmlElement], Blocks]] = MappingProxyType(
    {
        "hb-admonition": _admonition,
        "hb-tab": _tab,
        "hb-fallback": _fallback,
        "hb-steps": _steps,
        "hb-whole": _whole,
        "hb-agencies": lambda reader, element: enclose("#hb-landscape[", reader.blocks(element), "]"),
        "hb-last": lambda reader, element: enclose("#hb-last[", reader.blocks(element), "]"),
    }
)
