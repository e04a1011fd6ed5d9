"""What the configuration says to readers: titles of the navigation, and what the handbook says of itself."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.markdown.block_texts import BlockText
from handbook.project import CONFIG, NAVIGATION_CATALOGUE
from handbook.review.changes import PageFacts
from handbook.review.revision import Revision
from handbook.review.states import Languages
from handbook.review.units import Unit


def navigation_units(revision: Revision) -> tuple[Unit, ...]:
    """Each title as a unit of the file that holds them."""
    said = enumerate(_said(revision))
    return tuple(Unit(CONFIG, place, "heading", 0, (text,), "", text.line) for place, text in said)


def _said(revision: Revision) -> Iterator[BlockText]:
    project = revision.project
    for text in (project.title, project.description, project.copyright):
        if text:
            yield BlockText("site", text, text, text)
    for top in project.nav:
        for item in top.titles():
            yield BlockText("nav", item.title, item.title, item.title, item.line)


def navigation_facts(revision: Revision) -> PageFacts:
    """The page that stands for them: it has no path, for readers see it on all."""
    title = revision.project.title
    return PageFacts(CONFIG, "", "", "", title, numbered=False, catalogue=NAVIGATION_CATALOGUE)


def may_have_changed(before: Revision, after: Revision, languages: Languages) -> bool:
    """Whether another title may be seen in any language; where a commit has no configuration nobody can tell."""
    one, other = before.files.get(CONFIG), after.files.get(CONFIG)
    if one is None or other is None:
        return False
    return one != other or languages.may_have_changed(NAVIGATION_CATALOGUE, NAVIGATION_CATALOGUE)
