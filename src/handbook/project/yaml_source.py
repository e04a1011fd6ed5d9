"""YAML with the line of every key, and without the power to run code."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any

import yaml

from handbook.errors import HandbookError

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class YamlDocument:
    """A parsed file: its data, and the line (from 1) of each value by its path of keys and indexes."""

    data: Any
    lines: dict[tuple[str | int, ...], int]

    def line(self, *path: str | int) -> int:
        """Return the line of the nearest known ancestor of `path`, 1 for the document."""
        for end in range(len(path), 0, -1):
            if (found := self.lines.get(path[:end])) is not None:
                return found
        return 1


def parse_yaml(text: str, name: str) -> YamlDocument:
    """Parse one YAML document; `!ENV` reads the environment as MkDocs does, every other custom tag is refused.

    Raises HandbookError with the line on bad YAML, duplicate keys, aliases and tags that would make Python objects.
    """
    loader = _Loader(text)
    try:
        if (event := _first_alias(text)) is not None:
            raise HandbookError("aliases are not allowed here", f"{name}:{event}", "write the value out")
        node = loader.get_single_node()
    except yaml.YAMLError as problem:
        raise HandbookError(*_explain(problem, name)) from problem
    finally:
        loader.dispose()
    lines: dict[tuple[str | int, ...], int] = {}
    return YamlDocument(_build(node, (), lines, name) if node is not None else None, lines)


def _first_alias(text: str) -> int | None:
    """Aliases can blow a small file up to gigabytes; nobody needs them here."""
    if "*" not in text:
        return None
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent) and event.start_mark is not None:
            return int(event.start_mark.line) + 1
    return None


def _explain(problem: yaml.YAMLError, name: str) -> tuple[str, str, str]:
    mark = getattr(problem, "problem_mark", None)
    line = mark.line + 1 if mark is not None else 1
    what = getattr(problem, "problem", None) or "the file cannot be read as YAML"
    return f"bad YAML: {what}", f"{name}:{line}", "check the indentation and the quotes on this line"


def _build(node: Any, path: tuple[str | int, ...], lines: dict[tuple[str | int, ...], int], name: str) -> Any:
    lines[path] = node.start_mark.line + 1
    where = f"{name}:{node.start_mark.line + 1}"
    if node.tag == "!ENV":
        return _environment(node, where)
    if not node.tag.startswith("tag:yaml.org,2002:") or "python" in node.tag:
        raise HandbookError(f"the YAML tag {node.tag!r} is not allowed", where, "use plain values only")
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, lines, name)
    if isinstance(node, yaml.SequenceNode):
        return [_build(item, (*path, i), lines, name) for i, item in enumerate(node.value)]
    return _scalar(node, where)


def _mapping(
    node: Any, path: tuple[str | int, ...], lines: dict[tuple[str | int, ...], int], name: str
) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        where = f"{name}:{key_node.start_mark.line + 1}"
        if not isinstance(key_node, yaml.ScalarNode):
            raise HandbookError("a key must be a plain word", where)
        key = _scalar(key_node, where)
        if key in found:
            raise HandbookError(f"the key {key!r} stands twice", where, "remove one of the two")
        found[key] = _build(value_node, (*path, key), lines, name)
        lines[(*path, key)] = key_node.start_mark.line + 1
    return found


def _scalar(node: Any, where: str) -> Any:
    constructor = yaml.constructor.SafeConstructor()
    try:
        return constructor.construct_object(node)
    except (yaml.YAMLError, ValueError) as problem:
        raise HandbookError(f"cannot read the value {node.value!r}", where, "put it in quotes") from problem


def _environment(node: Any, where: str) -> str | None:
    """`!ENV [NAME, OTHER, default]`: the first variable that is set, or the default."""
    if isinstance(node, yaml.ScalarNode):
        return os.environ.get(node.value)
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        raise HandbookError("!ENV takes a name or a list of names and a default", where)
    *names, default = [item.value for item in node.value]
    for variable in names:
        if variable in os.environ:
            return os.environ[variable]
    return str(default)
