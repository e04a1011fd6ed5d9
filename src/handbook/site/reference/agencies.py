"""The map of agencies as a tree: a row for each task, a column for each state."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from xml.etree.ElementTree import Element

from handbook.register.agencies_map import AgenciesMap, agencies_map
from handbook.register.models import Task
from handbook.register.register import LocalText, Register
from handbook.site.reference.authorities import NOT_ESTABLISHED
from handbook.site.reference.tree import Content, joined, local, make
from handbook.translation.places import state_name

TASKS: Mapping[Task, str] = MappingProxyType(
    {
        Task.BORDER: "Border control",
        Task.CUSTOMS: "Customs",
        Task.POLICE: "Police",
        Task.PRISON: "Prisons",
        Task.MIGRATION: "Migration",
        Task.ASYLUM: "Asylum",
        Task.TRAFFICKING: "Coordination against trafficking",
        Task.FINANCE: "Financial intelligence",
        Task.RIGHTS: "Human rights institution",
    }
)
"""The interface word (msgid) for each task."""


def agencies_tree(register: Register, language: str, words: Mapping[str, str]) -> list[Element]:
    """Return the key to the sign, and the table."""
    found = agencies_map(register, language)
    if not found.states:
        return [make("p", words["The list is empty."])]
    key = make("ul", make("li", f"{NOT_ESTABLISHED} {words['not established']}"), class_="hb-legend")
    return [key, make("div", _table(found, language, words), class_="hb-agencies")]


def _table(found: AgenciesMap, language: str, words: Mapping[str, str]) -> Element:
    heads = [make("th", state_name(state, language), scope="col") for state in found.states]
    rows = [
        make(
            "tr",
            make("th", words[TASKS[task]], scope="row"),
            *(
                make("td", make("div", *_names(names, language)), data_state=state_name(state, language))
                for state, names in by_state.items()
            ),
        )
        for task, by_state in found.rows.items()
    ]
    head = make("thead", make("tr", make("th", words["Task"], scope="col"), *heads))
    return make("table", head, make("tbody", *rows))


def _names(names: tuple[LocalText, ...], language: str) -> list[Content]:
    return joined([local(name, language) for name in names], "; ") or [NOT_ESTABLISHED]
