"""The only place that builds a Markdown parser: the dialect of mkdocs.yml, with our extension last."""

from __future__ import annotations

from dataclasses import dataclass

import markdown

from handbook.errors import HandbookError
from handbook.markdown.extension import HandbookExtension
from handbook.markdown.session import PageInput, PageOutput
from handbook.project import CONFIG, Dialect


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page as HTML, and what the extension saw on the way."""

    html: str
    output: PageOutput


def render(text: str, dialect: Dialect, given: PageInput | None = None) -> Rendered:
    """Convert one page's Markdown (without front matter) to HTML."""
    ours = HandbookExtension(given)
    parser = markdown.Markdown(
        extensions=[*dialect.extensions, ours], extension_configs={**dialect.settings}
    )
    return Rendered(parser.convert(text), ours.output)


def check_dialect(dialect: Dialect) -> None:
    """Raise HandbookError when an extension of mkdocs.yml cannot be loaded."""
    for name in dialect.extensions:
        try:
            markdown.Markdown(extensions=[name], extension_configs={name: dialect.settings.get(name, {})})
        except Exception as problem:
            raise HandbookError(
                f"the Markdown extension {name!r} cannot be loaded: {problem}", CONFIG, "correct its name or settings"
            ) from problem
