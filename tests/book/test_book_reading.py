"""From prepared HTML to pandoc's document: nothing lost, nothing that text could turn into code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from handbook.book.document import Node, code_of, words_of
from handbook.book.pandoc import to_typst
from handbook.book.reading import read
from handbook.stable import digest

TEXTS = ("Str", "Code", "CodeBlock")
HOSTILE = '#panic() "]; #panic() <x> @y $z$ `w` \\'


def nodes(part: Any) -> Iterator[Node]:
    """All nodes of a document."""
    if isinstance(part, dict):
        yield part
        yield from nodes(part.get("c"))
    elif isinstance(part, list):
        for inside in part:
            yield from nodes(inside)


def codes(html: str) -> list[str]:
    """All Typst code in the document of a page."""
    return [code_of(node) for node in nodes(read(html)) if "t" in node and code_of(node)]


@pytest.mark.parametrize(
    "html",
    [
        "<p>{}</p>",
        "<h2>{}</h2><h3 data-mark='m'>{}</h3>",
        "<p><em>{}</em><code>{}</code><a href='#a.b'>{}</a><q>{}</q><kbd>{}</kbd></p><pre>{}</pre>",
        "<ul><li>{}<p>{}</p></li></ul><ul><li><span class='hb-box' data-state='on'></span> {}</li></ul>",
        "<dl><dt>{}</dt><dd>{}</dd></dl><blockquote>{}</blockquote>",
        "<table><caption>{}</caption><tr><th>{}</th></tr><tr><td>{}</td></tr></table>",
        "<figure><figcaption>{}</figcaption>{}</figure>",
        "<div class='hb-admonition'><div class='hb-title'>{}</div>{}</div>",
        "<div class='hb-tab'><div class='hb-title' lang='en'>{}</div>{}</div>",
        "<div class='hb-steps'><div class='hb-step'><div class='hb-step-head'>{}</div><div>{}</div></div></div>",
        "<p><span class='hb-step-actor'>{}</span><span class='hb-inline-mark'>{}</span></p>",
        "<aside epub:type='footnote' id='n'>{}</aside><p><a epub:type='noteref' href='#n'>1</a></p>",
    ],
)
def test_text_stays_text(html: str) -> None:
    """What a page says is in no code, wherever it stands, and all of it is there."""
    shown = HOSTILE.replace("&", "&amp;").replace("<", "&lt;")
    assert [code for code in codes(html.replace("{}", shown)) if "panic" in code] == []
    said = "".join(words_of(node) for node in nodes(read(html.replace("{}", shown))) if node.get("t") in TEXTS)
    assert said.count(HOSTILE.strip()) == html.count("{}")


@pytest.mark.parametrize(
    "html",
    [
        "<p><span class='hb-at' id='{}'>a</span><a class='hb-para' id='{}' data-review='{}'>1</a></p>",
        "<p><a href='#{}'>a</a><span class='hb-noteref' data-note='{}'></span><span lang='{}'>b</span></p>",
        "<table data-columns='{}' data-wide='{}'><tr><td colspan='{}' style='text-align: {}'>a</td></tr></table>",
        "<h2 id='{}'>a</h2><ol start='{}' type='{}'><li>a</li></ol><div lang='{}'>b</div>",
    ],
)
def test_attributes_say_what_they_may_or_nothing(html: str) -> None:
    assert [code for code in codes(html.replace("{}", "1) #panic( x")) if "panic" in code] == []


def test_attributes_that_are_said_are_strings() -> None:
    given = "<p><img src='/img/a.svg' alt='{}'></p><h3 data-mark='{}'>a</h3><p><a href='https://x.example/{}'>b</a></p>"
    found = codes(given.replace("{}", "&quot;\\"))
    assert found == [
        '#hb-image("/img/a.svg", alt: "\\"\\\\");',
        '#heading(depth: 3, supplement: "\\"\\\\")[',
        "]",
        '#link("https://x.example/%22\\\\")[',
        "];",
    ]


def test_no_page_can_end_before_its_end() -> None:
    pages = ["<pre>// 0\n\ue0f1 0</pre>", "<p>b</p>"]
    forged = f"<pre>\n// {digest(*pages)}\n</pre>"
    assert to_typst(pages) == ["```\n// 0\n\ue0f1 0\n```\n", "b\n"]
    assert to_typst([*pages, forged])[2] == f"```\n\n// {digest(*pages)}\n```\n"


def test_what_begins_a_list_only_by_its_place_is_escaped() -> None:
    html = "<p> 1. a</p><p>1<span>. a</span></p><p>= a</p><p>x /<span>/ no comment</span></p><div>+ a</div>"
    (typ,) = to_typst([html])
    assert typ == "\\1. a\n\n\\1. a\n\n\\= a\n\nx /\\/ no comment\n\n\\+ a\n"


def test_white_space_is_one_space_and_outside_of_marks() -> None:
    (typ,) = to_typst(["<p>\n a<em> b\n</em> c <br> d<strong> </strong>e<code> f  g\n</code></p>"])
    assert typ == "a #emph[b] c \\\nd e` f g `\n"


def test_nothing_stray_is_lost() -> None:
    """Text where HTML has no place for it, marks around blocks, parts of tables and lists without their wholes."""
    html = (
        "<ul>a<li>b</li>c<ol><li>d</li></ol></ul><em>e<p>f</p>g</em><aside>h</aside><section>i</section>"
        "<dl><dd>j</dd></dl><p>k<figure>l</figure>m</p><dl><div><dt>n</dt><dd>o</dd></div></dl>"
    )
    assert "".join(sorted(words_of(read(html)))) == "abcdefghijklmno"


def test_a_figure_keeps_its_own_caption() -> None:
    inner = "<figure><img src='/img/b.svg' alt='b'><figcaption>inner</figcaption></figure>"
    (typ,) = to_typst([f"<figure><img src='/img/a.svg' alt='a'><figcaption>outer {inner}</figcaption></figure>"])
    assert typ.splitlines() == [
        '#hb-figure(hb-picture("/img/a.svg", alt: "a"), caption:',
        "[",
        "outer",
        '#hb-figure(hb-picture("/img/b.svg", alt: "b"), caption:',
        "[inner])[",
        "]",
        "])[",
        "]",
    ]


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        ("<tr><td>a<td>b</tr><tr><td>c</tr>", "[a], [b], [c], [],"),
        ("<tr><td rowspan=9>a<td>b</tr><tr><td>c</tr>", "table.cell(rowspan: 2, [a]), [b], [c], )"),
        ("<tr><td rowspan=2>a</tr><tr><td>b</tr>", "table.cell(rowspan: 2, [a]), [], [b], )"),
        ("<tr><td>a<td>b</tr><tr><td colspan=0>c<td>d</tr>", "[a], [b], [c], [d],"),
        ("<tr><td>a<td rowspan=2>b</tr><tr><td colspan=2>c</tr>", "[a], table.cell(rowspan: 2, [b]), [c], )"),
    ],
)
def test_rows_are_even(rows: str, cells: str) -> None:
    """Typst refuses a cell that sticks out."""
    (typ,) = to_typst([f"<table>{rows}</table>"])
    assert cells in " ".join(typ.split())


def test_sides_are_those_of_columns() -> None:
    row = "<tr><td colspan='2' style='text-align: right'>a</td><td style='text-align: center'>b</td></tr>"
    assert "#hb-table((,), (end, end, center,)," in to_typst([f"<table><tr><th>h<th>h<th>h</tr>{row}</table>"])[0]


def test_a_note_stands_once_even_if_it_asks_for_itself() -> None:
    link = "<a epub:type='noteref' href='#n'>1</a>"
    (typ,) = to_typst([f"<p>a{link}</p><aside epub:type='footnote' id='n'>b{link}</aside>"])
    assert typ == "a#footnote[b#footnote[]]\n"
