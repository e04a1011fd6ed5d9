"""What only the whole register can tell; each finding by a register that is wrong in one way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from handbook.register.consistency import check_register
from handbook.register.load import load_register
from handbook.register.models import Agency, Authority, Term
from handbook.register.register import Register

ROOT = Path(__file__).parents[2]
LANGUAGES = ["en", "ru", "kk", "ky", "tg", "uz", "tk"]


def register(
    agencies: dict[str, Any] | None = None, terms: dict[str, Any] | None = None, **authorities: Any
) -> Register:
    base = {"kind": "treaty", "adopted": "2000-05-01"}
    return Register(
        authorities={
            name: Authority.model_validate({**base, "titles": {"en": f"Title of {name}"}, **fields})
            for name, fields in authorities.items()
        },
        agencies={name: Agency.model_validate(fields) for name, fields in (agencies or {}).items()},
        terms={name: Term.model_validate(fields) for name, fields in (terms or {}).items()},
        places={("authorities", name): ("a.yml", 10 + at) for at, name in enumerate(authorities)},
    )


def test_this_register_is_consistent() -> None:
    assert check_register(load_register(ROOT).value, LANGUAGES, "2026-11-22") == ()


REPLACED = {"status": "replaced"}
GUARD = {"names": {"en": "Guard"}, "type": "border", "role": {"en": "Guards."}}
CHILD = {"preferred": {"en": "child"}, "definition": {"en": "Under eighteen."}}
CASES = [
    (register(a={**REPLACED, "successor": "b"}), "RG201", "a: a names an unknown successor", "add b"),
    (
        register(a={**REPLACED, "successor": "b"}, b={**REPLACED, "successor": "a"}),
        "RG201",
        "a: its successors run in a circle",
        "a → b → a",
    ),
    (
        register(a={"in_force": "1999-01-01"}),
        "RG202",
        "a: in force 1999-01-01, before 2000-05-01",
        "correct a date",
    ),
    (
        register(a={"in_force": "2000-04"}),
        "RG202",
        "a: in force 2000-04, before 2000-05-01",
        "correct a date",
    ),
    (
        register(a={"parties": {"KZ": {"status": "signed", "date": 1999}}}),
        "RG202",
        "a: KZ signed it before its adoption",
        "correct a date",
    ),
    (
        register(a={"checked": {"on": "2027-01-01", "against": "a copy"}}),
        "RG202",
        "a: checked on 2027-01-01, which is to come",
        "correct the date",
    ),
    (
        register(a={}, b={"titles": {"en": "TITLE OF A"}}),
        "RG203",
        "b: its title in en is also that of a",
        "'TITLE OF A': add what tells them apart",
    ),
    (
        register(a={"short": {"ru": "Пакт"}}, b={"short": {"ru": "Пакт"}}),
        "RG203",
        "b: its short name in ru is also that of a",
        "'Пакт': add what tells them apart",
    ),
    (
        register({"a": GUARD, "b": GUARD}),
        "RG203",
        "b: its name in en is also that of a",
        "'Guard': add what tells them apart",
    ),
    (
        register(a={"short": {"kz": "x"}}),
        "RG204",
        "a: 'kz' is not a language of this handbook",
        "languages are en, kk, ky, ru, tg, tk, uz",
    ),
    (
        register(terms={"child": {**CHILD, "match": {"en": "kid"}}}),
        "RG205",
        "child: match.en does not find 'child'",
        "widen the pattern",
    ),
    (
        register(terms={"child": {**CHILD, "forbidden": {"en": ["Child"]}}}),
        "RG205",
        "child: 'child' is both preferred and forbidden",
        "drop one",
    ),
]


@pytest.mark.parametrize(("wrong", "code", "message", "hint"), CASES)
def test_each_mistake_has_its_finding(wrong: Register, code: str, message: str, hint: str) -> None:
    found = check_register(wrong, LANGUAGES, "2026-11-22")
    assert (found[0].code, found[0].message, found[0].hint) == (code, message, hint)
    assert {f.code for f in found} == {code}


def test_findings_have_the_line_of_the_entry() -> None:
    found = check_register(register(a={}, b={**REPLACED, "successor": "c"}))
    assert [(f.path, f.line) for f in found] == [("a.yml", 11)]


def test_dates_less_exact_than_a_day_are_compared_as_far_as_they_go() -> None:
    assert check_register(register(a={"in_force": "2000"}, b={"in_force": "2000-05"})) == ()
