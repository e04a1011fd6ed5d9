"""What a term or abbreviation means, as a tooltip where a page first uses it."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from handbook.register.term_finder import Found, TermFinder

# Titles, links and code have meanings of their own; a control's words are no running text.
_PASSED_OVER = frozenset(
    {"a", "abbr", "button", "code", "dfn", "h1", "h2", "h3", "h4", "h5", "h6", "kbd", "label", "math", "pre", "script",
     "style", "summary", "svg", "th"}
)  # fmt: skip
# Titles again, what we have made ourselves, and formulas.
_OUR_OWN = frozenset(
    {"admonition-title", "arithmatex", "hb-abbreviations", "hb-agencies", "hb-authorities", "hb-cite", "hb-cites",
     "hb-glossary", "hb-legend", "hb-mark"}
)  # fmt: skip


def add_tooltips(md: Markdown, finder: TermFinder, language: str) -> None:
    """Let `md` explain the words that `finder` knows in a page in `language`."""
    md.treeprocessors.register(Tooltips(md, finder, language), "handbook-tooltips", Tooltips.PRIORITY)


class Tooltips(Treeprocessor):
    """Runs after the marks of what is left in English (1): such text has no words of the page's language."""

    PRIORITY = 0.9

    def __init__(self, md: Markdown, finder: TermFinder, language: str) -> None:
        super().__init__(md)
        self.finder = finder
        self.language = language
        self.seen: set[str] = set()

    def run(self, root: Element) -> None:
        for block in list(root):
            self.visit(block)

    def visit(self, element: Element) -> None:
        """Explain the words in an element, then those after each of its children, in reading order."""
        if element.tag in _PASSED_OVER or not isinstance(element.tag, str):
            return
        if element.attrib and self.is_left_alone(element):
            return
        at = self.explain(element, None, 0) if _has_words(element.text) else 0
        while at < len(element):
            child = element[at]
            self.visit(child)
            at += 1
            if _has_words(child.tail):
                at += self.explain(element, child, at)

    def is_left_alone(self, element: Element) -> bool:
        return (
            not _OUR_OWN.isdisjoint(element.get("class", "").split())
            or element.get("lang", self.language) != self.language
        )

    def explain(self, parent: Element, before: Element | None, at: int) -> int:
        """Put tooltips into the text after `before` (None: the parent's own text), at place `at`; return how many."""
        text = (parent.text if before is None else before.tail) or ""
        new = [found for found in self.finder.find(text) if self.is_new(found)]
        for count, found in enumerate(new):
            head = text[new[count - 1].end if count else 0 : found.start]
            if count:
                parent[at + count - 1].tail = head
            elif before is None:
                parent.text = head
            else:
                before.tail = head
            parent.insert(at + count, self.abbreviation(text[found.start : found.end], found))
        if new:
            parent[at + len(new) - 1].tail = text[new[-1].end :]
        return len(new)

    def is_new(self, found: Found) -> bool:
        if found.explanation.id in self.seen:
            return False
        self.seen.add(found.explanation.id)
        return True

    def abbreviation(self, word: str, found: Found) -> Element:
        told = found.explanation.text
        element = Element("abbr", {"class": "hb-term", "title": told.text})
        inner = element
        if told.language != self.language:
            # The language of an element is that of its title too; the word inside takes its own back.
            element.set("lang", told.language)
            inner = SubElement(element, "span", {"lang": self.language})
        inner.text = AtomicString(word)
        return element


def _has_words(text: str | None) -> bool:
    return text is not None and len(text) > 1 and not text.isspace()
