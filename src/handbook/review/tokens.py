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
    r"|(?P<markup>\[\^[^\]\s]+\]|!\[|\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"\n]*\"|\s+'[^'\n]*')?\s*\)"
    r"|\]\[[^\[\]]*\]|\[(?=[^\[\]]*\][(\[])|\{:?[ ]*(?:[#.][\w-]|[\w-]{1,40}=)[^{}\n]*\}"
    r"|⟦\d+⟧|<!--[^<>]*-->|</?[A-Za-z][^<>:]*>"
    r"|<[A-Za-z][A-Za-z0-9-]*\s[^<>]*>|\*{1,3}|~~|==|(?<![^\W_])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![^\W_]))"
    r"|(?P<actor>@[A-Za-z0-9][A-Za-z0-9_-]*)"
    r"|(?P<word><[A-Za-z]+:[^<>\s]+>|\bhttps?://[^\s<>()\[\]\"]*[^\s<>()\[\]\".,;:!?]"
    rf"|\d+(?:[.,:/]\d+)*{_LETTER}*(?:\(\w{{1,4}}\))*(?:{_INNER}{_LETTER}+)*|{_LETTER}+(?:{_INNER}{_LETTER}+)*)"
    r"|(?P<mark>\\[!-/:-@\[-`{-~]|&(?:#\w{1,8}|\w{1,32});|\S)"
)


_TICKS = re.compile(r"(?<!\\)`+")
# Inside code: words, runs of one sign, other signs one by one.
_PLAIN = re.compile(rf"{_LETTER}+|[^\w\s]|_+|\S")
# A longer name is no word any more.
_NAME = 60


class Sort(Enum):
    """What a token is to a reader."""

    CITE = "cite"
    LIMIT = "limit"
    MARKUP = "markup"
    ACTOR = "actor"
    WORD = "word"
    CODE = "code"
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
    at = end = 0
    for start, stop in (*_code_spans(text), (len(text), len(text))):
        for found in _TOKEN.finditer(text, end, start):
            yield Token(text[at : found.start()], found.group(), _SORTS[found.lastgroup or "mark"])
            at = found.end()
        if start < stop:
            yield from _code(text[at:start], text[start:stop])
            at = end = stop
    yield Token(text[at:], "", Sort.END)


def _code_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where code stands between runs of as many backticks; what is not closed is none."""
    runs = [(found.start(), found.end()) for found in _TICKS.finditer(text)]
    closing: dict[int, list[int]] = {}
    for place in reversed(range(len(runs))):
        closing.setdefault(runs[place][1] - runs[place][0], []).append(place)
    place = 0
    while place < len(runs):
        start, end = runs[place]
        others = closing[end - start]
        while others and others[-1] <= place:
            others.pop()
        if others:
            place = others[-1]
            yield start, runs[place][1]
        place += 1


def _code(space: str, span: str) -> Iterator[Token]:
    """A name in code is one word. Of longer code the backticks are markup, all else is as it is written."""
    ticks = span[: len(span) - len(span.lstrip("`"))]
    inside = span[len(ticks) : -len(ticks)]
    if len(inside) <= _NAME and not any(character.isspace() for character in inside):
        yield Token(space, span, Sort.CODE)
        return
    yield Token(space, ticks, Sort.MARKUP)
    at = 0
    for found in _PLAIN.finditer(inside):
        yield Token(inside[at : found.start()], found.group(), Sort.WORD)
        at = found.end()
    yield Token(inside[at:], ticks, Sort.MARKUP)


def lines(text: str) -> Iterator[Token]:
    """The lines of a text as tokens, for code."""
    for line in text.splitlines(keepends=True):
        yield Token("", line, Sort.WORD)
    yield Token("", "", Sort.END)
