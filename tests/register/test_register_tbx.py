"""Terms as TBX: whatever the register can say goes out and comes back; what is no such file is refused."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.cli.main import status
from handbook.errors import HandbookError
from handbook.register.load import load_register
from handbook.register.models import Term
from handbook.register.tbx import differences, read_tbx, write_tbx

ROOT = Path(__file__).parents[2]
TERMS = load_register(ROOT).value.terms
SPACE = "{urn:iso:std:iso:30042:ed-2}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# Any text a term may hold and XML can carry.
words = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn"], exclude_characters="\x7f\ufffe\uffff"),
    min_size=1,
    max_size=20,
).filter(lambda text: text == text.strip() and text)


def test_the_register_comes_back_as_it_went_out() -> None:
    back = read_tbx(write_tbx(TERMS, "Handbook"), "x.tbx")
    assert back == dict(TERMS)
    assert list(back) == list(TERMS)
    assert len(back) >= 80
    assert list(differences(TERMS, back)) == []


def test_the_same_terms_give_the_same_bytes() -> None:
    assert write_tbx(TERMS, "Handbook") == write_tbx(read_tbx(write_tbx(TERMS, "Handbook"), "x"), "Handbook")


@given(words, words, st.lists(words, max_size=2), words, words)
def test_any_words_come_back(
    english: str, other: str, forbidden: list[str], meaning: str, title: str
) -> None:
    term = Term.model_validate(
        {
            "preferred": {"en": english, "kk": other},
            "match": {"kk": r"\w+<&>"},
            "forbidden": {"kk": forbidden} if forbidden else {},
            "definition": {"en": meaning},
        }
    )
    terms = {"4x4": term, "b": term}
    assert read_tbx(write_tbx(terms, title), "x.tbx") == terms


def test_it_is_tbx_basic_as_tools_read_it() -> None:
    root = ElementTree.fromstring(write_tbx(TERMS, "Handbook"))
    assert (root.tag, root.get("type"), root.get("style"), root.get(LANG)) == (
        f"{SPACE}tbx",
        "TBX-Basic",
        "dca",
        "en",
    )
    assert [child.tag for child in root] == [f"{SPACE}tbxHeader", f"{SPACE}text"]
    ids = [concept.get("id") for concept in root.iter(f"{SPACE}conceptEntry")]
    assert ids == [f"c-{name}" for name in TERMS]
    concept = next(root.iter(f"{SPACE}conceptEntry"))
    term = next(iter(TERMS.values()))
    sections = {section.get(LANG): section for section in concept.iter(f"{SPACE}langSec")}
    assert list(sections) == list(term.preferred)
    for language, section in sections.items():
        statuses = {
            found.findtext(f"{SPACE}term"): found.findtext(f"{SPACE}termNote[@type='administrativeStatus']")
            for found in section.iter(f"{SPACE}termSec")
        }
        expected = {term.preferred[language]: "preferredTerm-admn-sts"}
        expected |= dict.fromkeys(term.forbidden.get(language, ()), "deprecatedTerm-admn-sts")
        assert statuses == expected


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "the file is not XML: no element found: line 1, column 0"),
        (b"<tbx>", "the file is not XML: no element found: line 1, column 5"),
        (b"<martif/>", "the file is not TBX: it begins with martif"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "the file has a document type"),
        (
            b'<tbx xmlns="urn:iso:std:iso:30042:ed-2"><conceptEntry id="c-x"/></tbx>',
            "the concept 'x': Field required",
        ),
    ],
)
def test_what_is_no_such_file_is_refused(data: bytes, what: str) -> None:
    with pytest.raises(HandbookError) as refusal:
        read_tbx(data, "x.tbx")
    assert (refusal.value.what, refusal.value.where) == (what, "x.tbx")


def test_differences_are_named() -> None:
    one = Term.model_validate({"preferred": {"en": "a", "ru": "б"}, "definition": {"en": "x"}})
    two = one.model_copy(update={"preferred": {"en": "a"}, "forbidden": {"en": ("c", "d")}})
    assert list(differences({"t": one, "u": one}, {"t": two, "v": one})) == [
        "t: preferred.ru: register 'б', file nothing",
        "t: forbidden.en: register nothing, file 'c', 'd'",
        "u: only in the register",
        "v: only in the file",
    ]


@pytest.mark.parametrize("field", ["match", "forbidden", "definition"])
def test_a_language_without_a_word_has_nothing_else_of_the_term(field: str) -> None:
    value = ["x"] if field == "forbidden" else "x"
    data = {"preferred": {"en": "a"}, "definition": {"en": "x"}}
    data[field] = {**data.get(field, {}), "ru": value}  # type: ignore[dict-item]
    with pytest.raises(ValueError, match=rf"{field}\.ru has no preferred\.ru to belong to"):
        Term.model_validate(data)


def test_the_commands_export_and_compare(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "terms.tbx"
    assert status(["-C", str(ROOT), "terms", "export", "--tbx", str(file)]) == 0
    assert status(["-C", str(ROOT), "terms", "compare", "--tbx", str(file)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "no differences"
    first = next(iter(TERMS.values())).preferred["ru"]
    file.write_text(file.read_text("utf-8").replace(f"<term>{first}<", "<term>другое<", 1), "utf-8")
    assert status(["-C", str(ROOT), "terms", "compare", "--tbx", str(file)]) == 1
    assert f"preferred.ru: register {first!r}, file 'другое'" in capsys.readouterr().out
    assert status(["-C", str(ROOT), "terms", "compare", "--tbx", str(tmp_path / "none.tbx")]) == 2
