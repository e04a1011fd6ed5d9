"""Typst's report, read for authors: which page it speaks of, and which letters no font of the book has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from handbook.errors import HandbookError
from handbook.findings import Finding, FindingsError

_ENTRY = re.compile(r"^error: ", re.MULTILINE)
_MISSING = re.compile(r'the text `"(.+?)"` could not be displayed')
_PLACE = re.compile(r"┌─ (\S+?):\d+")
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")


@dataclass(frozen=True, slots=True)
class Origins:
    """Where the words of a book come from.

    `files` maps names of Typst files to page paths below `docs/`, `heads` page paths to the words that the main file
    says of them (title, purpose, …).
    """

    files: Mapping[str, str]
    heads: Mapping[str, str]

    def explain(self, report: str) -> HandbookError:
        """Return Typst's report as findings on pages, or as an error that shows it whole."""
        found = [finding for entry in _ENTRY.split(report)[1:] for finding in self._findings(entry)]
        return FindingsError(found) if found else HandbookError("Typst cannot set the book", "book", report.strip())

    def _findings(self, entry: str) -> Iterator[Finding]:
        place = _PLACE.search(entry)
        page = self.files.get(place[1].rpartition("/")[2]) if place else None
        missing = _MISSING.search(entry)
        if missing:
            letters = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), missing[1])
            for path in [page] if page else self._pages_with(letters):
                hint = "write it with letters of the book's fonts"
                yield Finding(f"docs/{path}" if path else "mkdocs.yml", 0, "BK501", _no_glyph(letters), hint)
        elif page:
            message = entry.partition("\n")[0].strip()
            yield Finding(f"docs/{page}", 0, "BK503", f"the page cannot be printed: {message}", "change the passage")

    def _pages_with(self, letters: str) -> list[str]:
        """Pages whose title or purpose has the letters; an empty path when it is some other word of the book."""
        return [path for path, words in self.heads.items() if letters in words] or [""]


def _no_glyph(letters: str) -> str:
    named = ", ".join(f"{char} (U+{ord(char):04X} {unicodedata.name(char, 'no name')})" for char in letters)
    return f"the book's fonts have no glyph for {named}"
