"""The status of languages as text: aligned for a pipe, a Markdown table, JSON for tools."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from types import MappingProxyType

from handbook.project import NAVIGATION_CATALOGUE, REGISTER_CATALOGUE, Project
from handbook.translation.status import LanguageStatus
from handbook.translation.tally import Counts

HEADS = ("current", "%", "outdated", "missing", "reviewed", "words to do")
_NAMES = {"": "other pages", NAVIGATION_CATALOGUE: "navigation", REGISTER_CATALOGUE: "register"}


def part_name(part: str) -> str:
    """How a part of a language's catalogues is called in English."""
    return _NAMES.get(part, part)


def cells(counts: Counts) -> tuple[str, ...]:
    """The figures under HEADS."""
    figures = (
        counts.current,
        counts.share("current"),
        counts.outdated,
        counts.missing,
        counts.reviewed,
        counts.words_to_do,
    )
    return tuple(map(str, figures))


def lines(found: Iterable[LanguageStatus]) -> Iterator[tuple[str, str, Counts]]:
    """Language, part and counts, line by line; each language's sum, under the part `all`, stands last."""
    for one in found:
        for part, counts in one.parts().items():
            yield one.tag, part_name(part), counts
        yield one.tag, "all", one.total


def as_plain(_project: Project, found: Sequence[LanguageStatus]) -> str:
    """Aligned columns, one line for each language and part, never folded."""
    rows: list[tuple[str, ...]] = [("language", "part", *HEADS)]
    rows += [(tag, part, *cells(counts)) for tag, part, counts in lines(found)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    out = []
    for row in rows:
        fitted = [
            cell.ljust(width) if place < 2 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        out.append("  ".join(fitted).rstrip() + "\n")
    return "".join(out)


def as_markdown(project: Project, found: Sequence[LanguageStatus]) -> str:
    """A Markdown table."""
    out = [f"| language | part | {' | '.join(HEADS)} |", "| --- | --- |" + " ---: |" * len(HEADS)]
    for tag, part, counts in lines(found):
        name = project.language(tag).name
        out.append(f"| {name} ({tag}) | {part} | {' | '.join(cells(counts))} |")
    return "\n".join(out) + "\n"


def as_json(project: Project, found: Sequence[LanguageStatus]) -> str:
    """Everything, down to the page; `share` is the current entries in whole per cent."""
    data = [
        {
            "language": one.tag,
            "name": project.language(one.tag).name,
            "total": _counts(one.total),
            "parts": [{"part": part_name(part), **_counts(counts)} for part, counts in one.parts().items()],
            "catalogues": [
                {"page": row.page, "part": part_name(row.part), "broken": row.broken, **_counts(row.counts)}
                for row in one.rows
            ],
        }
        for one in found
    ]
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _counts(counts: Counts) -> dict[str, int]:
    return asdict(counts) | {"total": counts.total, "share": counts.share("current")}


RENDERERS: Mapping[str, Callable[[Project, Sequence[LanguageStatus]], str]] = MappingProxyType(
    {"text": as_plain, "md": as_markdown, "json": as_json}
)
