"""The project as it stood at one commit: its configuration, its files, its pages in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from handbook.project import CONFIG, Project, past_project
from handbook.project.history import Commit, Entry, History
from handbook.register.past import register_at
from handbook.register.register import Register


@dataclass(frozen=True, slots=True)
class PageFile:
    """A page of a commit: `file` relative to the project, `page` below its docs folder, its printed number if any."""

    file: str
    page: str
    entry: Entry
    number: str
    part: str


@dataclass(frozen=True)
class Revision:
    """`files` by path relative to the project. Paths that are no UTF-8 have � in them."""

    commit: Commit
    project: Project
    files: dict[str, Entry]
    history: History = field(repr=False, compare=False)

    @cached_property
    def docs(self) -> str:
        return self.project.shown(self.project.docs)

    @cached_property
    def pages(self) -> dict[str, PageFile]:
        """All pages by file, those of the navigation first; links and modules are none."""
        return {page.file: page for page in self._pages()}

    def _pages(self) -> Iterator[PageFile]:
        below = "" if self.docs in ("", ".") else f"{self.docs}/"
        found = {path.removeprefix(below): path for path in sorted(self.files) if _is_page(path, below)}
        for page in dict.fromkeys((*(page for page in self.project.pages if page in found), *found)):
            entry = self.files[found[page]]
            if entry.plain:
                folder = page.partition("/")[0]
                number = str(self.project.numbers.get(page, ""))
                yield PageFile(found[page], page, entry, number, folder if folder in self.project.parts else "")

    @cached_property
    def register_files(self) -> dict[str, Entry]:
        below = f"{self.docs}/register/"
        return {path: entry for path, entry in sorted(self.files.items()) if path.startswith(below)}

    @cached_property
    def register(self) -> Register:
        if not any(path.endswith(".yml") for path in self.register_files):
            return Register()
        return register_at(self.history, self.register_files.items(), self.docs).value

    def catalogue(self, tag: str, page: str) -> str:
        """Where the catalogue of a page stands, whether it exists or not."""
        return f"{self.translations}/{tag}/{page.removesuffix('.md') + '.po' if page.endswith('.md') else page}"

    @cached_property
    def translations(self) -> str:
        return self.project.shown(self.project.translations)

    def text(self, path: str) -> str:
        """A file's text; empty where there is none, or a link."""
        entry = self.files.get(path)
        return self.history.text(entry) if entry is not None and entry.plain else ""


def _is_page(path: str, below: str) -> bool:
    inside = path.startswith(below) and path.endswith(".md")
    return inside and not path.startswith(f"{below}register/") and not any(
        part.startswith(".") for part in path.removeprefix(below).split("/")
    )


def revision(history: History, commit: Commit, fallback: Project) -> Revision:
    """Read a commit; without a mkdocs.yml that says anything, `fallback` tells where things stand."""
    files = {printable(path): entry for path, entry in history.tree(commit).items()}
    config = files.get(CONFIG)
    project = None
    if config is not None and config.plain:
        project = past_project(history.text(config), fallback.root)
    if project is None or not _is_inside(project):
        project = fallback
    return Revision(commit, project, files, history)


def _is_inside(project: Project) -> bool:
    return project.docs.is_relative_to(project.root)


def printable(path: str) -> str:
    """A path as it can be written: bytes that are no UTF-8 are replaced."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
