"""The kinds of pages and boxes, and the interface word (msgid) each shows, on the site and in the book alike."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

PAGE_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "framework": "Framework",
        "safeguard": "Safeguard",
        "procedure": "Procedure",
        "tool": "Tool",
        "reference": "Reference",
    }
)

# The order is that of the key to the signs at the front of the book.
BOX_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "safeguard": "Safeguard",
        "legal-basis": "Legal basis",
        "never": "Never",
        "country": "Country note",
        "checklist": "Checklist",
        "procedure": "Procedure",
        "stop-press": "Stop-press",
        "note": "Note",
    }
)


def box_words(strings: Mapping[str, str]) -> dict[str, str]:
    """Return kind of box → its word in the language of `strings`."""
    return {kind: strings[msgid] for kind, msgid in BOX_KINDS.items()}
