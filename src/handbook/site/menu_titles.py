"""Titles in menus, in their own language: what is not translated yet says so to a browser and a screen reader."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from handbook.project.languages import Language

_UNTRANSLATED = re.compile(
    r'<h([1-6])(?=[^>]*\bclass="[^"]*\bhb-(?:missing|outdated)\b)(?=[^>]*\bid="([^"]+)")', re.IGNORECASE
)


def named_in(language: Language, title: str) -> str:
    """The title as HTML for a page in another language; menus take their titles as HTML."""
    return f'<span lang="{language.tag}" dir="{language.direction}">{title}</span>'


def mark_menus(page: Any, html: str, source: Language, own_title: bool) -> None:
    """Mark the untranslated ones among an MkDocs page's title and its table of contents.

    `own_title` tells that the title is the page's own heading, not one that the navigation gives it.
    """
    found = _UNTRANSLATED.findall(html)
    if own_title and any(level == "1" for level, _ in found):
        page.title = named_in(source, page.title)
    _mark(page.toc, {anchor for _, anchor in found}, source)


def _mark(items: Iterable[Any], untranslated: set[str], source: Language) -> None:
    for item in items:
        if item.id in untranslated:
            item.title = named_in(source, item.title)
        _mark(item.children, untranslated, source)
