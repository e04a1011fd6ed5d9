"""Alphabetical order of a language, from ICU. The only module that imports it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import TypeVar

from handbook.register.wording import wording

_T = TypeVar("_T")


@cache
def sort_key(language: str) -> Callable[[str], bytes]:
    """Return a function from text to a key that sorts as the language's dictionaries do.

    ICU's own rules, or those of the language's wording file where ICU has none (Tajik).
    """
    # Checks of what changed sort nothing, and should not wait for ICU's tables.
    import icu  # type: ignore[import-untyped]

    rules = wording(language).collation
    collator = icu.RuleBasedCollator(rules) if rules else icu.Collator.createInstance(icu.Locale(language))
    key: Callable[[str], bytes] = collator.getSortKey
    return key


def in_order(items: Iterable[_T], text: Callable[[_T], str], language: str) -> list[_T]:
    """Return the items sorted by their text; equal texts keep code point order, so that the order is total."""
    key = sort_key(language)
    return sorted(items, key=lambda item: (key(text(item)), text(item)))
