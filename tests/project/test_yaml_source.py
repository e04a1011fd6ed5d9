"""mkdocs.yml and front matter: read as MkDocs reads them, refused with a line where MkDocs would do harm."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from handbook.errors import HandbookError
from handbook.markdown.front_matter import read_front_matter
from handbook.project.yaml_source import parse_yaml

ROOT = Path(__file__).parents[2]


def test_values_are_those_of_yaml_1_1() -> None:
    text = 'a: no\nb: 2027-11-01\nc: 1.10\nd: "no"\ne: 0x10\nf: ~\non: 1\n7: x\ng: !!str 5\nh: [1, {i: j}]\n'
    assert parse_yaml(text, "x.yml").data == {
        "a": False, "b": date(2027, 11, 1), "c": 1.1, "d": "no", "e": 16, "f": None, True: 1, 7: "x", "g": "5",
        "h": [1, {"i": "j"}],
    }  # fmt: skip


def test_real_files_are_read_as_pyyaml_reads_them() -> None:
    for path in sorted((ROOT / "docs" / "register").rglob("*.yml")):
        text = path.read_text("utf-8")
        assert parse_yaml(text, path.name).data == yaml.safe_load(text)


def test_the_environment_is_read_as_mkdocs_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HB_ONE", "1")
    monkeypatch.delenv("HB_NONE", raising=False)
    text = "a: !ENV HB_ONE\nb: !ENV [HB_NONE, HB_ONE, c]\nc: !ENV [HB_NONE, c]\nd: !ENV HB_NONE\n"
    assert parse_yaml(text, "x.yml", environment=True).data == {"a": "1", "b": "1", "c": "c", "d": None}


def test_lines_are_those_of_keys_and_items() -> None:
    document = parse_yaml("\na: 1\nb:\n  - x\n  - c: y\n", "x.yml")
    assert (document.line("a"), document.line("b", 1), document.line("b", 1, "c", "z")) == (2, 5, 5)
    assert document.line("nowhere") == 1


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("a: 1\na: 2\n", "x.yml:2", "'a' stands twice"),
        ("a: &b 1\nc: *b\n", "x.yml:1", "the anchor &b is not used here"),
        ("a: 1\nc: *b\n", "x.yml:2", "aliases are not used here"),
        (
            "a: !!python/name:os.system\n",
            "x.yml:1",
            "the tag tag:yaml.org,2002:python/name:os.system is not used here",
        ),
        ("a: !secret b\n", "x.yml:1", "the tag !secret is not used here"),
        ("a: !!bool maybe\n", "x.yml:1", "cannot read the value 'maybe'"),
        ("a: !!timestamp soon\n", "x.yml:1", "cannot read the value 'soon'"),
        ("a: !ENV {b: c}\n", "x.yml:1", "!ENV takes a name, or a list of names and a default"),
        ("? [a]\n: b\n", "x.yml:1", "a key must be a plain word"),
        ("a: [1\nb: 2\n", "x.yml:1", "bad YAML: did not find expected ',' or ']'"),
        ("[" * 200_000, "x.yml:1", "bad YAML: nested deeper than 24 levels"),
        ("{a: " * 200_000, "x.yml:1", "bad YAML: nested deeper than 24 levels"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_is_refused_is_named_with_its_line(text: str, where: str, what: str) -> None:
    with pytest.raises(HandbookError) as refusal:
        parse_yaml(text, "x.yml", environment=True)
    assert (refusal.value.where, refusal.value.what) == (where, what)


def test_the_environment_is_closed_to_those_who_do_not_ask() -> None:
    with pytest.raises(HandbookError) as refusal:
        parse_yaml("a: !ENV HOME\n", "x.yml")
    assert refusal.value.what == "the tag !ENV is not used here"


def test_front_matter_is_read_the_same_way() -> None:
    with pytest.raises(HandbookError) as refusal:
        read_front_matter("---\nkind: safeguard\nowner: " + "[" * 200_000 + "\n---\n", "page.md")
    assert (refusal.value.where, refusal.value.what) == (
        "page.md:3",
        "bad YAML: nested deeper than 24 levels",
    )


@given(st.text(alphabet="ab:-[]{}&*!'\"\n \t#|>?,%@`~0=<"))
def test_no_yaml_like_text_makes_it_raise_anything_else(text: str) -> None:
    where = "x.yml:"
    try:
        parse_yaml(text, "x.yml")
    except HandbookError as refusal:
        where = refusal.where
    assert where.startswith("x.yml:")
