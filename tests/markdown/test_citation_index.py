"""Which paragraph a citation belongs to: lists, tables, tabs, boxes and notes, as readers count."""

from __future__ import annotations

import pytest

from handbook.markdown.citation_index import CitedPlace
from handbook.markdown.page import ParsedPage, parse_page
from handbook.project import Project


def cited(project: Project, text: str) -> list[tuple[int, str, str]]:
    page = parse_page(text, "page.md", project.dialect)
    assert ParsedPage.from_json(page.as_json()) == page
    return [(place.paragraph, place.id, place.locator) for place in page.citations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one [@a]\n\ntwo [@b, art. 2]", [(1, "a", ""), (2, "b", "art. 2")]),
        ("[@a; @b, arts. 3-5]", [(1, "a", ""), (1, "b", "arts. 3–5")]),
        ("one\n\n- [@a]\n- [@b]\n\ntwo", [(1, "a", ""), (1, "b", "")]),
        ("one\n\n| x |\n| - |\n| [@a] |\n\ntwo [@b]", [(1, "a", ""), (2, "b", "")]),
        ("one\n\n=== \"KZ\"\n\n    [@a]\n\n=== \"KG\"\n\n    [@b]", [(1, "a", ""), (1, "b", "")]),
        ("one\n\n!!! never \"[@a]\"\n    text\n\n    - [@b]", [(2, "a", ""), (2, "b", "")]),
        ("??? note \"x\"\n    [@a]\n\n> [@b]", [(1, "a", ""), (2, "b", "")]),
        ("## [@a]\n\none", [(0, "a", "")]),
        ("| x |\n| - |\n| [@a] |\n\none [@b]", [(0, "a", ""), (1, "b", "")]),
        ("Term\n:   [@a]\n\none", [(0, "a", "")]),
        ("one\n\ntwo[^n]\n\n[^n]: [@a]", [(2, "a", "")]),
        ("one[^n]\n\ntwo[^n] [@b]\n\n[^n]: [@a]", [(1, "a", ""), (2, "b", "")]),
        ("one\n\ntwo[^n]\n\n[^m]: [@a]\n[^n]: see[^m]", [(2, "a", "")]),
        ("one\n\n[^n]: nobody refers to it [@a]", [(0, "a", "")]),
        ("`[@a]` \\[@b] <!-- [@c] -->\n\n```\n[@d]\n```", []),
        ("[@a](x.md) [@b, nonsense]", []),
        ("[see [@a]](x.md)", [(1, "a", "")]),
        ("***[@a]***", [(1, "a", "")]),
    ],
)  # fmt: skip
def test_a_citation_belongs_to_its_paragraph(
    handbook: Project, text: str, expected: list[tuple[int, str, str]]
) -> None:
    assert cited(handbook, text) == expected


def test_brackets_have_their_lines_right_or_wrong(handbook: Project) -> None:
    text = "---\nkind: tool\n---\n\n# T\n\na [@x]\nb [@y, nonsense] `[@z]`\n"
    assert parse_page(text, "p.md", handbook.dialect).brackets == (("[@x]", 7), ("[@y, nonsense]", 8))


def test_places_are_records() -> None:
    assert CitedPlace("cat", 3) == CitedPlace("cat", 3, "")
