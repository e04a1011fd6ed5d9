"""One long translation for two different texts: mostly the translation of a neighbour, pasted one entry too far."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.checks.sieve import WORDS
from handbook.findings import Finding
from handbook.markdown.session import State
from handbook.translation.catalog import Catalog, Entry

_LONG = 30


def shared_translations(catalog: Catalog, shown: str) -> Iterator[Finding]:
    """PO136, at the second of two entries whose translations are the same and whose sources are not."""
    first: dict[str, Entry] = {}
    for entry in catalog.entries:
        if entry.state is not State.CURRENT or len(words := _words(entry.msgstr)) < _LONG:
            continue
        other = first.setdefault(words, entry)
        if other is not entry and _words(other.msgid) != _words(entry.msgid):
            what = (
                f"the same translation stands for another text, in line {other.line}: {_short(other.msgid)}"
            )
            yield Finding(shown, entry.line, "PO136", what, "compare both with their sources")


def _words(text: str) -> str:
    return " ".join(WORDS.findall(text.lower()))


def _short(text: str) -> str:
    return text if len(text) < 50 else f"{text[:47]}…"
