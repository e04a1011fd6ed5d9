"""What holds for every page whatsoever: real pages, and a corpus that nests everything in everything."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import lxml.html
import markdown
import pytest
from markdown_corpus import Document, batches, documents
from markdown_dialect import MARKS, ROOT, Unequal, dialect, english, identity, nothing, ours, plain, replaced

from handbook.markdown.extension import HandbookExtension
from handbook.markdown.front_matter import split_page
from handbook.markdown.places import locate
from handbook.markdown.segments import contents_marker, part, slots, why_kept
from handbook.markdown.session import PageInput, State, Target
from handbook.stable import digest

REAL = {path.relative_to(ROOT).as_posix(): path for path in sorted((ROOT / "docs").rglob("*.md"))}
GROUPS = list(batches())

# What shows in the HTML that an extension of mkdocs.yml was at work in the corpus.
EVIDENCE = {
    "admonition": '<div class="admonition',
    "attr_list": 'class="lead"',
    "def_list": "<dl>",
    "footnotes": '<div class="footnote">',
    "md_in_html": '<p>seg',
    "tables": "<table>",
    "toc": '<div class="toc">',
    "pymdownx.blocks.caption": "<figcaption>",
    "pymdownx.details": '<details class="country"',
    "pymdownx.superfences": '<div class="highlight">',
    "pymdownx.tabbed": '<div class="tabbed-set tabbed-alternate"',
    "pymdownx.tasklist": '<label class="task-list-control">',
    "fenced_code": "<code>",
}  # fmt: skip
# The same for the block of our own.
BLOCK = '<p class="step-text">'


def bodies(group: tuple[Document, ...]) -> list[tuple[str, str]]:
    return [(page.name, page.text) for page in group]


def all_pages() -> list[Any]:
    real = [(name, split_page(path.read_text("utf-8"))[1]) for name, path in REAL.items()]
    parts = [pytest.param(bodies(group), id=f"made-{at}") for at, group in enumerate(GROUPS)]
    return [pytest.param(real, id="real"), *parts]


pages = pytest.mark.parametrize("pages", all_pages())
made = pytest.mark.parametrize("group", GROUPS, ids=[f"made-{at}" for at in range(len(GROUPS))])


def test_the_corpus_uses_every_extension_of_mkdocs_yml() -> None:
    html = "".join(plain(page.text) for page in documents()[:60])
    assert set(EVIDENCE) == set(dialect().extensions)
    assert [name for name, sign in EVIDENCE.items() if sign not in html] == []
    assert html.count(BLOCK) > 60


def test_the_corpus_is_large_and_the_same_every_time() -> None:
    assert len(documents()) >= 300
    assert digest(*(page.text for page in documents())) == digest(*(page.text for page in documents.__wrapped__()))


@pages
def test_identity_and_empty_catalogues_change_not_one_byte(pages: list[tuple[str, str]]) -> None:
    for name, text in pages:
        assert english(text).html == plain(text), name
        assert ours(text, lookup=identity).html == plain(text), name
        assert ours(text, lookup=nothing).html == plain(text), name


@pages
def test_line_ends_of_other_systems_change_nothing(pages: list[tuple[str, str]]) -> None:
    for name, text in pages[::4]:
        for ending in ("\r\n", "\r"):
            assert ours(text.replace("\n", ending), lookup=identity).html == plain(text), name


@pages
def test_extraction_is_stable(pages: list[tuple[str, str]]) -> None:
    for name, text in pages:
        first = english(text).output.segments
        assert ours(text).output.segments == first, name
        assert ours(text, lookup=replaced, marks=MARKS, number="2.3").output.segments == first, name


@pages
def test_a_source_put_back_in_differs_in_white_space_at_most(pages: list[tuple[str, str]]) -> None:
    def itself(msgid: str) -> Target:
        return Target(State.CURRENT, Unequal(msgid))

    for name, text in pages:
        assert ours(text, lookup=itself).html.split() == plain(text).split(), name


def ids_of_headings(html: str) -> list[str | None]:
    headings = lxml.html.fromstring(f"<div>{html}</div>").iter("h1", "h2", "h3", "h4", "h5", "h6")
    return [heading.get("id") for heading in headings]


@pages
def test_headings_keep_their_ids_under_any_translation(pages: list[tuple[str, str]]) -> None:
    def shouted(msgid: str) -> Target:
        return Target(State.CURRENT, msgid.upper())

    def half(msgid: str) -> Target:
        return Target(State.CURRENT, "Екінші") if int(digest(msgid)[0], 16) % 2 else Target(State.OUTDATED, "x")

    for name, text in pages:
        expected = ids_of_headings(plain(text))
        assert len(set(expected)) == len(expected), name
        for lookup in (replaced, shouted, half):
            assert ids_of_headings(ours(text, lookup=lookup).html) == expected, name


def paragraph_links(html: str) -> list[tuple[str | None, str | None]]:
    found = lxml.html.fromstring(f"<div>{html}</div>").xpath("//a[@class='hb-para']")
    return [(link.get("href"), link.text) for link in found]


@pages
def test_paragraph_numbers_are_the_same_in_every_language(pages: list[tuple[str, str]]) -> None:
    for name, text in pages:
        expected = paragraph_links(ours(text, number="2.3").html)
        assert expected == [(f"#p{n}", f"2.3.{n}") for n in range(1, len(expected) + 1)], name
        for lookup in (nothing, replaced):
            assert paragraph_links(ours(text, number="2.3", lookup=lookup, marks=MARKS).html) == expected, name


class Spy:
    """Stands in for the inline parser's own method and writes down each text that it is handed."""

    def __init__(self, md: markdown.Markdown) -> None:
        self.seen: list[str] = []
        inline = md.treeprocessors["inline"]
        self.original: Callable[..., str] = inline._InlineProcessor__handleInline
        inline._InlineProcessor__handleInline = self

    def __call__(self, data: str, pattern: int = 0) -> str:
        if pattern == 0 and data.strip():
            self.seen.append(str(data))
        return self.original(data, pattern)


@pages
def test_every_text_of_the_inline_parser_is_a_segment_or_has_a_reason(pages: list[tuple[str, str]]) -> None:
    for name, text in pages:
        extension = HandbookExtension()
        used = dialect()
        md = markdown.Markdown(extensions=[*used.extensions, extension], extension_configs=dict(used.settings))
        spy = Spy(md)
        md.convert(text)
        raws = [segment.raw for segment in extension.output.segments]
        expected = Counter(raws)
        for seen in spy.seen:
            pieces = part(seen)
            assert pieces.joined(pieces.core) == seen, name
            if why_kept(pieces.core, contents_marker(md)) is not None:
                continue
            if expected[pieces.core]:
                expected[pieces.core] -= 1
                continue
            # The parser reads the inside of some emphasis twice: that must be a part of a segment.
            for stretch in re.split("\x02[^\x02\x03]*\x03", pieces.core):
                assert any(stretch in raw for raw in raws), (name, seen)
        assert not +expected, name


def words_in_code_blocks(html: str) -> set[str]:
    """Python-Markdown takes some deeply indented blocks for code: what is in them is for nobody to translate."""
    blocks = lxml.html.fromstring(f"<div>{html}</div>").iter("pre")
    return set(re.findall(r"\b(?:seg|kept)\d{4}x\b", " ".join(block.text_content() for block in blocks)))


@made
def test_each_planted_word_is_in_one_segment_at_its_line(group: tuple[Document, ...]) -> None:
    for page in group:
        code = words_in_code_blocks(plain(page.text))
        found: dict[str, int] = {}
        for segment in locate(page.text, english(page.text).output.segments):
            for word in re.findall(r"\b(?:seg|kept)\d{4}x\b", segment.msgid):
                assert word not in found, (page.name, word)
                assert word not in code, (page.name, word)
                found[word] = segment.line
        expected = {word: line for word, line in page.planted.items() if word not in code}
        assert {word: line for word, line in found.items() if word in page.planted} == expected, page.name


def test_nearly_all_planted_words_are_for_translation() -> None:
    planted = sum(len(page.planted) for page in documents())
    assert sum(len(words_in_code_blocks(plain(page.text)) & page.planted.keys()) for page in documents()) < planted / 20


@made
def test_marks_tell_the_language_of_every_word(group: tuple[Document, ...]) -> None:
    """Half the segments translated: each word of them reads as the page's language, every other one as English."""

    def half(msgid: str) -> Target:
        word = re.search(r"seg\d{4}x", msgid)
        if word is None or int(digest(word.group())[0], 16) % 2:
            return Target(State.MISSING)
        return Target(State.CURRENT, msgid.replace("seg", "new"))

    for page in group:
        html = ours(page.text, lookup=half, marks=MARKS).html
        root = lxml.html.fromstring(f'<div lang="kk">{html}</div>')
        for text in root.xpath("//text()[not(ancestor::*[@class='toc'] or ancestor::pre)]"):
            home = text.getparent() if text.is_text else text.getparent().getparent()
            language = home.xpath("ancestor-or-self::*[@lang][1]/@lang")[0]
            if re.search(r"\bnew\d{4}x", text):
                assert language == "kk", (page.name, text)
            if re.search(r"\bseg\d{4}x", text):
                assert language == "en", (page.name, text)
                assert home.xpath("ancestor-or-self::*[contains(@class, 'hb-missing')]"), (page.name, text)
                assert home.xpath("ancestor-or-self::*[contains(@class, 'hb-missing')][1]//*[@class='hb-mark']") or (
                    home.xpath("ancestor-or-self::h1")
                ), (page.name, text)


@pages
def test_marks_change_nothing_but_marks(pages: list[tuple[str, str]]) -> None:
    for name, text in pages:
        marked = ours(text, lookup=nothing, marks=MARKS).html
        without = re.sub(r'<span class="hb-mark"[^>]*>аударылмаған</span> ?', "", marked)
        words = lxml.html.fromstring(f"<div>{without}</div>").text_content().split()
        assert words == lxml.html.fromstring(f"<div>{plain(text)}</div>").text_content().split(), name


def test_slots_are_empty_where_there_is_nothing_to_read() -> None:
    extension = HandbookExtension(PageInput())
    md = markdown.Markdown(extensions=[extension])
    assert md.convert("") == ""
    assert extension.output.segments == []
    assert list(slots(lxml.html.fromstring("<div></div>"))) == []
