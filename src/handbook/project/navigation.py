"""The reading order: `nav` of mkdocs.yml as a tree of sections and pages, and the numbers that follow from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from handbook.findings import Finding


@dataclass(frozen=True, slots=True)
class NavItem:
    """A page (`path` below `docs/`) or a section (`children`); `title` is empty where the page's own heading serves."""

    title: str
    path: str
    line: int
    children: tuple[NavItem, ...] = ()

    def pages(self) -> Iterator[NavItem]:
        """All pages at or below this item, in reading order."""
        if self.path:
            yield self
        for child in self.children:
            yield from child.pages()

    def titles(self) -> Iterator[NavItem]:
        """All items at or below this one that carry a title of their own, in reading order."""
        if self.title:
            yield self
        for child in self.children:
            yield from child.titles()


@dataclass(frozen=True, slots=True)
class PageNumber:
    """Where a page stands: part 2, page 3 prints as `2.3`."""

    part: int
    page: int

    def __str__(self) -> str:
        return f"{self.part}.{self.page}"


def read_nav(nav: Any, lines: Any, name: str) -> tuple[tuple[NavItem, ...], tuple[Finding, ...]]:
    """Turn the parsed `nav` list into items; `lines(path)` gives the line of a value. External links are left out."""
    findings: list[Finding] = []
    items = tuple(_items(nav, ("nav",), lines, name, findings))
    return items, tuple(findings)


def _items(
    value: Any, path: tuple[str | int, ...], lines: Any, name: str, findings: list[Finding]
) -> Iterator[NavItem]:
    if not isinstance(value, list):
        findings.append(
            Finding(
                name,
                lines(*path),
                "CF103",
                "nav must be a list of pages and sections",
                "start each entry with '- '",
            )
        )
        return
    for index, entry in enumerate(value):
        here = (*path, index)
        if isinstance(entry, str):
            yield NavItem("", entry, lines(*here))
        elif isinstance(entry, dict) and len(entry) == 1:
            ((title, target),) = entry.items()
            if isinstance(target, str):
                if "://" not in target:
                    yield NavItem(str(title), target, lines(*here, title))
            else:
                children = tuple(_items(target, (*here, title), lines, name, findings))
                yield NavItem(str(title), "", lines(*here, title), children)
        else:
            findings.append(
                Finding(
                    name,
                    lines(*here),
                    "CF103",
                    "a nav entry is a page or 'Title: page'",
                    "split it into one line each",
                )
            )


def number_pages(pages: list[str], parts: tuple[str, ...]) -> dict[str, PageNumber]:
    """Number the pages that stand in a part's folder, part by part, in reading order; others have no number."""
    counters = dict.fromkeys(parts, 0)
    numbers: dict[str, PageNumber] = {}
    for page in pages:
        folder = page.partition("/")[0]
        if folder in counters and page not in numbers and page != f"{folder}/index.md":
            counters[folder] += 1
            numbers[page] = PageNumber(parts.index(folder) + 1, counters[folder])
    return numbers
