"""Where a citation gets brackets, and where it needs none."""

from __future__ import annotations

import re

import pytest
from markdown import Markdown

from handbook.markdown.citations import CitationExtension, CitationRenderer
from handbook.register.models import Authority
from handbook.register.register import Register

CAT = Authority.model_validate(
    {"kind": "treaty", "titles": {"en": "Convention"}, "short": {"en": "CAT", "kk": "Конв."}}
)
EXTENSIONS = ["admonition", "attr_list", "footnotes", "tables", "pymdownx.tasklist"]


def shown(text: str, language: str = "en") -> str:
    """The page without tags."""
    renderer = CitationRenderer(Register(authorities={"cat": CAT}), language, None)
    converter = Markdown(extensions=[*EXTENSIONS, CitationExtension(renderer, lambda _: None)])
    return re.sub(r"<[^>]+>", "", converter.convert(text)).strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No torture [@cat, art. 2].", "No torture [CAT, art. 2]."),
        ("No *torture* [@cat]", "No torture [CAT]"),
        ("*No torture [@cat]*", "No torture [CAT]"),
        ("[@cat] forbids it.", "CAT forbids it."),
        ("First. [@cat] forbids it, see [@cat].", "First. CAT forbids it, see [CAT]."),
        ("It is forbidden ([@cat]).", "It is forbidden (CAT)."),
        ("See: [@cat]", "See: CAT"),
        ("Sentence\\. [@cat]", "Sentence. CAT"),
        ("a [@cat; @cat, art. 3].", "a [CAT; CAT, art. 3]."),
        ("*a* [@cat] [@cat]", "a [CAT] [CAT]"),
        ("line  \n[@cat]", "line\n[CAT]"),
        ("`code` [@cat]", "code [CAT]"),
        ("- [@cat]\n- see [@cat]", "CAT\nsee [CAT]"),
        ("- [ ] [@cat]", "CAT"),
        ("!!! note \"A box\"\n    [@cat] forbids it.", "A box\nCAT forbids it."),
        ("see [@cat](x.md)", "see @cat"),
        ("no [@other]", "no [@other]"),
    ],
)  # fmt: skip
def test_citations_in_a_sentence_get_brackets(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_a_cell_of_its_own_needs_none() -> None:
    assert re.findall(r"\S+", shown("| a | b |\n| - | - |\n| [@cat] | x [@cat] |"))[-3:] == ["CAT", "x", "[CAT]"]


def test_a_note_s_mark_is_no_word() -> None:
    text = shown("[^1] [@cat]\n\nwords[^1] [@cat]\n\n[^1]: [@cat] of a note")
    assert "1 CAT\nwords1 [CAT]\n" in text
    assert "CAT of a note" in text


def test_other_languages_are_the_same() -> None:
    assert shown("азаптауға болмайды [@cat, art. 2].", "kk") == "азаптауға болмайды [Конв., 2-бап]."
