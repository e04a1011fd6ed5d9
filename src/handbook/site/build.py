"""Build the site of one language: MkDocs run as a library, its warnings kept, its output checked to be ours."""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from handbook.errors import HandbookError
from handbook.findings import Finding, FindingsError, Severity
from handbook.project import CONFIG
from handbook.site.edition import Edition
from handbook.site.page import RenderedSite

# Material prints a notice about another program's future on import; readers of our output need none.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


@dataclass(frozen=True, slots=True)
class SiteResult:
    """The pages of one language as rendered, and what MkDocs warned of."""

    site: RenderedSite
    warnings: tuple[Finding, ...]


def build_site(root: Path, tag: str, edition: Edition, out: Path) -> SiteResult:
    """Build one language into the folder `out`. Raises FindingsError for what is wrong in page or catalogue."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, MkDocsException

    with _warnings() as messages, _dated(edition.date):
        try:
            config = load_config(str(root / CONFIG), site_dir=str(out))
            plugin = prepare(config, tag, edition)
            build(config)
        except (Abort, MkDocsException) as problem:
            raise _failure(locals().get("plugin"), problem, messages) from problem
    warnings = tuple(
        Finding(CONFIG, 0, "ST101", text, severity=Severity.WARNING) for text in sorted(set(messages))
    )
    return SiteResult(plugin.site, warnings)


def load_libraries() -> None:
    """Import everything a build is going to use, before processes are forked that all need it."""

    import handbook.site.plugin  # noqa: F401


def prepare(config: Any, tag: str, edition: Edition) -> Any:
    """Set a loaded MkDocs configuration to build one language, in a folder of its own; return our plugin."""
    plugin, i18n = config.plugins["handbook"], config.plugins["i18n"]
    plugin.edition, plugin.folders = edition, True
    for language in i18n.config.languages:
        language.default = language.build = language.locale == tag
    config.theme["language"] = tag
    base = (config.site_url or "").rstrip("/")
    config.site_url = f"{base}/{tag}/" if base else ""
    return plugin


def _failure(plugin: Any, problem: Exception, messages: list[str]) -> HandbookError:
    """The findings behind a failed build, or MkDocs' own words."""
    build = getattr(plugin, "build", None)
    if build is not None and (findings := build.findings()):
        return FindingsError(findings)
    text = str(problem).strip() or "; ".join(messages) or "MkDocs gave up"
    return HandbookError(f"the site cannot be built: {text}", CONFIG)


class _Collector(logging.Handler):
    def __init__(self, messages: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.messages = messages

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextlib.contextmanager
def _dated(day: str) -> Iterator[None]:
    """Give MkDocs the edition's day for its sitemap and archives, instead of today."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before


@contextlib.contextmanager
def _warnings() -> Iterator[list[str]]:
    """Gather what MkDocs and its plugins log as warnings or worse; print nothing."""
    messages: list[str] = []
    logger = logging.getLogger("mkdocs")
    handler, propagate, level = _Collector(messages), logger.propagate, logger.level
    logger.addHandler(handler)
    logger.propagate = False
    logger.setLevel(logging.WARNING)
    try:
        yield messages
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
        logger.propagate = propagate
