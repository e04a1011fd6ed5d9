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

from handbook.register.locators import LocatorKind

ENTRY_ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
LANGUAGE_TAG = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
SOURCE_LANGUAGE = "en"
EVERY_LANGUAGE = "mul"
_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")

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
    match = _PARTIAL_DATE.fullmatch(value)
    if match is None:
        raise ValueError("a date is YYYY-MM-DD, YYYY-MM or YYYY")
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        date(year, month, day)
    except ValueError as problem:
        raise ValueError(f"{value} is not a day of the calendar") from problem
    return value


def _check_day(value: str) -> str:
    if len(value) < len("YYYY-MM-DD"):
        raise ValueError("the day is needed: YYYY-MM-DD")
    return _check_date(value)


def _for_every_language(value: Any) -> Any:
    value = _as_text(value)
    return {EVERY_LANGUAGE: value} if isinstance(value, str) else value


PartialDate = Annotated[str, BeforeValidator(_as_text), AfterValidator(_check_date)]
"""ISO 8601, as exact as it is known: a day, a month or a year."""

FullDate = Annotated[str, BeforeValidator(_as_text), AfterValidator(_check_day)]
"""ISO 8601, the day."""

Texts = Annotated[Mapping[LanguageTag, Line], Field(min_length=1)]
"""Language tag to text."""

SameOrTexts = Annotated[
    Mapping[LanguageTag, Line],
    BeforeValidator(_for_every_language, json_schema_input_type=str | int | dict[str, str]),
    Field(min_length=1),
]
"""One text for every language, or a text by language."""


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
    date: PartialDate | None = None

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
    against: Line


class Authority(Entry):
    """A treaty, resolution, standard or law.

    `titles` are full titles and `short` the names used in running text, by language. `reference` is the place
    of publication or symbol, `number` that of a national act. `locators` gives the highest number of each
    kind of division (`article: 53`); with none they are not known and not checked. `parties` maps state
    codes to positions. `authoritative` lists the languages whose text is authentic.
    """

    kind: Kind
    titles: Texts
    short: Mapping[LanguageTag, Line] = Field(default_factory=dict)
    state: StateCode | None = None
    reference: SameOrTexts | None = None
    number: SameOrTexts | None = None
    adopted: PartialDate | None = None
    in_force: PartialDate | None = None
    status: Status | None = None
    successor: EntryId | None = None
    locators: Mapping[LocatorKind, Annotated[int, Field(ge=0, le=5000)]] = Field(default_factory=dict)
    parties: Mapping[StateCode, Party] = Field(default_factory=dict)
    authoritative: tuple[LanguageTag, ...] = ()
    note: Line | None = None
    checked: Checked | None = None

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
    order: Annotated[int, Field(ge=0, le=1000)]


class Agency(Entry):
    """A body officers deal with; `state` is a country code, left out for international bodies."""

    names: Texts
    abbreviations: Mapping[LanguageTag, Line] = Field(default_factory=dict)
    state: StateCode | None = None
    type: Line
    role: Texts
    ended: PartialDate | None = None

    @model_validator(mode="after")
    def _has_source_name(self) -> Agency:
        if SOURCE_LANGUAGE not in self.names:
            raise ValueError(f"names needs a name in {SOURCE_LANGUAGE}, the language others fall back to")
        return self


def _check_pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as problem:
        raise ValueError(f"not a regular expression: {problem}") from problem
    if re.search(r"\)[*+{]", value):
        # A repeat inside a repeat can take minutes on a long line; a pull request must not be able to stall a build.
        raise ValueError("a group must not be repeated; repeat a letter or a class instead")
    return value


MatchPattern = Annotated[Line, AfterValidator(_check_pattern)]


class Term(Entry):
    """A word the handbook uses in one sense only.

    `preferred` is the word by language, `match` a regular expression by language that also finds its
    inflected forms, `forbidden` the variants that must not stand for it, `definition` at least in English.
    """

    preferred: Texts
    match: Mapping[LanguageTag, MatchPattern] = Field(default_factory=dict)
    forbidden: Mapping[LanguageTag, tuple[Line, ...]] = Field(default_factory=dict)
    definition: Texts

    @model_validator(mode="after")
    def _has_source_words(self) -> Term:
        if SOURCE_LANGUAGE not in self.preferred or SOURCE_LANGUAGE not in self.definition:
            raise ValueError(
                f"preferred and definition need {SOURCE_LANGUAGE}, the language others fall back to"
            )
        return self
