"""Numbers as each language writes them (CLDR, through Babel)."""

from __future__ import annotations

from babel.numbers import format_decimal


def whole(number: int, language: str) -> str:
    """A whole number: 12345 is `12 345` in Russian, with a space at which no line ends."""
    return str(format_decimal(number, locale=language.replace("-", "_")))
