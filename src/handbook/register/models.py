"""What one entry of the register may say: authorities, agencies and terms, as pydantic models.

The models are strict: a field that is not listed here is an error, so a misspelt key never passes in silence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from handbook.register.locators import LocatorError, LocatorKind, parse_locator, print_locator

ENTRY_ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
LANGUAGE_TAG = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
SOURCE_LANGUAGE = "en"
EVERY_LANGUAGE = "mul"
_PARTIAL_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?")

Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=1000, pattern=r"^[^\x00-\x1f\x7f]*$"),
]
LanguageTag = Annotated[str, StringConstraints(pattern=LANGUAGE_TAG)]
EntryId = Annotated[str, StringConstraints(pattern=ENTRY_ID, max_length=60)]
StateCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]


def _as_text(value: Any) -> Any:
    # YAML reads `2016` and `59` as numbers; a year and a law's number are text.
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _check_date(value: str) -> str:
    if len(value) == 10 and value[4] == value[7] == "-":
        return _check_full(value)
    match = _PARTIAL_DATE.fullmatch(value)
    if match is None:
        raise ValueError("a date is YYYY-MM-DD, YYYY-MM or YYYY")
    year, month = (int(part or 1) for part in match.groups())
    return value if year and 1 <= month <= 12 else _no_such_day(value)


def _check_full(value: str) -> str:
    try:
        date.fromisoformat(value)
    except ValueError:
        return _no_such_day(value)
    return value


def _no_such_day(value: str) -> str:
    raise ValueError(f"{value} is not in the calendar")


def _check_day(value: str) -> str:
    if len(value) < len("YYYY-MM-DD"):
        raise ValueError("the day is needed: YYYY-MM-DD")
    return _check_date(value)


def _for_every_language(value: Any) -> Any:
    value = _as_text(value)
    return {EVERY_LANGUAGE: value} if isinstance(value, str) else value


# What an editor may write, for the JSON Schema; the exact rules are in _check_date.
_WrittenDate = Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")] | int

PartialDate = Annotated[
    str, BeforeValidator(_as_text, json_schema_input_type=_WrittenDate), AfterValidator(_check_date)
]
"""ISO 8601, as exact as it is known: a day, a month or a year."""

FullDate = Annotated[
    str, BeforeValidator(_as_text, json_schema_input_type=_WrittenDate), AfterValidator(_check_day)
]
"""ISO 8601, the day."""

Texts = Annotated[Mapping[LanguageTag, Line], Field(min_length=1)]
"""Language tag to text."""

SameOrTexts = Annotated[
    Mapping[LanguageTag, Line],
    BeforeValidator(_for_every_language, json_schema_input_type=str | int | dict[str, str]),
    Field(min_length=1),
]
"""One text for every language, or a text by language."""


def _check_locator(value: str) -> str:
    try:
        canonical = print_locator(parse_locator(value))
    except LocatorError as problem:
        raise ValueError(str(problem)) from problem
    if canonical != value:
        raise ValueError(f"write it as {canonical!r}")
    return value


LocatorText = Annotated[Line, AfterValidator(_check_locator)]
"""A place in an authority in its canonical English form, such as `art. 9(3)`."""


class Entry(BaseModel):
    """Common ground of all entries: frozen, and closed to unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Kind(StrEnum):
    """What an authority is, which decides whether "in force" and "party" mean anything for it."""

    TREATY = "treaty"
    AGREEMENT = "agreement"
    DECLARATION = "declaration"
    RESOLUTION = "resolution"
    STANDARD = "standard"
    LAW = "law"


class Status(StrEnum):
    """Where an authority stands; `unconfirmed`: no repeal is known, but its force was not checked."""

    IN_FORCE = "in-force"
    NOT_YET = "not-in-force"
    UNCONFIRMED = "unconfirmed"
    REPEALED = "repealed"
    REPLACED = "replaced"


class PartyStatus(StrEnum):
    """How a state is bound. `none`: established that it is not; a state left out is not established."""

    RATIFIED = "ratified"
    ACCEDED = "acceded"
    SUCCEEDED = "succeeded"
    SIGNED = "signed"
    NONE = "none"


class Party(Entry):
    """A state's position towards a treaty; `date` is that of deposit unless the note says otherwise."""

    status: PartyStatus
    """ratified, acceded, succeeded, signed, or none where it is established that the state is no party."""
    date: PartialDate | None = None
    """Date of deposit with the depositary; a year or a month where no more is known."""

    @property
    def bound(self) -> bool:
        return self.status in (PartyStatus.RATIFIED, PartyStatus.ACCEDED, PartyStatus.SUCCEEDED)

    @model_validator(mode="after")
    def _no_date_of_nothing(self) -> Party:
        if self.status is PartyStatus.NONE and self.date is not None:
            raise ValueError("a state that is not a party has no date")
        return self


class Checked(Entry):
    """When a person last compared the entry with the law, and with which copy of it."""

    on: FullDate
    """The day of the check."""
    against: Line
    """The copy it was compared with: publisher, edition, address."""


class Authority(Entry):
    """A treaty, resolution, standard or law; only what is established is entered, the rest left out."""

    kind: Kind
    """treaty, agreement, declaration, resolution, standard or law."""
    titles: Texts
    """Full titles by language; English at least."""
    short: Mapping[LanguageTag, Line] = Field(default_factory=dict)
    """Names for running text by language; without one the full title is used."""
    state: StateCode | None = None
    """Country code of a national law."""
    reference: SameOrTexts | None = None
    """Treaty series or document symbol; one text, or texts by language."""
    number: SameOrTexts | None = None
    """Number of a national act; one text, or texts by language."""
    adopted: PartialDate | None = None
    """When it was adopted: YYYY-MM-DD, YYYY-MM or YYYY."""
    in_force: PartialDate | None = None
    """When it entered into force."""
    status: Status | None = None
    """Where it stands; left out for texts that never enter into force."""
    successor: EntryId | None = None
    """Id of what replaced it."""
    locators: Mapping[LocatorKind, Annotated[int, Field(ge=0, le=5000)]] = Field(default_factory=dict)
    """Highest number of each kind of division, 0 for a kind it has not; with none, locators are not checked."""
    parties: Mapping[StateCode, Party] = Field(default_factory=dict)
    """Position of each state by country code; a state left out is not established."""
    authoritative: tuple[LanguageTag, ...] = ()
    """Languages whose text is authentic."""
    quotations: Mapping[LocatorText, Texts] = Field(default_factory=dict)
    """Words of the official text by place and language, for pages to quote; to the letter, or not at all."""
    note: Line | None = None
    """A remark for editors, in English."""
    checked: Checked | None = None
    """The last comparison with the law by a person; left out until there was one."""

    @property
    def lapsed(self) -> bool:
        """Whether it no longer applies: repealed, or replaced by another."""
        return self.status in (Status.REPEALED, Status.REPLACED)

    @model_validator(mode="after")
    def _consistent(self) -> Authority:
        if SOURCE_LANGUAGE not in self.titles:
            raise ValueError(f"titles needs a title in {SOURCE_LANGUAGE}, the language others fall back to")
        if self.successor is not None and not self.lapsed:
            raise ValueError("a successor needs status: replaced or repealed")
        if self.status is Status.REPLACED and self.successor is None:
            raise ValueError("status: replaced needs a successor")
        if (self.kind is Kind.LAW) != (self.state is not None):
            raise ValueError("a law names its state, and nothing else does")
        return self


class Family(Entry):
    """A group of authorities under one heading; `order` places it in the table of authorities."""

    titles: Texts
    """Heading by language."""
    order: Annotated[int, Field(ge=0, le=1000)]
    """Place in the table of authorities, lowest first."""


class Task(StrEnum):
    """What the map of agencies asks each state about, in its order."""

    BORDER = "border"
    CUSTOMS = "customs"
    POLICE = "police"
    PRISON = "prison"
    MIGRATION = "migration"
    ASYLUM = "asylum"
    TRAFFICKING = "trafficking"
    FINANCE = "finance"
    RIGHTS = "rights"


class Agency(Entry):
    """A body officers deal with."""

    names: Texts
    """Full names by language; English at least."""
    abbreviations: Mapping[LanguageTag, Line] = Field(default_factory=dict)
    """Abbreviations by language."""
    state: StateCode | None = None
    """Country code; left out for regional and international bodies."""
    type: Line
    """What it is: border, police, security, customs, prosecution, ombudsman, united nations, …"""
    role: Texts
    """What it does, in one sentence."""
    tasks: tuple[Task, ...] = ()
    """Where it stands on the map of agencies; its role must say so too."""
    ended: PartialDate | None = None
    """When it ceased to exist."""

    @model_validator(mode="after")
    def _has_source_name(self) -> Agency:
        if SOURCE_LANGUAGE not in self.names:
            raise ValueError(f"names needs a name in {SOURCE_LANGUAGE}, the language others fall back to")
        return self


class Actor(Entry):
    """A role that steps of procedures name where no agency of one state is meant."""

    names: Texts
    """Names by language, as a label shows them; English at least."""

    @model_validator(mode="after")
    def _has_source_name(self) -> Actor:
        if SOURCE_LANGUAGE not in self.names:
            raise ValueError(f"names needs a name in {SOURCE_LANGUAGE}, the language others fall back to")
        return self


SOUND_PATTERNS: set[str] = set()
"""Patterns that are known to be in order. To compile them all is most of the work of reading a register."""


def _check_pattern(value: str) -> str:
    if value in SOUND_PATTERNS:
        return value
    try:
        re.compile(value)
    except re.error as problem:
        raise ValueError(f"not a regular expression: {problem}") from problem
    if re.search(r"\)[*+{]", value):
        # A repeat inside a repeat can take minutes on a long line; a pull request must not be able to stall a build.
        raise ValueError("a group must not be repeated; repeat a letter or a class instead")
    if re.search(r"\(\?(?!:)|\\[1-9]", value):
        raise ValueError("groups are plain (…) or (?:…), and nothing refers back to them")
    SOUND_PATTERNS.add(value)
    return value


MatchPattern = Annotated[Line, AfterValidator(_check_pattern)]


class Term(Entry):
    """A word the handbook uses in one sense only."""

    preferred: Texts
    """The word by language; English at least."""
    match: Mapping[LanguageTag, MatchPattern] = Field(default_factory=dict)
    """Regular expression by language that finds the word in all its forms."""
    forbidden: Mapping[LanguageTag, tuple[Line, ...]] = Field(default_factory=dict)
    """Variants by language that must not stand for it."""
    definition: Texts
    """What it means here; English at least."""

    @model_validator(mode="after")
    def _has_source_words(self) -> Term:
        if SOURCE_LANGUAGE not in self.preferred or SOURCE_LANGUAGE not in self.definition:
            raise ValueError(
                f"preferred and definition need {SOURCE_LANGUAGE}, the language others fall back to"
            )
        for field, texts in (("match", self.match), ("forbidden", self.forbidden), ("definition", self.definition)):
            for language in texts:
                if language not in self.preferred:
                    raise ValueError(f"{field}.{language} has no preferred.{language} to belong to")
        return self
