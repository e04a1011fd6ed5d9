"""The msgids of the key to the signs at the front of the book. INTERFACE.txt lists all words of the book."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

BOX_MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "safeguard": "Must be done or told.",
        "legal-basis": "The rule this rests on.",
        "never": "Must not be done.",
        "country": "Holds for the state named.",
        "checklist": "To tick off, on paper or screen.",
        "stop-press": "Changed after the text of this edition was closed.",
        "note": "Explains or adds.",
    }
)
