"""A citation as a record: `[@iccpr, art. 9(3); @cat, art. 2]`, parsed from English and printed back."""

from __future__ import annotations

import re
from dataclasses import dataclass

from handbook.register.locators import Locator, LocatorError, parse_locator, print_locator

_ITEM = re.compile(r"@(?P<id>[A-Za-z0-9][\w-]*)\s*(?P<locator>,.*)?", re.DOTALL)


class CitationError(ValueError):
    """The text is not a citation; the message says what stands in the way."""


@dataclass(frozen=True, slots=True)
class CitedItem:
    """One authority of a citation and the place in it; without a locator the whole is cited."""

    id: str
    locator: Locator = ()

    def __str__(self) -> str:
        return f"{self.id}, {print_locator(self.locator)}" if self.locator else self.id


@dataclass(frozen=True, slots=True)
class Citation:
    """One or more items; `str()` gives the canonical Markdown, which parses to the same record."""

    items: tuple[CitedItem, ...]

    def __str__(self) -> str:
        return f"[{'; '.join(f'@{item}' for item in self.items)}]"


def parse_citation(text: str) -> Citation:
    """Parse `[@id, locator; …]`; raises CitationError when it is malformed."""
    if not (text.startswith("[@") and text.endswith("]")):
        raise CitationError("a citation begins with [@ and ends with ]")
    return Citation(tuple(map(_item, text[1:-1].split(";"))))


def _item(text: str) -> CitedItem:
    match = _ITEM.fullmatch(text.strip())
    if match is None:
        raise CitationError(f"{text.strip()!r} is not @id or @id, locator")
    if match["locator"] is None:
        return CitedItem(match["id"])
    try:
        return CitedItem(match["id"], parse_locator(match["locator"][1:]))
    except LocatorError as problem:
        raise CitationError(str(problem)) from problem
