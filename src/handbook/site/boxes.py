"""The word of a box ("Safeguard", "Never", …) before its title, so that nobody need know its sign or colour.

Works on finished HTML, for the site alone: the book sets the same words in its own way.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape

from handbook.project.languages import Language

_NUMBER = r'(?:<a class="hb-para"[^>]*>[^<]*</a>\s*)?'
_TITLE = re.compile(
    rf'(<div(?=[^>]*\bclass="admonition ([^"]*)")[^>]*>\s*{_NUMBER}'
    r'<p class="admonition-title[^>]*>)(.*?)(</p>)'
    rf'|(<details(?=[^>]*\bclass="([^"]*)")[^>]*>\s*<summary[^>]*>{_NUMBER})(.*?)(</summary>)',
    re.DOTALL,
)
_MARK = re.compile(r'<span class="hb-mark".*?</span>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def word_boxes(html: str, words: Mapping[str, str], language: Language) -> str:
    """Return the page with each box's word before its title, unless the title is that word already.

    `words` gives a kind's word in `language`; boxes of other kinds stay as they are.
    """

    def worded(found: re.Match[str]) -> str:
        opening, classes, title, closing = (group for group in found.groups() if group is not None)
        word = next((words[name] for name in classes.split() if name in words), "")
        if not word or _plain(title) == word.casefold():
            return found[0]
        span = (
            f'<span class="hb-kind" lang="{escape(language.tag)}" dir="{language.direction}"'
            f" data-search-exclude>{escape(word)}</span> "
        )
        return f"{opening}{span}{title}{closing}"

    return _TITLE.sub(worded, html)


def _plain(title: str) -> str:
    return unescape(_TAG.sub("", _MARK.sub("", title))).strip().casefold()
