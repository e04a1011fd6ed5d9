"""Odd but possible pages, made by rule: every container in every other to a depth of three, around every kind of leaf.

The generator plants a word that stands nowhere else at the head of every text it writes for translation, so a test can
ask for each word's segment and its line without knowing how Markdown works. Words that must never reach a translator
(blocks of code, raw HTML and comments) begin with `kept` instead; code inside a sentence goes along with it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

Lines = list[str]

_WORDS = (
    *("officer", "border", "record", "custody", "right", "notice", "judge", "agency", "child", "request"),
    *("необходимость", "құқық", "тергеуші", "ҳуқуқ", "өкүм", "oʻzbek", "kişi", "übertragung", "e\u0301tranger"),
    *("naïve", "שלום", "مرحبا", "東京", "ﬁnal", "10%", "§4"),
)


@dataclass(frozen=True, slots=True)
class Document:
    """A page: its Markdown with LF line ends, and the lines of its planted words."""

    name: str
    text: str
    planted: dict[str, int]
    kept: frozenset[str]

    @property
    def crlf(self) -> str:
        """The page as an editor on another system saves it."""
        return self.text.replace("\n", "\r\n")


class Writer:
    """Makes up blocks; each method returns lines that can be nested by indentation."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.count = 0
        self.tail: Lines = []

    # Words

    def word(self, kind: str = "seg") -> str:
        self.count += 1
        return f"{kind}{self.count:04d}x"

    def words(self, least: int = 2, most: int = 7) -> str:
        return " ".join(self.random.choices(_WORDS, k=self.random.randint(least, most)))

    def text(self) -> str:
        """One line of text for translation, its planted word first."""
        inline = self.random.choice(self.INLINES)
        return f"{self.word()} {self.words(1, 4)} {inline(self)} {self.words(1, 3)}"

    def short(self) -> str:
        return f"{self.word()} {self.words(1, 3)}"

    def code(self) -> str:
        return f"`{self.word('held')} <b> [x](y) {{.z}}`"

    def link(self) -> str:
        return f'[{self.words(1, 2)}](other/page.md#part-{self.count} "{self.words(1, 2)}")'

    def reference(self) -> str:
        name = f"ref{self.count}"
        self.tail += ["", f"[{name}]: https://example.org/{name}/ '{self.word('kept')}'"]
        return f"[{self.words(1, 2)}][{name}]"

    def note(self) -> str:
        name = f"n{self.count}"
        body = [f"[^{name}]: {self.word()} {self.words()}"]
        if self.random.random() < 0.5:
            body += ["", *_indent([*self.paragraph(), "", *self.bullets()])]
        self.tail += ["", *body]
        return f"[^{name}]"

    INLINES: tuple[Callable[[Writer], str], ...] = (
        lambda self: f"**{self.words(1, 2)}**",
        lambda self: f"*{self.words(1, 2)} **{self.words(1, 1)}***",
        lambda self: self.code(),
        lambda self: self.link(),
        lambda self: self.reference(),
        lambda self: self.note(),
        lambda self: f"![{self.words(1, 2)}](../assets/a.svg){{ .figure }}",
        lambda self: f"*{self.words(1, 2)}*{{ .marked #id-{self.count} }}",
        lambda self: f'<span title="kept">{self.words(1, 2)}</span> <br> x<sub>2</sub>',
        lambda self: "&copy; &#1179; &amp;amp; AT&T 3 < 4 > 2",
        lambda self: "<https://example.org/a_b_c> and <mail@example.org>",
        lambda self: r"\*not emphasis\* \`not code\` 2\_3 \\ \[no link\]",
        lambda self: "⟦1⟧ {not an attribute list} {{ x }} ⟦2⟧",
        lambda self: "[@iccpr, art. 9(3)] and [@cat, art. 2; @untoc, art. 18]",
        lambda self: f"<!-- {self.word('held')} --> {self.words(1, 1)}",
        lambda self: "snake_case_word __strong__ _em_ ***both*** ~~no~~",
        lambda self: "HTML (*[HTML]: like an abbreviation) [ ] [x]",
        lambda self: "``two ` ticks`` and a lone ` tick",
    )

    # Leaves

    def paragraph(self) -> Lines:
        lines = [self.text()]
        for _ in range(self.random.randint(0, 2)):
            ending = self.random.choice(["", "", " ", "  ", "   "])
            lines[-1] += ending
            lines.append(self.random.choice(["", "", " ", "   "]) + self.words())
        if self.random.random() < 0.2:
            lines.append(f"{{: #par-{self.count} .lead }}")
        return lines

    def atx(self) -> Lines:
        ending = self.random.choice(["", " ##", f" {{#head-{self.count} .c}}", f" [^n{self.count}x]"])
        return [f"{'#' * self.random.randint(2, 5)} {self.text()}{ending}"]

    def repeated(self) -> Lines:
        """Headings with equal titles: their ids are counted."""
        return ["## Same title", "", *self.paragraph(), "", "## Same title", "", *self.paragraph()]

    def setext(self) -> Lines:
        return [self.short(), self.random.choice(["=====", "-----"])]

    def bullets(self) -> Lines:
        mark = self.random.choice("-*+")
        loose = self.random.random() < 0.3
        lines: Lines = []
        for _ in range(self.random.randint(2, 3)):
            lines += [f"{mark} {self.text()}", *([""] if loose else [])]
        return lines

    def tasks(self) -> Lines:
        return [f"- [{self.random.choice(' xX')}] {self.text()}" for _ in range(3)]

    def odd_list(self) -> Lines:
        """Indentation nobody would choose, and a line that goes on without any."""
        return [
            f" *  {self.short()}", self.words(), f"   * {self.short()}", "",
            f"      {self.short()}", "", f"    - {self.short()}", f"        + {self.short()}", "", "3) not a list",
        ]  # fmt: skip

    def table(self) -> Lines:
        row = f"| {self.short()} | {self.short()} \\| {self.words(1, 1)} | `{self.word('held')} \\| b` |"
        return [
            f"| {self.short()} | {self.short()} {{ .wide }} | |",
            "|:---|:---:|---:|",
            row,
            f"| {self.text().replace('|', '')} | | {self.short()} |",
            f"| {self.short()} |",
        ]

    def fence(self) -> Lines:
        mark = self.random.choice(["```", "~~~", "````"])
        info = self.random.choice(["", "python", " { .yaml #code }", "text"])
        code = [f"{self.word('kept')} = [x](y)", "", "    # not a heading", f"<{self.word('kept')}>"]
        return [f"{mark}{info}", *code, mark]

    def indented(self) -> Lines:
        return [f"    {self.word('kept')} = 1", "", f"    {self.word('kept')} {{.x}}"]

    def raw(self) -> Lines:
        kept = self.word("kept")
        return self.random.choice(
            [
                [f'<div class="x">{kept} *not emphasis*', f"<p>{self.word('kept')}</p>", "</div>"],
                [f"<!-- {kept}", "", "# not a heading", "-->"],
                [f"<p>{kept}</p>"],
                ["<hr>", "", f"<table><tr><td>{kept}</td></tr></table>"],
            ]
        )

    def rule(self) -> Lines:
        return [self.random.choice(["---", "* * *", "___"])]

    def image(self) -> Lines:
        return [f"![{self.short()}](../assets/a.svg){{ .figure }}"]

    def caption(self) -> Lines:
        kind = self.random.choice(["caption", "figure-caption"])
        return [*self.image(), "", f"/// {kind}", self.text(), "", *self.paragraph(), "///"]

    def steps(self) -> Lines:
        limit = self.random.choice(["", " {within: 3h}", "\n{within: at once}"])
        written = f"1. @police: {self.text()}{limit}\n2. @customs, @lawyer -> @person: {self.short()}"
        return [f"/// procedure | {self.short()}", *written.split("\n"), "///"]

    def equal_texts(self) -> Lines:
        """The same words twice, and once inside longer ones."""
        return ["Yes", "", "Yes and no", "", "Yes"]

    def contents(self) -> Lines:
        return ["[TOC]"]

    LEAVES: tuple[Callable[[Writer], Lines], ...] = (
        paragraph, paragraph, atx, bullets, tasks, odd_list, table, fence, indented, raw, rule, image, caption,
        steps,
    )  # fmt: skip

    def leaf(self) -> Lines:
        return self.random.choice(self.LEAVES)(self)

    # Containers

    def bullet(self, inner: Lines) -> Lines:
        return [f"- {self.text()}", "", *_indent(inner)]

    def number(self, inner: Lines) -> Lines:
        return [f"1. {self.text()}", "", *_indent(inner), "", f"2. {self.text()}"]

    def quote(self, inner: Lines) -> Lines:
        return [f"> {line}".rstrip() for line in [*self.paragraph(), "", *inner]]

    def admonition(self, inner: Lines) -> Lines:
        title = self.random.choice([f' "{self.short()}"', "", ' ""'])
        return [f"!!! {self.random.choice(['note', 'safeguard', 'a b'])}{title}", *_indent(inner)]

    def details(self, inner: Lines) -> Lines:
        return [f'???{self.random.choice(["", "+"])} country "{self.short()}"', *_indent(inner)]

    def tabs(self, inner: Lines) -> Lines:
        return [
            f'=== "{self.short()}"', "", *_indent(inner), "",
            f'=== "{self.short()}"', "", *_indent(self.paragraph()),
        ]  # fmt: skip

    def definition(self, inner: Lines) -> Lines:
        return [self.short(), f":   {self.text()}", "", *_indent(inner)]

    def procedure(self, inner: Lines) -> Lines:
        """More slashes than any block inside."""
        return [
            f"////// procedure | {self.text()}", f"1. @border-service: {self.text()}", "",
            *_indent([*self.paragraph(), "", *inner]), "", f"2. @police -> @court: {self.text()} {{within: 2 d}}",
            "//////",
        ]  # fmt: skip

    def in_html(self, inner: Lines) -> Lines:
        """Markdown inside HTML works at the left margin only."""
        return [f'<div class="card" markdown="1">', "", *inner, "", "</div>"]  # noqa: F541

    def in_html_spans(self) -> Lines:
        return [
            '<section markdown="block">', "", f"## {self.short()}", "", *self.paragraph(), "",
            f'<p markdown="span">{self.text()}</p>', "", "</section>", "",
            f'<h3 markdown="1"><em markdown="span">{self.short()}</em></h3>',
        ]  # fmt: skip

    CONTAINERS: tuple[Callable[[Writer, Lines], Lines], ...] = (
        bullet, number, quote, admonition, details, tabs, definition,
    )  # fmt: skip


def _indent(lines: Lines) -> Lines:
    return [f"    {line}" if line else "" for line in lines]


def _nested(writer: Writer, chain: tuple[Callable[[Writer, Lines], Lines], ...]) -> Lines:
    """Leaves inside the last container of the chain, that inside the one before, and so on."""
    lines: Lines = []
    for _ in range(2):
        lines += [*writer.leaf(), ""]
    for container in reversed(chain):
        lines = [*container(writer, lines), "", *writer.paragraph(), ""]
    return lines


def _document(name: str, seed: int, chain: tuple[Callable[[Writer, Lines], Lines], ...]) -> Document:
    writer = Writer(seed)
    lines = [f"# {writer.short()}", "", *writer.paragraph(), "", *_nested(writer, chain)]
    extra = (writer.repeated, writer.setext, writer.equal_texts, writer.contents, writer.in_html_spans, writer.odd_list)
    lines += [*extra[seed % len(extra)](), ""]
    if seed % 4 == 0:
        lines += [*writer.procedure([*writer.leaf(), "", *writer.leaf()]), ""]
    if seed % 5 == 0:
        lines += [*writer.in_html([*writer.paragraph(), "", *writer.table(), "", *writer.tasks()]), ""]
    for _ in range(2):
        lines += [*writer.leaf(), ""]
    tail, done = writer.tail, 0
    # A note's body may hold further notes and links.
    while done < len(tail):
        lines += tail[done:]
        done = len(tail)
    text = "\n".join(lines) + "\n"
    if seed % 7 == 0:
        # Tabs instead of four spaces.
        text = re.sub(r"(?m)^( {4})+", lambda found: "\t" * (len(found.group()) // 4), text)
    planted = {found.group(): text.count("\n", 0, found.start()) + 1 for found in re.finditer(r"\bseg\d{4}x\b", text)}
    return Document(name, text, planted, frozenset(re.findall(r"\bkept\d{4}x\b", text)))


@cache
def documents() -> tuple[Document, ...]:
    """All chains of three containers: 343 pages, the same ones on every run."""
    chains = product(Writer.CONTAINERS, repeat=3)
    return tuple(
        _document("-".join(container.__name__ for container in chain), seed, chain) for seed, chain in enumerate(chains)
    )


def batches(size: int = 49) -> Iterator[tuple[Document, ...]]:
    """The pages in groups, so that a test runner can spread them."""
    found = documents()
    for start in range(0, len(found), size):
        yield found[start : start + size]
