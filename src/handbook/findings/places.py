"""Where on its line a finding is: its message names the words that are meant, and they are looked for there."""

from __future__ import annotations

import re
from ast import literal_eval
from collections.abc import Callable, Iterator
from dataclasses import replace

from handbook.findings.model import Finding

LineOf = Callable[[str, int], str]
# A finding in a page stands at the first line of its paragraph; what it means may be so many lines below.
_FURTHER = 60
_QUOTED = re.compile(r"""'(?:[^'\\\n]|\\.)+'|"(?:[^"\\\n]|\\.)+\"""")
# Words that messages name without quotation marks.
_NAMED = tuple(
    map(
        re.compile,
        (
            r"\bthe word (\S+) (?:has|mixes)",
            r"\b(?:thousands|decimals) of (\S+) are",
            r"\bthe quotation mark (\S+)$",
            r"\bthe translation (\d[^\s,]*)(?:, \d\S*)*$",
            r"\bhas (\S+) once too often$",
            r"\bhas (<\w+)",
            r"\bthe attribute ([\w:-]+=)",
            r"\ban? ([a-z][a-z0-9+.-]*:) address",
            r": …?(.+?)…?$",
        ),
    )
)
_CODE_POINT = re.compile(r"\bU\+([0-9A-F]{4,6})\b")


def placed(found: Finding, line_of: LineOf) -> Finding:
    """The finding with the columns of what it means, as far as its message names it and the line holds it."""
    if found.column or found.line < 1:
        return found
    for words in _meant(found.message):
        if (at := find_words(words, line_of(found.path, found.line))) is not None:
            return replace(found, column=at[0], end_column=at[1])
    return found


def placed_words(found: Finding, words: str, line_of: LineOf) -> Finding:
    """The finding at these very words, in its line or a later one of its paragraph; as it was where they are not."""
    if found.line < 1 or not words.strip():
        return found
    for line in range(found.line, found.line + _FURTHER):
        text = line_of(found.path, line)
        if (at := find_words(words, text)) is not None:
            return replace(found, line=line, column=at[0], end_column=at[1])
        if not text.strip():
            break
    return found


def find_words(words: str, line: str) -> tuple[int, int] | None:
    """The columns of the first place of the words as whole words, from 1, the second after their end."""
    for form in dict.fromkeys((words, words.replace("\\", "\\\\").replace('"', '\\"'))):
        at = line.find(form)
        while at != -1:
            end = at + len(form)
            if not (_joins(line, at) or _joins(line, end)):
                return at + 1, end + 1
            at = line.find(form, at + 1)
    return None


def _joins(line: str, at: int) -> bool:
    """Whether the border at `at` lies inside a word."""
    return 0 < at < len(line) and line[at - 1].isalnum() and line[at].isalnum()


def _meant(message: str) -> Iterator[str]:
    for quoted in _QUOTED.findall(message):
        try:
            yield str(literal_eval(quoted))
        except (SyntaxError, ValueError):
            yield quoted[1:-1]
    for pattern in _NAMED:
        if (named := pattern.search(message)) is not None:
            yield named.group(1)
    if (point := _CODE_POINT.search(message)) is not None and int(point.group(1), 16) <= 0x10FFFF:
        yield chr(int(point.group(1), 16))
