"""Where a link of an English page leads, below `docs/`."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """A path below `docs/` (may begin with `..` when it leads out) and the anchor on it, if any."""

    path: str
    fragment: str


def resolve(page: str, address: str) -> LinkTarget | None:
    """Return where `address`, written on `page`, leads; None when it leaves the handbook for another host."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return LinkTarget(address, "")
    if parts.scheme or parts.netloc:
        return None
    fragment = unquote(parts.fragment)
    if not parts.path:
        return LinkTarget(page if parts.fragment else "", fragment)
    return LinkTarget(
        posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path))), fragment
    )
