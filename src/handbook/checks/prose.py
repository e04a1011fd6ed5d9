"""A piece of Markdown as a reader's words: what is no prose (citations, code, addresses, tags) is taken out."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from handbook.markdown.code_spans import outside_code

HOLE = "\ufffc"
"""Stands where something that is no prose was taken out."""

# Citations, note marks, the address of a link, tags, attribute lists, marks of the parser, bare addresses, entities.
OPAQUE = re.compile(
    r"\[@[^\[\]]*\]|\[\^[^\]\s]+\]|(?<=\])\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)|<[^<>]*>"
    r"|\{[^{}]*\}|⟦\d+⟧|\b[a-z][a-z0-9+.-]*://[^\s<>()\[\]«»“”]*[^\s<>()\[\]«»“”.,;:!?…]|%\([A-Za-z_]+\)[sd]"
    r"|\b[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+|&(?:#\d+|#x[0-9a-fA-F]+|[A-Za-z]\w*);"
)
_MAY_HOLD = re.compile(r"[\[<{⟦&@`%]|://")


@lru_cache(maxsize=8192)
def shape(text: str) -> str:
    """The text with a hole for each thing that is no prose; brackets of links and marks of emphasis stay."""
    if not _MAY_HOLD.search(text):
        return text
    stretches: list[str] = []

    def keep(stretch: str) -> str:
        stretches.append(OPAQUE.sub(HOLE, stretch))
        return stretch

    outside_code(text, keep)
    return HOLE.join(stretches)


@lru_cache(maxsize=8192)
def prose(text: str) -> str:
    """The words alone: no holes, no brackets of links, no marks of emphasis."""
    return shape(text).translate(_PLAIN)


_PLAIN = {ord(HOLE): " ", ord("["): None, ord("]"): None, ord("*"): None, ord("~"): None}


def mend_prose(text: str, mend: Callable[[str], str]) -> str:
    """The text with `mend` applied to each stretch of prose; what is no prose stays to the letter."""

    def between(stretch: str) -> str:
        out, at = [], 0
        for opaque in OPAQUE.finditer(stretch):
            out += [mend(stretch[at : opaque.start()]), opaque.group()]
            at = opaque.end()
        return "".join([*out, mend(stretch[at:])])

    return outside_code(text, between)
