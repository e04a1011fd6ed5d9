"""The words of a piece of Markdown as a comparison counts them: whole numbers, whole citations, markup by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from handbook.markdown.citation_scan import BRACKET

# Letters and digits of any script, with the marks that combine with them (stress, breve, titlo).
_LETTER = r"(?:[^\W_]|[\u0300-\u036f\u0483-\u0487\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f])"
# What may stand inside a word: apostrophes of all keyboards (Uzbek oʻ is often typed o'), hyphens.
_INNER = r"['’‘ʼʻ‐‑-]"
_TOKEN = re.compile(
    rf"(?P<cite>{BRACKET})"
    r"|(?P<limit>\{[ ]*within[ ]*:[^{}\n]*\})"
    r"|(?P<markup>`+|\[\^[^\]\s]+\]|!\[|\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"\n]*\"|\s+'[^'\n]*')?\s*\)"
    r"|\]\[[^\[\]]*\]|\[(?=[^\[\]]*\][(\[])|\{:?[ ]*[#.\w][^{}\n]*\}|⟦\d+⟧|<!--[^<>]*-->|</?[A-Za-z][^<>:]*>"
    r"|<[A-Za-z][A-Za-z0-9-]*\s[^<>]*>|\*{1,3}|~~|==|(?<![^\W_])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![^\W_]))"
    r"|(?P<actor>@[A-Za-z0-9][A-Za-z0-9_-]*)"
    r"|(?P<word><[A-Za-z]+:[^<>\s]+>|\bhttps?://[^\s<>()\[\]\"]*[^\s<>()\[\]\".,;:!?]"
    rf"|\d+(?:[.,:/]\d+)*{_LETTER}*(?:\(\w{{1,4}}\))*(?:{_INNER}{_LETTER}+)*|{_LETTER}+(?:{_INNER}{_LETTER}+)*)"
    r"|(?P<mark>\\[!-/:-@\[-`{-~]|&(?:#\w{1,8}|\w{1,32});|\S)"
)


class Sort(Enum):
    """What a token is to a reader."""

    CITE = "cite"
    LIMIT = "limit"
    MARKUP = "markup"
    ACTOR = "actor"
    WORD = "word"
    MARK = "mark"
    END = "end"


_SORTS = {sort.value: sort for sort in Sort}


class Token(NamedTuple):
    """One token as it is written, and the white space before it."""

    space: str
    raw: str
    sort: Sort


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a text; joined with their spaces they are the text again. The last one is empty."""
    at = 0
    for found in _TOKEN.finditer(text):
        yield Token(text[at : found.start()], found.group(), _SORTS[found.lastgroup or "mark"])
        at = found.end()
    yield Token(text[at:], "", Sort.END)


def lines(text: str) -> Iterator[Token]:
    """The lines of a text as tokens, for code."""
    for line in text.splitlines(keepends=True):
        yield Token("", line, Sort.WORD)
    yield Token("", "", Sort.END)
