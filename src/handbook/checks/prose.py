"""A piece of Markdown as a reader's words: what is no prose (citations, code, addresses, tags) is taken out."""

from __future__ import annotations

import re
from collections.abc import Callable

from handbook.markdown.code_spans import outside_code

HOLE = "\ufffc"
"""Stands where something that is no prose was taken out."""

# Citations, note marks, the address of a link, tags, attribute lists, marks of the parser, bare addresses, entities.
OPAQUE = re.compile(
    r"\[@[^\[\]]*\]|\[\^[^\]\s]+\]|(?<=\])\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)|<[^<>]*>"
    r"|\{[^{}]*\}|⟦\d+⟧|\b[a-z][a-z0-9+.-]*://[^\s<>()\[\]«»“”]*[^\s<>()\[\]«»“”.,;:!?…]|%\([A-Za-z_]+\)[sd]"
    r"|\b[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+|&(?:#\d+|#x[0-9a-fA-F]+|[A-Za-z]\w*);"
)
# The same without bare addresses, which most texts cannot hold: each alternative begins with a sign of its own, so that
# the search passes over words.
_OPAQUE_SIGNS = re.compile(
    r"\[@[^\[\]]*\]|\[\^[^\]\s]+\]|\((?<=\]\()[^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)|<[^<>]*>"
    r"|\{[^{}]*\}|⟦\d+⟧|%\([A-Za-z_]+\)[sd]|&(?:#\d+|#x[0-9a-fA-F]+|[A-Za-z]\w*);"
)
_MAY_HOLD = re.compile(r"[\[<{⟦&@`%:](?:(?<!:)|(?=//))")
_MAY_BE_BARE = re.compile(r"[:@](?:(?<=:)//|(?<=[\w.+-]@)[\w-])")


def shape(text: str) -> str:
    """The text with a hole for each thing that is no prose; brackets of links and marks of emphasis stay."""
    if not _MAY_HOLD.search(text):
        return text
    opaque = OPAQUE if _MAY_BE_BARE.search(text) else _OPAQUE_SIGNS
    if "`" not in text:
        return opaque.sub(HOLE, text)
    stretches: list[str] = []

    def keep(stretch: str) -> str:
        stretches.append(opaque.sub(HOLE, stretch))
        return stretch

    outside_code(text, keep)
    return HOLE.join(stretches)


def prose(shaped: str) -> str:
    """The words of a shape alone: no holes, no brackets of links, no marks of emphasis."""
    for sign, plain in _PLAIN:
        shaped = shaped.replace(sign, plain)
    return shaped


_PLAIN = ((HOLE, " "), ("[", ""), ("]", ""), ("*", ""), ("~", ""))


def mend_prose(text: str, mend: Callable[[str], str]) -> str:
    """The text with `mend` applied to each stretch of prose; what is no prose stays to the letter."""

    def between(stretch: str) -> str:
        out, at = [], 0
        for opaque in OPAQUE.finditer(stretch):
            out += [mend(stretch[at : opaque.start()]), opaque.group()]
            at = opaque.end()
        return "".join([*out, mend(stretch[at:])])

    return outside_code(text, between)
