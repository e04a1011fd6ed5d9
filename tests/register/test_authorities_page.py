"""The table of authorities and the glossary as pages: a small register word by word, the real one against its files.

After a change that is meant: `UPDATE_GOLDEN=1 pytest tests/register/test_authorities_page.py`, then read the diff.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, tostring

import pytest
import yaml

from handbook.markdown.generated import ABBREVIATIONS, AUTHORITIES, GLOSSARY
from handbook.register.authorities_table import CitingParagraph, authorities_table
from handbook.register.load import load_register
from handbook.register.locators import parse_locator
from handbook.register.models import Agency, Authority, Family, Term
from handbook.register.register import LocalText, Register
from handbook.site.reference.anchors import made_anchors
from handbook.site.reference.authorities import NOT_BOUND, NOT_ESTABLISHED, authorities_tree, in_two_lines
from handbook.site.reference.glossary import abbreviations_tree, glossary_tree
from handbook.translation.dates import partial_date
from handbook.translation.interface import interface

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden"
LANGUAGES = ("en", "ru", "kk", "ky", "tg", "uz", "tk")
REAL = load_register(ROOT).value
CITED = {name: (CitingParagraph("1.1.1", "x.md#p1"),) for name in REAL.authorities}


def authority(**fields: object) -> Authority:
    return Authority.model_validate(fields)


SMALL = Register(
    families={
        "treaties": Family.model_validate(
            {"order": 1, "titles": {"en": "Treaties", "kk": "Шарттар", "tk": "Şertnamalar"}}
        ),
        "laws": Family.model_validate({"order": 2, "titles": {"en": "Laws of Kazakhstan"}}),
    },
    authorities={
        "pact": authority(
            kind="treaty",
            titles={"en": "Pact <on> Rights", "ru": "Пакт о правах", "kk": "Құқықтар туралы пакт"},
            short={"en": "PR", "ru": "ПП"},
            reference="UNTS vol. 1, p. 2",
            adopted="1966-12-16",
            in_force="1976-03",
            status="in-force",
            parties={
                "KZ": {"status": "ratified", "date": "2006-01-24"},
                "KG": {"status": "acceded", "date": "1994"},
                "TJ": {"status": "none"},
                "TM": {"status": "succeeded"},
                "UZ": {"status": "signed", "date": "2001-05"},
            },
        ),
        "open": authority(
            kind="treaty", titles={"en": "An Open Treaty", "tk": "Çaga"}, reference="S/RES/1 (2001)"
        ),
        "old": authority(
            kind="law", state="KZ", titles={"en": "Old Law"}, status="replaced", successor="new"
        ),
        "new": authority(
            kind="law", state="KZ", titles={"en": "New Law"}, number={"mul": "12-IV"}, status="unconfirmed"
        ),
        "silent": authority(kind="law", state="KZ", titles={"en": "A Law nobody cites"}),
    },
    family_of={"pact": "treaties", "open": "treaties", "old": "laws", "new": "laws", "silent": "laws"},
    agencies={
        "knb": Agency.model_validate(
            {
                "names": {"en": "Committee of Kazakhstan", "kk": "Қазақстан комитеті"},
                "abbreviations": {"en": "CK", "kk": "ҚК"},
                "state": "KZ",
                "type": "security",
                "role": {"en": "x"},
            }
        )
    },
    terms={
        "search": Term.model_validate(
            {
                "preferred": {"en": "search", "kk": "тінту", "uz": "tintuv"},
                "definition": {"en": "Looking through."},
            }
        ),
        "child": Term.model_validate(
            {
                "preferred": {"en": "child", "kk": "бала", "uz": "bola"},
                "definition": {"en": "A person under eighteen.", "uz": "Oʻn sakkiz yoshga toʻlmagan shaxs."},
            }
        ),
    },
)


def small_cited(language: str) -> dict[str, tuple[CitingParagraph, ...]]:
    title = LocalText("Осы кітап туралы", "kk") if language == "kk" else LocalText("About this book", "en")
    places = (parse_locator("art. 9(3)"), parse_locator("arts. 10–12"))
    return {
        "pact": (
            CitingParagraph("2.1.3", "../rules/arrest.md#p3", places=places),
            CitingParagraph("4", "../about.md#p4", page=title),
            CitingParagraph("6", "../about.md#p6", page=title, places=places[:1]),
        ),
        "open": (CitingParagraph("", "../about.md", page=title),),
        "old": (CitingParagraph("1.1", "../rules/top.md"), CitingParagraph("2.1.3", "../rules/arrest.md#p3")),
        "new": (CitingParagraph("2.1.3", "../rules/arrest.md#p3"),),
    }


def pretty(blocks: list[Element]) -> str:
    """The blocks as HTML, a line for each thing a reader sees."""
    text = "\n".join(tostring(block, encoding="unicode", method="html") for block in blocks)
    return (
        re.sub(r"(?<!^)(?=<(?:tr|td|th|dt|dd|p|li|h2|table|tbody|thead)\b)", "\n", text.replace("\n", ""))
        + "\n"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_small_register_in_each_language(language: str) -> None:
    words = interface(language)
    table = authorities_table(SMALL, small_cited(language), language, cited_only=True)
    blocks = [
        *authorities_tree(table, words),
        *glossary_tree(SMALL, language, words),
        *abbreviations_tree(SMALL, language, words),
    ]
    golden, made = GOLDEN / f"reference.{language}.html", pretty(blocks)
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(made, "utf-8")
    assert made == golden.read_text("utf-8")


def test_nothing_to_show_is_said() -> None:
    words = interface("kk")
    trees = [
        authorities_tree(authorities_table(SMALL, {}, "kk", cited_only=True), words),
        glossary_tree(Register(), "kk", words),
        abbreviations_tree(Register(), "kk", words),
    ]
    assert [[(block.tag, block.text) for block in tree] for tree in trees] == [
        [("p", "Әзірге ешнәрсеге сілтеме жасалмаған.")],
        [("p", "Тізім бос.")],
        [("p", "Тізім бос.")],
    ]


def entries() -> Iterator[tuple[str, dict[str, object]]]:
    for path in sorted((ROOT / "docs" / "register" / "authorities").glob("*.yml")):
        yield from yaml.safe_load(path.read_text("utf-8"))["authorities"].items()


@pytest.mark.parametrize("language", ["en", "kk"])
def test_the_matrix_says_what_the_files_say(language: str) -> None:
    """Cell by cell, from the YAML as any reader would parse it."""
    tree = Element("div")
    tree.extend(authorities_tree(authorities_table(REAL, CITED, language), interface(language)))
    rows = {row.get("id"): list(row)[1:] for row in tree.iter("tr") if row.get("id")}
    states = [cell.findtext("abbr") for cell in next(tree.iter("thead")).iter("th")][1:]
    assert states == ["KZ", "KG", "TJ", "TM", "UZ"]
    seen = 0
    for name, entry in entries():
        if name not in rows:
            assert entry["kind"] not in ("treaty", "agreement")
            continue
        for state, cell in zip(states, rows[name], strict=True):
            party = entry.get("parties", {}).get(state)  # type: ignore[attr-defined]
            nothing = entry["kind"] not in ("treaty", "agreement") and not entry.get("parties")
            told = cell.text and " ".join(cell.text.split())
            assert told == (None if nothing else shown(party, language)), (name, state)
            seen += 1
    assert seen == 5 * len(rows) > 100


def shown(party: dict[str, object] | None, language: str) -> str:
    if party is None:
        return NOT_ESTABLISHED
    if party["status"] == "none":
        return NOT_BOUND
    since = " ".join(partial_date(str(party["date"]), language).split()) if "date" in party else ""
    words = interface(language)
    if party["status"] == "signed":
        return ", ".join(filter(None, [words["only signed"], since]))
    return since or words["bound"]


# Letters of each alphabet in the order a schoolbook gives; words of one letter more than these are left out.
ALPHABETS = {
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
    "ky": "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя",
    "tg": "абвгғдеёжзиӣйкқлмнопрстуӯфхҳчҷшъэюя",
    "tk": "abçdeäfghijžklmnňoöprsştuüwyýz",
}


@pytest.mark.parametrize("language", sorted(ALPHABETS))
def test_the_glossary_follows_the_alphabet(language: str) -> None:
    """Single words of the real glossary, ordered by nothing but the alphabet's own letters."""
    place = {letter: count for count, letter in enumerate(ALPHABETS[language])}
    (listed,) = glossary_tree(REAL, language, interface(language))
    words = [str(term.text).removesuffix(" · ").lower() for term in listed.iter("dt")]
    single = [word for word in words if all(letter in place for letter in word)]
    assert len(single) > 20
    # ё and е differ only where all else is equal.
    folded = {"ё": place.get("е", 0)} if language in ("ru", "ky") else {}
    assert single == sorted(single, key=lambda word: [folded.get(letter, place[letter]) for letter in word])


@pytest.mark.parametrize("language", LANGUAGES)
def test_ids_are_known_without_building(language: str) -> None:
    words = interface(language)
    table = authorities_table(REAL, CITED, language, cited_only=True)
    trees = {
        AUTHORITIES: authorities_tree(table, words),
        GLOSSARY: glossary_tree(REAL, language, words),
        ABBREVIATIONS: abbreviations_tree(REAL, language, words),
    }
    for name, blocks in trees.items():
        found = [
            element.attrib["id"] for block in blocks for element in block.iter() if "id" in element.attrib
        ]
        assert len(found) == len(set(found))
        if name != ABBREVIATIONS or language == "en":
            assert set(found) == made_anchors([name], REAL, REAL.authorities)


def test_what_is_in_another_language_says_so() -> None:
    (listed,) = glossary_tree(REAL, "kk", interface("kk"))
    assert (listed.get("lang"), listed.get("class")) == ("en", "hb-glossary hb-missing")
    assert {term.get("lang") for term in listed.iter("dt")} == {"kk"}
    assert [mark.text for mark in listed.iter("span") if mark.get("class") == "hb-mark"] == [
        "әлі аударылмаған"
    ]
    (listed,) = glossary_tree(SMALL, "uz", interface("uz"))
    assert listed.get("lang") is None
    assert [(meaning.get("lang"), len(meaning)) for meaning in listed.iter("dd")] == [(None, 0), ("en", 1)]


@pytest.mark.parametrize(
    ("language", "date"),
    [
        ("en", "December\u00a029, 2008"),
        ("ru", "29\u00a0декабря 2008\u00a0г."),
        ("kk", "2008\u00a0ж. 29\u00a0желтоқсан"),
        ("ky", "2008-ж., 29-декабрь"),
        ("uz", "29-dekabr, 2008"),
        ("tk", "29\u00a0dekabr 2008"),
    ],
)
def test_a_date_breaks_beside_its_year_only(language: str, date: str) -> None:
    assert in_two_lines(partial_date("2008-12-29", language)) == date
