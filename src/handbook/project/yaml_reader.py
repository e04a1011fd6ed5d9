"""YAML as plain data with the line of every key, all problems gathered, and nothing that can do harm.

Built on parser events rather than on PyYAML's composer: the composer overflows the C stack on deep nesting,
stops at the first problem, and follows aliases, with which a few lines can stand for gigabytes.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import yaml

MAX_DEPTH = 24
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,17}")
_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: |$)", re.MULTILINE)
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
_ENVIRONMENT = "!ENV"
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at one line: `kind` is `syntax`, `duplicate` or `feature`."""

    line: int
    kind: str
    message: str
    hint: str


@dataclass(slots=True)
class Source:
    """A parsed document: its data (`None` when it has none), the line of each path, and the problems met."""

    data: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, path: Path) -> int:
        """Return the line of `path` or of its nearest known ancestor, from 1."""
        for end in range(len(path), 0, -1):
            if (line := self.lines.get(path[:end])) is not None:
                return line
        return 1


@dataclass(frozen=True, slots=True)
class Values:
    """How plain text becomes a value. Both functions take (text, quoted, tag or None); ValueError refuses.

    `tags` are the tags a value may carry besides none; `environment` allows `!ENV`.
    """

    scalar: Callable[[str, bool, str | None], Any]
    key: Callable[[str, bool, str | None], Any]
    tags: frozenset[str] = frozenset()
    environment: bool = False


def _plain(text: str, quoted: bool, _: str | None) -> str | int | bool | None:
    """Only null, true, false and whole numbers are more than text; dates stay as they are written."""
    if quoted:
        return text
    if text in _WORDS:
        return _WORDS[text]
    return int(text) if _INTEGER.fullmatch(text) else text


def _word(text: str, _: bool, __: str | None) -> str:
    """Keys are words, whatever they look like: an id may be made of digits, a language may be `no`."""
    return text


PLAIN = Values(_plain, _word)
"""The reading of the register's files."""


def read_yaml(text: str, values: Values = PLAIN) -> Source:
    """Parse one document; never raises. After a syntax error `data` is `None`."""
    source = Source()
    loader = _Loader(text)
    try:
        _Builder(loader, source, values).document()
    except (yaml.YAMLError, _TooDeepError) as problem:
        source.data = None
        source.problems.append(_explain(problem, text))
    finally:
        loader.dispose()
    return source


class _TooDeepError(Exception):
    """Nesting beyond MAX_DEPTH; the only argument is the line."""


class _Builder:
    """Turns events into data, going on after everything but a syntax error."""

    def __init__(self, loader: Any, source: Source, values: Values) -> None:
        self._next = loader.get_event
        self._source = source
        self._values = values

    def document(self) -> None:
        self._next()
        if isinstance(self._next(), yaml.StreamEndEvent):
            return
        self._source.data = self._value(self._next(), ())
        self._next()
        if not isinstance(event := self._next(), yaml.StreamEndEvent):
            self._problem(event, "feature", "a second document begins here", "keep one document in a file")

    def _value(self, event: Any, path: Path) -> Any:
        if len(path) > MAX_DEPTH:
            raise _TooDeepError(event.start_mark.line + 1)
        if isinstance(event, yaml.AliasEvent):
            self._problem(event, "feature", "aliases are not used here", "write the value out")
            return None
        if event.anchor is not None:
            self._problem(event, "feature", f"the anchor &{event.anchor} is not used here", "remove it")
        if event.tag == _ENVIRONMENT and self._values.environment:
            return self._environment(event, path)
        if event.tag not in (None, "!", *self._values.tags):
            self._problem(event, "feature", f"the tag {event.tag} is not used here", "write a plain value")
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return self._scalar(event, self._values.scalar)

    def _scalar(self, event: Any, reading: Callable[[str, bool, str | None], Any]) -> Any:
        tag = event.tag if event.tag in self._values.tags else None
        try:
            return reading(event.value, bool(event.style), tag)
        except ValueError:
            what = f"cannot read the value {event.value!r}"
            self._problem(event, "feature", what, "put it in quotes")
            return None

    def _mapping(self, path: Path) -> dict[Any, Any]:
        found: dict[Any, Any] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._value(event, (*path, "?")) if not isinstance(event, yaml.ScalarEvent) else None
            if isinstance(key, (dict, list)):
                self._problem(
                    event, "feature", "a key must be a plain word", "write one word before the colon"
                )
                self._value(self._next(), path)
                continue
            key = self._key(event, path)
            here = (*path, key)
            if key in found:
                self._problem(
                    event, "duplicate", f"{key!r} stands twice", f"first on line {self._source.lines[here]}"
                )
                self._value(self._next(), here)
                continue
            self._source.lines[here] = event.start_mark.line + 1
            found[key] = self._value(self._next(), here)
        return found

    def _key(self, event: Any, path: Path) -> Any:
        if not isinstance(event, yaml.ScalarEvent):
            return ""
        if event.anchor is not None or event.tag is not None:
            self._value(event, (*path, "?"))  # for what is wrong with it
        return self._scalar(event, self._values.key)

    def _sequence(self, path: Path) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            here = (*path, len(found))
            self._source.lines[here] = event.start_mark.line + 1
            found.append(self._value(event, here))
        return found

    def _environment(self, event: Any, path: Path) -> str | None:
        """`!ENV NAME` or `!ENV [NAME, OTHER, default]`: the first variable that is set, or the default."""
        if isinstance(event, yaml.ScalarEvent):
            return os.environ.get(event.value)
        names = self._sequence(path) if isinstance(event, yaml.SequenceStartEvent) else [self._mapping(path)]
        if not names or any(isinstance(name, (dict, list)) for name in names):
            what = "!ENV takes a name, or a list of names and a default"
            self._problem(event, "feature", what, "write !ENV [NAME, default]")
            return None
        *variables, default = ["" if name is None else str(name) for name in names]
        return next((os.environ[name] for name in variables if name in os.environ), default)

    def _problem(self, event: Any, kind: str, message: str, hint: str) -> None:
        self._source.problems.append(Problem(event.start_mark.line + 1, kind, message, hint))


# What is begun and never ended goes wrong at the end of the file; the mistake is where it begins.
_UNENDED = ("while scanning a quoted scalar", "while parsing a flow sequence", "while parsing a flow mapping")


def _explain(problem: Exception, text: str) -> Problem:
    if conflict := _CONFLICT.search(text):
        line = text.count("\n", 0, conflict.start()) + 1
        return Problem(
            line, "syntax", "a conflict of two versions was not resolved here", "keep one of the two versions"
        )
    if isinstance(problem, _TooDeepError):
        return Problem(
            problem.args[0], "syntax", f"nested deeper than {MAX_DEPTH} levels", "check the indentation"
        )
    if isinstance(problem, yaml.reader.ReaderError):
        # libyaml counts bytes, and knows no lines for characters it cannot read.
        line = text.encode("utf-8", "surrogatepass")[: problem.position].count(b"\n") + 1
        return Problem(line, "syntax", str(problem.reason), "remove this character")
    mark = getattr(problem, "problem_mark", None)
    if mark is None or getattr(problem, "context", None) in _UNENDED:
        mark = getattr(problem, "context_mark", None) or mark
    what = getattr(problem, "problem", None) or "cannot be read as YAML"
    return Problem(
        mark.line + 1 if mark else 1, "syntax", what, "check the indentation and the quotes on this line"
    )
