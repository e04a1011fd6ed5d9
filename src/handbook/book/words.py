"""The msgids of the book: which word stands for which kind of chapter and box. INTERFACE.txt lists them all."""

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

BOX_MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "safeguard": "Must be done or told.",
        "legal-basis": "The rule this rests on.",
        "never": "Must not be done.",
        "country": "Holds for the state named.",
        "checklist": "To tick off, on paper or screen.",
        "stop-press": "Changed shortly before this edition closed.",
        "note": "Explains or adds.",
    }
)


def box_words(strings: Mapping[str, str]) -> dict[str, str]:
    """Return kind → word in the book's language."""
    return {kind: strings[msgid] for kind, msgid in BOX_KINDS.items()}
