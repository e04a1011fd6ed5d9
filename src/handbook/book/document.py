"""pandoc's own document, in the pieces the book needs: text, which pandoc escapes, and Typst code, which is ours.

A document is JSON: blocks hold inlines or blocks. What stands in attributes reaches Typst through `string` or `label`
only. So nothing a page says can become Typst code.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Protocol, TypeAlias

from handbook.book.tree import HtmlElement

# A block or an inline: `t` is its kind, `c` what it holds.
Node: TypeAlias = dict[str, Any]
Inlines: TypeAlias = list[Node]
Blocks: TypeAlias = list[Node]

_LABEL = re.compile(r"[A-Za-z0-9:._-]+")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_STARTS_BLOCK = re.compile(r"[=+/-]|\d+\.")
_ONE_LINE = ("Plain", "Para")
# pandoc knows a list's number, or a dot that would call a field, only as a word by itself.
_FIRST_WORD = re.compile(r"\d*\.(?= )")


class Reader(Protocol):
    """What reads the content of elements for those who write the calls around it."""

    def blocks(self, element: HtmlElement) -> Blocks: ...

    def item(self, element: HtmlElement) -> Blocks: ...

    def note(self, name: str) -> Blocks: ...

    def inlines(self, element: HtmlElement) -> Inlines: ...

    def add_content(self, element: HtmlElement, out: Inlines) -> None: ...


def text(words: str) -> Inlines:
    """Text that pandoc will read as a reader does."""
    first = _FIRST_WORD.match(words)
    parts = [words[: first.end()], words[first.end() :]] if first else [words]
    return [{"t": "Str", "c": part} for part in parts if part]


def code(typst: str) -> Node:
    """Typst code inside a line."""
    return {"t": "RawInline", "c": ["typst", typst]}


def line(typst: str) -> Node:
    """Typst code on a line of its own."""
    return {"t": "RawBlock", "c": ["typst", typst]}


def plain(inlines: Sequence[Node]) -> Node:
    """A line that is no paragraph."""
    return {"t": "Plain", "c": inlines}


def para(inlines: Sequence[Node]) -> Node:
    return {"t": "Para", "c": inlines}


def label(name: str) -> str:
    """Return `<name>`, or nothing: labels are of our making, anything else is no label."""
    return f"<{name}>" if _LABEL.fullmatch(name) else ""


def language(element: HtmlElement) -> str:
    """The element's language if Typst can take it."""
    tag: str = element.get("lang", "")
    return tag if _LANGUAGE.fullmatch(tag) else ""


def code_of(node: Node) -> str:
    """The Typst code that the node is; empty for any other."""
    return str(node["c"][1]) if node["t"] in ("RawInline", "RawBlock") else ""


def is_one_line(block: Node) -> bool:
    return block["t"] in _ONE_LINE


def guarded(inlines: Inlines) -> Inlines:
    """Inlines whose first letters start no list or heading.

    pandoc escapes them at the start of a paragraph; inside brackets of ours it does not see a start.
    """
    starts = inlines and inlines[0]["t"] == "Str" and _STARTS_BLOCK.match(inlines[0]["c"])
    return [code("#none;"), *inlines] if starts else inlines


def around(before: str, inlines: Inlines, after: str) -> Inlines:
    """Code before and after inlines."""
    return [code(before), *(guarded(inlines) if before.endswith("[") else inlines), code(after)]


def enclose(before: str, blocks: Sequence[Node], after: str) -> Blocks:
    """Code before and after blocks."""
    return [line(before), *blocks, line(after)]


def argument(blocks: Sequence[Node], after: str) -> Blocks:
    """Blocks as the argument `[…]`; one plain line stays on one line."""
    if not blocks:
        return [line(f"[]{after}")]
    if len(blocks) == 1 and is_one_line(blocks[0]):
        return [plain(around("[", blocks[0]["c"], f"]{after}"))]
    return enclose("[", blocks, f"]{after}")


def words_of(part: object) -> str:
    """The text in nodes; code has none."""
    match part:
        case {"t": "Str", "c": str(words)}:
            return words
        case {"t": "Code" | "CodeBlock", "c": [_, str(words)]}:
            return words
        case {"t": "LineBreak"}:
            return " "
        case {"t": "RawInline" | "RawBlock" | "Note"}:
            return ""
        case {"c": inside}:
            return words_of(inside)
        case list():
            return "".join(map(words_of, part))
    return ""


def is_text(node: Node) -> bool:
    return bool(node["t"] == "Str")


def closed(inlines: Sequence[Node]) -> Inlines:
    """Inlines to which no text will be added any more."""
    return [part for node in inlines for part in (text(node["c"]) if is_text(node) else [node])]


def trimmed(inlines: Sequence[Node]) -> Inlines:
    """The inlines, closed, without white space at their ends."""
    out = list(inlines)
    while out and is_text(out[-1]) and out[-1]["c"][-1:] in ("", " "):
        out[-1:] = text(out[-1]["c"].rstrip(" "))
    while out and is_text(out[0]) and out[0]["c"][:1] in ("", " "):
        out[:1] = text(out[0]["c"].lstrip(" "))
    return closed(out)
