"""Stop-press notices in the register: what they must say, and which citations they concern."""
# ruff: noqa: E501 - the table below reads best unbroken

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.register.citation import CitedItem, parse_citation
from handbook.register.consistency import check_register
from handbook.register.load import load_register
from handbook.register.notices import Notice, in_order_of_date, notices_for

PACT = (
    "family: {titles: {en: T}, order: 1}\nauthorities:\n  pact:\n    kind: treaty\n    titles: {en: Pact}\n"
)


def notice(*places: str, date: str = "2027-01-10", authority: str = "pact") -> Notice:
    return Notice.model_validate(
        {"authority": authority, "locators": list(places), "date": date, "text": {"en": "Changed."}}
    )


def cited(written: str) -> CitedItem:
    return parse_citation(f"[@{written}]").items[0]


@pytest.mark.parametrize(
    ("places", "citation", "concerns"),
    [
        ((), "pact", True),
        ((), "pact, art. 5", True),
        ((), "other", False),
        (("art. 9",), "pact", True),
        (("art. 9",), "other, art. 9", False),
        (("art. 9",), "pact, art. 9", True),
        (("art. 9",), "pact, art. 9(3)(a)", True),
        (("art. 9",), "pact, art. 10", False),
        (("art. 9",), "pact, arts. 7–12", True),
        (("art. 9",), "pact, arts. 7–8", False),
        (("art. 9",), "pact, arts. 3, 9", True),
        (("art. 9(3)",), "pact, art. 9", True),
        (("art. 9(3)",), "pact, art. 9(3)(b)", True),
        (("art. 9(3)",), "pact, art. 9(1)", False),
        (("art. 9(3)",), "pact, art. 9(1)–(4)", True),
        (("art. 135",), "pact, art. 135-1", False),
        (("art. 135-1",), "pact, art. 135-1(2)", True),
        (("arts. 5–9",), "pact, art. 7(2)", True),
        (("arts. 5–9",), "pact, art. 10", False),
        (("art. 9", "art. 14"), "pact, art. 14(3)", True),
        (("ch. 2",), "pact, art. 9", True),
        (("ch. 2, art. 9",), "pact, art. 8", False),
        (("annex II",), "pact, annex I", False),
        (("preamble",), "pact, preamble", True),
    ],
)
def test_which_citations_a_notice_concerns(places: tuple[str, ...], citation: str, concerns: bool) -> None:
    assert notice(*places).concerns(cited(citation)) is concerns
    assert bool(notices_for({"n": notice(*places)}, [cited(citation)])) is concerns


@given(st.integers(1, 60), st.integers(1, 60), st.integers(0, 9), st.integers(0, 9))
def test_a_place_concerns_itself_and_what_it_lies_in(one: int, other: int, sub: int, further: int) -> None:
    written = f"pact, art. {one}" + (f"({sub})" if sub else "")
    apart = f"pact, art. {other}" + (f"({further})" if further else "")
    ours = notice(written.removeprefix("pact, "))
    assert ours.concerns(cited(written))
    assert ours.concerns(cited(f"pact, art. {one}"))
    expected = one == other and (not sub or not further or sub == further)
    assert ours.concerns(cited(apart)) is expected
    assert notice(apart.removeprefix("pact, ")).concerns(cited(written)) is expected


def test_the_latest_comes_first_and_equal_dates_by_id() -> None:
    found = {"b": notice(), "a": notice(), "c": notice(date="2027-03-01"), "d": notice(date="2026-03-01")}
    assert in_order_of_date(found) == ("c", "a", "b", "d")


def load(root: Path, text: str) -> list[tuple[int, str, str]]:
    folder = root / "docs" / "register"
    for name, content in (
        ("authorities/t.yml", PACT + "    locators: {article: 20}\n"),
        ("notices/n.yml", text),
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, "utf-8")
    law = load_register(root)
    found = (*law.findings, *check_register(law.value, ("en", "ru")))
    return [(one.line, one.code, one.message) for one in found if one.path == "docs/register/notices/n.yml"]


HEAD = "notices:\n  change:\n    authority: {authority}\n    date: 2027-01-10\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEAD.format(authority="pact") + "    text: {en: x, ru: y}\n", []),
        (HEAD.format(authority="pakt") + "    text: {en: x}\n", [(2, "RG206", "change: the register has no authority 'pakt'")]),
        (HEAD.format(authority="pact") + "    text: {en: x}\n    locators: [art. 21]\n", [(2, "RG206", "change: [@pact, art. 21] goes beyond pact")]),
        (HEAD.format(authority="pact") + "    text: {en: x}\n    locators: [article 2]\n", [(6, "RG106", "change: locators.0: write it as 'art. 2'")]),
        (HEAD.format(authority="pact") + "    text: {en: x}\n    locators: [page 2]\n", [(6, "RG106", "change: locators.0: 'page' is not a kind of division")]),
        (HEAD.format(authority="pact") + "    text: {ru: x}\n", [(2, "RG106", "change: the entry: text needs en, the language others fall back to")]),
        (HEAD.format(authority="pact") + "    text: {en: x, fr: y}\n", [(2, "RG204", "change: 'fr' is not a language of this handbook")]),
        ("notices:\n  change: {authority: pact, date: 2027-01, text: {en: x}}\n", [(2, "RG106", "change: date: the day is needed: YYYY-MM-DD")]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_notice_is_found(
    tmp_path: Path, text: str, expected: list[tuple[int, str, str]]
) -> None:
    assert load(tmp_path, text) == expected
