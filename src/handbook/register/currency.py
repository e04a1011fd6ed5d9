"""How current the register is: when each authority was last compared with the law, and what is due again."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, date
from enum import StrEnum

from handbook.register.models import SOURCE_LANGUAGE, Authority
from handbook.register.register import Register, short_name


class Currency(StrEnum):
    """Whether the last check is long ago, was never made, or holds."""

    OVERDUE = "overdue"
    NEVER = "never checked"
    CURRENT = "current"


@dataclass(frozen=True, slots=True)
class CurrencyRow:
    """One authority: how often pages cite it, its last check (ISO date and copy), and when the next is due.

    `checked`, `against` and `due` are empty for an authority that was never checked.
    """

    id: str
    name: str
    cited: int
    checked: str
    against: str
    due: str
    state: Currency


def currency(
    register: Register, cited: Mapping[str, int], today: str, months: int
) -> tuple[CurrencyRow, ...]:
    """What needs a check most comes first: overdue, the longest first; never checked, the most cited first; the rest.

    `cited` counts citations by id, `today` is an ISO date, `months` how long a check holds.
    """
    rows = [
        _row(name, authority, cited.get(name, 0), today, months)
        for name, authority in register.authorities.items()
    ]
    order = {state: place for place, state in enumerate(Currency)}
    return tuple(sorted(rows, key=lambda row: (order[row.state], row.due, -row.cited, row.id)))


def due_after(checked: str, months: int) -> str:
    """The ISO date `months` after another; the last day of a shorter month stands for a day it does not have."""
    day = date.fromisoformat(checked)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        return date.max.isoformat()
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])).isoformat()


def _row(name: str, authority: Authority, cited: int, today: str, months: int) -> CurrencyRow:
    title = short_name(authority, SOURCE_LANGUAGE).text
    if authority.checked is None:
        return CurrencyRow(name, title, cited, "", "", "", Currency.NEVER)
    checked = authority.checked
    due = due_after(checked.on, months)
    state = Currency.OVERDUE if due < today else Currency.CURRENT
    return CurrencyRow(name, title, cited, checked.on, checked.against, due, state)
