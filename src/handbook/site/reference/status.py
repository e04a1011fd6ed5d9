"""How far the translations are, as trees: a bar for each language, and each page by language.

Every figure stands in a table; the drawings beside them are for the eye alone. They tell states apart by shape: solid,
striped, empty, and a line below for what is reviewed.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from handbook.project import NAVIGATION_CATALOGUE, Project
from handbook.site.reference.tree import Content, make
from handbook.translation.memory import Translations
from handbook.translation.numbers import whole
from handbook.translation.status import LanguageStatus, Row
from handbook.translation.tally import Counts

_STRIPES = "hb-stripes"
_WIDE, _SMALL, _HEIGHT = 240, 48, 12
_UNDERLINE = 2


@dataclass(frozen=True, slots=True)
class StatusPage:
    """What the status page of one language is made from: all languages as counted, and where the page stands."""

    project: Project
    translations: Translations
    words: Mapping[str, str]
    found: Sequence[LanguageStatus]
    page: str

    @property
    def language(self) -> str:
        return self.translations.tag

    def trees(self) -> list[Element]:
        """The blocks of the page."""
        if not self.found:
            return [make("p", self.words["The list is empty."])]
        return [
            self.legend(),
            make("h2", self.words["By language"], id="by-language"),
            make("div", self.by_language(), class_="hb-status hb-status--languages", data_search_exclude=""),
            make("h2", self.words["By page"], id="by-page"),
            make("p", self.words["The number is the share of translated passages, in per cent."], class_="hb-facts"),
            make("div", self.by_page(), class_="hb-status hb-status--pages", data_search_exclude=""),
        ]

    def legend(self) -> Element:
        signs = (
            ("Translated", Counts(current=1)),
            ("Outdated", Counts(outdated=1)),
            ("Not translated", Counts(missing=1)),
            ("Reviewed", Counts(current=1, reviewed=1)),
        )
        items = [make("li", bar(counts, _SMALL // 2), " ", self.words[name]) for name, counts in signs]
        return make("div", _stripes(), make("ul", *items), class_="hb-status-key", data_search_exclude="")

    # A line for each language

    def by_language(self) -> Element:
        names = ("Outdated", "Not translated", "Reviewed", "Words to translate")
        heads = [self.words["Language"], f"{self.words['Translated']}, %", *(self.words[name] for name in names)]
        rows = [self.language_row(one, heads) for one in self.found]
        return make("table", _head(heads), make("tbody", *rows))

    def language_row(self, one: LanguageStatus, heads: Sequence[str]) -> Element:
        language, total = self.project.language(one.tag), one.total
        name = make("span", language.name, lang=one.tag, dir=language.direction)
        shares = (total.share("current"), total.outdated, total.missing, total.reviewed, total.words_to_do)
        cells = [
            make("td", whole(number, self.language), data_label=head)
            for number, head in zip(shares, heads[1:], strict=True)
        ]
        return make("tr", make("th", name, " ", bar(total, _WIDE), scope="row"), *cells)

    # A line for each page, a column for each language

    def by_page(self) -> Element:
        tags = [make("abbr", one.tag, title=self.project.language(one.tag).name) for one in self.found]
        groups = [make("tbody", *rows) for rows in self.groups()]
        return make("table", _head([self.words["Page"], *tags]), *groups)

    def groups(self) -> Iterator[list[Element]]:
        """The parts in their order, each below its sum; then what stands outside them, then what is no page."""
        # A language that lacks nothing in the register has no such catalogue.
        rows = list({row.page: row for one in self.found for row in one.rows}.values())
        counts = [{row.page: row.counts for row in one.rows} for one in self.found]
        sums = [one.parts() for one in self.found]
        for folder in (*self.project.parts, ""):
            pages = [self.page_line(row, counts) for row in rows if row.part == folder]
            if pages:
                title = self.part_title(folder) if folder else self.words["Other pages"]
                yield [self.line([title], [one[folder] for one in sums], "hb-group"), *pages]
        yield [self.page_line(row, counts) for row in rows if row.part == row.page]

    def page_line(self, row: Row, counts: Sequence[Mapping[str, Counts]]) -> Element:
        return self.line(self.name(row), [one.get(row.page, Counts()) for one in counts])

    def line(self, name: Sequence[Content], counts: Sequence[Counts], kind: str = "") -> Element:
        cells = [self.cell(one.tag, count) for one, count in zip(self.found, counts, strict=True)]
        row = make("tr", make("th", *name, scope="row"), *cells)
        if kind:
            row.set("class", kind)
        return row

    def cell(self, tag: str, counts: Counts) -> Element:
        if not counts.total:
            return make("td", "–", data_label=tag)
        return make("td", bar(counts, _SMALL), " ", whole(counts.share("current"), self.language), data_label=tag)

    # Names

    def name(self, row: Row) -> list[Content]:
        if row.part == row.page:
            navigation = row.page == NAVIGATION_CATALOGUE
            return [self.words["Titles and menus" if navigation else "Texts of the register"]]
        number, title = self.project.numbers.get(row.page), self.title(row)
        link = make("a", title, href=posixpath.relpath(row.page, posixpath.dirname(self.page) or "."))
        return [f"{number} " if number else "", link]

    def title(self, row: Row) -> Content:
        if not row.title:
            return row.page
        catalogue = self.translations.page(row.page)
        text, language = self.translations.shown(row.title, catalogue.lookup(row.title) if catalogue else None)
        return self.local(text, language if catalogue else self.language)

    def part_title(self, folder: str) -> Content:
        text, language = self.translations.title(self.project.part_titles.get(folder, folder))
        return self.local(text, language)

    def local(self, text: str, language: str) -> Content:
        return text if language == self.language else make("span", text, lang=language)


def bar(counts: Counts, width: int) -> Element:
    """A drawing of what is done, `width` units long: current solid, outdated striped, missing empty."""
    total = counts.total or 1
    done = width * counts.current // total
    # What is there at all can be seen, and what is not done yet never looks done.
    stale = min(max(width * counts.outdated // total, 2 if counts.outdated else 0), width - done)
    signed = width * counts.reviewed // total
    height = _HEIGHT - 2 * _UNDERLINE
    shapes: list[Element] = []
    if done:
        shapes.append(_rect("hb-bar-done", 0, done, height))
    if stale:
        stripes = _rect("hb-bar-stale", done, stale, height)
        stripes.set("fill", f"url(#{_STRIPES})")
        shapes.append(stripes)
    # The frame's line lies within the drawing.
    shapes.append(make("rect", class_="hb-bar-frame", x="0.5", y="0.5", width=str(width - 1), height=str(height - 1)))
    if signed:
        shapes.append(make("rect", class_="hb-bar-signed", x="0", y=str(_HEIGHT - _UNDERLINE), width=str(signed),
                           height=str(_UNDERLINE)))  # fmt: skip
    return make(
        "svg", *shapes, class_="hb-bar", viewBox=f"0 0 {width} {_HEIGHT}", width=str(width), height=str(_HEIGHT),
        aria_hidden="true",
    )  # fmt: skip


def _rect(name: str, x: int, width: int, height: int) -> Element:
    return make("rect", class_=name, x=str(x), y="0", width=str(width), height=str(height))


def _stripes() -> Element:
    """The pattern that all drawings of the page use."""
    line = make("rect", class_="hb-bar-done", width="2", height="4")
    pattern = make(
        "pattern", line, id=_STRIPES, width="4", height="4", patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )  # fmt: skip
    return make("svg", make("defs", pattern), class_="hb-stripes", width="0", height="0", aria_hidden="true")


def _head(cells: Sequence[Content]) -> Element:
    return make("thead", make("tr", *(make("th", cell, scope="col") for cell in cells)))
