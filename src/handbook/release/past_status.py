"""How far a language was at a commit: the same count as `handbook status`, on what git holds.

Counts are kept by the names git gives to contents: commits share nearly all their pages, and each pair of page and
catalogue is read once ever.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from handbook.errors import HandbookError
from handbook.markdown.page import ParsedPage, parse_page
from handbook.project import CONFIG, Project, read_project
from handbook.project.history import Commit, Entry, History
from handbook.register.past import register_at
from handbook.register.register import Register
from handbook.stable import Kept, digest
from handbook.translation.counted_pages import code_digest
from handbook.translation.signed_text import signed_msgids
from handbook.translation.signoff import SignOffs, parse_signoffs
from handbook.translation.status import LanguageStatus, Row, other_sources, part_of
from handbook.translation.tally import MISSING, Counts, read_translations, tally, words_in

_ABSENT = Entry("", True)


class PastStatus:
    """Counts one language at any commit; `save` keeps what was counted."""

    def __init__(self, project: Project, tag: str, history: History) -> None:
        self.now = project
        self.tag = tag
        self.history = history
        self.docs = project.shown(project.docs)
        self.folder = project.shown(project.translations / tag)
        self.kept = Kept(project.cache / "status" / "past")
        self.known: dict[str, Any] = self.kept.get(tag, code_digest()) or {}
        self.parsed = lru_cache(maxsize=512)(self._parsed)
        self.project_of = lru_cache(maxsize=8)(self._project_of)
        self.signoffs_of = lru_cache(maxsize=8)(self._signoffs_of)
        self.register_of = lru_cache(maxsize=8)(self._register_of)

    @property
    def paths(self) -> tuple[str, ...]:
        """What the state of the language depends on."""
        return (CONFIG, self.docs, self.folder)

    def save(self) -> None:
        self.kept.put(self.tag, code_digest(), self.known)

    def at(self, commit: Commit) -> LanguageStatus | None:
        """The language as it was; None where the handbook did not have it, or could not be built."""
        tree = self.history.tree(commit, self.paths)
        config = tree.get(CONFIG)
        project = self.project_of(config) if config is not None else None
        if project is None or not project.pages or self.tag not in {one.tag for one in project.translated}:
            return None
        rows: list[Row] = []
        owners: list[str] = []
        for page in project.pages:
            if (english := tree.get(f"{self.docs}/{page}")) is None:
                continue
            counted = self.page(project, page, english, tree)
            if counted is None:
                return None
            owners.append(counted[0])
            rows.append(Row(page, part_of(project, page), counted[1]))
        rows += self.others(project, owners, tree)
        return LanguageStatus(self.tag, tuple(rows))

    def page(
        self, project: Project, page: str, english: Entry, tree: dict[str, Entry]
    ) -> tuple[str, Counts] | None:
        """A page's owner and counts; None if it cannot be read."""
        catalogue = self.catalogue(page, tree)
        signed = tree.get(f"{self.folder}/signoff.yml", _ABSENT)
        key = digest(page, english.blob, catalogue.blob, signed.blob, repr(project.dialect))
        if key not in self.known:
            parsed = self.parsed(page, english, project)
            if parsed is None:
                return None
            self.known[key] = [parsed.front.owner, *self.count(page, parsed, catalogue, signed)]
        owner, *counts = self.known[key]
        return owner, Counts(*counts)

    def count(self, page: str, parsed: ParsedPage, catalogue: Entry, signed: Entry) -> tuple[int, ...]:
        words = {segment.msgid: words_in(segment.msgid) for segment in parsed.segments}
        states = self.states(catalogue)
        signoffs = self.signoffs_of(signed)
        lookup = lambda msgid: states.get(msgid, MISSING)  # noqa: E731
        reviewed = signed_msgids(signoffs, page, parsed, lookup) if signoffs else ()
        found = tally(words, states, reviewed)
        return tuple(getattr(found, name) for name in Counts.__dataclass_fields__)

    def others(self, project: Project, owners: list[str], tree: dict[str, Entry]) -> list[Row]:
        """What belongs to no page: titles of the navigation, texts of the register as it was."""
        below = f"{self.docs}/register/"
        files = tuple((path, entry) for path, entry in sorted(tree.items()) if path.startswith(below))
        return [
            Row(name, name, tally(words, self.states(self.catalogue(name, tree))))
            for name, words in other_sources(project, owners, self.register_of(files), self.tag).items()
        ]

    def catalogue(self, page: str, tree: dict[str, Entry]) -> Entry:
        return tree.get(self.now.shown(self.now.catalogue(self.tag, page)), _ABSENT)

    def states(self, catalogue: Entry) -> dict[str, Any]:
        if not catalogue.blob or not catalogue.plain:
            return {}
        return read_translations(self.history.text(catalogue)) or {}

    def _parsed(self, page: str, english: Entry, project: Project) -> ParsedPage | None:
        if not english.plain:
            return None
        try:
            return parse_page(self.history.text(english), page, project.dialect)
        except HandbookError:
            return None

    def _project_of(self, config: Entry) -> Project | None:
        """The configuration as it was. Folders of parts are not there to be looked for, so findings do not count."""
        try:
            return read_project(self.history.text(config), self.now.root).value if config.plain else None
        except HandbookError:
            return None

    def _register_of(self, files: tuple[tuple[str, Entry], ...]) -> Register:
        return register_at(self.history, files, self.docs).value

    def _signoffs_of(self, signed: Entry) -> SignOffs:
        if not signed.blob or not signed.plain:
            return {}
        return parse_signoffs(self.history.text(signed), "signoff.yml").value
