"""A page put into `nav` of mkdocs.yml as text: every other byte of the file stays, comments and order with it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

import yaml

from handbook.errors import HandbookError
from handbook.project.yaml_source import parse_yaml

# Nothing else is written without quotes; words such as `no` and `true` are no text in YAML.
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_/-]*\.md")
_SECTION = re.compile(r"(?!(?i:true|false|null)$)[^\W\d_][\w' -]{2,}[^\W_]")
# How much deeper the pages of a section stand than the section.
_STEP = 4


@dataclass(frozen=True, slots=True)
class _Item:
    """An entry of a list: where the dashes of the list stand, whether it is in brackets, where the entry ends."""

    column: int
    flow: bool
    end: int


def with_page_after(text: str, name: str, after: str, page: str) -> str:
    """Return the text of mkdocs.yml with `page` in nav right after the page `after`; `name` is the file's, for errors.

    Raises HandbookError where that cannot be done without touching anything else; the hint says what to do by hand.
    """
    nav = _nav(text)
    item = _find(nav, after) if nav is not None else None
    if item is None:
        raise _by_hand(name, page)
    return _verified(text, _inserted(text, item, _scalar(page)), name, page)


def with_new_section(text: str, name: str, after: str, title: str, page: str) -> str:
    """Return the text with a section `title` that holds `page`, after the top-level entry in which `after` stands.

    Where `after` is empty, the section is the last entry. See `with_page_after`.
    """
    nav = _nav(text)
    entries = nav.value if nav is not None else []
    holding = [entry for entry in entries if not after or _holds(entry, after)]
    if nav is None or not holding or nav.flow_style:
        raise _by_hand(name, page)
    item = _Item(nav.start_mark.column, False, _end(holding[-1]))
    below = f"{_newline(text)}{' ' * (item.column + _STEP)}- {_scalar(page)}"
    heading = title if _SECTION.fullmatch(title) else json.dumps(title, ensure_ascii=False)
    return _verified(text, _inserted(text, item, f"{heading}:{below}"), name, page)


def _nav(text: str) -> Any:
    """The list below `nav`, as PyYAML's node; None for anything else. Nothing is made of it but places."""
    # The file was read as configuration before: it is one document without anchors, not too deep.
    document = yaml.compose(text, Loader=yaml.SafeLoader)
    for key, value in document.value if isinstance(document, yaml.MappingNode) else ():
        if key.value == "nav" and isinstance(value, yaml.SequenceNode) and value.value:
            return value
    return None


def _find(entries: Any, page: str) -> _Item | None:
    for entry in entries.value:
        if (target := _target(entry)) is None:
            continue
        if isinstance(target, yaml.SequenceNode):
            if (found := _find(target, page)) is not None:
                return found
        elif target.value == page:
            return _Item(entries.start_mark.column, bool(entries.flow_style), _end(entry))
    return None


def _holds(entry: Any, page: str) -> bool:
    target = _target(entry)
    if isinstance(target, yaml.SequenceNode):
        return _find(target, page) is not None
    return target is not None and target.value == page


def _target(entry: Any) -> Any:
    """What an entry leads to: the page of `page` and of `Title: page`, the list of `Title: […]`."""
    if isinstance(entry, yaml.MappingNode) and len(entry.value) == 1:
        entry = entry.value[0][1]
    return entry if isinstance(entry, yaml.ScalarNode | yaml.SequenceNode) else None


def _end(node: Any) -> int:
    """Where a node's own text ends: PyYAML counts the comments and empty lines behind a list as part of it."""
    if isinstance(node, yaml.ScalarNode) or node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return _end(last[1] if isinstance(last, tuple) else last)


def _inserted(text: str, item: _Item, entry: str) -> str:
    if item.flow:
        return f"{text[: item.end]}, {entry}{text[item.end :]}"
    newline = _newline(text)
    line_end = text.find("\n", item.end)
    if line_end < 0:
        return f"{text}{newline}{' ' * item.column}- {entry}{newline}"
    return f"{text[: line_end + 1]}{' ' * item.column}- {entry}{newline}{text[line_end + 1 :]}"


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _scalar(page: str) -> str:
    return page if _PLAIN.fullmatch(page) else json.dumps(page, ensure_ascii=False)


def _verified(before: str, after: str, name: str, page: str) -> str:
    """The new text, if reading it gives what was there before and the page, and nothing else."""
    was = parse_yaml(before.lstrip("\ufeff"), name, environment=True).data
    try:
        now = parse_yaml(after.lstrip("\ufeff"), name, environment=True).data
    except HandbookError as problem:
        raise _by_hand(name, page) from problem
    if _without(now["nav"], page) != was["nav"] or {**now, "nav": 0} != {**was, "nav": 0}:
        raise _by_hand(name, page)
    return after


def _without(nav: list[Any], page: str) -> list[Any]:
    """The entries without `page`, and without a section in which nothing else stands."""
    kept = []
    for entry in nav:
        if isinstance(entry, dict) and len(entry) == 1 and isinstance(below := next(iter(entry.values())), list):
            if below != [page]:
                kept.append({next(iter(entry)): _without(below, page)})
        elif entry != page:
            kept.append(entry)
    return kept


def _by_hand(name: str, page: str) -> HandbookError:
    hint = f"nav is written in a way that only a person can edit: add '- {page}' there, then write the page"
    return HandbookError("the page could not be added to nav; nothing was written", name, hint)
