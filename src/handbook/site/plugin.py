"""The MkDocs adapter: the only module that MkDocs knows, and that knows how MkDocs works inside."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from handbook.errors import HandbookError
from handbook.findings import FindingsError
from handbook.findings.render import as_text
from handbook.markdown.extension import HandbookExtension
from handbook.markdown.session import PageInput
from handbook.project import load_project
from handbook.site.edition import Edition
from handbook.site.kept_pages import Content, Facts
from handbook.site.language_build import LanguageBuild
from handbook.site.menu_titles import mark_menus
from handbook.site.mkdocs_pages import describe, restore, stand_in, taken
from handbook.site.offline_search import write_offline_index
from handbook.site.page import RenderedSite
from handbook.stable import clock

THEME = Path(__file__).parent / "theme"


class HandbookConfig(Config):
    """The plugin's settings; `handbook.project` reads and judges them, MkDocs only has to know their names."""

    edition = config_options.Type(str, default="0")
    authoritative = config_options.Type(str, default="en")
    parts = config_options.Type(list, default=[])
    authorities_months = config_options.Type(int, default=12)
    require = config_options.Type(dict, default={})
    owners = config_options.Type(dict, default={})


class HandbookPlugin(BasePlugin[HandbookConfig]):
    """Translates, numbers and collects the pages of the language that is being built."""

    def __init__(self) -> None:
        self.extension = HandbookExtension()
        self.build: LanguageBuild | None = None
        # `handbook build` sets these two before it starts; plain MkDocs leaves them as they are.
        self.edition: Edition | None = None
        self.folders = False
        # The page MkDocs is at, if its content is kept; finished files that are kept; the keys of all.
        self.content: Content | None = None
        self.files: dict[str, str] = {}
        # Pages and sections whose title stands in the navigation, by identity.
        self.titled: set[int] = set()
        self.file_keys: dict[str, str] = {}

    @property
    def site(self) -> RenderedSite:
        """Everything the last build of one language rendered."""
        return self.current.rendered()

    @property
    def current(self) -> LanguageBuild:
        if self.build is None:
            raise PluginError("handbook: the build has not begun")
        return self.build

    # The search plugin, at priority 0, already reads the theme's words of the language.
    @event_priority(100)
    def _take_theme(self, config: MkDocsConfig) -> MkDocsConfig:
        if str(THEME) in config.theme.dirs:
            config.theme.dirs.remove(str(THEME))
        config.theme.dirs.insert(0, str(THEME))
        search: Any = config.plugins.get("search") or config.plugins.get("material/search")
        if search is not None and self.build is None:
            # Placeholders until the language is known: what is not set, the plugin looks up in the theme, slowly.
            search.config.update({"lang": ["en"], "separator": " ", "pipeline": []})
        return config

    # The i18n plugin settles the language at priority -100, and puts a folder of its own before our theme.
    @event_priority(-200)
    def _take_language(self, config: MkDocsConfig) -> MkDocsConfig:
        with _plain_errors():
            project = load_project(Path(config.config_file_path).parent)
            i18n: Any = config.plugins["i18n"]
            self.edition = self.edition or Edition.of(project.edition, clock(project.root))
            self.build = LanguageBuild(
                project, str(i18n.current_language), self.edition, i18n.default_language, self.folders
            )
        self._take_theme(config)
        config.site_name = self.current.title
        config.site_description = self.current.description
        config.copyright = self.current.copyright
        # Python-Markdown takes extensions by name or ready-made; MkDocs' types only know names.
        extensions: list[Any] = config.markdown_extensions
        if self.extension not in extensions:
            extensions.append(self.extension)
        self._word_extensions(config)
        if not isinstance(config.theme.get_env, partial):
            config.theme.get_env = partial(_without_icons, config.theme.get_env)  # type: ignore[method-assign]
        self._tune_search(config)
        return config

    on_config = CombinedEvent(_take_theme, _take_language)

    def _word_extensions(self, config: MkDocsConfig) -> None:
        """Give Python-Markdown's own tooltips the words of the language."""
        if self.current.is_source:
            return
        words = self.current.words
        config.mdx_configs.setdefault("toc", {})["permalink_title"] = words["Link to this section"]
        config.mdx_configs.setdefault("footnotes", {})["BACKLINK_TITLE"] = words["Back to note {}"]

    def _tune_search(self, config: MkDocsConfig) -> None:
        """Set the search up for the language of this build alone."""
        search: Any = config.plugins.get("search") or config.plugins.get("material/search")
        if search is None or not hasattr(search, "search_index"):
            return
        words = config.theme.get_env().get_template("partials/language.html", None, {"config": config}).module
        translate: Callable[[str], str] = words.t  # type: ignore[attr-defined]
        pipeline = [step.strip() for step in translate("search.config.pipeline").split(",")]
        settings = {
            "lang": [translate("search.config.lang")],
            "separator": translate("search.config.separator"),
            "pipeline": [step for step in pipeline if step],
        }
        search.config.update(settings)
        search.search_index.config.update(settings)

    @event_priority(-200)
    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Leave out what no page of ours loads: other languages' stemmers, and maps of minified scripts.

        And give an edition that follows an earlier text a page in the place of each that it cannot have.
        """
        for file in list(files):
            if file.src_uri.startswith("assets/javascripts/lunr/") or file.src_uri.endswith(".map"):
                files.remove(file)
        for path in sorted(self.current.stand_ins):
            if files.get_file_from_path(path) is None:
                files.append(stand_in(config, path, self.current.words))
        return files

    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:
        self.titled.clear()
        for item in _walk(nav.items):
            if isinstance(item, Section) or (isinstance(item, Page) and item.__dict__.get("title")):
                item.title = self.current.nav_title(str(item.title))
                self.titled.add(id(item))
        self.nav = nav
        return nav

    def on_page_markdown(
        self,
        markdown: str,
        /,
        *,
        page: Page,
        config: MkDocsConfig,
        files: Files,
    ) -> str:
        path = page.file.src_uri
        self.content = self.current.kept_content(path, markdown)
        self.extension.begin(PageInput() if self.content else self.current.page_input(path))
        return "" if self.content else markdown

    def on_page_content(
        self,
        html: str,
        /,
        *,
        page: Page,
        config: MkDocsConfig,
        files: Files,
    ) -> str:
        path, content = page.file.src_uri, self.content
        if content is None:
            content = taken(page, html, Facts.of(self.extension.output))
            self.current.judge(path, content)
        else:
            restore(page, content)
        purpose = self.current.collect(path, page.file.url, str(page.title), page.meta, content)
        if purpose:
            page.meta["description"] = purpose
        return content.html

    def on_env(self, env: Any, /, *, config: MkDocsConfig, files: Files) -> None:
        """All pages are rendered and nothing is written yet: the moment to refuse."""
        findings = self.current.findings()
        if findings:
            raise PluginError("\n" + as_text(findings))
        env.globals["handbook"] = self.current.site_context("")
        self._mark_menus(files)
        self._find_kept_files(files)
        # Every language renders the same templates: they are compiled once and kept.
        kept = self.current.project.cache / "templates"
        kept.mkdir(parents=True, exist_ok=True)
        env.bytecode_cache = FileSystemBytecodeCache(str(kept), "%s.bin")

    def _mark_menus(self, files: Files) -> None:
        if self.current.is_source:
            return
        for file in files.documentation_pages():
            made = self.current.pages.get(file.src_uri)
            if file.page is not None and made is not None:
                own_title = id(file.page) not in self.titled
                mark_menus(file.page, made.html, self.current.project.source, own_title)

    def _find_kept_files(self, files: Files) -> None:
        """Let pages whose file need not be made again through a template that only prints what is kept."""
        self.files.clear()
        around = describe(self.nav.items)
        for file in files.documentation_pages():
            page = file.page
            if page is None:
                continue
            neighbours = describe([one for one in (page.previous_page, page.next_page) if one])
            key = self.current.file_key(file.src_uri, f"{around}{neighbours}{page.title}{page.canonical_url}")
            self.file_keys[file.src_uri] = key
            kept = self.current.kept.file(file.src_uri, key)
            if kept is not None and "template" not in page.meta:
                self.files[file.src_uri] = kept
                page.meta["template"] = "kept.html"

    def on_template_context(
        self, context: TemplateContext, /, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        return _with_ours(context, self.current.site_context(template_name))

    def on_post_template(self, output: str, /, *, template_name: str, config: MkDocsConfig) -> str:
        """In a plain build all languages share one root: its "not found" page is the default language's."""
        foreign = not self.folders and not self.current.at_root
        return "" if foreign and template_name == "404.html" else output

    def on_page_context(
        self, context: TemplateContext, /, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        ours = self.current.page_context(page.file.src_uri)
        ours.kept = self.files.get(page.file.src_uri)
        return _with_ours(context, ours)

    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:
        path = page.file.src_uri
        if path not in self.files:
            self.current.kept.keep_file(path, self.file_keys[path], output)
        return output

    # At priority -100 the i18n plugin of a plain build runs the other languages, then writes the search index anew.
    @event_priority(-50)
    def _add_pdf(self, *, config: MkDocsConfig) -> None:
        with _plain_errors():
            self.current.add_pdf(Path(config.site_dir))

    @event_priority(-200)
    def _write_search(self, *, config: MkDocsConfig) -> None:
        search = Path(config.site_dir) / "search"
        if (search / "search_index.json").is_file():
            with _plain_errors():
                write_offline_index(search)

    on_post_build = CombinedEvent(_add_pdf, _write_search)


class _Visible(FileSystemLoader):
    """Lists no hidden folders: Material keeps twelve thousand icons in one, each of which MkDocs would pass over."""

    def list_templates(self) -> list[str]:
        found: set[str] = set()
        for top in self.searchpath:
            for folder, below, names in os.walk(top):
                below[:] = [name for name in below if not name.startswith(".")]
                place = Path(folder).relative_to(top)
                found.update((place / name).as_posix() for name in names)
        return sorted(found)


def _without_icons(make: Callable[[], Environment]) -> Environment:
    """The theme's templates; icons are found by name as ever, and not listed."""
    env = make()
    if isinstance(env.loader, FileSystemLoader):
        env.loader = _Visible(env.loader.searchpath)
    return env


def _with_ours(context: Any, ours: Any) -> TemplateContext:
    """Add what our templates read as `handbook`; MkDocs' own type lists only its own names."""
    context["handbook"] = ours
    return context  # type: ignore[no-any-return]


class _plain_errors:  # noqa: N801 - reads as a statement
    """Turn our errors into MkDocs' own, which it prints without a traceback."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, problem: BaseException | None, trace: object) -> None:
        if isinstance(problem, FindingsError):
            raise PluginError("\n" + as_text(problem.findings)) from problem
        if isinstance(problem, HandbookError):
            raise PluginError(
                ": ".join(filter(None, (problem.where, problem.what, problem.hint)))
            ) from problem


def _walk(items: list[Any]) -> list[Any]:
    found = []
    for item in items:
        found.append(item)
        found += _walk(getattr(item, "children", None) or [])
    return found
