"""The map of agencies: who does what where, as far as the register knows, in each language."""

from __future__ import annotations

from xml.etree.ElementTree import tostring

import pytest

from handbook.markdown.generated import AGENCIES, generated_in
from handbook.project import Project
from handbook.register.agencies_map import agencies_map
from handbook.register.load import load_register
from handbook.register.models import Agency, Task
from handbook.register.register import Register
from handbook.site.reference.agencies import TASKS, agencies_tree
from handbook.translation.interface import interface, interface_languages


def agency(name: str, state: str | None, *tasks: str, **more: object) -> Agency:
    given = {"names": {"en": name, "kk": f"{name} (kk)"}, "state": state, "type": "x", "role": {"en": "Y."}}
    return Agency.model_validate({**given, "tasks": tasks, **more})


REGISTER = Register(
    agencies={
        "b": agency("Border <b>", "KZ", "border"),
        "m": agency("Ministry", "KZ", "police", "prison"),
        "old": agency("Old prisons", "KZ", "prison", ended="2020"),
        "k": agency("Police", "KG", "police"),
        "k2": agency("Militia", "KG", "police", names={"en": "Militia"}),
        "interpol": agency("INTERPOL", None, "police"),
        "other": agency("Without a task", "UZ"),
    }
)


def test_each_task_has_every_state_and_what_ended_has_none() -> None:
    found = agencies_map(REGISTER, "en")
    assert found.states == ("KZ", "KG")
    assert list(found.rows) == list(Task)
    names = {task: {state: [one.text for one in row[state]] for state in row} for task, row in found.rows.items()}
    assert names[Task.POLICE] == {"KZ": ["Ministry"], "KG": ["Police", "Militia"]}
    assert names[Task.PRISON] == {"KZ": ["Ministry"], "KG": []}


def test_the_table_says_what_is_not_established_and_which_language_a_name_is_in() -> None:
    key, table = agencies_tree(REGISTER, "kk", interface("kk"))
    html = tostring(table, "unicode")
    assert "".join(key.itertext()) == f"? {interface('kk')['not established']}"
    assert '<td data-state="Қырғызстан"><div>Police (kk); <span lang="en">Militia</span></div></td>' in html
    assert '<td data-state="Қырғызстан"><div>?</div></td>' in html
    assert "Border &lt;b&gt; (kk)" in html
    assert html.count("<tr>") == 1 + len(Task)


def test_a_register_without_tasks_has_an_empty_map() -> None:
    (only,) = agencies_tree(Register(), "en", interface("en"))
    assert only.text == interface("en")["The list is empty."]


@pytest.mark.parametrize("language", interface_languages())
def test_every_language_names_every_task(language: str) -> None:
    words = interface(language)
    named = [words[TASKS[task]] for task in Task]
    assert len(set(named)) == len(Task)


def test_the_map_of_the_handbook_names_border_customs_police_and_rights_of_all_five(handbook: Project) -> None:
    found = agencies_map(load_register(handbook.root).value, "en")
    assert set(found.states) == {"KZ", "KG", "TJ", "TM", "UZ"}
    for task in (Task.BORDER, Task.CUSTOMS, Task.POLICE, Task.RIGHTS):
        assert all(found.rows[task].values()), task


def test_a_page_asks_for_it_with_two_lines() -> None:
    assert generated_in("Before.\n\n/// agencies-map\n///\n\nAfter.\n") == (AGENCIES,)
