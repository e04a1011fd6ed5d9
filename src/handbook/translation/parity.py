"""What a translation must have in common with its source, whatever the language: citations, notes and addresses.

PO104: the citations of the two differ. PO105: marks of notes, or addresses of links and pictures, are missing or stand
more often than in the source. Addresses the source does not have are PO103: such a translation is never shown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache

from handbook.markdown.citation_scan import scan
from handbook.markdown.code_spans import without_code
from handbook.markdown.safety import addresses
from handbook.register.citation import CitationError, parse_citation

_ANY = re.compile(r"\\?\[[@^][^\]]*\]|\]\([^)]*\)|<[^>]*>|`+")
# In all of them; one set of signs first, so that the search passes over words.
_MAYBE = re.compile(r"[\[\]<`](?:(?<=[<`])|(?<=\[)[@^]|(?<=\])\()")
_NOTE = re.compile(r"\[\^[^\]\s]+\]")


def differences(msgid: str, msgstr: str) -> Iterator[tuple[str, str, str]]:
    """Yield (code, message, hint) for everything that is not the same in a translation and its source."""
    if _english_marks(msgid) == _marks(msgstr):
        return  # nearly all; whatever differs in form only is looked at closely
    yield from _differ("PO104", "citation", citations, msgid, msgstr)
    yield from _differ("PO105", "note mark", _notes, msgid, msgstr)
    yield from _differ("PO105", "address", addresses, msgid, msgstr)


@lru_cache(maxsize=8192)
def _english_marks(msgid: str) -> list[str]:
    return _marks(msgid)


def _marks(text: str) -> list[str]:
    return sorted(_ANY.findall(text)) if _MAYBE.search(text) else []


def citations(text: str) -> list[str]:
    """The citations of a piece of Markdown, item by item and in one form, so that order and spacing are free."""
    found: list[str] = []
    for raw, _ in scan(text):
        try:
            found += [f"[@{item}]" for item in parse_citation(raw).items]
        except CitationError:
            found.append(raw)
    return found


def _notes(text: str) -> list[str]:
    return _NOTE.findall(without_code(text)) if "[^" in text else []


def _differ(
    code: str, what: str, taken: Callable[[str], list[str]], msgid: str, msgstr: str
) -> Iterator[tuple[str, str, str]]:
    wanted, given = Counter(taken(msgid)), Counter(taken(msgstr))
    if missing := wanted - given:
        yield code, f"the translation lacks the {what} {_all(missing)}", "copy it from the source"
    surplus = {name: count for name, count in (given - wanted).items() if code == "PO104" or name in wanted}
    if surplus:
        yield code, f"the translation has a {what} too many: {_all(Counter(surplus))}", "take it out"


def _all(found: Counter[str]) -> str:
    return ", ".join(sorted(found.elements()))
