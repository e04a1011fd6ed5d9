"""Is a language far enough to be published? Thresholds of mkdocs.yml against what is counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handbook.errors import HandbookError
from handbook.findings import Finding
from handbook.project import CONFIG, Project, Threshold
from handbook.translation.status import LanguageStatus, Row

# Catalogues named in a finding; `handbook status` knows the others.
_NAMED = 5


def below(project: Project, found: Iterable[LanguageStatus]) -> list[Finding]:
    """One finding for each threshold that a language does not reach.

    Raises HandbookError where mkdocs.yml sets no threshold at all: such a gate would let everything through.
    """
    if not project.require:
        hint = "under plugins, handbook: 'require: {ru: {current: 100}}'"
        raise HandbookError("no language has a threshold to reach", CONFIG, hint)
    by_tag = {one.tag: one for one in found}
    return [
        _finding(threshold, by_tag[threshold.tag])
        for threshold in project.require
        if threshold.tag in by_tag
        and not by_tag[threshold.tag].total.reaches(threshold.measure, threshold.percent)
    ]


def lacking(found: LanguageStatus, measure: str = "current") -> Iterator[tuple[int, Row]]:
    """The catalogues in which entries are not yet `current` or `reviewed`, with how many; the longest way first."""
    rows = [(total - done, row) for row in found.rows for done, total in [row.counts.of(measure)]]
    yield from sorted((one for one in rows if one[0]), key=lambda one: (-one[0], one[1].page))


def in_words(found: LanguageStatus, measure: str = "current") -> str:
    """What is lacking, by catalogue, for a hint: `docs/index.md 12, _navigation.po 3, and 4 more`."""
    rows = list(lacking(found, measure))
    named = [f"{row.page} {count}" for count, row in rows[:_NAMED]]
    more = [f"and {len(rows) - _NAMED} more"] if len(rows) > _NAMED else []
    return ", ".join([*named, *more])


def _finding(threshold: Threshold, found: LanguageStatus) -> Finding:
    measure = threshold.measure
    done, total = found.total.of(measure)
    return Finding(
        CONFIG,
        threshold.line,
        "RL101",
        f"{found.tag}: {done} of {total} entries are {measure} ({found.total.share(measure)} %), "
        f"required are {threshold.percent} %",
        f"to be done: {in_words(found, measure)}",
    )
