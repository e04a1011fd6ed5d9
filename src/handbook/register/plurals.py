"""Which form of a word a language uses with a number (CLDR, through ICU)."""

from __future__ import annotations

import icu  # type: ignore[import-untyped]


def plural_category(count: int, language: str) -> str:
    """The category of CLDR: `one`, `few`, `many`, `other`, …"""
    return str(icu.PluralRules.forLocale(icu.Locale(language)).select(count))
