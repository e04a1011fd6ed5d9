"""The passes that make a page's HTML fit for paper, one by one."""

# ruff: noqa: E501 - HTML reads better on one line
from __future__ import annotations

from dataclasses import replace

import book_sample
import pytest

from handbook.book.anchors import Sheet, link_sheets
from handbook.book.clean import clean, drop_unprintable
from handbook.book.fallback import mark_fallbacks
from handbook.book.flatten import flatten
from handbook.book.footnotes import make_notes
from handbook.book.forms import make_room
from handbook.book.headings import Title, level_headings, take_title
from handbook.book.labels import page_label, place_label
from handbook.book.literal import literal
from handbook.book.manuscript import prepare
from handbook.book.pandoc import to_typst
from handbook.book.pictures import Pictures
from handbook.book.sizes import keep_end, mark_sizes
from handbook.book.tables import size_tables
from handbook.book.tree import HtmlElement, elements, parse, serialize
from handbook.site.page import Coverage

WORDS = {"safeguard": "Кепілдік", "never": "Ешқашан", "note": "Ескерту"}


def inner(root: HtmlElement) -> str:
    return serialize(root).removeprefix("<div>").removesuffix("</div>").replace("\n", "")


def test_labels_are_distinct_and_plain() -> None:
    assert page_label("a-b/c_d.md") == "a-b:c_5F_d"
    assert place_label("a/b.md", "fn:1") == "a:b.fn_3A_1"
    assert place_label("a/b.md", "ә") == "a:b._4D9_"
    pairs = [("a/b.md", "c"), ("a.md", "b.c"), ("a/b.c.md", "d"), ("a/b.md", "c.d"), ("a_.md", "5F"), ("a.md", "_5F_")]
    assert len({place_label(*pair) for pair in pairs}) == len(pairs)


def test_literals_hold_any_text() -> None:
    assert literal({"a": ['x"\\#\n', 1, True, None], "b": {}}) == '("a": ("x\\"\\\\#\\n", 1, true, none, ), "b": (:))'
    assert literal("a\x00\x07b\u00a0c\u202fd") == '"ab\u00a0c\u202fd"'
    with pytest.raises(TypeError, match="object"):
        literal(object())


def test_title_is_taken_and_levels_have_no_gap() -> None:
    root = parse('<h1 id="t" lang="en">T</h1><h4>a</h4><h6>b</h6><h2>c</h2><h1>d</h1><h3></h3><h3>e</h3>')
    assert take_title(root) == Title("en", "t")
    assert level_headings(root) == 3
    assert inner(root) == "<h2>a</h2><h3>b</h3><h2>c</h2><h2>d</h2><h3>e</h3>"


def test_notes_are_made_of_references_and_lists() -> None:
    root = parse(
        '<p>a<sup id="fnref:x"><a class="footnote-ref" href="#fn:x">1</a></sup> b'
        '<sup id="fnref2:x"><a class="footnote-ref" href="#fn:x">1</a></sup> c'
        '<sup id="fnref:y"><a class="footnote-ref" href="#fn:y">2</a></sup>.</p>'
        '<div class="footnote" lang="en"><hr><ol><li id="fn:x"><p>Text&#160;<a class="footnote-backref" href="#fnref:x">'
        'b</a></p></li><li id="fn:unused"><p>Unused</p></li></ol></div>'
    )
    make_notes(root, "p.md")
    assert inner(root) == (
        '<p>a<span class="hb-note" data-note="p.fn_3A_x"><a href="#p.fn_3A_x" epub:type="noteref">1</a></span> b'
        '<span class="hb-noteref" data-note="p.fn_3A_x"></span> c<sup>2</sup>.</p>'
        '<aside id="p.fn_3A_x" epub:type="footnote" lang="en"><p>Text</p></aside>'
    )


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<h2>A<a class="headerlink" href="#a">¶</a></h2>', "<h2>A</h2>"),
        (
            '<div class="admonition never"><a class="hb-para" id="p1">1</a><p class="admonition-title">Never</p>x</div>',
            '<div class="hb-admonition" data-box="never" data-word="Ешқашан"><div class="hb-title">'
            '<a class="hb-para" id="p1">1</a></div>x</div>',
        ),
        (
            '<details class="safeguard" open><summary>Do <em>it</em></summary><p>x</p></details>',
            '<div class="hb-admonition" data-box="safeguard" data-word="Кепілдік"><div class="hb-title">Do <em>it</em>'
            "</div><p>x</p></div>",
        ),
        (
            '<div class="admonition tip"><p>x</p></div>',
            '<div class="hb-admonition" data-box="note"><div class="hb-title"></div><p>x</p></div>',
        ),
        (
            '<div class="tabbed-set tabbed-alternate"><input type="radio"><div class="tabbed-labels"><label>KZ</label>'
            '<label>KG</label></div><div class="tabbed-content"><div class="tabbed-block"><p>a</p></div>'
            '<div class="tabbed-block">b</div></div></div>',
            '<div class="hb-tabs"><div class="hb-tab"><div class="hb-title">KZ</div><div class="tabbed-block"><p>a</p>'
            '</div></div><div class="hb-tab"><div class="hb-title">KG</div><div class="tabbed-block">b</div></div></div>',
        ),
        (
            '<ul><li class="task-list-item"><label class="task-list-control"><input type="checkbox" checked><span></span>'
            '</label> a</li><li class="task-list-item"><input type="checkbox"> b</li></ul>',
            '<ul><li class="task-list-item"><span class="hb-box" data-state="on"></span> a</li>'
            '<li class="task-list-item"><span class="hb-box" data-state="off"></span> b</li></ul>',
        ),
        (
            '<div class="highlight"><table class="highlighttable"><tr><td><div class="linenodiv"><pre>1</pre></div></td>'
            '<td><div><pre><span></span><code><span class="k">if</span> x</code></pre></div></td></tr></table></div>',
            "<pre><code>if x</code></pre>",
        ),
        (
            '<blockquote><a class="hb-para">1</a><p>q</p></blockquote>',
            '<blockquote><p><a class="hb-para">1</a> q</p></blockquote>',
        ),
    ],
)
def test_flatten(html: str, expected: str) -> None:
    root = parse(html)
    flatten(root, WORDS)
    assert inner(root) == expected


def test_links_find_their_places() -> None:
    one = parse(
        '<p><a class="hb-para" id="p1" href="#p1">1.1.1</a> <a href="../b/two.html#p2">x</a> <a href="../b/two.html">see 1.2</a>'
        ' <a href="../b/two.html#nowhere">y</a> <a href="../b/">z</a> <a href="#p1">self</a> <a href="gone.html">g</a>'
        ' <a href="javascript:alert(1)">j</a> <a href="//host/x">h</a> <a href="mailto:a@b.example">m</a> <a href="">e</a></p>'
    )
    two = parse('<p><a class="hb-para" id="p2" href="#p2">1.2.2</a> text</p><ul id="list"><li>«<a href="index.html">q</a>».</li></ul>')
    index = parse('<table><tr><td id="cell"><b id="bold">b</b> <a href="two.html#list">l</a><a href="#bold">k</a></td></tr></table>')
    link_sheets(
        [
            Sheet("a/one.md", "a/one.html", "1.1", one),
            Sheet("b/two.md", "b/two.html", "1.2", two),
            Sheet("b/index.md", "b/index.html", "1.3", index),
        ]
    )
    assert inner(one) == (
        '<p><a class="hb-para" id="a:one.p1">1.1.1</a> <a href="#b:two.p2" data-number="1.2.2">x</a>'
        ' <a href="#b:two">see 1.2</a> <a href="#b:two" data-number="1.2">y</a> <a href="#b:index" data-number="1.3">z</a>'
        ' <a href="#a:one.p1">self</a> g j h <a href="mailto:a@b.example">m</a> e</p>'
    )
    assert inner(two) == (
        '<p><a class="hb-para" id="b:two.p2">1.2.2</a> text</p>'
        '<ul><li><span class="hb-at" id="b:two.list"></span>«<a href="#b:index">q</a>» (1.3).</li></ul>'
    )
    assert '<td><b><span class="hb-at" id="b:index.bold"></span>b</b>' in inner(index)


def test_only_known_elements_and_attributes_remain() -> None:
    root = parse(
        '<!-- c --><script>s</script><p onclick="x" style="color:red" class="hb-page evil hb-cite" data-page="3" lang="EN_x">'
        '<font>a</font><iframe>i</iframe><svg><title>t</title></svg></p>'
        '<table><tr><td style="color:red;text-align: right" colspan="x">c</td></tr></table><details><p>d</p></details>'
    )
    drop_unprintable(root)
    clean(root)
    assert inner(root) == (
        '<p class="hb-cite" lang="en">a</p><table><tr><td colspan="1" style="text-align: right">c</td></tr></table><p>d</p>'
    )


def test_marks_move_to_wrappers() -> None:
    mark = '<span class="hb-mark" lang="kk">Жоқ</span> '
    root = parse(
        f'<p class="hb-missing" lang="en"><a class="hb-para">1</a>{mark}A</p><p class="hb-missing" lang="en">{mark}B</p>'
        f'<p>C</p><p class="hb-missing" lang="en">{mark}D</p><h2 class="hb-missing" lang="en">{mark}H</h2>'
        f'<ul><li class="hb-missing" lang="en">{mark}I</li></ul><p>x <span lang="ru">ы</span></p>'
    )
    mark_fallbacks(root)
    outer = 'div class="hb-fallback" lang="en" data-mark="Жоқ"'
    assert inner(root) == (
        f'<{outer} data-numbered="yes"><p class="hb-missing"><a class="hb-para">1</a>A</p></div>'
        f'<{outer} data-again="yes"><p class="hb-missing">B</p></div>'
        f'<p>C</p><{outer}><p class="hb-missing">D</p></div>'
        '<h2 class="hb-missing" data-mark="Жоқ"><span lang="en">H</span></h2>'
        '<ul><li class="hb-missing"><span lang="en"><span class="hb-inline-mark" lang="kk">Жоқ</span> I</span></li></ul>'
        '<p>x <span lang="ru">ы</span></p>'
    )


def test_pandoc_keeps_pages_apart() -> None:
    first, second, third = to_typst(["<p>a</p>", "", "<p>c</p><ul><li>- d</li><li><p>1. e</p></li></ul>"])
    assert (first, second) == ("a\n", "\n")
    assert third == "c\n\n- #none;- d\n\n- #none;1. e\n"


def sized(*rows: tuple[str, ...]) -> HtmlElement:
    cells = ["".join(f"<td>{cell}</td>" for cell in row) for row in rows]
    root = parse(f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>")
    size_tables(root)
    return root[0]


def test_columns_share_the_width_by_what_they_hold() -> None:
    assert sized(("1", "word")).attrib == {"data-columns": "3.1fr 6.6fr", "data-whole": "yes"}
    long = "many words in a long sentence that goes on and on " * 4
    narrow, broad = (float(width.removesuffix("fr")) for width in sized(("1234", long)).get("data-columns").split())
    assert narrow < 8 < 60 < broad
    assert sized(tuple(["unbreakablewordhere"] * 5)).get("data-wide") == "yes"
    assert sized(*[(long, long)] * 5).get("data-whole") is None


def test_tables_of_odd_shape_are_sized_too() -> None:
    root = parse('<table></table><table><tr><td colspan="2">a</td></tr><tr><td colspan="x">b</td><td>c</td></tr></table>')
    size_tables(root)
    assert [table.get("data-columns") for table in root] == [None, "3.0fr 3.0fr"]


def test_short_blocks_are_marked() -> None:
    root = parse(
        '<div class="hb-admonition"><div class="hb-title">t</div><p>short</p></div>'
        f'<div class="hb-admonition"><div class="hb-title">t</div><p>{"long " * 100}</p></div>'
        '<p><a class="hb-para">1</a>  a<span class="hb-note"></span><span class="hb-note"></span></p>'
        '<p><a class="hb-cite">Пакт, 9(3)-бап</a> <a class="hb-cite"><b>ICCPR</b>, 9-бап және 10-бап</a></p>'
    )
    mark_sizes(root)
    boxes = [box.get("data-whole") for box in root if box.get("class") == "hb-admonition"]
    assert boxes == ["yes", None]
    assert inner(root).partition('<div class="hb-whole">')[2] == (
        '<p><a class="hb-para">1</a>a<span class="hb-note"></span><span class="hb-note"></span></p></div>'
        '<p><a class="hb-cite">Пакт, <span class="hb-keep">9(3)-бап</span></a> <a class="hb-cite"><b>ICCPR</b>, '
        '<span class="hb-keep">9-бап</span> <span class="hb-keep">және 10-бап</span></a></p>'
    )


def test_the_end_of_a_page_stays_together() -> None:
    line = "x" * 60
    root = parse(f"<p>{line * 9}</p><h2>H</h2><ul>{f'<li>{line}</li>' * 9}</ul><p>{line}</p><aside>n</aside>")
    keep_end(root)
    assert [child.tag for child in root] == ["p", "h2", "div", "aside"]
    assert [child.tag for child in root[2]] == ["ul", "p"]
    whole = parse("<p>a</p><p>b</p>")
    keep_end(whole)
    assert inner(whole) == "<p>a</p><p>b</p>"
    # What does not fit on half a page may break.
    long = parse(f"<p>a</p><p>{line * 40}</p>")
    keep_end(long)
    assert [child.tag for child in long] == ["p", "p"]


def test_the_map_of_agencies_is_a_sheet_of_its_own() -> None:
    row = "<tr><th>Police</th><td>Ministry of Internal Affairs</td><td>?</td></tr>"
    root = parse(f'<p>a</p><div class="hb-agencies"><table>{row}</table></div><p>b</p>')
    size_tables(root)
    table = root[1][0]
    assert (table.get("data-wide"), table.get("data-small"), table.get("data-whole")) == ("yes", "yes", None)
    keep_end(root)
    assert root[1].get("class") == "hb-agencies"
    (typ,) = to_typst([serialize(root)])
    assert "#hb-landscape[\n#hb-table(" in typ


def test_an_empty_cell_of_a_form_is_room_to_write() -> None:
    root = parse(
        "<table><tr><th>Item</th><th></th></tr><tr><td>Name</td><td> </td></tr></table>"
        "<table><tr><th>a</th></tr><tr><td>b</td></tr></table>"
    )
    make_room(root)
    size_tables(root)
    form, other = elements(root, "table")
    assert [len(cell) for cell in elements(form, "td", "th")] == [0, 0, 0, 1]
    first, room = (float(width.removesuffix("fr")) for width in form.get("data-columns").split())
    assert room > 30 > first
    assert (form.get("data-writing"), form.get("data-wide"), other.get("data-writing")) == ("yes", "yes", None)
    (typ,) = to_typst([serialize(root)])
    assert typ.count("#hb-blank;") == 1
    assert typ.count("form: true") == 1


def test_only_a_tool_is_a_form_on_one_sheet() -> None:
    words = {"note": "Note"}
    html = "<h1>T</h1><table><tr><th>a</th></tr><tr><td></td></tr></table>" + "<p>Word.</p>" * 30
    for kind, rooms in (("tool", 1), ("procedure", 0)):
        page = replace(book_sample.page("other", "2.3", "T", kind, 1, Coverage(1)), html=html)
        site = replace(book_sample.site(), pages=(page,))
        (prepared,) = prepare(site, words, Pictures(book_sample.DOCS, book_sample.DOCS))
        assert prepared.html.count("hb-blank") == rooms
        assert ("hb-last" in prepared.html) is (kind != "tool")


def test_an_authority_stays_with_its_details_unless_they_are_long() -> None:
    def entry(length: int) -> str:
        more = f'<tr class="hb-more"><td colspan="2">{"word " * length}</td></tr>'
        return f'<tr id="a"><td>Covenant</td><td>1994</td></tr>{more}'

    head = "<tr><th>Authority</th><th>KZ</th></tr>"
    root = parse(f'<div class="hb-authorities"><table>{head}{entry(5)}{entry(2000)}</table></div>')
    size_tables(root)
    assert [row.get("class") for row in elements(root, "tr")] == [None, "hb-together", "hb-more", None, "hb-more"]
    (typ,) = to_typst([serialize(root)])
    assert "guarded: true" in typ
    assert typ.count("hb-guard,") == 1


def test_a_short_meaning_stays_with_its_term() -> None:
    (typ,) = to_typst([f"<div><dl><dt>Arrest</dt><dd>Taking.</dd><dt>Law</dt><dd>{'word ' * 200}</dd></dl></div>"])
    assert typ.count("hb-term(whole: true, [Arrest],") == 1
    assert typ.count("hb-term([Law],") == 1
