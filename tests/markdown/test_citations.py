"""Citations in Markdown: each language's form, odd places, escapes, findings."""
# ruff: noqa: E501 - the tables below read best unbroken

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from handbook.findings.model import Finding, Severity
from handbook.markdown.citations import (
    CitationExtension,
    CitationRenderer,
    check_citations,
    find_citations,
)
from handbook.register.models import Authority
from handbook.register.register import Register

CASES = Path(__file__).parent / "cases" / "citations"
LANGUAGES = ["en", "ru", "kk", "ky", "tg", "uz", "tk"]


def authority(**fields: object) -> Authority:
    return Authority.model_validate(fields)


REGISTER = Register(
    authorities={
        "pact": authority(
            kind="treaty",
            titles={"en": "International Pact", "ru": "Международный пакт"},
            short={"en": "Pact", "ru": "Пакт", "kk": "Пакт", "ky": "Пакт", "tg": "Паймон", "uz": "Pakt", "tk": "Pakt"},
            status="in-force",
            locators={"article": 53},
        ),
        "rules": authority(kind="standard", titles={"en": "Model Rules"}, locators={"rule": 122}),
        "code": authority(kind="law", state="KZ", titles={"en": "Code <b>&\"x\""}, status="unconfirmed"),
        "old": authority(kind="law", state="KZ", titles={"en": "Old Code"}, status="replaced", successor="code"),
        "gone": authority(kind="law", state="KZ", titles={"en": "Gone Act"}, status="repealed"),
        "guide": authority(kind="standard", titles={"en": "Guide"}, locators={"principle": 17, "guideline": 11, "annex": 0}),
    }
)  # fmt: skip


def render(text: str, language: str = "en", extensions: tuple[str, ...] = ()) -> tuple[str, list[Finding]]:
    found: list[Finding] = []
    renderer = CitationRenderer(REGISTER, language, lambda name: f"../authorities.html#{name}")
    converter = Markdown(extensions=[*extensions, CitationExtension(renderer, found.append)])
    return converter.convert(text), found


def cases(language: str) -> list[tuple[str, str, str]]:
    """Title, Markdown and expected text of each case in the language's case file."""
    blocks = re.split(r"\n{2,}", (CASES / f"{language}.txt").read_text("utf-8").strip())
    found = []
    for block in blocks:
        title, _, rest = block.partition("\n-- markdown\n")
        source, _, expected = rest.partition("\n-- text\n")
        found.append((title, source, expected))
    return found


def visible(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


@pytest.mark.parametrize(
    ("language", "source", "expected"),
    [pytest.param(lang, *case[1:], id=f"{lang}: {case[0]}") for lang in LANGUAGES for case in cases(lang)],
)
def test_each_language_cites_in_its_own_way(language: str, source: str, expected: str) -> None:
    html, found = render(source, language)
    assert visible(html) == expected
    assert found == []


def test_every_language_has_the_same_cases() -> None:
    assert len({tuple(case[:2] for case in cases(language)) for language in LANGUAGES}) == 1


def test_a_citation_is_a_link_with_the_full_title_and_status() -> None:
    html, _ = render("See [@pact, art. 9(3)].")
    assert html == (
        '<p>See [<a class="hb-cite" href="../authorities.html#pact" title="International Pact (in force)">'
        "Pact, art. 9(3)</a>].</p>"
    )


def test_several_are_joined_and_each_is_a_link() -> None:
    html, _ = render("[@pact; @rules, rule 1]")
    assert html == (
        '<p><span class="hb-cites"><a class="hb-cite" href="../authorities.html#pact" '
        'title="International Pact (in force)">Pact</a>; <a class="hb-cite" href="../authorities.html#rules" '
        'title="Model Rules">Model Rules, rule 1</a></span></p>'
    )


def test_a_name_the_language_lacks_is_english_and_marked() -> None:
    html, _ = render("[@rules, rule 3]", "kk")
    assert html == (
        '<p><a class="hb-cite" href="../authorities.html#rules" title="Model Rules">'
        '<span lang="en">Model Rules</span>, 3-ереже</a></p>'
    )


def test_a_replaced_act_names_its_successor_in_the_tooltip() -> None:
    html, _ = render("[@old]")
    assert 'title="Old Code (replaced, see Code &lt;b&gt;&amp;&quot;x&quot;)"' in html


def test_register_text_is_escaped() -> None:
    html, _ = render("[@code]")
    assert "<b>" not in html
    assert '>Code &lt;b&gt;&amp;"x"</a>' in html


@pytest.mark.parametrize(
    "text",
    [
        "`[@pact]`",
        "``[@pact, art. 9]``",
        r"\[@pact]",
        r"\[@pact, art. 99]",
        "    [@pact]",
        "[@pact](page.md)",
        "[@pact] (x)",
    ],
)
def test_code_escapes_and_links_are_not_citations(text: str) -> None:
    html, found = render(text)
    assert ("hb-cite" in html) == (text == "[@pact] (x)")
    assert found == []
    assert len(list(find_citations(text))) == ("hb-cite" in html or text.startswith("    "))


@pytest.mark.parametrize(
    ("text", "extension"),
    [
        ("# Head [@pact]", ""),
        ("> quote [@pact]", ""),
        ("- item\n    - deeper [@pact]", ""),
        ("| a |\n|---|\n| [@pact] |", "tables"),
        ("word[^1]\n\n[^1]: see [@pact]", "footnotes"),
        ('!!! note "About [@pact]"\n    text', "admonition"),
        ("term\n:   [@pact]", "def_list"),
        ('<div markdown="1">\n[@pact]\n</div>', "md_in_html"),
        ("**strong [@pact]**", ""),
        ("*[@pact]*", ""),
        ("a [@pact]b", ""),
        ("[@pact]: in the Pact", ""),
        ("([@pact])", ""),
        ("line [@pact,\nart. 9]", ""),
    ],
)
def test_citations_work_in_odd_places(text: str, extension: str) -> None:
    html, found = render(text, extensions=(extension,) if extension else ())
    assert html.count('<a class="hb-cite" href="../authorities.html#pact"') == 1
    assert found == []


def test_inside_a_link_it_is_text_and_not_a_second_link() -> None:
    html, _ = render("[see [@pact, art. 2] there](page.md)")
    assert html == (
        '<p><a href="page.md">see [<span class="hb-cite" title="International Pact (in force)">Pact, art. 2</span>]'
        " there</a></p>"
    )


MUTATIONS = [
    ("[@pact, art. 9]", None, "", ""),
    ("[@pakt, art. 9]", "CT101", "the register has no authority 'pakt'", "did you mean @pact?"),
    ("[@PACT]", "CT101", "the register has no authority 'PACT'", "did you mean @pact?"),
    ("[@zzzz]", "CT101", "the register has no authority 'zzzz'", "add it to docs/register/authorities/"),
    ("[@pact, art. 54]", "CT102", "[@pact, art. 54] goes beyond pact", "its last article is 53; correct the number"),
    ("[@pact, arts. 50–60]", "CT102", "[@pact, arts. 50–60] goes beyond pact", "its last article is 53; correct the number"),
    ("[@pact, art. 0]", "CT102", "[@pact, art. 0] counts from 0", "article 1 is the first; correct the number"),
    ("[@pact, rule 3]", "CT103", "[@pact, rule 3]: pact has no rule", "it has article 1–53"),
    ("[@rules, art. 3]", "CT103", "[@rules, art. 3]: rules has no article", "it has rule 1–122"),
    ("[@guide, annex I]", "CT103", "guide has no annex", "found in [@guide, annex I]"),
    ("[@old, art. 3]", "CT104", "old is replaced", "cite @code, or both as [@old; @code]"),
    ("[@gone]", "CT104", "gone is repealed", "cite what applies now"),
    ("[@pact, clause 3]", "CT105", "[@pact, clause 3] is not a citation: 'clause' is not a kind of division", "write [@id, art. 9(3); @id2, rule 5]"),
    ("[@pact art. 9]", "CT105", "[@pact art. 9] is not a citation: '@pact art. 9' is not @id or @id, locator", "write [@id, art. 9(3); @id2, rule 5]"),
    ("[@pact; see also]", "CT105", "[@pact; see also] is not a citation: 'see also' is not @id or @id, locator", "write [@id, art. 9(3); @id2, rule 5]"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "message", "hint"), MUTATIONS)
def test_each_mistake_has_its_finding(text: str, code: str | None, message: str, hint: str) -> None:
    html, found = render(f"See {text} there.")
    assert [(f.code, f.message, f.hint) for f in found] == ([(code, message, hint)] if code else [])
    if code in ("CT101", "CT105"):
        assert text in visible(html)
        assert "<a" not in html
    located = list(check_citations(f"one\n\nSee {text} there.", "docs/page.md", REGISTER))
    assert [(f.path, f.line, f.code) for f in located] == ([("docs/page.md", 3, code)] if code else [])


def test_only_a_lapsed_authority_is_a_mere_warning() -> None:
    severities = {f.code: f.severity for text, *_ in MUTATIONS for f in render(text)[1]}
    assert {code for code, severity in severities.items() if severity is Severity.WARNING} == {"CT104"}


@pytest.mark.parametrize(
    "text",
    [
        "[@old, art. 3; @code]",  # the successor stands beside it
        "[@pact, preamble, para. 70]",  # a preamble counts for itself
        "[@pact, art. 9, para. 70]",  # paragraphs of an article
        "[@pact, annex II, art. 90]",  # annexes are not known
        "[@pact, part III]",  # nor parts
        "[@code, art. 700]",  # nothing is known of this one
        "[@guide, principle 17; @guide, guideline 11]",
    ],
)
def test_what_cannot_be_known_wrong_is_not_reported(text: str) -> None:
    assert render(text)[1] == []


def test_found_citations_have_their_offset_and_pass_over_code() -> None:
    text = (
        "a [@pact]\n\n```\n[@code]\n```\n\n`[@old]` \\[@gone] <!-- [@gone] --> [@rules, rule 2] [@bad one]\n"
    )
    assert [(str(citation), offset) for citation, offset in find_citations(text)] == [
        ("[@pact]", 2),
        ("[@rules, rule 2]", text.index("[@rules")),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a ` b\n\n[@pact] ` c", ["[@pact]"]),  # a lone backtick does not reach the next paragraph
        ("a ` b\n[@pact] ` c", []),
        ("`` ` [@pact] ``[@rules]", ["[@rules]"]),
        ("````\n```\n[@pact]\n```\n````\n[@rules]", ["[@rules]"]),
        ("> ```\n> [@pact]\n> ```\n> [@rules]", ["[@rules]"]),
        ("```x`y [@pact]```", []),
        ("\\\\[@pact]", ["[@pact]"]),
        ("<!-- [@pact]\n\n--> [@rules]", ["[@rules]"]),
        ("<!-- [@pact]", []),
    ],
)
def test_code_is_told_from_text(text: str, found: list[str]) -> None:
    assert [str(citation) for citation, _ in find_citations(text)] == found


@pytest.mark.parametrize(
    "text",
    ["`" * 9000 + "[@x", "[@x" * 9000, "<!--" * 9000 + "[@x]", "` `` " * 9000 + "[@", "~~~\n" * 9000 + "[@"],
    ids=["backticks", "openings", "comments", "spans", "fences"],
)
def test_no_text_is_slow_to_search(text: str) -> None:
    start = time.process_time()
    list(find_citations(text))
    assert time.process_time() - start < 2


def test_an_unclosed_fence_hides_the_rest() -> None:
    assert list(find_citations("~~~\n[@pact]\n")) == []


@given(st.text(alphabet="[]@;,.() pactr0129–-`\\*<>\n", max_size=60))
def test_no_text_breaks_the_processor(text: str) -> None:
    render(text)
    list(find_citations(text))


def test_a_page_without_citations_is_untouched() -> None:
    text = "A [link](x.md), [a](b) [c], user@example.org, [ @pact ] and @pact.\n\n- [ ] task [x]\n"
    assert render(text)[0] == Markdown().convert(text)
