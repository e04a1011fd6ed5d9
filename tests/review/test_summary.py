"""The comment on a pull request, as GitHub's own parser renders it: order, harmlessness, length whatever comes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from sample import ADDED, HOSTILE, HOSTILE_CHANGE, HOSTILE_SAMPLE, MOVED, PAGE, REWORDED, SAMPLE, redline

from handbook.findings import Finding, Severity
from handbook.project import Language
from handbook.review.links import Links
from handbook.review.markdown_text import deleted, in_html, in_markdown, inserted, size, tidy
from handbook.review.model import Change, Fact, Kind, OtherFile, Place, Review, Shift, SignOffChange, Text
from handbook.review.summary import MARKER, summary
from handbook.review.visible import visible

SITE = "https://review.example/17"
LINKS = Links("https://git.example/blob/{commit}/{path}#L{line}", SITE, f"{SITE}/review/index.html")
OURS = ("https://git.example/blob/", SITE)
HEAVY = "h2 h3 p ul li details summary table thead tbody tr th td"
ELEMENTS = {*HEAVY.split(), "a", "b", "br", "code", "del", "em", "span", "strong"}
FINDINGS = [
    Finding("docs/a.md", 3, "MK201", "no such page: b.md", "mend the link"),
    Finding("docs/a.md", 1, "AU201", "the check is overdue", severity=Severity.WARNING),
    Finding(HOSTILE, 3, HOSTILE, HOSTILE, HOSTILE),
]
# What GitHub and GitLab make of text in the finished HTML, beside what the parser does.
REFERENCES = {
    "mention": re.compile(r"@[\w-]"),
    "number": re.compile(r"#\d|\bgh-\d|(?<!\w)[!$&%~]\w", re.IGNORECASE),
    "hash": re.compile(r"\b[0-9a-f]{7,40}\b", re.ASCII),
    "emoji": re.compile(r":[\w+-]+:"),
    "address": re.compile(r"\w://\S|\bwww\.\S|\w@\w", re.IGNORECASE),
    "command": re.compile(r"::|##\["),
    "unseen": re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]"),
    "coloured": re.compile(r"[{\[][+-]"),
}
VICIOUS = (
    f"{HOSTILE} @a/b a@b.org o/r#1 GH-12 deadbeef12 0123456789abcdef :smile: www.x.org https://x.org/a_b_ ftp://x "
    "[^1] [[wiki]] {+ a +} [- b -] $x$ $`x$` `#fff` | a | b | --- ``` &#64; &commat;x ##[group] !1 %2 ~3 &4 "
    "\u202eback\u2066 \u200b\x1b[31m\x00 <details> </details> ![i](https://x.org/i.png) <https://x.org> [x]: y\n\n"
    "# head\n===\n- item\n> quote\n    code\n::error::x\n/close\n| - |\n<!-- handbook-review --> \\"
)


def rendered(markdown: str) -> lxml_html.HtmlElement:
    """The comment as GitHub renders it, before it strips what it does not allow."""
    made = cmarkgfm.github_flavored_markdown_to_html(markdown, options=Options.CMARK_OPT_UNSAFE)
    return lxml_html.fragment_fromstring(made, create_parent="main")


def texts(root: lxml_html.HtmlElement) -> Iterator[str]:
    for element in root.iter():
        if isinstance(element.tag, str):
            yield element.text or ""
        yield element.tail or ""


def check_harmless(markdown: str, ours: tuple[str, ...] = ()) -> None:
    root = rendered(markdown)
    found = [element for element in root.iter() if element is not root]
    comments = [element.text for element in found if not isinstance(element.tag, str)]
    assert comments in ([], [" handbook-review "])
    elements = [element for element in found if isinstance(element.tag, str)]
    assert {element.tag for element in elements} <= ELEMENTS
    assert {name for element in elements for name in element.attrib} <= {"href", "align", "open"}
    assert [address for address in root.xpath("//a/@href") if not address.startswith(ours)] == []
    hashes = re.compile("a{10}|b{10}")
    for name, pattern in REFERENCES.items():
        assert [text for text in texts(root) if pattern.search(hashes.sub("", text))] == [], name


def check_whole(markdown: str) -> None:
    """Under the limit, nothing torn: every `details` closed, every row as wide as its head, every line ours."""
    assert size(markdown) < 60_000
    assert markdown.count("<details") == markdown.count("</details>") == markdown.count("</summary>")
    for table in rendered(markdown).iter("table"):
        assert len({len(row) for row in table.iter("tr")}) == 1
    starts = {line[:1] for line in markdown.splitlines()} - set(
        "#-*<|[",
    )
    assert starts <= {"", "T", "N", "E"} | {
        line[0] for line in markdown.splitlines() if re.match(r"\d+ error", line)
    }


def told(markdown: str) -> str:
    """What a reader sees, without joiners."""
    return " ".join(rendered(markdown).text_content().replace("\u2060", "").split())


# --- Text of others ---


@pytest.mark.parametrize(
    "text", [HOSTILE, VICIOUS, "a\\", "*", "_a_", "~", "`", "|", "<b", "&lt;", "$", "[x](y)", "- a"]
)
def test_text_comes_out_as_it_was_written(text: str) -> None:
    shown = " ".join(visible(text).split())
    for markdown in (f"- x {in_markdown(text)} y", f"| a |\n| - |\n| x {in_markdown(text)} y |"):
        assert f"x {shown} y" in told(markdown).replace(" ", " ")
    assert f"x {shown} y" in told(f"<p>x {in_html(text)} y</p>")


@given(st.text("\\`*_~[](){}<>#@:!|&$%^+-=/.;'\"aw1 hgtps\n\u00a0ұ😀", max_size=40))
def test_any_text_comes_out_as_it_was_written_and_harmless(text: str) -> None:
    shown = " ".join(visible(text).split())
    line = tidy(f"- x {in_markdown(text)}{inserted(text)}{deleted(text)}")
    check_harmless(line)
    for markdown in (f"- x {in_markdown(text)} y", f"| a |\n| - |\n| x {in_markdown(text)} y |"):
        assert " ".join(f"x {shown} y".split()) in told(markdown)


@pytest.mark.parametrize("text", [HOSTILE, VICIOUS, VICIOUS[::-1]])
def test_text_is_harmless(text: str) -> None:
    for markdown in (in_markdown(text), inserted(text), deleted(text)):
        check_harmless(f"- x {markdown}")
        check_harmless(f"| a |\n| - |\n| {markdown} |")
    check_harmless(f"<details><summary>{in_html(text)}</summary>\n\n- x\n\n</details>")


@pytest.mark.parametrize("beside", ["", "a", "Ұ", " ", "(", "."])
def test_marks_hold_beside_any_character(beside: str) -> None:
    for edge in (*"(.*_~[`a5«ұʻ—№ ", "\u0301", "😀", "**", "$"):
        new, old = f"{edge}new{edge}", f"{edge}old{edge}"
        root = rendered(tidy(f"- x{beside}{inserted(new)}{beside}{deleted(old)}{beside}x"))
        found = [element.text_content().replace("\u2060", "") for element in root.iter("strong", "del")]
        assert found == [new.strip(), old.strip()]


def test_a_space_that_came_is_shown() -> None:
    assert told(f"- a{inserted(' ')}b") == "a␣b"


# --- The comment ---


def test_the_order_is_law_counts_languages_changes_the_rest() -> None:
    comment = summary(SAMPLE, FINDINGS, LINKS)
    assert comment.startswith(f"{MARKER}\n")
    heads = [element.text_content() for element in rendered(comment).iter("h3")]
    assert heads == [
        "What changed in law",
        "Languages",
        "The changes",
        "Findings",
        "Numbers that shifted",
    ]
    seen = told(comment)
    assert "iccpr parties.KZ.in_force – 2006-01-24 → 2006-04-24 · cited in 1.1.3, 2.1.1" in seen
    assert "1.1.3 no longer cites ICCPR, art. 9(3); now cites ICCPR, art. 9(4)" in seen
    assert "5 changes: added 1 · removed 1 · moved 1 · reworded 1 · citations 1 · translated 1" in seen
    assert seen.index("no longer cites") < seen.index("5 changes") < seen.index("Made outdated")
    assert "rules/arrest.md – 1.1.2–1.1.8 → 1.1.3–1.1.9 (7 paragraphs)" in seen
    assert seen.index("error MK201") < seen.index("warning AU201")


def test_each_language_says_what_it_has_to_do() -> None:
    rows = [
        [cell.text_content() for cell in row] for row in rendered(summary(SAMPLE, (), Links())).iter("tr")
    ]
    assert rows == [
        [
            "Language",
            "Updated",
            "Made outdated",
            "Missing",
            "Texts to translate",
            "Words to translate",
            "Sign-offs voided",
        ],
        ["Русский (ru)", "1", "0", "1", "1", "10", "1"],
        ["Қазақша (kk)", "1", "1", "1", "3", "33", "0"],
    ]


def test_a_change_has_number_place_redline_and_standing() -> None:
    comment = summary(SAMPLE, (), LINKS)
    (line,) = [line for line in comment.splitlines() if line.startswith("- **1.1.3** ·")]
    assert "reworded, citations (was 1.1.2)" in line
    assert f"[docs/rules/arrest.md:18](https://git.example/blob/{'b' * 40}/docs/rules/arrest.md#L18)" in line
    assert f"({SITE}/review/index.html#rules-arrest-5f2a90c1)" in line
    assert "within ~~72~~ **48** hours (" in line
    assert "*item:* **The record is read to the person.**<br>*cell:* ~~three~~ **two** days" in line
    assert line.endswith("<br>outdated: kk · updated: ru")
    (gone,) = [line for line in comment.splitlines() if line.startswith("- **2.1.4** ·")]
    assert f"/blob/{'a' * 40}/docs/steps/report.md#L40" in gone, "what is gone is looked up where it was"
    assert "moved (was 1.1.9 in rules/arrest.md)" in told(comment)


def test_what_touches_law_comes_first() -> None:
    lines = [
        line[4:9]
        for line in summary(SAMPLE, (), Links()).splitlines()
        if " · docs/" in line and line[:4] == "- **"
    ]
    assert [line for line in lines if line[:1].isdigit()] == ["1.1.3", "1.1.2", "1.1.5", "2.1.4", "2.1.1"]


def test_only_facts_of_law_stand_under_law() -> None:
    (law,) = SAMPLE.facts
    term = replace(law, room="terms", entry="custody", name="match.ky", cited=())
    seen = told(summary(replace(SAMPLE, facts=(term, law)), (), LINKS))
    assert (
        seen.index("iccpr parties")
        < seen.index("The changes")
        < seen.index("Other facts of the register custody")
    )


def test_the_more_changes_the_less_is_shown_of_each() -> None:
    text = Text("p", (Kind.ADDED,), redline(("+", "word " * 100)), 1)
    few, lots = (replace(SAMPLE, changes=many(count, replace(ADDED, texts=(text,) * 5))) for count in (2, 90))
    longest = [max(map(len, summary(review, (), Links()).splitlines())) for review in (few, lots)]
    assert longest[1] * 2 < longest[0]


def test_links_lead_to_previews_and_only_where_there_are_any() -> None:
    comment = summary(SAMPLE, FINDINGS, LINKS)
    for path in ("site/en/index.html", "site/kk/index.html", "pdf/handbook-ru.pdf", "review/redline-kk.pdf"):
        assert f"({SITE}/{path})" in comment
    assert f"({SITE}/review/redline.docx)" in comment
    bare = summary(SAMPLE, FINDINGS, Links())
    assert rendered(bare).xpath("//a") == []
    assert "`build/review/index.html`" in bare
    artifact = summary(SAMPLE, (), Links(review="https://git.example/artifacts/7"))
    assert "redline-kk.pdf" not in artifact, "nothing stands beside an archive"


def test_nothing_changed() -> None:
    empty = replace(SAMPLE, changes=(), facts=(), shifts=(), signoffs=(), others=(), todo={})
    seen = told(summary(empty, (), Links()))
    assert "No fact of an authority and no citation changed." in seen
    assert "No paragraph changed." in seen


@pytest.mark.parametrize("links", [Links(), LINKS])
def test_hostile_review_is_harmless(links: Links) -> None:
    comment = summary(HOSTILE_SAMPLE, FINDINGS, links)
    check_harmless(comment, OURS)
    check_whole(comment)
    assert "<script>alert(1)</script>" in told(comment), "and yet it is seen"


# --- Its length ---


def many(count: int, change: Change = REWORDED, page: str = "rules/page-{}.md") -> tuple[Change, ...]:
    """Copies of a change on a new page after every tenth."""
    return tuple(
        replace(
            change,
            anchor=f"a-{n}",
            title=f"Page {n // 10}",
            after=Place(page.format(n // 10), f"1.{n // 10}.{n % 10}", n % 10, "docs/a.md", n),
        )
        for n in range(1, count + 1)
    )


def swollen(text: str, count: int = 2_000) -> Review:
    """A review that is long in everything at once, and made of `text`."""
    long = replace(
        HOSTILE_CHANGE,
        title=text,
        texts=(Text("p", (Kind.REWORDED,), redline(("=", text), ("-", text), ("+", text), ("=", text)), 3),)
        * 20,
        citations_added=(text,) * 30,
        citations_dropped=(text,) * 30,
    )
    languages = tuple(Language(f"x{n}", text) for n in range(60))
    return replace(
        HOSTILE_SAMPLE,
        title=text,
        base_name=text,
        languages=languages,
        changes=many(count, long),
        facts=tuple(
            Fact(room, text, text, text, text, text, 1, (text,) * 50)
            for room in ("authorities", text) * count
        ),
        signoffs=(SignOffChange("ru", text, text, voided=True),) * count,
        shifts=(Shift(text, (text, text), (text, text), 7),) * count,
        others=(OtherFile(text, "M"),) * count,
        unreadable=((text, text),) * count,
    )


@pytest.mark.parametrize("count", [500, 20_000])
def test_many_changes_are_cut_and_counted(count: int) -> None:
    changes = (*many(count), *many(3, replace(MOVED, citations_added=("CAT, art. 2",)), "law/{}.md"))
    comment = summary(replace(SAMPLE, changes=changes), FINDINGS, LINKS)
    check_whole(comment)
    shown = len(re.findall(r"^- \*\*[\d.]+\*\* · ", comment, re.MULTILINE))
    (more,) = re.findall(r"^\*([\d,]+) more changes: see \[the full review\]", comment, re.MULTILINE)
    assert int(more.replace(",", "")) + shown == len(changes)
    assert shown > 80
    assert "### Findings" in comment
    assert "| Қазақша (kk) |" in comment


def test_the_most_important_changes_are_not_the_ones_cut() -> None:
    law = replace(
        ADDED, title="Law", citations_added=("CAT, art. 2",), after=Place("z.md", "9.9.9", 9, "docs/z.md", 1)
    )
    comment = summary(replace(SAMPLE, changes=(*many(5_000, ADDED), law)), (), LINKS)
    assert comment.index("- **9.9.9** · added") < comment.index("- **1.0.1** · added")


@pytest.mark.parametrize(
    "text",
    [
        "x" * 70_000,
        "ab " * 30_000,
        "😀" * 40_000,
        "$" * 50_000,
        "@a" * 30_000,
        VICIOUS * 50,
        "\u202e" * 9_000,
    ],
)
def test_long_and_growing_texts_stay_under_the_limit(text: str) -> None:
    comment = summary(swollen(text, 300), [Finding(text, 1, text, text, text)] * 300, LINKS)
    check_whole(comment)
    sections = ["What changed in law", "Languages", "The changes", "Findings", "Numbers that shifted"]
    assert [head for head in sections if f"### {head}" not in comment] == []
    assert re.search(r"^- .* · reworded", comment, re.MULTILINE) or "more changes" in comment
    check_harmless(comment, OURS)


def test_a_file_name_that_is_no_text_is_shown() -> None:
    broken = replace(SAMPLE, others=(OtherFile("docs/\udcff.png", "A"),))
    comment = summary(broken, [Finding("docs/\udcff.md", 1, "MK101", "x")], LINKS)
    assert "docs/⟨U+DCFF⟩.png" in comment
    comment.encode("utf-8")
    assert PAGE in comment
