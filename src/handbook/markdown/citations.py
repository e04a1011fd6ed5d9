"""Citations in running text: `[@iccpr, art. 9(3); @cat, art. 2]` becomes links in the language of the page.

The pattern runs after code spans and backslash escapes and before links, so `` `[@x]` `` and `\\[@x]` stay as
they are. What cannot be resolved stays in the text as it was written, and a finding says why.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from handbook.findings.model import Finding
from handbook.markdown.citation_brackets import CitationBrackets
from handbook.markdown.citation_scan import BRACKET, scan
from handbook.register.check_citation import check_citation
from handbook.register.citation import Citation, CitationError, CitedItem, parse_citation
from handbook.register.models import Authority
from handbook.register.register import LocalText, Register, full_title, short_name
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
    "add_citations",
    "check_bracket",
    "check_citations",
    "find_citations",
    "parse_citation",
]

NAME = "handbook-citation"
# Below code spans (190) and escapes (180), above footnote references (175) and links (170 and less).
PRIORITY = 176
PATTERN = BRACKET

Sink = Callable[[Finding], None]
_LINK_REACH = 500


@dataclass(frozen=True, slots=True)
class _Piece:
    """One item of a citation in one language; an unknown authority has no `title`."""

    id: str
    name: LocalText
    locator: str
    title: str | None


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
        return self._element([self._piece(item) for item in citation.items], linked)

    def resolve(self, raw: str, *, linked: bool = True) -> tuple[Element, tuple[Finding, ...]]:
        """Return the element and the findings of a citation as it is written; raises CitationError.

        What a text means is worked out once for a register and language: handbooks cite the same places often.
        """
        key = ("citation", self.language, raw)
        known = self.register.memo.get(key)
        if known is None:
            citation = parse_citation(raw)
            findings = tuple(check_citation(citation, self.register))
            known = ([self._piece(item) for item in citation.items], findings)
            self.register.memo[key] = known
        pieces, findings = known
        return self._element(pieces, linked), findings

    def text(self, item: CitedItem) -> str:
        """Return one item as plain text: short name and locator; an unknown id as it is written."""
        piece = self._piece(item)
        return piece.name.text + piece.locator

    def title(self, authority: Authority) -> str:
        """Return the tooltip: the full title, and where the authority stands if that is known.

        A tooltip cannot say that it is in another language: without a title of the language, the short name serves.
        """
        full = full_title(authority, self.language)
        title = (full if full.language == self.language else short_name(authority, self.language)).text
        where = standing(self.register, authority, self.language)
        return f"{title} ({where})" if where else title

    def _piece(self, item: CitedItem) -> _Piece:
        authority = self.register.authorities.get(item.id)
        if authority is None:
            return _Piece(item.id, LocalText(f"[@{item}]", self.language), "", None)
        locator = f", {wording(self.language).locator(item.locator)}" if item.locator else ""
        key = ("authority", self.language, item.id)
        named = self.register.memo.get(key)
        if named is None:
            named = self.register.memo[key] = (short_name(authority, self.language), self.title(authority))
        return _Piece(item.id, named[0], locator, named[1])

    def _element(self, pieces: Sequence[_Piece], linked: bool) -> Element:
        if len(pieces) == 1 and pieces[0].title is not None:
            return self._item(pieces[0], linked)
        joined = Element("span", {"class": "hb-cites"})
        for place, piece in enumerate(pieces):
            _append(joined, "; " if place else "")
            if piece.title is None:
                _append(joined, piece.name.text)
            else:
                joined.append(self._item(piece, linked))
        _freeze(joined)
        return joined

    def _item(self, piece: _Piece, linked: bool) -> Element:
        address = self.authorities_url(piece.id) if linked and self.authorities_url else ""
        link = Element("a" if address else "span", {"class": "hb-cite"})
        if address:
            link.set("href", address)
        link.set("title", piece.title or "")
        if piece.name.language == self.language:
            link.text = AtomicString(piece.name.text + piece.locator)
            return link
        foreign = SubElement(link, "span", {"lang": piece.name.language})
        link.text, foreign.text, foreign.tail = map(AtomicString, ("", piece.name.text, piece.locator))
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
        linked = not _inside_link(data, m.start(), m.end())
        try:
            element, findings = self._renderer.resolve(m.group(), linked=linked)
        except CitationError as problem:
            self._sink(_malformed(m.group(), problem))
            return None, None, None
        for finding in findings:
            self._sink(finding)
        return element, m.start(), m.end()


class CitationExtension(Extension):
    """Registers the processor by itself, for a Markdown without the rest of the handbook."""

    def __init__(self, renderer: CitationRenderer, sink: Sink) -> None:
        super().__init__()
        self._renderer = renderer
        self._sink = sink

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        add_citations(md, self._renderer, self._sink)


def add_citations(md: Markdown, renderer: CitationRenderer, sink: Sink) -> None:
    """Let `md` read citations: `renderer` writes them, `sink` takes what is wrong with them."""
    md.inlinePatterns.register(CitationInlineProcessor(PATTERN, md, renderer, sink), NAME, PRIORITY)
    md.treeprocessors.register(CitationBrackets(md), f"{NAME}-brackets", CitationBrackets.PRIORITY)


def find_citations(markdown_text: str) -> Iterator[tuple[Citation, int]]:
    """Yield every well-formed citation of a page's source with its offset; passes over code and escapes."""
    for raw, offset in scan(markdown_text):
        try:
            yield parse_citation(raw), offset
        except CitationError:
            continue


def check_citations(markdown_text: str, path: str, register: Register) -> Iterator[Finding]:
    """Yield the findings CT101 to CT105 of a page's source, each with its line."""
    for raw, offset in scan(markdown_text):
        line = markdown_text.count("\n", 0, offset) + 1
        for finding in check_bracket(raw, register):
            yield replace(finding, path=path, line=line)


def check_bracket(raw: str, register: Register) -> tuple[Finding, ...]:
    """The findings CT101 to CT105 of one `[@…]` as it is written; the caller sets their path and line."""
    key = ("check", "", raw)
    found: tuple[Finding, ...] | None = register.memo.get(key)
    if found is None:
        try:
            found = tuple(check_citation(parse_citation(raw), register))
        except CitationError as problem:
            found = (_malformed(raw, problem),)
        register.memo[key] = found
    return found


def _malformed(raw: str, problem: CitationError) -> Finding:
    return Finding(
        "", 0, "CT105", f"{raw} is not a citation: {problem}", "write [@id, art. 9(3); @id2, rule 5]"
    )


def _inside_link(data: str, start: int, end: int) -> bool:
    """Whether the bracket stands in a link's text, `[see [@iccpr]](page.md)`; links are parsed after us.

    Looks no further than any link text reaches, so that a page of brackets is not searched again and again.
    """
    before, after = data[max(0, start - _LINK_REACH) : start], data[end : end + _LINK_REACH]
    if "[" not in before or ("](" not in after and "][" not in after):
        return False
    if _unmatched(before[::-1], "]", "[") is None:
        return False
    closing = _unmatched(after, "[", "]")
    return closing is not None and after[closing + 1 : closing + 2] in ("(", "[")


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
