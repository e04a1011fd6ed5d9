"""The map of agencies: who does what in which state, as the register knows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from handbook.register.models import Agency, Task
from handbook.register.register import LocalText, Register, in_language


@dataclass(frozen=True, slots=True)
class AgenciesMap:
    """Names by task and state; a task and state without a name is not established. `states` are country codes."""

    states: tuple[str, ...]
    rows: Mapping[Task, Mapping[str, tuple[LocalText, ...]]]


def agencies_map(register: Register, language: str) -> AgenciesMap:
    """Return the map in `language`, states in the order of the register; agencies that have ended are left out."""
    there = [agency for agency in register.agencies.values() if agency.state and not agency.ended]
    states = tuple(dict.fromkeys(str(agency.state) for agency in there if agency.tasks))
    rows = {
        task: {
            state: tuple(_name(agency, language) for agency in there if agency.state == state and task in agency.tasks)
            for state in states
        }
        for task in Task
    }
    return AgenciesMap(states, rows)


def _name(agency: Agency, language: str) -> LocalText:
    found = in_language(agency.names, language)
    assert found is not None, "the model demands an English name"
    return found
