"""How current the cited law is, seen over the whole project."""

from __future__ import annotations

from collections import Counter

from handbook.findings import FindingsError
from handbook.project import Project
from handbook.register.currency import CurrencyRow, currency
from handbook.register.load import load_register
from handbook.stable import today
from handbook.translation.source import Source, read_source


def times_cited(source: Source) -> Counter[str]:
    """How often the pages cite each authority; each place of a joint citation counts."""
    return Counter(place.id for page in source.pages.values() for place in page.citations)


def currency_of(project: Project) -> tuple[CurrencyRow, ...]:
    """Every authority of the register with its last check. Raises FindingsError when the register is broken."""
    law = load_register(project.root, folder=project.register, cache=project.cache)
    source = read_source(project, project.pages)
    if law.findings or source.findings:
        raise FindingsError([*law.findings, *source.findings])
    return currency(law.value, times_cited(source), today(), project.authorities_months)
