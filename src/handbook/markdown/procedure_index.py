"""The procedures of a page as checks see them: plain data, each thing with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from handbook.markdown.procedure import Procedure
from handbook.markdown.procedure_steps import Problem

_OPENING = re.compile(r"^[ \t>]*/{3,}[ ]*procedure\b[ ]*\|?[ ]*(?P<title>.*?)[ ]*$", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ProcedureSeen:
    """A procedure: its line, who is named where as (id, line), and what is wrong as (problem, line)."""

    line: int
    actors: tuple[tuple[str, int], ...]
    problems: tuple[tuple[Problem, int], ...]

    @staticmethod
    def from_json(data: dict[str, Any]) -> ProcedureSeen:
        return ProcedureSeen(
            data["line"],
            tuple((name, line) for name, line in data["actors"]),
            tuple((Problem(**problem), line) for problem, line in data["problems"]),
        )


def procedures_in(body: str, found: list[Procedure], first_line: int = 1) -> Iterator[ProcedureSeen]:
    """The procedures of a page with their lines; `body` is its Markdown, whose first line is `first_line`."""
    at = 0
    for procedure in found:
        at = _opening(body, procedure.title, at)
        places, after = [at], at
        for step in procedure.steps:
            after = _place(body, step.written, after)
            places.append(after)
            after += 1
        lines = [first_line + body.count("\n", 0, place) for place in places]
        yield ProcedureSeen(
            lines[0],
            tuple(
                (name, line)
                for step, line in zip(procedure.steps, lines[1:], strict=True)
                for name in (*step.actors, *step.receivers)
            ),
            tuple((problem, lines[count]) for count, problem in procedure.problems),
        )
        at += 1


def _opening(body: str, title: str, start: int) -> int:
    """Where the block with this title opens; the nearest one where the title was written in another way."""
    openings = list(_OPENING.finditer(body, start))
    match = next((one for one in openings if one["title"] == title), openings[0] if openings else None)
    return match.start() if match else start


def _place(body: str, written: str, start: int) -> int:
    """Where a step's text begins, by the longest start of its first line that stands there."""
    line = re.split("[\n\x02\x03]", written, maxsplit=1)[0].strip()
    while line:
        item = re.compile(rf"\d[.)][ \t]+(?={re.escape(line)})").search(body, start)
        if item is not None:
            return item.end()
        line = line[: len(line) // 2]
    return start
