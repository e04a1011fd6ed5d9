"""The few facts a page states about itself at its top, between two lines of dashes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from handbook.errors import HandbookError
from handbook.project.yaml_source import YamlDocument, parse_yaml

_FENCE = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
KINDS = ("framework", "safeguard", "procedure", "tool", "reference")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """`kind` is one of KINDS; `description` is the page's one-sentence purpose, a segment like any other.

    `scope` holds, for each matter outside the handbook's scope that the page must name: its id, the editor's reason
    (empty if none is given) and the line.
    """

    kind: str = "reference"
    owner: str = ""
    review_by: str = ""
    description: str = ""
    description_line: int = 0
    scope: tuple[tuple[str, str, int], ...] = ()

    def __post_init__(self) -> None:
        # Out of a cache come lists.
        object.__setattr__(self, "scope", tuple(map(tuple, self.scope)))


def split_page(text: str) -> tuple[str, str, int]:
    """Return the front matter's YAML, the page's Markdown, and how many lines stand above the Markdown."""
    found = _FENCE.match(text)
    if not found:
        return "", text, 0
    return found.group(1), text[found.end() :], text.count("\n", 0, found.end())


def read_front_matter(text: str, name: str) -> FrontMatter:
    """Read the front matter of a page. Raises HandbookError with the line on bad YAML or a wrong kind."""
    source, _, _ = split_page(text)
    if not source:
        return FrontMatter()
    document = parse_yaml("\n" + source, name)  # one line lower: the opening dashes
    if not isinstance(document.data, dict | None):
        raise HandbookError(
            "the front matter must be a list of facts", f"{name}:2", "write one 'name: value' on each line"
        )
    data: dict[str, Any] = document.data or {}
    kind = data.get("kind", "reference")
    if kind not in KINDS:
        raise HandbookError(
            f"kind: {kind!r} is no kind of page", f"{name}:{document.line('kind')}", f"one of: {', '.join(KINDS)}"
        )
    return FrontMatter(
        kind=kind,
        owner=str(data.get("owner") or ""),
        review_by=str(data.get("review_by") or ""),
        description=" ".join(str(data.get("description") or "").split()),
        description_line=document.line("description") if "description" in data else 0,
        scope=tuple(_scope(data, document, name)),
    )


def _scope(data: dict[str, Any], document: YamlDocument, name: str) -> Iterator[tuple[str, str, int]]:
    listed = data.get("scope")
    if listed is None:
        return
    if not isinstance(listed, dict):
        raise HandbookError(
            "scope: must be matters with reasons", f"{name}:{document.line('scope')}", 'write scope: {matter-id: "why"}'
        )
    for matter, reason in listed.items():
        yield str(matter), " ".join(str(reason or "").split()), document.line("scope", matter)
