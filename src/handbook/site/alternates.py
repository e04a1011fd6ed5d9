"""Addresses of one page in every language: the switcher's relative links and hreflang.

Pure functions. A page's `url` is its address below its language's own folder
(`legal-frameworks/sources.html`); it is the same in every language, which makes all of this possible.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from enum import Enum
from urllib.parse import quote

from handbook.project.languages import Language


class Layout(Enum):
    """Where the languages lie below the site's root."""

    FOLDERS = "folders"
    """`handbook build`: every language in its own folder."""

    DEFAULT_AT_ROOT = "default-at-root"
    """Plain `mkdocs build`: the default language at the root, the others in folders."""


@dataclass(frozen=True, slots=True)
class Place:
    """How a site lays out its languages: all of them, the default one's tag, and the layout."""

    languages: tuple[Language, ...]
    default: str
    layout: Layout = Layout.FOLDERS

    def folder(self, tag: str) -> str:
        """The folder of a language below the site's root: `kk/`, or nothing for the root itself."""
        at_root = self.layout is Layout.DEFAULT_AT_ROOT and tag == self.default
        return "" if at_root else f"{tag}/"

    def path(self, tag: str, url: str) -> str:
        """The page's address below the site's root, in one language."""
        return self.folder(tag) + url


@dataclass(frozen=True, slots=True)
class Alternate:
    """One line of the language switcher; `url` is relative to the page it stands on."""

    tag: str
    name: str
    direction: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Hreflang:
    """One `hreflang` link: a language tag or `x-default`, and an absolute address."""

    tag: str
    href: str


def relative_url(source: str, target: str) -> str:
    """Return the link from page `source` to page `target`, both given below the same root.

    >>> relative_url("kk/legal-frameworks/x.html", "ru/legal-frameworks/x.html")
    '../../ru/legal-frameworks/x.html'
    """
    path = posixpath.relpath(target or ".", posixpath.dirname(source) or ".")
    # A folder's address keeps its slash, or a server answers with a redirect and a disk with a listing.
    return f"{path}/" if target.endswith("/") or not target else path


def switcher(place: Place, current: str, url: str, elsewhere: str | None = None) -> tuple[Alternate, ...]:
    """Return a link to the same page in every language, in the site's own order of languages.

    `elsewhere` is the address in the other languages, where it is not the same.
    """
    here = place.path(current, url)
    return tuple(
        Alternate(
            language.tag,
            language.name,
            language.direction,
            quote(relative_url(here, place.path(language.tag, url if language.tag == current else elsewhere or url))),
            language.tag == current,
        )
        for language in place.languages
    )


def hreflang(place: Place, site_url: str, url: str) -> tuple[Hreflang, ...]:
    """Return the absolute addresses of the page in every language, and `x-default` last.

    `site_url` is the address of the root that holds all languages. Without one there are no absolute
    addresses and so no links. `x-default` is the page in the default language: a reader whose language
    the handbook lacks is served best by the text that prevails.
    """
    if not site_url:
        return ()
    root = site_url.rstrip("/") + "/"
    links = [Hreflang(one.tag, root + quote(place.path(one.tag, url))) for one in place.languages]
    return (*links, Hreflang("x-default", root + quote(place.path(place.default, url))))
