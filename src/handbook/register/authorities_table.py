"""The table of authorities as data: by family, in the language's order, who is bound, and where each is cited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handbook.register.collation import in_order
from handbook.register.locators import Locator
from handbook.register.models import Authority, Checked, Kind, Party, Status
from handbook.register.register import LocalText, Register, full_title, in_language, short_name
from handbook.register.standing import standing

_LAST = 10_000
_HAS_PARTIES = frozenset({Kind.TREATY, Kind.AGREEMENT})


@dataclass(frozen=True, slots=True)
class CitingParagraph:
    """A paragraph that cites an authority: its printed number (`2.3.1`) and its address from the table's page.

    `page` is the title of a page whose paragraphs have no number of the whole book, `places` the locators cited.
    """

    number: str
    url: str
    page: LocalText | None = None
    places: tuple[Locator, ...] = ()


@dataclass(frozen=True, slots=True)
class AuthorityRow:
    """One authority in one language.

    Dates are ISO 8601 as exact as known, for the caller to format. `standing` is the status in words, empty if
    none applies. `parties` has one place per state of the table, None where the position is not established.
    """

    id: str
    kind: Kind
    short: LocalText
    title: LocalText
    reference: LocalText | None
    number: LocalText | None
    adopted: str | None
    in_force: str | None
    status: Status | None
    standing: str
    successor: str | None
    parties: tuple[Party | None, ...]
    checked: Checked | None
    cited: tuple[CitingParagraph, ...]
    language: str

    @property
    def can_bind(self) -> bool:
        """Whether states can be parties to it: a declaration among treaties has none, established or not."""
        return self.kind in _HAS_PARTIES or any(self.parties)

    @property
    def name(self) -> LocalText:
        """What heads the entry: the title, or the short name where only that is in the reader's language."""
        foreign = self.title.language != self.language
        return self.short if foreign and self.short.language == self.language else self.title


@dataclass(frozen=True, slots=True)
class FamilySection:
    """A family with its rows; `has_matrix` tells whether states can be bound by what stands in it."""

    id: str
    title: LocalText
    rows: tuple[AuthorityRow, ...]
    has_matrix: bool


@dataclass(frozen=True, slots=True)
class AuthoritiesTable:
    """The whole table; `states` are the country codes of the matrix, in the order of `AuthorityRow.parties`."""

    language: str
    states: tuple[str, ...]
    families: tuple[FamilySection, ...]


def authorities_table(
    register: Register,
    cited: Mapping[str, Sequence[CitingParagraph]],
    language: str,
    *,
    cited_only: bool = False,
) -> AuthoritiesTable:
    """Lay the register out in `language`; `cited` gives the citing paragraphs of an id in reading order."""
    states = states_of(register)
    families = sorted(register.families.items(), key=lambda item: (item[1].order, item[0]))
    sections = []
    for family, entry in families:
        rows = [
            _row(register, name, authority, tuple(cited.get(name, ())), states, language)
            for name, authority in register.authorities.items()
            if register.family_of[name] == family and (cited.get(name) or not cited_only)
        ]
        title = in_language(entry.titles, language) or LocalText(family, language)
        if rows:
            ordered = tuple(in_order(rows, lambda row: row.name.text, language))
            sections.append(FamilySection(family, title, ordered, any(row.can_bind for row in rows)))
    return AuthoritiesTable(language, states, tuple(sections))


def states_of(register: Register) -> tuple[str, ...]:
    """The states whose law or position towards treaties the register knows, in the order of their own families."""
    order: dict[str, int] = {}
    for name, authority in register.authorities.items():
        for state in authority.parties:
            order.setdefault(state, _LAST)
        if authority.state:
            family = register.families.get(register.family_of.get(name, ""))
            place = family.order if family else _LAST
            order[authority.state] = min(order.get(authority.state, _LAST), place)
    return tuple(sorted(order, key=lambda state: (order[state], state)))


def _row(
    register: Register,
    name: str,
    authority: Authority,
    cited: tuple[CitingParagraph, ...],
    states: tuple[str, ...],
    language: str,
) -> AuthorityRow:
    return AuthorityRow(
        id=name,
        kind=authority.kind,
        short=short_name(authority, language),
        title=full_title(authority, language),
        reference=in_language(authority.reference or {}, language),
        number=in_language(authority.number or {}, language),
        adopted=authority.adopted,
        in_force=authority.in_force,
        status=authority.status,
        standing=standing(register, authority, language),
        successor=authority.successor,
        parties=tuple(authority.parties.get(state) for state in states),
        checked=authority.checked,
        cited=cited,
        language=language,
    )
