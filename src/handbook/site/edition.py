"""What a build is told about the edition it makes."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.stable import Clock


@dataclass(frozen=True, slots=True)
class Edition:
    """`number` as in mkdocs.yml, `date` ISO, `commit` short or empty; `pdf`: whether a PDF stands beside the site."""

    number: str
    date: str
    commit: str
    pdf: bool = True

    @staticmethod
    def of(number: str, clock: Clock) -> Edition:
        return Edition(number, clock.date, clock.label)
