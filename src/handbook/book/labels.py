"""Names of places in the book: from a page's path and an id to one label that Typst and PDF accept."""

from __future__ import annotations

import re

_OTHER = re.compile(r"[^A-Za-z0-9-]")


def page_label(path: str) -> str:
    """Return the label of a page: `legal-frameworks/sources-of-law.md` → `legal-frameworks:sources-of-law`."""
    return ":".join(_escape(part) for part in path.removesuffix(".md").split("/"))


def place_label(path: str, identifier: str) -> str:
    """Return the label of an element of a page: `…:sources-of-law.p3`. No two (path, id) pairs share one."""
    return f"{page_label(path)}.{_escape(identifier)}"


def _escape(text: str) -> str:
    # Upper-case hexadecimal between underscores: no escape can be read as another's letters.
    return _OTHER.sub(lambda match: f"_{ord(match[0]):X}_", text)
