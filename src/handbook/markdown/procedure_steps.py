"""What a step of a procedure opens and ends with: its actors and its time limit, as they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_ID = r"@[A-Za-z0-9][A-Za-z0-9_-]*"
_IDS = rf"{_ID}(?:\s*,\s*{_ID})*"
_HEAD = re.compile(rf"\s*(?P<actors>{_IDS})(?:\s*(?:->|→)\s*(?P<receivers>{_IDS}))?\s*:(?:\s+|\Z)")
_LIMIT = re.compile(r"(?P<count>[1-9]\d{0,3})\s*(?P<unit>min|h|d)")


class Unit(StrEnum):
    """What a time limit counts."""

    MINUTE = "min"
    HOUR = "h"
    DAY = "d"


@dataclass(frozen=True, slots=True)
class Limit:
    """By when a step must be done: so many units after the one before; `count` 0 is at once."""

    count: int
    unit: Unit = Unit.HOUR

    def __str__(self) -> str:
        return f"{self.count}{self.unit}" if self.count else "at once"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a procedure: the code of its rule, what it is, and what to do."""

    code: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Head:
    """Who acts, who receives, and the text that is left."""

    actors: tuple[str, ...]
    receivers: tuple[str, ...]
    rest: str
    problems: tuple[Problem, ...] = ()


def parse_head(text: str) -> Head:
    """Part a step's text: `@a, @b -> @c: What they do.`"""
    found = _HEAD.match(text)
    if found is None:
        hint = "open it with an id of docs/register/: 1. @police: …, or 1. @customs -> @police: …"
        return Head((), (), text, (Problem("PR102", "the step does not say who acts", hint),))
    rest = text[found.end() :]
    problems = () if rest.strip() else (Problem("PR104", "the step says nothing", "write what the actor does"),)
    return Head(_ids(found["actors"]), _ids(found["receivers"]), rest, problems)


def _ids(written: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.removeprefix("@") for one in re.findall(_ID, written or "")))


def parse_limit(written: str) -> Limit | Problem:
    """Read a time limit: `3h`, `30 min`, `10 d` or `at once`."""
    text = " ".join(written.split())
    if text == "at once":
        return Limit(0)
    found = _LIMIT.fullmatch(text)
    if found is None:
        what = f"{text!r} is no time limit" if text else "the time limit is empty"
        return Problem("PR103", what, "write a number with min, h or d, such as 3h, or: at once")
    return Limit(int(found["count"]), Unit(found["unit"]))
