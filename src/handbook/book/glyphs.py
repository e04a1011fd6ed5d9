"""Typst's report of letters no font has, as findings on pages: which letter, in which page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from handbook.errors import HandbookError
from handbook.findings import Finding, FindingsError

_MISSING = re.compile(r'the text `"(?P<text>.+?)"` could not be displayed[^\n]*\n\s*┌─ (?P<file>\S+?):\d+', re.DOTALL)


def explain_glyphs(report: str, pages: Mapping[str, str]) -> HandbookError | None:
    """Return the findings for the missing letters of the report, or nothing if it speaks of something else.

    `pages` maps names of Typst files to page paths below `docs/`.
    """
    findings = [
        Finding(_page(match["file"], pages), 0, "BK501", _message(match["text"]), "use letters the book's fonts have")
        for match in _MISSING.finditer(report)
    ]
    return FindingsError(findings) if findings else None


def _page(file: str, pages: Mapping[str, str]) -> str:
    path = pages.get(file.rpartition("/")[2])
    return f"docs/{path}" if path else "mkdocs.yml"


def _message(text: str) -> str:
    named = ", ".join(f"{char} (U+{ord(char):04X} {unicodedata.name(char, 'no name')})" for char in _unescape(text))
    return f"the book's fonts have no glyph for {named}"


def _unescape(text: str) -> str:
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), text)
