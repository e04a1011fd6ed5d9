"""mkdocs.yml and front matter as MkDocs reads them: YAML 1.1 values and `!ENV`, with lines and without dangers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import yaml

from handbook.errors import HandbookError
from handbook.project.yaml_reader import Path, Source, Values, read_yaml

_YAML = "tag:yaml.org,2002:"
_RESOLVER: Any = yaml.resolver.Resolver()


@dataclass(frozen=True, slots=True)
class YamlDocument:
    """A parsed file: its data, and the line (from 1) of each value by its path of keys and indexes."""

    data: Any
    lines: dict[Path, int]

    def line(self, *path: str | int) -> int:
        """Return the line of the nearest known ancestor of `path`, 1 for the document."""
        return Source(lines=self.lines).line(path)


def parse_yaml(text: str, name: str, *, environment: bool = False) -> YamlDocument:
    """Parse one YAML document; with `environment`, `!ENV` reads it as MkDocs does; every other custom tag is refused.

    Raises HandbookError for the first problem by line: bad YAML, duplicate keys, aliases, anchors, tags that would
    make Python objects, nesting deeper than any of our files needs.
    """
    source = read_yaml(text, replace(_AS_MKDOCS, environment=environment))
    if source.problems:
        first = min(source.problems, key=lambda problem: problem.line)
        what = f"bad YAML: {first.message}" if first.kind == "syntax" else first.message
        raise HandbookError(what, f"{name}:{first.line}", first.hint)
    return YamlDocument(source.data, source.lines)


def read_leniently(text: str) -> YamlDocument:
    """Take what can be read of a document, whatever is wrong with the rest; tags make no objects here either."""
    source = read_yaml(text, _AS_MKDOCS)
    return YamlDocument(source.data, source.lines)


def _as_yaml_1_1(text: str, quoted: bool, tag: str | None) -> Any:
    """`no` is false and `2027-11-01` a date, as in MkDocs. Raises ValueError for what no value can be made of."""
    tag = tag or _RESOLVER.resolve(yaml.ScalarNode, text, (not quoted, quoted))
    try:
        return yaml.constructor.SafeConstructor().construct_object(yaml.ScalarNode(tag, text))
    except (yaml.YAMLError, LookupError, AttributeError, ArithmeticError) as problem:
        # PyYAML lets these through where a tag and its text do not fit: `!!bool maybe`.
        raise ValueError(text) from problem


_AS_MKDOCS = Values(
    _as_yaml_1_1,
    _as_yaml_1_1,
    frozenset(
        f"{_YAML}{kind}" for kind in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq")
    ),
)
