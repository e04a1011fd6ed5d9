"""The Markdown of another commit or another project: only extensions that shape blocks, and none that reads files.

A page is then read as its author meant it, but nothing of the configuration it comes with is imported or run.
"""

from __future__ import annotations

from typing import Any

from handbook.markdown.block_texts import block_texts
from handbook.project import Dialect

_OWN = frozenset(
    {
        *("abbr", "admonition", "attr_list", "def_list", "extra", "fenced_code", "footnotes"),
        *("md_in_html", "nl2br", "sane_lists", "tables", "toc"),
    }
)
_BLOCKS = ("admonition", "caption", "definition", "details", "html", "tab")
_PYMDOWNX = ("details", "extra", "fancylists", "saneheaders", "superfences", "tabbed", "tasklist")
_KNOWN = _OWN | {
    *(f"markdown.extensions.{name}" for name in _OWN),
    *(f"pymdownx.blocks.{name}" for name in _BLOCKS),
    *(f"pymdownx.{name}" for name in _PYMDOWNX),
}
# Settings that name Python objects, or have none of their own meaning here.
_DROPPED = frozenset({"custom_fences", "slugify", "validators", "format", "permalink"})
_PLAINEST = Dialect(("toc", "tables", "fenced_code", "admonition", "attr_list", "def_list", "footnotes"), {})


def block_dialect(given: Dialect) -> Dialect:
    """What of a dialect tells blocks apart; the plainest one if that cannot be loaded."""
    names = tuple(dict.fromkeys(name for name in given.extensions if name in _KNOWN))
    settings = {name: _plain(given.settings.get(name, {})) for name in names}
    for dialect in (Dialect(names, settings), Dialect(names, {})):
        try:
            block_texts("A line.\n", dialect)
        except Exception:  # noqa: S112 - whatever an extension raises, the plainer dialect is next
            continue
        return dialect
    return _PLAINEST


def _plain(settings: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in settings.items() if name not in _DROPPED and value is not None}
