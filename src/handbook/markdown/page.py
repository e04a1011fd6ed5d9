"""One English page, read once: its segments with their lines, its anchors, links, pictures, headings and dangers."""

from __future__ import annotations

import html
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from html.parser import HTMLParser
from typing import Any

from markdown import Markdown

from handbook.findings import Finding
from handbook.markdown.citation_index import CitationIndex, CitedPlace
from handbook.markdown.citation_scan import scan
from handbook.markdown.dialect import render
from handbook.markdown.front_matter import FrontMatter, read_front_matter, split_page
from handbook.markdown.generated import add_generated, generated_in
from handbook.markdown.ignores import Ignore, blanked, ignores_of
from handbook.markdown.paragraphs import ParagraphTexts
from handbook.markdown.places import locate
from handbook.markdown.procedure_index import ProcedureSeen, procedures_in
from handbook.markdown.procedure_view import unnamed
from handbook.markdown.quotation import QuotationIndex
from handbook.markdown.safety import hazards
from handbook.markdown.segments import Segment
from handbook.markdown.session import PageInput
from handbook.project import Dialect

_HEADINGS = {f"h{level}": level for level in range(1, 7)}


@dataclass(frozen=True, slots=True)
class Reference:
    """A link (`alt` None) or a picture with its address as written, and its line."""

    address: str
    line: int
    alt: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading's level, its id and its line (0 where it was not found)."""

    level: int
    anchor: str
    line: int


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """Everything checks and catalogues need of a page.

    `dangers` are (what, line); `brackets` are all `[@…]` as written, right or wrong, with their lines; `citations`
    are what the well-formed ones cite, by paragraph. `generated` names what the build makes for the page.
    `quotations` are what `/// quote` blocks name, their lines, and whether they have text of their own;
    `procedures` are the `/// procedure` blocks.
    `english` has a digest of all English text of each paragraph, from 0, what stands in none. `ignores` are the
    findings that an editor wants passed over, with reasons.
    """

    front: FrontMatter
    segments: tuple[Segment, ...]
    anchors: frozenset[str]
    references: tuple[Reference, ...]
    headings: tuple[Heading, ...]
    dangers: tuple[tuple[str, int], ...]
    paragraphs: int
    brackets: tuple[tuple[str, int], ...]
    citations: tuple[CitedPlace, ...]
    generated: tuple[str, ...]
    quotations: tuple[tuple[str, int, bool], ...] = ()
    procedures: tuple[ProcedureSeen, ...] = ()
    english: tuple[str, ...] = ()
    ignores: tuple[Ignore, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain data for a cache; `from_json` reads it back."""
        return asdict(self) | {"anchors": sorted(self.anchors)}

    @staticmethod
    def from_json(data: dict[str, Any]) -> ParsedPage:
        return ParsedPage(
            front=FrontMatter(**data["front"]),
            segments=tuple(Segment(**item) for item in data["segments"]),
            anchors=frozenset(data["anchors"]),
            references=tuple(Reference(**item) for item in data["references"]),
            headings=tuple(Heading(**item) for item in data["headings"]),
            dangers=tuple((what, line) for what, line in data["dangers"]),
            paragraphs=data["paragraphs"],
            brackets=tuple((raw, line) for raw, line in data["brackets"]),
            citations=tuple(CitedPlace(**item) for item in data["citations"]),
            quotations=tuple((written, line, own) for written, line, own in data["quotations"]),
            generated=tuple(data["generated"]),
            english=tuple(data["english"]),
            procedures=tuple(ProcedureSeen.from_json(item) for item in data["procedures"]),
            ignores=tuple(Ignore(**item) for item in data["ignores"]),
        )


def parse_page(text: str, name: str, dialect: Dialect) -> ParsedPage:
    """Read one page. `name` is how findings show it. Raises HandbookError on bad front matter."""
    front = read_front_matter(text, name)
    _, body, above = split_page(text)
    index, quoted, texts = CitationIndex(), QuotationIndex(), ParagraphTexts()

    def further(md: Markdown, findings: list[Finding]) -> None:
        index.register(md, findings)
        add_generated(md, {})
        quoted.register(md)
        texts.register(md)

    rendered = render(body, dialect, PageInput(number="", inline=further, procedures=unnamed()))
    ignores = ignores_of(body, above + 1)
    body = blanked(body)
    segments = locate(body, rendered.output.segments, above + 1)
    reader = _Reader()
    # What the parser gives up on is a hazard, and reported as one.
    with suppress(AssertionError):
        reader.feed(rendered.html)
        reader.close()
    finder = _LineFinder(body, above)
    return ParsedPage(
        front=front,
        segments=(*_described(front), *segments),
        anchors=frozenset(reader.anchors),
        references=tuple(Reference(address, finder.line(address or "]()"), alt) for address, alt in reader.references),
        headings=tuple(_headings(reader.headings, segments)),
        dangers=tuple(
            (danger.what, finder.line(danger.clue)) for danger in hazards(rendered.html)
        ),
        paragraphs=rendered.output.paragraphs,
        brackets=tuple((raw, above + body.count("\n", 0, offset) + 1) for raw, offset in scan(body)),
        citations=index.places,
        generated=generated_in(body),
        quotations=tuple((written, finder.line(written), own) for written, own in quoted.found),
        english=texts.digests(rendered.output.homes, rendered.output.paragraphs, (front.description,)),
        procedures=tuple(procedures_in(body, rendered.output.procedures, above + 1)),
        ignores=ignores,
    )


def _described(front: FrontMatter) -> Iterator[Segment]:
    if front.description:
        yield Segment(front.description, "description", front.description, front.description_line)


def _headings(found: list[tuple[int, str]], segments: list[Segment]) -> Iterator[Heading]:
    """Pair the headings of the HTML with the heading segments, which stand in the same order."""
    lines = iter(segment.line for segment in segments if segment.kind in _HEADINGS)
    for level, anchor in found:
        yield Heading(level, anchor, next(lines, 0))


class _Reader(HTMLParser):
    """Collects ids, links, pictures and headings of a page; our own and the parser's own links are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.references: list[tuple[str, str | None]] = []
        self.headings: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if "id" in found:
            self.anchors.add(found["id"])
        if tag in _HEADINGS:
            self.headings.append((_HEADINGS[tag], found.get("id", "")))
        if tag == "img":
            self.references.append((found.get("src", ""), found.get("alt", "")))
        made_by_parser = {"hb-para", "headerlink", "footnote-ref", "footnote-backref", "hb-cite", "step-number"}
        if tag == "a" and "href" in found and not made_by_parser & set(found.get("class", "").split()):
            self.references.append((found["href"], None))


class _LineFinder:
    """Finds the lines of addresses and tags: the first use of each, then the next, and so on; 0 where there is none."""

    def __init__(self, body: str, above: int) -> None:
        self.body = body
        self.above = above
        self.after: dict[str, int] = {}
        self.unescaped: list[str] = []

    def line(self, needle: str) -> int:
        at = self.body.find(needle, self.after.get(needle, 0))
        at = self.body.lower().find(needle.lower()) if at == -1 else at
        if at == -1:
            return self.hidden(needle.lower())
        self.after[needle] = at + len(needle)
        return self.above + self.body.count("\n", 0, at) + 1

    def hidden(self, needle: str) -> int:
        """The line of something written with entities (`&#106;avascript:`)."""
        if not self.unescaped:
            self.unescaped = [html.unescape(line).lower() for line in self.body.split("\n")]
        number = next((number for number, line in enumerate(self.unescaped, 1) if needle in line), 0)
        return self.above + number if number else 0
