"""The word of a box before its title."""

from __future__ import annotations

import pytest

from handbook.project.languages import Language
from handbook.site.boxes import word_boxes
from handbook.site.kinds import BOX_KINDS

KAZAKH = Language("kk", "Қазақша")
WORDS = {"safeguard": "Кепілдік", "note": "Ескерту", "never": "Ешқашан"}
SPAN = '<span class="hb-kind" lang="kk" dir="ltr" data-search-exclude>{}</span> '


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            '<div class="admonition safeguard">\n<p class="admonition-title">Міндетті</p>\n<p>x</p></div>',
            '<div class="admonition safeguard">\n<p class="admonition-title">'
            + SPAN.format("Кепілдік")
            + "Міндетті</p>\n<p>x</p></div>",
        ),
        (
            '<div class="admonition never">\n<a class="hb-para" href="#p3" id="p3">2.3.3</a>\n'
            '<p class="admonition-title"><em>Not</em> this</p></div>',
            '<div class="admonition never">\n<a class="hb-para" href="#p3" id="p3">2.3.3</a>\n'
            '<p class="admonition-title">' + SPAN.format("Ешқашан") + "<em>Not</em> this</p></div>",
        ),
        (
            '<details class="note"><summary><a class="hb-para" href="#p1" id="p1">1</a> Егер</summary>x</details>',
            '<details class="note"><summary><a class="hb-para" href="#p1" id="p1">1</a> '
            + SPAN.format("Ескерту")
            + "Егер</summary>x</details>",
        ),
    ],
)
def test_word_stands_before_the_title(before: str, after: str) -> None:
    assert word_boxes(before, WORDS, KAZAKH) == after


@pytest.mark.parametrize(
    "html",
    [
        '<div class="admonition never"><p class="admonition-title">ЕШҚАШАН</p></div>',
        '<div class="admonition never"><p class="admonition-title"><span class="hb-mark" lang="kk">~ a</span>'
        " Ешқашан</p></div>",
        '<div class="admonition warning"><p class="admonition-title">Other kind</p></div>',
        '<p class="admonition-title">no box</p>',
        '<div class="never"><p class="admonition-title">no box</p></div>',
        "<details><summary>no kind</summary></details>",
    ],
)
def test_other_titles_stay(html: str) -> None:
    assert word_boxes(html, WORDS, KAZAKH) == html


def test_a_word_cannot_bring_markup() -> None:
    html = '<div class="admonition note"><p class="admonition-title">a</p></div>'
    assert "&lt;b&gt;</span> a" in word_boxes(html, {"note": "<b>"}, KAZAKH)


def test_every_kind_has_its_own_word() -> None:
    assert len(set(BOX_KINDS.values())) == len(BOX_KINDS) == 8
