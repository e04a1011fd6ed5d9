"""What there is to translate: the segments of every page, and the titles of the navigation."""

from __future__ import annotations

from collections.abc import Iterable

from handbook.markdown.page import ParsedPage
from handbook.markdown.segments import Segment
from handbook.project import Project
from handbook.translation.catalog import Entry

# How a block's kind reads to a translator.
_KINDS = {
    "p": "paragraph",
    "li": "list item",
    "td": "table cell",
    "th": "table head",
    "dt": "term",
    "dd": "definition",
    "label": "tab",
    "title": "title of a box",
    "summary": "title of a folding box",
    "figcaption": "caption",
    "description": "purpose of the page",
    "nav": "navigation title",
    "site": "title of the handbook",
} | {f"h{level}": f"heading, level {level}" for level in range(1, 7)}


def entries_of(segments: Iterable[Segment]) -> tuple[Entry, ...]:
    """One empty entry for each msgid, in order of first use, with notes on the kinds of block it stands in."""
    kinds: dict[str, list[str]] = {}
    for segment in segments:
        seen = kinds.setdefault(segment.msgid, [])
        note = _KINDS.get(segment.kind, segment.kind)
        if note not in seen:
            seen.append(note)
    return tuple(Entry(msgid, notes=tuple(notes)) for msgid, notes in kinds.items())


def page_entries(page: ParsedPage) -> tuple[Entry, ...]:
    """The entries of one page's catalogue."""
    return entries_of(page.segments)


def navigation_entries(project: Project) -> tuple[Entry, ...]:
    """The entries of the navigation's catalogue: the handbook's title, its description, section and page titles."""
    found = [
        Segment(text, "site", text)
        for text in (project.title, project.description, project.copyright)
        if text
    ]
    found += [Segment(item.title, "nav", item.title) for top in project.nav for item in top.titles()]
    return entries_of(found)
