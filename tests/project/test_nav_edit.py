"""A page put into nav leaves every other byte of mkdocs.yml as it is, however nav is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.errors import HandbookError
from handbook.project.nav_edit import with_new_section, with_page_after

HEAD = "site_name: !ENV [NAME, x]  # kept\n\n"
CASES = {
    "a plain list": ("nav:\n  - a.md\n  - b.md\n", "nav:\n  - a.md\n  - new.md\n  - b.md\n"),
    "the last line without an end": ("nav:\n- a.md", "nav:\n- a.md\n- new.md\n"),
    "in a section": (
        "nav:\n  - Part:\n      - a.md\n  - b.md\n",
        "nav:\n  - Part:\n      - a.md\n      - new.md\n  - b.md\n",
    ),
    "a section not indented": ("nav:\n- Part:\n  - a.md\n- b.md\n", "nav:\n- Part:\n  - a.md\n  - new.md\n- b.md\n"),
    "after a titled page": ("nav:\n  - 'A: 1': a.md\n", "nav:\n  - 'A: 1': a.md\n  - new.md\n"),
    "a title over its page": ("nav:\n  - A:\n     a.md\n  - b.md\n", "nav:\n  - A:\n     a.md\n  - new.md\n  - b.md\n"),
    "comments stay where they are": (
        "nav:\n  # first\n  - a.md   # one\n\n  # second\n  - b.md\n# end\n",
        "nav:\n  # first\n  - a.md   # one\n  - new.md\n\n  # second\n  - b.md\n# end\n",
    ),
    "in quotes": ('nav:\n  - "a.md"\nplugins: [x]\n', 'nav:\n  - "a.md"\n  - new.md\nplugins: [x]\n'),
    "in brackets": ("nav: [a.md, b.md]\n", "nav: [a.md, new.md, b.md]\n"),
    "in brackets, with sections": ("nav: [{P: [ 'a.md' ]}, b.md]\n", "nav: [{P: [ 'a.md', new.md ]}, b.md]\n"),
    "in brackets, with titles": ("nav: [{A: a.md}, b.md]\n", "nav: [{A: a.md}, new.md, b.md]\n"),
    "line ends of Windows": ("nav:\r\n  - a.md\r\n  - b.md\r\n", "nav:\r\n  - a.md\r\n  - new.md\r\n  - b.md\r\n"),
    "a mark at the start": ("\ufeffnav:\n  - a.md\n", "\ufeffnav:\n  - a.md\n  - new.md\n"),
    "other lists with the same page": (
        "x:\n  - a.md\nnav:\n  - a.md\ny: [a.md]\n",
        "x:\n  - a.md\nnav:\n  - a.md\n  - new.md\ny: [a.md]\n",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_page_comes_after_another(case: str) -> None:
    before, after = CASES[case]
    assert with_page_after(before, "mkdocs.yml", "a.md", "new.md") == after


@pytest.mark.parametrize("page", ["a b.md", "ж.md", "yes", "a: b.md", "#a.md", "a\n- b.md", "*a.md", "{{x}}.md"])
def test_a_name_that_means_something_in_yaml_is_quoted(page: str) -> None:
    text = with_page_after(f"{HEAD}nav:\n  - a.md\n", "mkdocs.yml", "a.md", page)
    assert text.startswith(f"{HEAD}nav:\n  - a.md\n  - \"")
    assert text.count("\n") == HEAD.count("\n") + 3


@pytest.mark.parametrize(
    "text",
    [
        "nav:\n  - b.md\n",
        "nav: a.md\n",
        "site_name: x\n",
        "nav:\n  - |\n    a.md\n  - b.md\n",
        "nav:\n  - {A: a.md, B: b.md}\n",
    ],
)
def test_what_cannot_be_edited_is_left_to_a_person(text: str) -> None:
    with pytest.raises(HandbookError) as caught:
        with_page_after(text, "mkdocs.yml", "a.md", "new.md")
    assert caught.value.where == "mkdocs.yml"
    assert "- new.md" in caught.value.hint


SECTIONS = {
    "after the section of a page": (
        "nav:\n  - One:\n      - a.md  # x\n  - b.md\n",
        "nav:\n  - One:\n      - a.md  # x\n  - Part two:\n      - new.md\n  - b.md\n",
    ),
    "after a page": ("nav:\n- a.md\n- b.md\n", "nav:\n- a.md\n- Part two:\n    - new.md\n- b.md\n"),
}


@pytest.mark.parametrize("case", SECTIONS)
def test_a_section_comes_after_the_one_of_a_page(case: str) -> None:
    before, after = SECTIONS[case]
    assert with_new_section(before, "mkdocs.yml", "a.md", "Part two", "new.md") == after


def test_a_section_without_a_neighbour_is_the_last() -> None:
    text = with_new_section("nav:\n  - a.md\nx: 1\n", "mkdocs.yml", "", "Yes: {no}", "new.md")
    assert text == 'nav:\n  - a.md\n  - "Yes: {no}":\n      - new.md\nx: 1\n'


_WORD = st.text("abcd", min_size=1, max_size=3)
_NAV = st.recursive(
    _WORD.map(lambda word: f"{word}.md"),
    lambda entry: st.tuples(_WORD, st.lists(entry, min_size=1, max_size=3)),
    max_leaves=6,
)


def _lines(entries: list[object], depth: int, comments: list[str]) -> list[str]:
    out: list[str] = []
    for number, entry in enumerate(entries):
        note = comments[(number + depth) % len(comments)]
        if isinstance(entry, tuple):
            out += [f"{' ' * depth}- {entry[0]}:{note}", *_lines(entry[1], depth + 3, comments)]
        else:
            out.append(f"{' ' * depth}- {entry}{note}")
    return out


@given(st.lists(_NAV, min_size=1, max_size=4), st.lists(st.sampled_from(["", "  # note", "\n\n# mark"]), min_size=1))
def test_any_nav_keeps_all_its_bytes(entries: list[object], comments: list[str]) -> None:
    lines = [*_lines(entries, 2, comments), "  - here.md # x", *_lines(entries, 2, comments)]
    text = HEAD + "nav:\n" + "\n".join(lines) + "\n"
    assert with_page_after(text, "mkdocs.yml", "here.md", "new.md") == text.replace(
        "  - here.md # x\n", "  - here.md # x\n  - new.md\n"
    )
