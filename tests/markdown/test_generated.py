"""Places for what the build makes: found where they stand alone in the page, filled before headings get their ids."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

import pytest
from markdown import Markdown

from handbook.markdown.extension import HandbookExtension
from handbook.markdown.generated import add_generated, generated_in
from handbook.markdown.page import parse_page
from handbook.markdown.session import PageInput
from handbook.project import Project

PLACE = "/// glossary\n///"


def made() -> list[Element]:
    heading, list_ = Element("h2", {"id": "made"}), Element("dl")
    heading.text = "Made *as it is* [@x] <b>"
    return [heading, list_]


def render(text: str) -> str:
    given = PageInput(number="1.1", inline=lambda md, _: add_generated(md, {"glossary": made}))
    return Markdown(extensions=["toc", "admonition", "tables", HandbookExtension(given)]).convert(text)


@pytest.mark.parametrize("text", [f"a\n\n{PLACE}\n\nb", f"a\n{PLACE}\nb", "a\n\n/// glossary  \n/// \n\nb"])
def test_trees_take_their_place_and_no_number(text: str) -> None:
    html = re.sub(r"\s*<a class=\"hb-para\"[^>]*>([^<]*)</a>", r"\1", render(text))
    made_html = '<h2 id="made">Made *as it is* [@x] &lt;b&gt;</h2>\n<dl></dl>'
    assert html.replace("\n", "") == f"<p>1.1.1 a</p>{made_html}<p>1.1.2 b</p>".replace("\n", "")
    assert generated_in(text) == ("glossary",)


@pytest.mark.parametrize(
    "text",
    [
        f"    {PLACE}",
        f"- x\n\n    {PLACE}",
        "/// other\n///",
        "/// glossary",
        f"x {PLACE}",
        "/// glossary | x\n///",
    ],
)
def test_nothing_else_is_a_place(text: str) -> None:
    assert "Made" not in render(text)
    assert generated_in(text) == ()


def test_a_tree_that_is_not_given_leaves_nothing() -> None:
    assert render("/// authorities\n///\n\nb").startswith("<p>")


def test_the_place_is_no_text_for_translators(handbook: Project) -> None:
    page = parse_page(f"# T\n\nsome words\n\n{PLACE}\n", "p.md", handbook.dialect)
    assert [segment.msgid for segment in page.segments] == ["T", "some words"]
    assert (page.generated, page.paragraphs) == (("glossary",), 1)


def test_without_the_build_it_is_text() -> None:
    assert Markdown(extensions=[HandbookExtension()]).convert(PLACE) == Markdown().convert(PLACE)
