"""What is a typo and what is law; and the file in which typos are declared."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from translation.catalogue_sample import FIRST, make_sample, update, write_page

from handbook.findings import Finding
from handbook.project import load_project
from handbook.translation.mark import Change, changes
from handbook.translation.typos import why_no_typo
from handbook.translation.update_all import read_english
from handbook.translation.waivers import (
    Waiver,
    load_waivers,
    parse_waivers,
    record,
    save_waivers,
    schema,
    write_waivers,
)

KNOWN = frozenset("prison person legal statute detained officers told trial trail persons casual".split())  # noqa: SIM905
TYPOS = [
    ("You must recieve it.", "You must receive it."),
    ("It is lawfull.", "It is lawful."),
    ("He is detaned now.", "He is detained now."),
    ("The detentoin ends.", "The detention ends."),
    ("the the cell", "the cell"),
    ("Go to to the desk", "Go to the desk"),
    ("Ask  a officer", "Ask an officer"),
    ("“Quote” it – now", '"Quote" it - now'),
    ("The person’s name", "The person's name"),
    ("Tell them", "Tell them."),
    ("Under thelaw here", "Under the law here"),
    ("tell them", "Tell them"),
    ("Kazakstan acts", "Kazakhstan acts"),
]
LAW = [
    ("You must go.", "You should go.", "must"),
    ("You must not go.", "You must go.", "not"),
    ("You may go.", "You may not go.", "not"),
    ("Within 24 hours", "Within 48 hours", "48"),
    ("Within three hours", "Within four hours", "four"),
    ("Within three hours", "Within three days", "days"),
    ("It is legal.", "It is illegal.", "illegal"),
    ("It is admissible.", "It is inadmissible.", "inadmissible"),
    ("See [@iccpr, art. 9].", "See [@iccpr, art. 10].", "art. 10"),
    ("See [the list](a.md).", "See [the list](b.md).", "b.md"),
    ("Told why.[^a]", "Told why.[^b]", "[^b]"),
    ("a lawyer", "the lawyer", "the"),
    ("an officer, and", "an officer and", "taken out"),
    ("**Never** lie", "Never lie", "taken out"),
    ("notable cases", "no table cases", "no table"),
    ("not not held", "not held", "not"),
    ("in prison", "in person", "person"),
    ("the names", "the name", "name"),
    ("a detainee", "a detained", "detained"),
    ("or the judge", "and the judge", "and"),
    ("the WHO says", "the who says", "who"),
    ("a person went", "a person and a judge went", "added"),
    ("one  \ntwo", "one two", "taken out"),
    ("in the trail", "in the trial", "stands elsewhere"),
    ("an hour", "an huor", "hour"),
    ("say it.", "say it?", "?"),
    ("a⟦1⟧b", "a⟦2⟧b", "⟦2⟧"),
    ("owner told", "ownr tld oficer sed", "became"),
]


@pytest.mark.parametrize(("old", "new"), TYPOS)
def test_typos(old: str, new: str) -> None:
    assert why_no_typo(old, new, KNOWN) == ""


@pytest.mark.parametrize(("old", "new", "said"), LAW)
def test_law(old: str, new: str, said: str) -> None:
    assert said in why_no_typo(old, new, KNOWN)


@given(st.text(), st.text())
def test_any_texts_get_an_answer_and_equal_ones_are_equal(one: str, other: str) -> None:
    assert why_no_typo(one, one) == ""
    assert isinstance(why_no_typo(one, other), str)


SLIP = FIRST[3].replace("lawful", "lawfull")
GOOD = Waiver("rules/arrest.md", SLIP, FIRST[3], "An editor", "spelling", ("kk",))
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=9).filter(str.strip)


@given(
    st.lists(
        TEXT.map(lambda text: Waiver("a.md", f"{text} .", f"{text}.", "An editor", "spaces")), unique=True
    )
)
def test_what_is_written_reads_back(waivers: list[Waiver]) -> None:
    text = write_waivers(waivers)
    read = parse_waivers(text, "w.yml")
    assert (list(read.value), read.findings) == (sorted(waivers), ())
    Draft202012Validator(json.loads(schema())).validate(yaml.safe_load(text))


def test_the_file_beside_its_schema(tmp_path: Path) -> None:
    project = load_project(make_sample(tmp_path, in_git=False))
    path = save_waivers(project, [GOOD])
    assert path.with_name("waivers.schema.json").read_bytes() == schema()
    assert load_waivers(project).value == (GOOD,)
    assert record(GOOD)["languages"] == ["kk"]
    assert load_waivers(project).value[0].line == 4


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ('by: "An editor"', 'by: "7"', 7, "name of the person"),
        ('why: "spelling"', "why: ''", 4, "no why"),
        ("page:", "side:", 4, "no page"),
        ('why: "spelling"', 'why: "spelling"\n    when: now', 9, "does not belong"),
        ("[kk]", "[xx]", 9, "'xx' is no language"),
        ("[kk]", "kk", 9, "list of tags"),
        (
            "within two days whether the arrest was lawfull",
            "within ten days whether the arrest was lawfull",
            4,
            "'ten' became 'two'",
        ),
        ("waivers:\n", "waived:\n", 1, "must hold waivers"),
        ("page:", "page: [", 4, "expected"),
    ],
)
def test_what_is_wrong_with_the_file_is_told_with_its_line(old: str, new: str, line: int, what: str) -> None:
    text = write_waivers([GOOD])
    assert old in text
    read = parse_waivers(text.replace(old, new), "translations/waivers.yml", frozenset({"kk"}))
    assert read.value == ()
    said: list[Finding] = [found for found in read.findings if what in found.message]
    assert [(found.path, found.line, found.code) for found in said] == [
        ("translations/waivers.yml", line, "WV101")
    ], read


def test_a_waiver_that_stands_twice(tmp_path: Path) -> None:
    text = write_waivers([GOOD])
    (found,) = parse_waivers(text + text.partition("waivers:\n")[2], "w.yml").findings
    assert (found.line, "stands twice" in found.message) == (10, True)


def test_a_file_that_leads_out_of_the_project_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "out.yml").write_text(write_waivers([GOOD]), "utf-8")
    root = tmp_path / "in"
    root.mkdir()
    project = load_project(make_sample(root, in_git=False))
    (root / "translations" / "waivers.yml").symlink_to(tmp_path / "out.yml")
    loaded = load_waivers(project)
    assert (loaded.value, [found.code for found in loaded.findings]) == ((), ["WV101"])


def test_marking_is_about_the_words_a_translation_was_made_for(tmp_path: Path) -> None:
    """After a change of law was followed by a typo, the typo alone cannot make the translation current."""
    root = make_sample(tmp_path, in_git=False)
    write_page(
        root, "arrest", (*FIRST[:3], FIRST[3].replace("two days", "three days").replace("lawful", "lawfull"))
    )
    update(root)
    write_page(root, "arrest", (*FIRST[:3], FIRST[3].replace("two days", "three days")))
    assert found_changes(root) == []
    update(root)
    (change,) = found_changes(root)
    assert (change.old, change.languages) == (FIRST[3], frozenset({"kk"}))
    assert "three" in change.reason


def found_changes(root: Path) -> list[Change]:
    project = load_project(root)
    return changes(project, {"kk": read_english(project).wanted("kk")}, (), ())
