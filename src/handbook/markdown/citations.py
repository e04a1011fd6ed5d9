"""Citations in running text: `[@iccpr, art. 9(3); @cat, art. 2]` becomes links in the language of the page.

The pattern runs after code spans and backslash escapes and before links, so `` `[@x]` `` and `\\[@x]` stay as
they are. What cannot be resolved stays in the text as it was written, and a finding says why.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import ETX, STX, AtomicString

from handbook.findings.model import Finding
from handbook.register.check_citation import check_citation
from handbook.register.citation import Citation, CitationError, CitedItem, parse_citation
from handbook.register.models import Authority
from handbook.register.register import Register, full_title, short_name
from handbook.register.standing import standing
from handbook.register.wording import wording

__all__ = [
    "NAME",
    "PATTERN",
    "PRIORITY",
    "Citation",
    "CitationError",
    "CitationExtension",
    "CitationInlineProcessor",
    "CitationRenderer",
    "check_citations",
    "find_citations",
    "parse_citation",
]

NAME = "handbook-citation"
# Below code spans (190) and escapes (180), above footnote references (175) and links (170 and less).
PRIORITY = 176
# A bracket that a `(` or `[` follows is a link's text, and a nested bracket is nobody's citation.
PATTERN = rf"\[@[^\[\]{STX}{ETX}]*\](?![(\[])"

Sink = Callable[[Finding], None]
_PASSED_OVER = re.compile(
    r"(?P<fence>^[ \t>]*(?P<mark>`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t>]*(?P=mark)[`~]*[ \t]*$|\Z))"
    r"|(?P<escape>\\[\\`\[\]])"
    r"|(?P<ticks>`+)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)"
    r"|<!--.*?-->"
    rf"|(?P<cite>{PATTERN})",
    re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class CitationRenderer:
    """Writes citations in one language; `authorities_url` gives the address of an authority by its id.

    Without `authorities_url` there is no table of authorities to lead to: citations carry no link.
    """

    register: Register
    language: str
    authorities_url: Callable[[str], str] | None

    def element(self, citation: Citation, *, linked: bool = True) -> Element:
        """Return `a.hb-cite`, or a `span.hb-cites` that joins several; an unknown id stays text.

        With `linked` false the authorities are `span.hb-cite`, for a place that is inside a link already.
        """
        if len(citation.items) == 1 and citation.items[0].id in self.register.authorities:
            return self._item(citation.items[0], linked)
        joined = Element("span", {"class": "hb-cites"})
        joined.text = ""
        for place, item in enumerate(citation.items):
            _append(joined, "; " if place else "")
            if item.id in self.register.authorities:
                joined.append(self._item(item, linked))
            else:
                _append(joined, f"[@{item}]")
        _freeze(joined)
        return joined

    def text(self, item: CitedItem) -> str:
        """Return one item as plain text: short name and locator."""
        name = short_name(self.register.authorities[item.id], self.language).text
        return f"{name}, {wording(self.language).locator(item.locator)}" if item.locator else name

    def title(self, authority: Authority) -> str:
        """Return the tooltip: the full title, and where the authority stands if that is known."""
        title = full_title(authority, self.language).text
        where = standing(self.register, authority, self.language)
        return f"{title} ({where})" if where else title

    def _item(self, item: CitedItem, linked: bool) -> Element:
        authority = self.register.authorities[item.id]
        name = short_name(authority, self.language)
        address = self.authorities_url(item.id) if linked and self.authorities_url else ""
        link = Element("a" if address else "span", {"class": "hb-cite"})
        if address:
            link.set("href", address)
        link.set("title", self.title(authority))
        rest = f", {wording(self.language).locator(item.locator)}" if item.locator else ""
        if name.language == self.language:
            link.text = AtomicString(name.text + rest)
            return link
        foreign = SubElement(link, "span", {"lang": name.language})
        link.text, foreign.text, foreign.tail = AtomicString(""), AtomicString(name.text), AtomicString(rest)
        return link


class CitationInlineProcessor(InlineProcessor):
    """Python-Markdown's side: finds citations, reports to `sink`, puts the rendered element in place."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, pattern: str, md: Markdown, renderer: CitationRenderer, sink: Sink) -> None:
        super().__init__(pattern, md)
        self._renderer = renderer
        self._sink = sink

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the library's name
        self,
        m: re.Match[str],
        data: str,
    ) -> tuple[Element | None, int | None, int | None]:
        try:
            citation = parse_citation(m.group())
        except CitationError as problem:
            self._sink(_malformed(m.group(), problem))
            return None, None, None
        for finding in check_citation(citation, self._renderer.register):
            self._sink(finding)
        linked = not _inside_link(data, m.start(), m.end())
        return self._renderer.element(citation, linked=linked), m.start(), m.end()


class CitationExtension(Extension):
    """Registers the processor by itself, for a Markdown without the rest of the handbook."""

    def __init__(self, renderer: CitationRenderer, sink: Sink) -> None:
        super().__init__()
        self._renderer = renderer
        self._sink = sink

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        md.inlinePatterns.register(
            CitationInlineProcessor(PATTERN, md, self._renderer, self._sink), NAME, PRIORITY
        )


def find_citations(markdown_text: str) -> Iterator[tuple[Citation, int]]:
    """Yield every well-formed citation of a page's source with its offset; passes over code and escapes."""
    for raw, offset in _brackets(markdown_text):
        try:
            yield parse_citation(raw), offset
        except CitationError:
            continue


def check_citations(markdown_text: str, path: str, register: Register) -> Iterator[Finding]:
    """Yield the findings CT101 to CT105 of a page's source, each with its line."""
    for raw, offset in _brackets(markdown_text):
        line = markdown_text.count("\n", 0, offset) + 1
        try:
            found = check_citation(parse_citation(raw), register)
        except CitationError as problem:
            found = iter((_malformed(raw, problem),))
        for finding in found:
            yield Finding(path, line, finding.code, finding.message, finding.hint, finding.severity)


def _brackets(text: str) -> Iterator[tuple[str, int]]:
    if "[@" not in text:
        return
    for match in _PASSED_OVER.finditer(text):
        if match["cite"] is not None:
            yield match["cite"], match.start()


def _malformed(raw: str, problem: CitationError) -> Finding:
    return Finding(
        "", 0, "CT105", f"{raw} is not a citation: {problem}", "write [@id, art. 9(3); @id2, rule 5]"
    )


def _inside_link(data: str, start: int, end: int) -> bool:
    """Whether the bracket stands in the text of a link: `[see [@iccpr]](page.md)`. Links are parsed after us."""
    if _unmatched(data[start - 1 :: -1] if start else "", "]", "[") is None:
        return False
    closing = _unmatched(data[end:], "[", "]")
    return closing is not None and data[end + closing + 1 : end + closing + 2] in ("(", "[")


def _unmatched(text: str, opens: str, closes: str) -> int | None:
    """The place of the first `closes` that no `opens` before it in `text` accounts for."""
    depth = 0
    for place, letter in enumerate(text):
        if letter == opens:
            depth += 1
        elif letter == closes:
            if not depth:
                return place
            depth -= 1
    return None


def _append(parent: Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _freeze(parent: Element) -> None:
    """Keep the inline patterns from reading our text again."""
    parent.text = AtomicString(parent.text or "")
    for child in parent:
        child.tail = AtomicString(child.tail or "")
