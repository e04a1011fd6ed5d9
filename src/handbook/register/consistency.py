"""What no single entry can tell: successors, dates against each other, names that stand twice, languages."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from handbook.findings.model import Finding, Severity
from handbook.register.check_citation import check_citation
from handbook.register.citation import Citation, CitedItem
from handbook.register.load import ACTORS, AGENCIES, AUTHORITIES, NOTICES, SCOPE, TERMS
from handbook.register.locators import parse_locator
from handbook.register.models import Authority, Term
from handbook.register.notices import Notice
from handbook.register.register import Register


def check_register(
    register: Register, languages: Collection[str] = (), today: str = ""
) -> tuple[Finding, ...]:
    """Return the findings RG201 to RG207, sorted.

    `languages` are the handbook's (empty: any is fine), `today` an ISO date that no check may lie after.
    """
    checker = _Checker(register)
    for name, authority in register.authorities.items():
        checker.successor(name, authority)
        checker.dates(name, authority, today)
        for written in authority.quotations:
            checker.place(AUTHORITIES, name, CitedItem(name, parse_locator(written)))
    for name, notice in register.notices.items():
        checker.notice(name, notice)
    checker.names()
    checker.actors()
    for name, term in register.terms.items():
        checker.term(name, term)
    if languages:
        checker.languages(frozenset(languages))
    return tuple(sorted(checker.found))


@dataclass(slots=True)
class _Checker:
    register: Register
    found: list[Finding] = field(default_factory=list)

    def successor(self, name: str, authority: Authority) -> None:
        seen = [name]
        while authority.successor is not None:
            if authority.successor not in self.register.authorities:
                self._report(
                    name, "RG201", f"{seen[-1]} names an unknown successor", f"add {authority.successor}"
                )
                return
            if authority.successor in seen:
                self._report(
                    name, "RG201", "its successors run in a circle", " → ".join([*seen, authority.successor])
                )
                return
            seen.append(authority.successor)
            authority = self.register.authorities[authority.successor]

    def dates(self, name: str, authority: Authority, today: str) -> None:
        if _before(authority.in_force, authority.adopted):
            self._report(
                name, "RG202", f"in force {authority.in_force}, before {authority.adopted}", "correct a date"
            )
        for state, party in authority.parties.items():
            if _before(party.date, authority.adopted):
                self._report(
                    name, "RG202", f"{state} {party.status} it before its adoption", "correct a date"
                )
        if today and authority.checked and authority.checked.on > today:
            self._report(
                name, "RG202", f"checked on {authority.checked.on}, which is to come", "correct the date"
            )

    def notice(self, name: str, notice: Notice) -> None:
        for item in notice.places:
            self.place(NOTICES, name, item)

    def place(self, room: str, name: str, item: CitedItem) -> None:
        """A quotation or a notice stands at a place that its authority has; what is no longer law may be quoted."""
        for found in check_citation(Citation((item,)), self.register):
            if found.severity is Severity.ERROR:
                self._report(name, "RG206", found.message, found.hint, room)

    def names(self) -> None:
        """Two authorities with one title or short name in a language could not be told apart by a reader."""
        authorities = self.register.authorities
        self._twice(AUTHORITIES, "title", {name: entry.titles for name, entry in authorities.items()})
        self._twice(AUTHORITIES, "short name", {name: entry.short for name, entry in authorities.items()})
        self._twice(AGENCIES, "name", {name: entry.names for name, entry in self.register.agencies.items()})
        self._twice(ACTORS, "name", {name: entry.names for name, entry in self.register.actors.items()})
        self._twice(
            TERMS, "preferred word", {name: entry.preferred for name, entry in self.register.terms.items()}
        )

    def actors(self) -> None:
        """A step's `@id` is a role or an agency: an id in both files would leave open who acts."""
        for name in self.register.actors:
            if name in self.register.agencies:
                hint = "give the role another id: an agency has this one"
                self._report(name, "RG207", "both a role and an agency", hint, ACTORS)

    def term(self, name: str, term: Term) -> None:
        for language, word in term.preferred.items():
            pattern = term.match.get(language)
            if pattern is not None and not re.fullmatch(pattern, word, re.IGNORECASE):
                self._report(
                    name, "RG205", f"match.{language} does not find {word!r}", "widen the pattern", TERMS
                )
            if word.casefold() in map(str.casefold, term.forbidden.get(language, ())):
                self._report(name, "RG205", f"{word!r} is both preferred and forbidden", "drop one", TERMS)

    def languages(self, known: frozenset[str]) -> None:
        for room, name, texts in _all_texts(self.register):
            for language in sorted(set(texts) - known - {"mul"}):
                hint = f"languages are {', '.join(sorted(known))}"
                self._report(name, "RG204", f"{language!r} is not a language of this handbook", hint, room)

    def _twice(self, room: str, what: str, texts: Mapping[str, Mapping[str, str]]) -> None:
        first: dict[tuple[str, str], str] = {}
        for name, by_language in texts.items():
            for language, text in by_language.items():
                other = first.setdefault((language, text.casefold()), name)
                if other != name:
                    message = f"its {what} in {language} is also that of {other}"
                    self._report(name, "RG203", message, f"{text!r}: add what tells them apart", room)

    def _report(self, name: str, code: str, message: str, hint: str, room: str = AUTHORITIES) -> None:
        path, line = self.register.places.get((room, name), ("docs/register", 0))
        severity = Severity.WARNING if code == "RG203" and room == TERMS else Severity.ERROR
        self.found.append(Finding(path, line, code, f"{name}: {message}", hint, severity))


def _before(later: str | None, earlier: str | None) -> bool:
    """Whether dates stand in the wrong order; as far as both are exact."""
    if later is None or earlier is None:
        return False
    shared = min(len(later), len(earlier))
    return later[:shared] < earlier[:shared]


def _all_texts(register: Register) -> Iterator[tuple[str, str, Mapping[str, str]]]:
    for name, authority in register.authorities.items():
        for texts in (authority.titles, authority.short, authority.reference or {}, authority.number or {}):
            yield AUTHORITIES, name, texts
        for texts in authority.quotations.values():
            yield AUTHORITIES, name, texts
    for name, agency in register.agencies.items():
        for texts in (agency.names, agency.abbreviations, agency.role):
            yield AGENCIES, name, texts
    for name, actor in register.actors.items():
        yield ACTORS, name, actor.names
    for name, term in register.terms.items():
        for texts in (term.preferred, term.match, term.definition):
            yield TERMS, name, texts
    for name, matter in register.matters.items():
        yield SCOPE, name, dict.fromkeys(matter.match, "")
    for name, notice in register.notices.items():
        yield NOTICES, name, notice.text
