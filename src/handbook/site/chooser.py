"""The door of the site: one small page that lists the languages, and the index of their sitemaps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import quote

from handbook.project.languages import Language
from handbook.stable import read_text

_PAGE = Path(__file__).parent / "theme" / "chooser.html"


def chooser_page(
    languages: Sequence[Language],
    title: str,
    *,
    source: str,
    titles: Mapping[str, str] | None = None,
    pdfs: Mapping[str, str] | None = None,
) -> str:
    """Return the site's `index.html`; it needs no other file, no server and no script.

    The languages stand in the order given. `title` is the handbook's title in its source language `source`;
    `titles` gives the title and `pdfs` the address of the PDF by language tag, where there is one.
    """
    entries = "\n".join(
        _entry(language, (titles or {}).get(language.tag, ""), (pdfs or {}).get(language.tag, ""))
        for language in languages
    )
    return Template(read_text(_PAGE)).substitute(source=escape(source), title=escape(title), entries=entries)


def _entry(language: Language, title: str, pdf: str) -> str:
    tag = escape(language.tag)
    name = f"<b>{escape(language.name)}</b>" + (f"<span>{escape(title)}</span>" if title else "")
    lines = [
        f'<li lang="{tag}" dir="{language.direction}">',
        f'<a class="go" href="{tag}/index.html" hreflang="{tag}">{name}</a>',
    ]
    if pdf:
        address = escape(quote(pdf))
        lines.append(f'<a class="pdf" href="{address}" hreflang="{tag}" type="application/pdf">PDF</a>')
    return "\n".join([*lines, "</li>"])


def sitemap_index(site_url: str, languages: Sequence[Language], lastmod: str) -> str:
    """Return the site's `sitemap.xml`, which names the sitemap of each language.

    `site_url` is the absolute address of the root that holds all languages, `lastmod` the edition's ISO date.
    """
    root = escape(site_url.rstrip("/"))
    entries = "".join(
        f"  <sitemap>\n    <loc>{root}/{escape(language.tag)}/sitemap.xml</loc>\n"
        f"    <lastmod>{escape(lastmod)}</lastmod>\n  </sitemap>\n"
        for language in languages
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{entries}</sitemapindex>\n"
    )
