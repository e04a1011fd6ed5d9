"""How much of a language must be done before it may be published: `require` of mkdocs.yml, read and judged."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

MEASURES = ("current", "reviewed")

Note = Callable[[tuple[str | int, ...], str, str], None]


@dataclass(frozen=True, slots=True)
class Threshold:
    """At least `percent` of the entries of language `tag` must be `measure`; `line` is where mkdocs.yml says so."""

    tag: str
    measure: str
    percent: int
    line: int = 0


def read_thresholds(
    given: Any, tags: Collection[str], line: Callable[..., int], here: tuple[str | int, ...], note: Note
) -> Iterator[Threshold]:
    """Yield the thresholds of `require: {ru: {current: 100, reviewed: 50}}`; `note` gathers what is wrong.

    `tags` are the languages that have catalogues, `line(*path)` gives the line of a value below `here`.
    """
    if given is None:
        return
    if not isinstance(given, dict):
        note(here, "require must be languages with their thresholds", "write 'require: {ru: {current: 100}}'")
        return
    for tag, wanted in given.items():
        if tag not in tags:
            choices = ", ".join(tags) or "there is none"
            note((*here, tag), f"require: {tag!r} is no translated language", f"one of: {choices}")
        elif not isinstance(wanted, dict):
            note((*here, tag), f"require: {tag} must be a mapping of thresholds", "write '{current: 100, reviewed: 0}'")
        else:
            yield from _of_language(tag, wanted, line, (*here, tag), note)


def _of_language(
    tag: str, wanted: dict[Any, Any], line: Callable[..., int], here: tuple[str | int, ...], note: Note
) -> Iterator[Threshold]:
    for measure, percent in wanted.items():
        place = (*here, measure)
        if measure not in MEASURES:
            note(place, f"require: {measure!r} is no measure", f"one of: {', '.join(MEASURES)}")
        elif type(percent) is not int or not 0 <= percent <= 100:
            note(place, f"require: {percent!r} is no share in per cent", "a whole number from 0 to 100")
        else:
            yield Threshold(tag, measure, percent, line(*place))
