"""The table of authorities as a tree: by family, who is bound and since when, and every paragraph that cites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from handbook.register.authorities_table import AuthoritiesTable, AuthorityRow, CitingParagraph, FamilySection
from handbook.register.models import Party, PartyStatus
from handbook.register.wording import wording
from handbook.site.reference.anchors import family_anchor
from handbook.site.reference.tree import Content, add, joined, local, make
from handbook.translation.dates import partial_date
from handbook.translation.places import state_name

# The year with what belongs to it, and the white space that parts it from day and month.
_YEAR = re.compile(r"^\d{4}\S*(?:\s[^\W\d]{1,2}\.)?,?\s|\s(?=\d{4}(?:\s[^\W\d]{1,2}\.)?$)")

NOT_BOUND, NOT_ESTABLISHED = "—", "?"


def authorities_tree(table: AuthoritiesTable, words: Mapping[str, str]) -> list[Element]:
    """Return the blocks of the table; `words` are the interface's in the language of the table."""
    return list(_Writer(table, words).blocks())


@dataclass(frozen=True, slots=True)
class _Writer:
    table: AuthoritiesTable
    words: Mapping[str, str]

    @property
    def language(self) -> str:
        return self.table.language

    def blocks(self) -> Iterator[Element]:
        if not self.table.families:
            yield make("p", self.words["Nothing is cited yet."])
        if any(family.has_matrix for family in self.table.families):
            yield self.legend()
        for family in self.table.families:
            yield make("h2", local(family.title, self.language), id=family_anchor(family.id))
            yield self.matrix(family) if family.has_matrix else self.entries(family)

    # What the signs mean

    def legend(self) -> Element:
        states = [f"{code} {state_name(code, self.language)}" for code in self.table.states]
        signs = [
            f"{NOT_BOUND} {self.words['not bound']}",
            f"{NOT_ESTABLISHED} {self.words['not established']}",
        ]
        return make(
            "ul",
            make("li", self.words["A date under a state: bound since that day."]),
            make("li", "; ".join(signs)),
            make("li", "; ".join(states)),
            class_="hb-legend",
        )

    # Families in which states can be bound

    def matrix(self, family: FamilySection) -> Element:
        heads = [make("th", self.words["Authority"], scope="col")]
        for code in self.table.states:
            name = make("abbr", code, title=state_name(code, self.language))
            heads.append(make("th", name, scope="col"))
        rows = [part for row in family.rows for part in self.rows(row)]
        table = make("table", make("thead", make("tr", *heads)), make("tbody", *rows))
        return make("div", table, class_="hb-authorities")

    def rows(self, row: AuthorityRow) -> Iterator[Element]:
        """Two rows: what it is and who is bound, then everything else over the whole width."""
        cells = [
            make(
                "td", self.position(party) if row.can_bind else "", data_state=state_name(code, self.language)
            )
            for code, party in zip(self.table.states, row.parties, strict=True)
        ]
        yield make("tr", make("td", *self.name(row)), *cells, id=row.id)
        width = str(1 + len(cells))
        yield make("tr", make("td", *self.details(row), colspan=width), class_="hb-more")

    def position(self, party: Party | None) -> str:
        """How a state stands to a treaty; nothing entered is never read as not bound."""
        if party is None:
            return NOT_ESTABLISHED
        if party.status is PartyStatus.NONE:
            return NOT_BOUND
        since = in_two_lines(partial_date(party.date, self.language)) if party.date else ""
        if party.bound:
            return since or self.words["bound"]
        return f"{self.words['only signed']}{f', {since}' if since else ''}"

    # The others

    def entries(self, family: FamilySection) -> Element:
        listed = make("dl", class_="hb-authorities")
        for row in family.rows:
            add(listed, make("dt", *self.name(row), id=row.id))
            add(listed, make("dd", *self.details(row)))
        return listed

    # One authority

    def name(self, row: AuthorityRow) -> list[Content]:
        name = make("strong", local(row.name, self.language))
        other = row.title if row.name == row.short else row.short
        if other.text == row.name.text or (other == row.short and other.language != row.name.language):
            return [name]
        return [name, " (", local(other, self.language), ")"]

    def details(self, row: AuthorityRow) -> Iterator[Element]:
        facts = list(self.facts(row))
        if facts:
            yield make("p", *joined(facts, ". "), ".", class_="hb-facts")
        if row.cited:
            yield make("p", f"{self.words['Cited in']}: ", *self.citing(row.cited), class_="hb-cited")

    def facts(self, row: AuthorityRow) -> Iterator[Content]:
        for text in (row.number, row.reference):
            if text is not None:
                yield local(text, self.language)
        if row.adopted:
            yield f"{self.words['Date of adoption']}: {partial_date(row.adopted, self.language).rstrip('.')}"
        if row.in_force:
            yield f"{self.words['Entry into force']}: {partial_date(row.in_force, self.language).rstrip('.')}"
        if row.standing:
            yield row.standing[:1].upper() + row.standing[1:]

    # Who cites it

    def citing(self, paragraphs: tuple[CitingParagraph, ...]) -> list[Content]:
        """Numbers of the whole book one after another; the others by page, after its title."""
        numbered: list[Content] = [self.link(one) for one in paragraphs if one.page is None]
        pages: dict[str, list[CitingParagraph]] = {}
        for one in paragraphs:
            if one.page is not None:
                pages.setdefault(one.page.text, []).append(one)
        groups: list[Content] = []
        if numbered:
            groups.append(make("span", *joined(numbered, ", ")))
        groups += [self.group(found) for found in pages.values()]
        return joined(groups, "; ")

    def group(self, paragraphs: list[CitingParagraph]) -> Element:
        title = paragraphs[0].page
        assert title is not None, "only paragraphs of such pages are grouped"
        links: list[Content] = [self.link(one) for one in paragraphs if one.number]
        heading: Content = local(title, self.language)
        if not links:
            heading = make("a", heading, href=paragraphs[0].url, class_="hb-where")
            return make("span", heading)
        return make("span", heading, ": ", *joined(links, ", "))

    def link(self, paragraph: CitingParagraph) -> Element:
        link = make("a", paragraph.number, href=paragraph.url, class_="hb-where")
        if paragraph.places:
            write = wording(self.language).locator
            link.set("title", "; ".join(map(write, paragraph.places)))
        return link


def in_two_lines(date: str) -> str:
    """A date for a narrow column: it breaks between year and day, and nowhere else."""
    return _YEAR.sub(lambda found: f"{found[0][:-1]} ", re.sub(r"\s", "\u00a0", date))
