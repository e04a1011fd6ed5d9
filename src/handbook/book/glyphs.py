"""Typst's report, read for authors: which page it speaks of, and which letters no font of the book has."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from handbook.errors import HandbookError
from handbook.findings import Finding, FindingsError

_ENTRY = re.compile(r"^error: ", re.MULTILINE)
_MISSING = re.compile(r'the text `"(.+?)"` could not be displayed')
_PLACE = re.compile(r"┌─ (\S+?):\d+")
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")


def unprinted(report: str) -> frozenset[str]:
    """The texts, each a letter with its marks, that no font of the book has, by Typst's report."""
    return frozenset(map(_letters, _MISSING.finditer(report)))


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
        missing: defaultdict[str, set[str]] = defaultdict(set)
        findings: list[Finding] = []
        for entry in _ENTRY.split(report)[1:]:
            place, letters = _PLACE.search(entry), _MISSING.search(entry)
            page = self.files.get(place[1].rpartition("/")[2]) if place else None
            if letters:
                text = _letters(letters)
                for path in [page] if page else self._pages_with(text):
                    missing[path].update(text)
            elif page:
                message = f"the page cannot be printed: {entry.partition(chr(10))[0].strip()}"
                findings.append(Finding(f"docs/{page}", 0, "BK503", message, "change the passage"))
        findings += [_no_glyphs(path, letters) for path, letters in missing.items()]
        whole = HandbookError("Typst cannot set the book", "book", report.strip())
        return FindingsError(findings) if findings else whole

    def _pages_with(self, letters: str) -> list[str]:
        """Pages whose title or purpose has the letters; an empty path when it is some other word of the book."""
        return [path for path, words in self.heads.items() if letters in words] or [""]


def _letters(missing: re.Match[str]) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), missing[1])


def _no_glyphs(path: str, letters: set[str]) -> Finding:
    named = ", ".join(f"{char} (U+{ord(char):04X} {unicodedata.name(char, 'no name')})" for char in sorted(letters))
    message = f"the book's fonts have no glyph for {named}"
    return Finding(f"docs/{path}" if path else "mkdocs.yml", 0, "BK501", message, "write it with letters they have")
