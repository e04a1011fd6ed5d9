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
    "site": "what the handbook says of itself",
    "team": "team that answers for pages",
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


def navigation_entries(project: Project, pages: Iterable[ParsedPage]) -> tuple[Entry, ...]:
    """The entries of the navigation's catalogue: what the handbook says of itself, titles, the teams of its pages."""
    return owned_navigation_entries(project, (page.front.owner for page in pages))


def owned_navigation_entries(project: Project, owners: Iterable[str]) -> tuple[Entry, ...]:
    """The same, where of the pages only their owners are known."""
    found = [
        Segment(text, "site", text)
        for text in (project.title, project.description, project.copyright)
        if text
    ]
    found += [Segment(item.title, "nav", item.title) for top in project.nav for item in top.titles()]
    teams = sorted({team_name(owner) for owner in owners if owner})
    found += [Segment(team, "team", team) for team in teams]
    return entries_of(found)


def team_name(owner: str) -> str:
    """How readers see the team that a page's front matter names: `legal-team` is `Legal team`."""
    return owner.replace("-", " ").capitalize()
