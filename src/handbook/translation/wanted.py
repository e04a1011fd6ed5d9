"""What every catalogue of a language should hold, as the pages, the navigation and the register are now."""

from __future__ import annotations

from collections.abc import Mapping

from handbook.markdown.page import ParsedPage
from handbook.project import NAVIGATION_CATALOGUE, REGISTER_CATALOGUE, Project
from handbook.register.register import Register
from handbook.translation.catalog import Entry
from handbook.translation.extract import navigation_entries, page_entries
from handbook.translation.register_texts import register_entries

Wanted = tuple[tuple[str, tuple[Entry, ...]], ...]
"""A page below `docs/`, or the name of a special catalogue, and its empty entries."""


def shared_entries(project: Project, pages: Mapping[str, ParsedPage]) -> Wanted:
    """The catalogues that are the same in every language: navigation and pages, in reading order."""
    found = [(NAVIGATION_CATALOGUE, navigation_entries(project, pages.values()))]
    return (*found, *((path, page_entries(page)) for path, page in pages.items()))


def wanted_entries(shared: Wanted, register: Register, language: str) -> Wanted:
    """All catalogues of one language; that of the register holds what the register lacks in it.

    An empty register has no catalogue.
    """
    return (*shared, (REGISTER_CATALOGUE, register_entries(register, language))) if register else shared
