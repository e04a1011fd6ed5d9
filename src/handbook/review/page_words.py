"""The page's own words: how kinds, standings and blocks are called, each with a sign that does not rest on colour."""

from __future__ import annotations

from types import MappingProxyType
from typing import NamedTuple

from handbook.review.model import Kind, Standing


class Word(NamedTuple):
    """A word, its sign, and what it tells a reviewer."""

    word: str
    sign: str
    says: str


KINDS = MappingProxyType(
    {
        Kind.ADDED: Word("Added", "+", "A paragraph that was not there."),
        Kind.REMOVED: Word("Removed", "−", "A paragraph that is gone; it is shown where it stood."),
        Kind.MOVED: Word("Moved", "⇄", "The same paragraph in another place."),
        Kind.REWORDED: Word("Reworded", "±", "The English words changed."),
        Kind.CITATIONS: Word("Citations", "§", "The law it rests on changed: citations added or dropped."),
        Kind.TRANSLATED: Word("Translated", "≈", "The English stayed; a translation changed."),
        Kind.MARKUP: Word("Markup", "¶", "Emphasis, links or other marks changed; the words did not."),
        Kind.SAME: Word("Same", "=", "Nothing changed; shown as context."),
    }
)

# Δ and ~ are the signs of the site's margin for outdated and untranslated paragraphs.
STANDINGS = MappingProxyType(
    {
        Standing.OUTDATED: Word("Outdated", "Δ", "The translation is of the English as it was."),
        Standing.MISSING: Word("Missing", "~", "There is no translation."),
        Standing.UPDATED: Word("Updated", "↻", "The translation changed here and is current."),
        Standing.CURRENT: Word("Current", "=", "The translation holds; nothing to do."),
        Standing.NONE: Word("Nothing to translate", "–", "The English is gone."),
    }
)

# A block that a reader would know by its look on the site says here what it is.
BLOCKS = MappingProxyType(
    {
        "title": "Title of a box",
        "summary": "Title of a folding box",
        "label": "Tab",
        "dt": "Term",
        "dd": "Definition",
        "description": "Purpose of the page",
    }
)

GIT = MappingProxyType(
    {"A": "added", "M": "changed", "D": "deleted", "R": "renamed", "C": "copied", "T": "changed in type"}
)


def signs_css() -> str:
    """Rules that put each sign before its word, for the eye alone: it would only be read out as another word."""
    named = {f"k-{kind.value}": word for kind, word in KINDS.items()}
    named |= {f"s-{standing.value}": word for standing, word in STANDINGS.items()}
    # Older browsers know no text beside a picture of it, and read the sign too.
    return "".join(
        f'.{name}::before {{ content: "{word.sign}"; content: "{word.sign}" / ""; }}\n'
        for name, word in named.items()
    )


def block_word(block: str) -> str:
    """What a block is, empty where its look says so: a paragraph, an item, a step, a cell."""
    if len(block) == 2 and block[0] == "h" and block[1].isdigit():
        return "Title of the page" if block == "h1" else "Heading"
    return BLOCKS.get(block, "")
