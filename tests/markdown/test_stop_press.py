"""Stop-press notices on a page: below what cites the change, in every language, and no number moves."""

from __future__ import annotations

import re

import lxml.html
import pytest
from markdown import Markdown

from handbook.markdown.citations import CitationRenderer, add_citations
from handbook.markdown.extension import HandbookExtension
from handbook.markdown.quotation import QuotationRenderer, add_quotations
from handbook.markdown.session import Lookup, Marks, PageInput, State, Target
from handbook.markdown.stop_press import NoticeRenderer, StopPress, add_stop_press
from handbook.register.models import Authority
from handbook.register.notices import Notice
from handbook.register.register import Register

DIALECT = ("admonition", "attr_list", "def_list", "footnotes", "tables", "pymdownx.details", "pymdownx.tabbed",
           "pymdownx.superfences", "pymdownx.tasklist")  # fmt: skip
PACT = Authority.model_validate(
    {"kind": "treaty", "titles": {"en": "Pact", "ru": "Пакт"}, "quotations": {"art. 3": {"en": "Be tested."}}}
)
OTHER = Authority.model_validate({"kind": "treaty", "titles": {"en": "Other"}})
NOTICES = {
    "change": Notice.model_validate(
        {
            "authority": "pact",
            "locators": ["art. 3"],
            "date": "2027-01-10",
            "text": {"en": "New 3.", "ru": "Новая 3."},
        }
    ),
    "older": Notice.model_validate(
        {"authority": "other", "date": "2026-12-01", "text": {"en": "It & moved."}}
    ),
}


def page(text: str, language: str = "en", lookup: Lookup | None = None, notices: object = None) -> str:
    register = Register(
        authorities={"pact": PACT, "other": OTHER},
        notices=NOTICES if notices is None else notices,  # type: ignore[arg-type]
    )
    marks = Marks("en", language, {State.MISSING: "untranslated", State.OUTDATED: "outdated"})

    def inline(md: Markdown, found: list[object]) -> None:
        cite = CitationRenderer(register, language, None)
        add_citations(md, cite, found.append)
        quote = QuotationRenderer(cite, marks, found.append)
        add_quotations(md, quote.element, quote.seen)
        boxes = NoticeRenderer(cite, marks, "Stop-press", lambda iso: f"<{iso}>")
        add_stop_press(md, StopPress(register.notices, boxes, quote.quoted))

    given = PageInput(lookup=lookup, marks=marks if lookup else None, number="1.1", inline=inline)
    return Markdown(extensions=[*DIALECT, HandbookExtension(given)]).convert(text)


def outline(html: str) -> list[str]:
    """The top-level blocks: their number, or their tag, or what a notice says."""
    found = []
    for block in lxml.html.fromstring(f"<div>{html}</div>"):
        if "stop-press" in block.get("class", ""):
            found.append(" / ".join(re.sub(r"\s+", " ", p.text_content()) for p in block.findall("p")[1:]))
        else:
            numbers = block.xpath("(.//a[@class='hb-para'])[1]/text()")
            found.append(numbers[0] if numbers else block.tag)
    return found


CHANGE = "Pact, art. 3 · <2027-01-10> / New 3."
OLDER = "Other · <2026-12-01> / It & moved."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One [@pact, art. 3(1)].\n\nTwo.", ["1.1.1", CHANGE, "1.1.2"]),
        ("One [@pact, art. 4].\n\nTwo.", ["1.1.1", "1.1.2"]),
        ("One [@other; @pact].", ["1.1.1", f"{CHANGE} / {OLDER}"]),
        ("One:\n\n- a [@other]\n- b\n\n## Two\n\nThree.", ["1.1.1", "ul", OLDER, "h2", "1.1.2"]),
        ("One:\n\n| a | b |\n|---|---|\n| c | [@pact] |\n\nTwo.", ["1.1.1", "table", CHANGE, "1.1.2"]),
        ('!!! note "N"\n    - x [@pact, arts. 2–5]\n\nTwo.', ["1.1.1", CHANGE, "1.1.2"]),
        ('??? note "N"\n    x [@other]', ["1.1.1", OLDER]),
        ("> said [@other]\n\nTwo.", ["1.1.1", OLDER, "1.1.2"]),
        ("Term\n:   Means [@other]\n\nTwo.", ["dl", OLDER, "1.1.1"]),
        ("## H\n\n- only a list [@other]\n\n## I\n\nTwo.", ["h2", "ul", OLDER, "h2", "1.1.1"]),
        ("One.[^n]\n\nTwo.\n\n[^n]: See [@other].", ["1.1.1", OLDER, "1.1.2", "div"]),
        ("One.[^n]\n\n[^n]: See.[^m]\n\n[^m]: And [@other] and.[^n]", ["1.1.1", OLDER, "div"]),
        ("/// quote | @pact, art. 3\n///\n\nTwo.", ["1.1.1", CHANGE, "1.1.2"]),
        ("One `[@other]` and \\[@other].", ["1.1.1"]),
        ("```\n[@other]\n```\n\nTwo.", ["div", "1.1.1"]),
        ("One [@other, wrong 3] and [@unknown].", ["1.1.1"]),
        ("## About [@other]\n\nTwo.", ["h2", OLDER, "1.1.1"]),
    ],
)
def test_a_notice_stands_below_the_paragraph_that_cites(text: str, expected: list[str]) -> None:
    assert outline(page(text)) == expected


def test_it_waits_for_no_translator() -> None:
    text = "One [@other].\n\nTwo [@pact, art. 3]."
    lost = page(text, "ru", lambda msgid: Target(State.CURRENT, "Без ссылки." if "One" in msgid else msgid))
    missing = page(text, "ru", lambda _: Target(State.MISSING))
    for html in (lost, missing):
        assert [one.split(" / ")[-1] for one in outline(html)] == [
            "1.1.1", "untranslated It & moved.", "1.1.2", "Новая 3.",
        ]  # fmt: skip


def test_a_text_in_another_language_is_marked_and_one_in_the_page_s_is_not() -> None:
    html = page("One [@other].\n\nTwo [@pact].", "ru")
    assert '<p class="hb-missing" dir="ltr" lang="en"><span class="hb-mark"' in html
    assert "<p>Новая 3.</p>" in html


def test_the_box_is_a_stop_press_box() -> None:
    assert page("[@other] said.").endswith(
        '<div class="admonition stop-press">\n<p class="admonition-title">Stop-press</p>\n'
        '<p><span class="hb-cite" title="Other">Other</span> · &lt;2026-12-01&gt;</p>\n'
        "<p>It &amp; moved.</p>\n</div>"
    )


def test_notices_change_nothing_else() -> None:
    text = "# T\n\nOne [@other].\n\n- a\n\nTwo `[@pact]`.\n\n| a |\n|---|\n| [@pact, art. 3] |\n"
    without = page(text, notices={})
    box = re.compile(r'\n?<div class="admonition stop-press">.*?</div>', re.DOTALL)
    assert box.sub("", page(text)) == without
