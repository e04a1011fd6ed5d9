"""The project as configured in mkdocs.yml."""

from handbook.project.config import (
    CONFIG,
    NAVIGATION_CATALOGUE,
    REGISTER_CATALOGUE,
    Dialect,
    Project,
    load_project,
    past_project,
    read_project,
)
from handbook.project.languages import Language
from handbook.project.navigation import NavItem, PageNumber
from handbook.project.thresholds import Threshold

__all__ = [
    "CONFIG",
    "NAVIGATION_CATALOGUE",
    "REGISTER_CATALOGUE",
    "Dialect",
    "Language",
    "NavItem",
    "PageNumber",
    "Project",
    "Threshold",
    "load_project",
    "past_project",
    "read_project",
]
