"""The catalogues of one language, read when first asked for, with what was wrong with them."""

from __future__ import annotations

from handbook.findings import Finding
from handbook.markdown.session import Target
from handbook.project import NAVIGATION_CATALOGUE, REGISTER_CATALOGUE, Project
from handbook.register.register import Register
from handbook.translation.register_texts import in_translation
from handbook.translation.targets import Targets, load_targets


class Translations:
    """Looks up pages and titles in one language; the source language has no catalogues and answers nothing."""

    def __init__(self, project: Project, tag: str) -> None:
        self.project = project
        self.tag = tag
        self.is_source = tag == project.source.tag
        self.findings: list[Finding] = []
        self._catalogues: dict[str, Targets] = {}

    def page(self, path: str) -> Targets | None:
        """The catalogue of a page; None in the source language."""
        if self.is_source:
            return None
        if path not in self._catalogues:
            file = self.project.catalogue(self.tag, path)
            store = self.project.cache / "catalogues"
            loaded = load_targets(file, self.tag, self.project.shown(file), store)
            self.findings += loaded.findings
            self._catalogues[path] = loaded.value
        return self._catalogues[path]

    def title(self, text: str) -> tuple[str, str]:
        """A title of the navigation or the handbook, and the language it is in."""
        catalogue = self.page(NAVIGATION_CATALOGUE)
        target = catalogue.lookup(text) if catalogue else None
        return self.shown(text, target)

    def register(self, register: Register) -> Register:
        """The register as readers of this language see it: translated where it has no text of its own."""
        catalogue = self.page(REGISTER_CATALOGUE)
        return register if catalogue is None else in_translation(register, self.tag, catalogue.lookup)

    def shown(self, text: str, target: Target | None) -> tuple[str, str]:
        """The text to show for a looked-up msgid, and its language tag."""
        if target is not None and target.state == "current":
            return target.text, self.tag
        return text, self.project.source.tag
