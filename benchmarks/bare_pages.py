"""A MkDocs hook of the bare tools: keep each page's HTML in navigation order, with ids that are the book's own."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import Any

_pages: dict[str, str] = {}
_order: list[str] = []

_PERMALINK = re.compile(r'<a class="headerlink".*?</a>')
_NOTE_MARK = re.compile(r'<sup id="[^"]*"><a class="footnote-ref" href="#([^"]*)">(.*?)</a></sup>')
_NOTES = re.compile(r'<div class="footnote">\s*<hr />\s*<ol>(.*?)</ol>\s*</div>', re.DOTALL)
_NOTE = re.compile(r'<li id="([^"]*)">(.*?)</li>', re.DOTALL)
_BACK_LINK = re.compile(r'(&#160;)?<a class="footnote-backref".*?</a>')
_ID = re.compile(r'(?<= id=")([^"]*)')
_TARGET = re.compile(r'(?<= href=")(?!\w+:)([^"#]*)#([^"]*)')


def on_nav(nav: Any, **_: object) -> None:
    """Remember the order of the pages."""
    _order[:] = [page.file.src_uri for page in nav.pages]


def on_page_content(html: str, page: Any, **_: object) -> None:
    """Keep one page; pandoc makes real notes of the mark-up that EPUB uses."""
    here = page.file.src_uri
    html = _BACK_LINK.sub("", _PERMALINK.sub("", html))
    html = _NOTE_MARK.sub(r'<a epub:type="noteref" href="#\1">\2</a>', html)
    html = _NOTES.sub(
        lambda found: _NOTE.sub(r'<aside epub:type="footnote" id="\1">\2</aside>', found[1]), html
    )
    html = _ID.sub(lambda found: f"{_name(here)}-{found[1]}", html)
    _pages[here] = _TARGET.sub(lambda found: f"#{_name(_target(here, found[1]))}-{found[2]}", html)


def _target(here: str, link: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(here), link)) if link else here


def _name(path: str) -> str:
    return posixpath.splitext(posixpath.basename(path))[0]


def on_post_build(config: Any) -> None:
    """Write the book's HTML to the file that the configuration names."""
    target = Path(config["extra"]["bare_book"])
    target.parent.mkdir(exist_ok=True)
    target.write_text("".join(_pages[path] for path in _order), encoding="utf-8")
