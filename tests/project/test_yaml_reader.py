"""YAML as it is read everywhere: plain values, every line, all problems, no harm."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.project.yaml_reader import read_yaml


def test_values_are_text_but_for_null_true_false_and_whole_numbers() -> None:
    source = read_yaml('a: 1966-12-16\nb: no\nc: 53\nd:\ne: "53"\nf: true\ng: 1.10\nh: [x, 2]\n')
    assert source.data == {
        "a": "1966-12-16", "b": "no", "c": 53, "d": None, "e": "53", "f": True, "g": "1.10", "h": ["x", 2],
    }  # fmt: skip
    assert source.problems == []


def test_keys_stay_words() -> None:
    assert read_yaml("no: x\n1951: y\n").data == {"no": "x", "1951": "y"}


def test_lines_are_of_the_keys_and_fall_back_to_the_nearest_ancestor() -> None:
    source = read_yaml("a:\n  b:\n    - x\n    - y\n")
    assert source.line(("a", "b")) == 2
    assert source.line(("a", "b", 1)) == 4
    assert source.line(("a", "z", "q")) == 1


def test_all_duplicates_are_reported_and_the_first_counts() -> None:
    source = read_yaml("a: 1\nb: 2\na: 3\nc:\n  d: 1\n  d: 2\n")
    assert [(p.line, p.kind, p.message) for p in source.problems] == [
        (3, "duplicate", "'a' stands twice"),
        (6, "duplicate", "'d' stands twice"),
    ]
    assert source.data == {"a": 1, "b": 2, "c": {"d": 1}}


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: &x 1\n", 1, "the anchor &x is not used here"),
        ("a: 1\nb: *x\n", 2, "aliases are not used here"),
        ("a: !!python/object/apply:os.system [echo]\n", 1, "the tag tag:yaml.org,2002:python/object/apply:os.system is not used here"),  # noqa: E501
        ("a: !ENV HOME\n", 1, "the tag !ENV is not used here"),
        ("? [a, b]\n: c\n", 1, "a key must be a plain word"),
        ("a: 1\n---\nb: 2\n", 2, "a second document begins here"),
    ],
)  # fmt: skip
def test_what_the_register_does_not_use_is_named(text: str, line: int, message: str) -> None:
    problem = read_yaml(text).problems[0]
    assert (problem.line, problem.kind, problem.message) == (line, "feature", message)


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "a: " * 50, "- " * 3000, "a:\n\t b: 1", "a: 'x", "a\x00b", "{a: [}"]
)
def test_broken_text_is_one_syntax_problem_and_no_data(text: str) -> None:
    source = read_yaml(text)
    assert source.data is None
    assert [problem.kind for problem in source.problems] == ["syntax"]


def test_nothing_is_nothing() -> None:
    assert read_yaml("").data is None
    assert read_yaml("# only a comment\n").problems == []


@given(st.text())
def test_no_text_makes_it_raise(text: str) -> None:
    read_yaml(text)


@given(st.text(alphabet="ab:-[]{}&*!'\"\n \t#|>?,%@`~0"))
def test_no_yaml_like_text_makes_it_raise(text: str) -> None:
    read_yaml(text)
