"""Tooltips: the first use of a term or abbreviation on a page, in running text only."""

from __future__ import annotations

import re

import pytest
from markdown import Markdown

from handbook.markdown.citations import CitationRenderer, add_citations
from handbook.markdown.extension import HandbookExtension
from handbook.markdown.session import Marks, PageInput, State, Target
from handbook.markdown.tooltips import add_tooltips
from handbook.register.models import Agency, Authority, Term
from handbook.register.register import Register
from handbook.register.term_finder import TermFinder

REGISTER = Register(
    authorities={
        "cat": Authority.model_validate(
            {"kind": "treaty", "titles": {"en": "Convention against Torture"}, "short": {"en": "CAT"}}
        )
    },
    agencies={
        "knb": Agency.model_validate(
            {"names": {"en": "Committee"}, "abbreviations": {"kk": "ҰҚК"}, "type": "x", "role": {"en": "x"}}
        )
    },
    terms={
        "torture": Term.model_validate(
            {
                "preferred": {"en": "torture", "kk": "азаптау"},
                "match": {"en": "tortures?", "kk": r"азаптау\w*"},
                "definition": {"en": "Severe pain."},
            }
        ),
        "victim": Term.model_validate(
            {
                "preferred": {"en": "victim"},
                "match": {"en": "victims?"},
                "definition": {"en": "A person harmed."},
            }
        ),
        "victim-of-torture": Term.model_validate(
            {
                "preferred": {"en": "victim of torture"},
                "definition": {"en": 'Hurt by "officials" & <others>.'},
            }
        ),
    },
)
EXTENSIONS = ["admonition", "footnotes", "pymdownx.details", "pymdownx.tabbed", "tables", "toc"]


def render(text: str, language: str = "en", given: PageInput | None = None) -> str:
    def inline(md: Markdown, _: object) -> None:
        add_citations(md, CitationRenderer(REGISTER, language, None), print)
        add_tooltips(md, TermFinder(REGISTER, language), language)

    more = {} if given is None else {"lookup": given.lookup, "marks": given.marks}
    page = PageInput(inline=inline, **more)  # type: ignore[arg-type]
    return Markdown(extensions=[*EXTENSIONS, HandbookExtension(page)]).convert(text)


def explained(html: str) -> list[str]:
    return [
        re.sub("<[^>]*>", "", word) for word in re.findall(r'<abbr class="hb-term"[^>]*>(.*?)</abbr>', html)
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Torture is torture; a victim.", ["Torture", "victim"]),
        ("A victim of torture and victims.", ["victim of torture", "victims"]),
        ("*Tortures* and **victim**", ["Tortures", "victim"]),
        ("tortured victimless", []),
        ("under CAT, not cat", ["CAT"]),
        ("# Torture\n\n## A victim\n\ntorture", ["torture"]),
        ("`torture` [torture](x.md) <https://e.org/torture> torture.", ["torture"]),
        ("see [@cat, art. 1], then CAT", ["CAT"]),
        ("!!! note \"Torture\"\n    a victim", ["victim"]),
        ("??? note \"Torture\"\n    a victim", ["victim"]),
        ("=== \"Torture\"\n\n    a victim", ["victim"]),
        ("| torture |\n| - |\n| torture, victim |", ["torture", "victim"]),
        ("a\n\n- x torture\n    - victim\n- torture", ["torture", "victim"]),
        ("a[^1] torture\n\n[^1]: torture, victim", ["torture", "victim"]),
        ("```\ntorture\n```\n\n    torture", []),
        ("![torture](x.png)", []),
    ],
)  # fmt: skip
def test_first_use_in_running_text(text: str, words: list[str]) -> None:
    assert explained(render(text)) == words


def test_the_text_around_stays() -> None:
    text = "One torture, *two victims* and CAT & torture < victim\\*.\n\n- x"
    with_tips = re.sub(r"</?abbr[^>]*>", "", render(text))
    assert with_tips == Markdown(extensions=[*EXTENSIONS, HandbookExtension()]).convert(text)


def test_the_definition_is_told_and_escaped() -> None:
    assert render("a victim of torture") == (
        '<p>a <abbr class="hb-term" title="Hurt by &quot;officials&quot; &amp; &lt;others&gt;.">'
        "victim of torture</abbr></p>"
    )


def test_another_language_tells_the_english_word_and_its_own_language() -> None:
    html = render("Азаптауға болмайды, ҰҚК, азаптау.", "kk")
    assert html == (
        '<p><abbr class="hb-term" lang="en" title="torture: Severe pain."><span lang="kk">Азаптауға</span></abbr>'
        ' болмайды, <abbr class="hb-term" lang="en" title="Committee"><span lang="kk">ҰҚК</span></abbr>, азаптау.</p>'
    )


def test_text_left_in_english_has_none() -> None:
    marks = Marks("en", "kk", {State.MISSING: "жоқ", State.OUTDATED: "ескі"})
    found = {"one torture": Target(State.CURRENT, "азаптау")}
    given = PageInput(lookup=lambda msgid: found.get(msgid, Target(State.MISSING)), marks=marks)
    assert explained(render("a torture\n\none torture\n\nazapтау ҰҚК", "kk", given)) == ["азаптау"]


def test_a_letter_that_grows_in_small_does_no_harm() -> None:
    assert explained(render("İ torture")) == []
    assert explained(render("İ x\n\ntorture")) == ["torture"]


def test_an_empty_register_explains_nothing() -> None:
    assert list(TermFinder(Register(), "en").find("torture ICCPR")) == []
