"""The block `/// quote`: words of the register, in each language, out of every catalogue's reach."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown import Markdown

from handbook.checks.runner import judge, look
from handbook.findings import Finding
from handbook.markdown.citations import CitationRenderer
from handbook.markdown.extension import HandbookExtension
from handbook.markdown.page import parse_page
from handbook.markdown.quotation import QuotationRenderer, add_quotations
from handbook.markdown.session import Marks, PageInput, State, Target
from handbook.project import Dialect, load_project
from handbook.register.models import Authority
from handbook.register.quotation import check_quotation
from handbook.register.register import Register

PACT = Authority.model_validate(
    {
        "kind": "treaty",
        "titles": {"en": "Pact on Tests", "kk": "Сынақтар пактісі"},
        "locators": {"article": 20},
        "quotations": {
            "art. 3": {"en": "Be tested & <b>well</b> [@pact].", "ru": "Проверяйся."},
            "art. 9(1)": {"ru": "Только здесь.", "tg": "Танҳо ин ҷо."},
        },
        "authoritative": ["tg", "ru"],
    }
)
REGISTER = Register(authorities={"pact": PACT})
DIALECT = Dialect(("admonition", "footnotes", "tables", "pymdownx.blocks.caption"), {})


def shown(text: str, language: str, **given: object) -> tuple[str, list[str], HandbookExtension]:
    """A page in a language, the codes of what is wrong with it, and the extension that read it."""
    found: list[Finding] = []
    marks = Marks("en", language, {State.MISSING: "untranslated"})
    renderer = QuotationRenderer(CitationRenderer(REGISTER, language, None), marks, found.append)
    ours = HandbookExtension(
        PageInput(inline=lambda md, _: add_quotations(md, renderer.element, renderer.seen), **given)  # type: ignore[arg-type]
    )
    parser = Markdown(extensions=[*DIALECT.extensions, ours])
    return parser.convert(text), [one.code for one in found], ours


def source(name: str) -> str:
    return f'<p class="quote-source"><span class="hb-cite" title="{PACT.titles["en"]}">{name}</span></p>'


def test_the_words_are_those_of_the_language() -> None:
    html, codes, _ = shown("/// quote | @pact, art. 3\n///\n", "ru")
    assert html == (
        '<blockquote class="quote">\n<p lang="ru">Проверяйся.</p>\n'
        f"{source('<span lang=' + chr(34) + 'en' + chr(34) + '>Pact on Tests</span>, ст. 3')}\n</blockquote>"
    )
    assert codes == []


def test_words_are_text_and_nothing_else() -> None:
    html, _, _ = shown("/// quote | @pact, art. 3\n///\n", "en")
    assert '<p lang="en">Be tested &amp; &lt;b&gt;well&lt;/b&gt; [@pact].</p>' in html


@pytest.mark.parametrize(
    ("language", "place", "words", "said_in"),
    [
        ("kk", "art. 3", "Be tested &amp; &lt;b&gt;well&lt;/b&gt; [@pact].", "en"),
        ("kk", "art. 9(1)", "Танҳо ин ҷо.", "tg"),
        ("en", "art. 9(1)", "Танҳо ин ҷо.", "tg"),
    ],
)
def test_a_language_without_the_words_gets_those_of_another_marked(
    language: str, place: str, words: str, said_in: str
) -> None:
    html, _, _ = shown(f"/// quote | @pact, {place}\n///\n", language)
    mark = f'<span class="hb-mark" data-search-exclude="" dir="ltr" lang="{language}">untranslated</span>'
    assert f'<p class="hb-missing" dir="ltr" lang="{said_in}">{mark} {words}</p>' in html


def test_no_catalogue_can_change_it_and_it_is_no_segment() -> None:
    text = "One.\n\n/// quote | @pact, art. 3\n///\n\nTwo.\n"
    html, _, ours = shown(text, "ru", lookup=lambda msgid: Target(State.CURRENT, f"[{msgid}]"))
    assert [segment.msgid for segment in ours.output.segments] == ["One.", "Two."]
    assert "<p>[One.]</p>" in html
    assert '<p lang="ru">Проверяйся.</p>' in html


def test_it_counts_as_a_paragraph_at_the_top_and_belongs_to_its_box_inside_one() -> None:
    box = '!!! note "Note"\n    Text.\n\n    /// quote | @pact, art. 3\n    ///\n'
    text = f"/// quote | @pact, art. 3\n///\n\n{box}\nLast.\n"
    html, _, ours = shown(text, "en", number="1.1")
    assert ours.output.paragraphs == 3
    assert html.count('<blockquote class="quote">') == 2
    assert (
        '<blockquote class="quote">\n<a class="hb-para" data-search-exclude="" href="#p1" id="p1">1.1.1</a>'
        in html
    )


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("@pact, art. 3", []),
        ("@pact, art. 4", ["QT102"]),
        ("@pact, art. 21", ["CT102", "QT102"]),
        ("@pakt, art. 3", ["CT101"]),
        ("@pact", ["QT101"]),
        ("@pact, art. 3; @pact, art. 9(1)", ["QT101"]),
        ("pact, art. 3", ["QT101"]),
        ("", ["QT101"]),
    ],
)
def test_what_cannot_be_quoted_is_a_finding_and_an_empty_quotation(written: str, codes: list[str]) -> None:
    assert [found.code for found in check_quotation(written, REGISTER)] == codes
    html, found, _ = shown(f"/// quote | {written}\n///\n" if written else "/// quote\n///\n", "en")
    assert found == codes
    assert ("<p" in html) == (not codes)


def test_hints_name_what_there_is() -> None:
    (found,) = check_quotation("@pact, art. 4", REGISTER)
    assert (found.message, found.hint) == (
        "the register has no text to quote of pact, art. 4", "it has art. 3; art. 9(1)",
    )  # fmt: skip


def test_text_inside_is_left_out_and_found() -> None:
    html, codes, ours = shown(
        "/// quote | @pact, art. 3\nMy *own* words.\n\n- [ ] more\n///\n\nAfter.\n", "ru"
    )
    assert codes == ["QT103"]
    assert "own" not in html
    assert "more" not in html
    assert [segment.msgid for segment in ours.output.segments] == ["After."]


def test_a_parsed_page_knows_its_quotations_and_counts_them_as_citations() -> None:
    text = (
        "---\nkind: safeguard\n---\n\nText.\n\n/// quote | @pact, art. 3\n///\n\n/// quote | @x\nown\n///\n"
    )
    page = parse_page(text, "page.md", DIALECT)
    assert page.quotations == (("@pact, art. 3", 7, False), ("@x", 10, True))
    assert [(place.id, place.paragraph, place.locator) for place in page.citations] == [("pact", 2, "art. 3")]
    assert [segment.msgid for segment in page.segments] == ["Text."]
    assert type(page).from_json(page.as_json()) == page


def test_the_check_reports_file_and_line(tiny: Path) -> None:
    with (tiny / "docs" / "index.md").open("a", encoding="utf-8") as page:
        page.write("\n/// quote | @pact, art. 3\n///\n")
    found = [one for one in judge(look(load_project(tiny))) if one.path == "docs/index.md"]
    assert [(one.line, one.code) for one in found] == [(12, "CT101")]
