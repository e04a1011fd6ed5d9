"""mkdocs.yml, read once into a frozen Project; a refusal names the file, the line and the choices."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from handbook.errors import HandbookError
from handbook.findings import Finding, FindingsError, Outcome, finding_of
from handbook.project.languages import Language
from handbook.project.navigation import NavItem, PageNumber, number_pages, read_nav
from handbook.project.owners import NOBODY, Owners, read_owners
from handbook.project.thresholds import Threshold, read_thresholds
from handbook.project.yaml_source import YamlDocument, parse_yaml, read_leniently
from handbook.stable import read_text

CONFIG = "mkdocs.yml"
NAVIGATION_CATALOGUE = "_navigation.po"
REGISTER_CATALOGUE = "_register.po"
_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")


@dataclass(frozen=True, slots=True)
class Dialect:
    """The Markdown extensions of mkdocs.yml in their order, and each one's settings."""

    extensions: tuple[str, ...]
    settings: dict[str, dict[str, Any]] = field(hash=False)


# No slots: what follows from the fields is worked out once and kept.
@dataclass(frozen=True)
class Project:
    """The handbook's configuration: what stands where, in which languages and in which order."""

    root: Path
    title: str
    description: str
    copyright: str
    site_url: str
    edition: str
    source: Language
    languages: tuple[Language, ...]
    parts: tuple[str, ...]
    nav: tuple[NavItem, ...]
    dialect: Dialect
    docs: Path
    languages_line: int = 0
    authorities_months: int = 12
    require: tuple[Threshold, ...] = ()
    owners: Owners = NOBODY

    @property
    def translations(self) -> Path:
        return self.root / "translations"

    @property
    def build(self) -> Path:
        return self.root / "build"

    @property
    def cache(self) -> Path:
        return self.root / ".cache" / "handbook"

    @property
    def register(self) -> Path:
        return self.docs / "register"

    @cached_property
    def pages(self) -> tuple[str, ...]:
        """Every page of the navigation, below `docs/`, in reading order, each once."""
        return tuple(dict.fromkeys(page.path for item in self.nav for page in item.pages()))

    @cached_property
    def numbers(self) -> dict[str, PageNumber]:
        return number_pages(list(self.pages), self.parts)

    @cached_property
    def part_titles(self) -> dict[str, str]:
        """The parts' English titles by folder: of the navigation sections whose pages stand in that folder alone."""
        found: dict[str, str] = {}
        for item in self.nav:
            folders = {page.path.partition("/")[0] for page in item.pages()}
            if item.title and len(folders) == 1:
                found |= {folder: item.title for folder in folders if folder in self.parts}
        return found

    @property
    def translated(self) -> tuple[Language, ...]:
        """The languages that have catalogues: all but the source."""
        return tuple(language for language in self.languages if language != self.source)

    def language(self, tag: str) -> Language:
        """Return the language with this tag; raises FindingsError naming the choices."""
        for language in self.languages:
            if language.tag == tag:
                return language
        choices = ", ".join(language.tag for language in self.languages)
        line = self.languages_line
        raise FindingsError(
            [Finding(CONFIG, line, "CF110", f"unknown language: {tag}", f"one of: {choices}")]
        )

    def catalogue(self, tag: str, page: str) -> Path:
        """Return the path of the catalogue of a page (or of the navigation) in a language."""
        name = page.removesuffix(".md") + ".po" if page.endswith(".md") else page
        return self.translations / tag / name

    def shown(self, path: Path) -> str:
        """Return a path as findings show it: relative to the project, with forward slashes."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)


def load_project(root: Path) -> Project:
    """Read `root/mkdocs.yml`. Raises FindingsError with everything that is wrong with it, each with its line."""
    path = root / CONFIG
    if not path.is_file():
        raise HandbookError(
            "there is no mkdocs.yml here", str(root), "run the command in the project's folder"
        )
    try:
        document = parse_yaml(read_text(path, CONFIG), CONFIG, environment=True)
    except HandbookError as problem:
        raise FindingsError([finding_of(problem, "CF101", CONFIG)]) from problem
    project, findings = _judged(document, root)
    if findings:
        raise FindingsError(findings)
    return project


def read_project(text: str, root: Path) -> Outcome[Project]:
    """Read the text of a mkdocs.yml as if it stood in `root`, with everything that is wrong with it."""
    return Outcome(*_judged(parse_yaml(text, CONFIG, environment=True), root))


def past_project(text: str, root: Path) -> Project | None:
    """Read as much as can be read of a mkdocs.yml of another commit, or of a foreign one; None where it holds nothing.

    What is wrong with it is not said, and the environment has no say: it is of a stranger.
    """
    source = read_leniently(text)
    if not isinstance(source.data, dict):
        return None
    return _judged(source, root)[0]


def _judged(document: YamlDocument, root: Path) -> tuple[Project, tuple[Finding, ...]]:
    reader = _Reader(document)
    project = reader.project(root)
    return project, tuple(reader.findings)


class _Reader:
    """Takes values out of the parsed file and gathers what is wrong with them."""

    def __init__(self, document: YamlDocument) -> None:
        self.document = document
        self.findings: list[Finding] = []
        self.data = document.data if isinstance(document.data, dict) else {}
        if not self.data:
            self.note((), "CF102", "the file must be a mapping of settings", "see the README for an example")

    def note(self, path: tuple[str | int, ...], code: str, message: str, hint: str = "") -> None:
        self.findings.append(Finding(CONFIG, self.document.line(*path), code, message, hint))

    def project(self, root: Path) -> Project:
        for key in ("hooks", "INHERIT"):
            if key in self.data:
                self.note(
                    (key,), "CF104", f"{key!r} is not allowed", "a handbook's configuration runs no code"
                )
        languages = self.languages()
        ours = self.plugin("handbook")
        nav, findings = read_nav(self.data.get("nav", []), self.document.line, CONFIG)
        self.findings += findings
        docs = (root / self.text("docs_dir", "docs")).resolve()
        if not docs.is_relative_to(root.resolve()):
            self.note(("docs_dir",), "CF105", "docs_dir lies outside the project", "keep the pages in docs/")
        return Project(
            root=root.resolve(),
            title=self.text("site_name", ""),
            description=" ".join(self.text("site_description", "").split()),
            copyright=" ".join(self.text("copyright", "").split()),
            site_url=self.text("site_url", ""),
            edition=str(ours.get("edition", "0")),
            source=self.source(languages, str(ours.get("authoritative", "en"))),
            languages=languages,
            parts=self.parts(ours.get("parts", []), docs),
            nav=nav,
            dialect=self.dialect(),
            docs=docs,
            authorities_months=self.months(ours.get("authorities_months", 12)),
            require=self.require(ours, languages),
            owners=self.owners(ours, languages),
            languages_line=self.document.line(*self.plugin_path("i18n"), "languages"),
        )

    def text(self, key: str, default: str) -> str:
        value = self.data.get(key)
        if value is None:
            return default
        if not isinstance(value, str):
            self.note((key,), "CF102", f"{key!r} must be a text", "put it in quotes")
            return default
        return value

    def plugin(self, name: str) -> dict[str, Any]:
        plugins = self.data.get("plugins", [])
        if isinstance(plugins, dict):
            plugins = [{key: value} for key, value in plugins.items()]
        for entry in plugins if isinstance(plugins, list) else []:
            if entry == name:
                return {}
            if isinstance(entry, dict) and name in entry:
                return entry[name] if isinstance(entry[name], dict) else {}
        self.note(
            ("plugins",), "CF106", f"the plugin {name!r} is not listed", f"add it under 'plugins': - {name}"
        )
        return {}

    def plugin_path(self, name: str) -> tuple[str | int, ...]:
        plugins = self.data.get("plugins", [])
        if isinstance(plugins, dict):
            return ("plugins", name)
        for index, entry in enumerate(plugins if isinstance(plugins, list) else ()):
            if isinstance(entry, dict) and name in entry:
                return ("plugins", index, name)
        return ("plugins",)

    def languages(self) -> tuple[Language, ...]:
        listed = self.plugin("i18n").get("languages")
        here = (*self.plugin_path("i18n"), "languages")
        if not isinstance(listed, list) or not listed:
            self.note(
                here, "CF107", "no language is listed", "add {locale: en, name: English, default: true}"
            )
            return ()
        found: dict[str, Language] = {}
        for index, entry in enumerate(listed):
            tag = entry.get("locale") if isinstance(entry, dict) else None
            if not isinstance(tag, str) or not _TAG.fullmatch(tag):
                self.note(
                    (*here, index), "CF107", f"not a language tag: {tag!r}", "use a tag such as kk or uz"
                )
            elif tag in found:
                self.note((*here, index), "CF107", f"the language {tag!r} is listed twice", "remove one")
            else:
                found[tag] = Language(tag, str(entry.get("name") or tag))
        return tuple(found.values())

    def source(self, languages: tuple[Language, ...], tag: str) -> Language:
        for language in languages:
            if language.tag == tag:
                return language
        choices = ", ".join(language.tag for language in languages)
        self.note(
            self.plugin_path("handbook"),
            "CF108",
            f"authoritative: {tag!r} is no listed language",
            f"one of: {choices}",
        )
        return Language(tag, tag)

    def parts(self, listed: Any, docs: Path) -> tuple[str, ...]:
        here = (*self.plugin_path("handbook"), "parts")
        if not isinstance(listed, list) or not all(isinstance(part, str) for part in listed):
            what = "parts must be a list of folder names below docs/"
            self.note(here, "CF109", what, "write '- folder' on a line each")
            return ()
        for index, part in enumerate(listed):
            if not (docs / part).is_dir():
                self.note(
                    (*here, index),
                    "CF109",
                    f"the part {part!r} has no folder below docs/",
                    "make it or remove it",
                )
        return tuple(listed)

    def months(self, given: Any) -> int:
        """How long a check of an authority holds."""
        if type(given) is int and 1 <= given <= 600:
            return given
        here = (*self.plugin_path("handbook"), "authorities_months")
        self.note(here, "CF111", f"authorities_months: {given!r} is no number of months", "from 1 to 600")
        return 12

    def require(self, ours: dict[str, Any], languages: tuple[Language, ...]) -> tuple[Threshold, ...]:
        source = str(ours.get("authoritative", "en"))
        tags = tuple(language.tag for language in languages if language.tag != source)
        here = (*self.plugin_path("handbook"), "require")

        def note(path: tuple[str | int, ...], message: str, hint: str) -> None:
            self.note(path, "CF112", message, hint)

        return tuple(read_thresholds(ours.get("require"), tags, self.document.line, here, note))

    def owners(self, ours: dict[str, Any], languages: tuple[Language, ...]) -> Owners:
        tags = tuple(one.tag for one in languages if one.tag != str(ours.get("authoritative", "en")))
        here = (*self.plugin_path("handbook"), "owners")

        def note(path: tuple[str | int, ...], message: str, hint: str) -> None:
            self.note(path, "CF113", message, hint)

        return read_owners(ours.get("owners"), tags, here, note)

    def dialect(self) -> Dialect:
        listed = self.data.get("markdown_extensions") or []
        if isinstance(listed, dict):
            listed = [{key: value} for key, value in listed.items()]
        settings: dict[str, dict[str, Any]] = {}
        names: list[str] = []
        for entry in listed if isinstance(listed, list) else []:
            name, value = next(iter(entry.items())) if isinstance(entry, dict) and entry else (entry, None)
            names.append(str(name))
            if isinstance(value, dict):
                settings[str(name)] = value
        # MkDocs always enables these three, before the listed ones.
        builtin = [name for name in ("toc", "tables", "fenced_code") if name not in names]
        return Dialect((*builtin, *names), settings)
