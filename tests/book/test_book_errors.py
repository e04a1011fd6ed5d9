"""What the book refuses, and what the refusal says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from book_sample import DOCS, WORDS, info, site

from handbook.book.make import make_book
from handbook.findings import FindingsError
from handbook.site.page import RenderedSite


def site_with(html: str, name: str = "other") -> RenderedSite:
    """The sample site with other content on one page."""
    given = site()
    return replace(given, pages=tuple(replace(p, html=html) if name in p.path else p for p in given.pages))


def refusal(given: RenderedSite, tmp_path: Path, docs: Path = DOCS) -> FindingsError:
    out = tmp_path / "out.pdf"
    out.write_bytes(b"the last good book")
    with pytest.raises(FindingsError) as caught:
        make_book(given, info(), WORDS, docs, tmp_path / "cache", out)
    assert out.read_bytes() == b"the last good book"
    return caught.value


def test_each_letter_without_glyph_is_named_with_its_page(tmp_path: Path) -> None:
    html = "<p>Some 漢 and \N{GLAGOLITIC SMALL LETTER AZU}.</p><ul><li>\N{DEVANAGARI LETTER A}</li></ul>"
    found = refusal(site_with(html), tmp_path).findings
    assert {(f.path, f.code) for f in found} == {("docs/part/other.md", "BK501")}
    assert [f.message.partition(" for ")[2] for f in found] == [
        "अ (U+0905 DEVANAGARI LETTER A), ⰰ (U+2C30 GLAGOLITIC SMALL LETTER AZU), 漢 (U+6F22 CJK UNIFIED IDEOGRAPH-6F22)"
    ]
    assert all(f.hint for f in found)


def test_a_letter_in_a_title_is_traced_to_the_page_too(tmp_path: Path) -> None:
    given = site()
    pages = tuple(replace(p, title="Title 漢") if "other" in p.path else p for p in given.pages)
    found = refusal(replace(given, pages=pages), tmp_path).findings
    assert [(f.path, "U+6F22" in f.message) for f in found] == [("docs/part/other.md", True)]


def test_all_pictures_that_cannot_be_printed_are_found_at_once(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    (docs / "assets").mkdir(parents=True)
    (tmp_path / "secret.png").write_bytes(b"secret")
    (docs / "assets" / "link.png").symlink_to(tmp_path / "secret.png")
    (docs / "assets" / "film.mp4").write_bytes(b"film")
    (docs / "assets" / "cut.svg").write_text("<svg")
    (docs / "assets" / "text.png").write_text("no picture")
    names = "none.svg ../../secret.png link.png film.mp4 cut.svg text.png"
    sources = [f"../assets/{name}" for name in names.split()]
    html = "".join(f'<p>a <img alt="x" src="{source}"> b</p>' for source in sources)
    given = replace(site(), pages=tuple(replace(p, html=html if "other" in p.path else "") for p in site().pages))
    found = refusal(given, tmp_path, docs).findings
    assert {(f.path, f.code) for f in found} == {("docs/part/other.md", "BK502")}
    assert sorted(f.message for f in found) == [
        "the file is not what its name says: ../assets/cut.svg",
        "the file is not what its name says: ../assets/text.png",
        "the picture lies outside docs/: ../assets/../../secret.png",
        "the picture lies outside docs/: ../assets/link.png",
        "there is no such picture: ../assets/none.svg",
        "this kind of picture cannot be printed: ../assets/film.mp4",
    ]
    assert not any(b"secret" in path.read_bytes() for path in (tmp_path / "cache").rglob("*") if path.is_file())


def test_a_word_that_nobody_translated_stops_the_book(tmp_path: Path) -> None:
    words = {word: text for word, text in WORDS.items() if word != "Contents"}
    with pytest.raises(KeyError, match="Contents"):
        make_book(site(), info(), words, DOCS, tmp_path / "cache", tmp_path / "out.pdf")


@pytest.mark.parametrize(
    "html",
    [
        '<p>#read("/etc/passwd") #eval("1+1") #import "x" $ x $ `raw` // no comment /* none */</p>',
        '<p><span style="color: red" data-typst:text:size="99pt" typst:text:fill="panic()">a</span></p>',
        '<p lang="en\\"); #panic(\\"">a</p><p><a href="https://x.example/&quot;);#panic(&quot;">b</a></p>',
        '<div class="hb-page" data-page="7">a</div><div class="hb-admonition" data-box="x&quot;); #panic()">b</div>',
        '<pre class="=typst"><code class="language-=typst">#panic()</code></pre><code>`#panic()`</code>',
        '<h2 id="x&gt; #panic() &lt;y">a</h2><p><a href="#x&gt; #panic() &lt;y">b</a></p>',
        '<p><span class="hb-note" data-note="x&gt; #panic()">a</span><aside epub:type="footnote" id="z">b</aside></p>',
        '<ol start="1); #panic()" type="a\\"]; #panic()"><li>a</li></ol>',
        '<table><tr><td colspan="2); #panic()">a</td><td align="x">b</td></tr></table>',
        "<p>] #panic() [</p><ul><li>]#panic()</li></ul><dl><dt>]#panic()</dt><dd>]#panic()</dd></dl>",
        "<p>= a</p><p>- a</p><p>+ a</p><p>/ a: b</p><p>1. a</p><table><tr><td>= a</td><td>- b</td></tr></table>",
    ],
)
def test_no_page_can_run_code_or_break_the_book(html: str, tmp_path: Path) -> None:
    """Each page compiles, and what looked like code stands there as text or is gone."""
    report = make_book(site_with(html), info(), WORDS, DOCS, tmp_path / "cache", tmp_path / "out.pdf")
    assert report.pages >= 10


def test_a_page_with_next_to_nothing_is_printed(tmp_path: Path) -> None:
    bare = replace(site().pages[0], html="", title="", purpose="", owner="", review_by="", kind="odd")
    given = replace(site(), pages=(bare,))
    plain = info(status="", commit="", subtitle="", authority_note="", language="zh-Hant-TW")
    assert make_book(given, plain, WORDS, DOCS, tmp_path / "cache", tmp_path / "out.pdf").pages == 4
