"""Dates as each language writes them (CLDR, through Babel)."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date, format_skeleton


def long_date(iso: str, language: str) -> str:
    """The date written out in a language: `2026-11-22` is `22 ноября 2026 г.` in Russian."""
    return str(format_date(date.fromisoformat(iso), "long", locale=language.replace("-", "_")))


def partial_date(iso: str, language: str) -> str:
    """The same for a date that is known to the day, the month (`2026-11`) or the year (`2026`) only."""
    year, *rest = iso.split("-")
    if len(rest) == 2:
        return long_date(iso, language)
    day = date(int(year), int(rest[0]) if rest else 1, 1)
    return str(format_skeleton("yMMMM" if rest else "y", day, locale=language.replace("-", "_")))
