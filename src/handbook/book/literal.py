"""Python values as Typst source, so that no text of ours can become Typst code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Raw:
    """Typst code of our own making, written as it stands."""

    code: str


# Soft hyphen, no-break, en and thin spaces, zero-width and direction marks: invisible, and meant.
_INVISIBLE = frozenset("\u00ad\u00a0\u2002\u2009\u200a\u200b\u200c\u200d\u200e\u200f\u202f\u2060")


def string(text: str) -> str:
    """Return a Typst string literal. Control characters other than a line end have no place in a book."""
    shown = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    if not shown.isprintable():
        shown = "".join(char for char in shown if char.isprintable() or char in _INVISIBLE)
    return f'"{shown}"'


def literal(value: object) -> str:
    """Return `value` as a Typst expression: strings, numbers, booleans, None, sequences and string-keyed mappings."""
    match value:
        case Raw():
            return value.code
        case None:
            return "none"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case str():
            return string(value)
        case Mapping():
            pairs = [f"{string(str(key))}: {literal(item)}" for key, item in value.items()]
            return f"({', '.join(pairs)})" if pairs else "(:)"
        case Sequence():
            return f"({''.join(f'{literal(item)}, ' for item in value)})"
    raise TypeError(f"no Typst literal for {type(value).__name__}")
