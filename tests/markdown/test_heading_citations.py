"""A heading that cites has one id in every language, with a register and without."""

from __future__ import annotations

import re

import pytest
from markdown import Markdown

from handbook.markdown.citations import CitationRenderer, add_citations
from handbook.markdown.extension import HandbookExtension
from handbook.markdown.session import PageInput, State, Target
from handbook.register.models import Authority
from handbook.register.register import Register

CAT = Authority.model_validate(
    {"kind": "treaty", "titles": {"en": "Convention"}, "short": {"en": "CAT", "kk": "Конв."}}
)
TEXT = "## No torture [@cat, art. 2]\n\n## [@cat, arts. 3–5]\n\n## [@cat, arts. 3–5]\n\n## Plain\n"
IDS = ["no-torture-cat-art-2", "cat-arts-35", "cat-arts-35_1", "plain"]
KAZAKH = {"No torture [@cat, art. 2]": "Азаптауға болмайды [@cat, art. 2]", "Plain": "Жай"}


def ids(given: PageInput) -> list[str]:
    converter = Markdown(extensions=["toc", HandbookExtension(given)])
    return re.findall(r'<h2 id="([^"]*)"', converter.convert(TEXT))


@pytest.mark.parametrize("language", ["", "en", "kk"])
def test_the_id_is_that_of_the_source(language: str) -> None:
    renderer = CitationRenderer(Register(authorities={"cat": CAT}), language, None)
    given = PageInput(
        lookup=(lambda msgid: Target(State.CURRENT, KAZAKH[msgid])) if language == "kk" else None,
        inline=(lambda md, _: add_citations(md, renderer, print)) if language else None,
    )
    assert ids(given) == IDS
