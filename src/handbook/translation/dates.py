"""Dates as each language writes them (CLDR, through Babel)."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date


def long_date(iso: str, language: str) -> str:
    """The date written out in a language: `2026-11-22` is `22 ноября 2026 г.` in Russian."""
    return str(format_date(date.fromisoformat(iso), "long", locale=language.replace("-", "_")))
