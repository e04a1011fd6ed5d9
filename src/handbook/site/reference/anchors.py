"""The ids that what the build makes brings to a page, so that links to them can be checked without building."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from handbook.markdown.generated import ABBREVIATIONS, AUTHORITIES, GLOSSARY
from handbook.register.glossary import abbreviations
from handbook.register.models import SOURCE_LANGUAGE
from handbook.register.register import Register


def family_anchor(family: str) -> str:
    """The id of a family's heading."""
    return f"family-{family}"


def term_anchor(term: str) -> str:
    """The id of a term in the glossary."""
    return f"term-{term}"


def short_anchor(entry: str) -> str:
    """The id of an abbreviation; `entry` is the id of the agency or authority it stands for."""
    return f"short-{entry}"


def made_anchors(names: Collection[str], register: Register, cited: Collection[str]) -> frozenset[str]:
    """The ids on a page with these names of places; those of abbreviations as in English. `cited` are ids."""
    return frozenset(_anchors(names, register, cited))


def _anchors(names: Collection[str], register: Register, cited: Collection[str]) -> Iterator[str]:
    if AUTHORITIES in names:
        shown = [name for name in register.authorities if name in cited]
        yield from shown
        yield from {family_anchor(register.family_of[name]) for name in shown if name in register.family_of}
    if GLOSSARY in names:
        yield from map(term_anchor, register.terms)
    if ABBREVIATIONS in names:
        yield from (short_anchor(found.id) for found in abbreviations(register, SOURCE_LANGUAGE))
