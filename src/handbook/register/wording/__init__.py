"""How each language cites: one YAML file per language beside this module, and the record read from it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, Field

from handbook.register.locators import Locator, LocatorKind, LocatorPart, Number, Span
from handbook.register.models import SOURCE_LANGUAGE, Status

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Forms(BaseModel):
    """One kind of division: with one number, with several, and `bare` without any."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    one: str
    many: str
    bare: str = ""


class LimitForms(BaseModel):
    """A time limit in one unit: by plural category of CLDR (`other` stands for those left out), and for a picture."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    one: str = ""
    few: str = ""
    many: str = ""
    other: str
    short: str


class AtOnce(BaseModel):
    """A step that may not wait, in a sentence and in a picture."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    long: str
    short: str


class Wording(BaseModel):
    """A language's way to write locators and statuses.

    `item` shapes each number; `{ordinal}` in it is the ending `ordinals` gives for the numeral's last word.
    `collation` holds ICU rules for a language whose alphabet ICU does not know; empty where it does.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    item: str = "{n}"
    collation: str = ""
    ordinals: Mapping[str, tuple[int, ...]] = Field(default_factory=dict)
    locators: Mapping[LocatorKind, Forms]
    status: Mapping[Status, str]
    limits: Mapping[str, LimitForms]
    at_once: AtOnce

    def locator(self, locator: Locator) -> str:
        """Write a whole locator in this language."""
        return ", ".join(map(self._part, locator))

    def standing(self, status: Status, successor: str = "") -> str:
        """Write where an authority stands; `successor` is the name of what replaced it."""
        return self.status[status].replace("{successor}", successor)

    def limit(self, count: int, unit: str, language: str) -> str:
        """Write the time a step may take, `count` of `unit` (`min`, `h`, `d`): within 3 hours; 0 is at once."""
        if not count:
            return self.at_once.long
        # ICU takes longer to load than all wordings together, and few runs write a time limit.
        from handbook.register.plurals import plural_category

        forms = self.limits[unit]
        form = getattr(forms, plural_category(count, language), "") or forms.other
        return form.replace("{n} ", f"{count}\u00a0")

    def short_limit(self, count: int, unit: str) -> str:
        """The same in as few letters as a picture has room for."""
        return self.limits[unit].short.replace("{n} ", f"{count}\u00a0") if count else self.at_once.short

    def _part(self, part: LocatorPart) -> str:
        forms = self.locators[part.kind]
        if not part.spans:
            return forms.bare
        form = forms.many if part.is_plural else forms.one
        if part.spans[-1].first.is_lettered:
            # An ordinal hyphen belongs to digits: `9-бап`, but `II қосымша`.
            form = form.replace("{n}-", "{n} ")
        return form.replace("{n}", ", ".join(map(self._span, part.spans)))

    def _span(self, span: Span) -> str:
        spoken = span.last if span.last is not None and span.last.main else span.first
        if spoken.is_lettered:
            return str(span)
        return self.item.replace("{ordinal}", self._ordinal(spoken)).replace("{n}", str(span))

    def _ordinal(self, number: Number) -> str:
        word = _last_numeral(number.spoken)
        return next((ending for ending, words in self.ordinals.items() if word in words), "")


def _last_numeral(value: int) -> int:
    """The value of the last word of a numeral as spoken: 111 → 1, 110 → 10, 300 → 100, 2000 → 1000."""
    for size in (10, 100):
        if value % size:
            return value % size
    if value % 1000:
        return 100
    if value % 1_000_000:
        return 1000
    return 1_000_000 if value else 0


@cache
def wording(language: str) -> Wording:
    """Return the wording of a language; one that has no file of its own is cited in the English way."""
    folder = files(__name__)
    source = folder.joinpath(f"{language}.yml") if language.replace("-", "").isalnum() else folder
    if not source.is_file():
        source = folder.joinpath(f"{SOURCE_LANGUAGE}.yml")
    return Wording.model_validate(yaml.load(source.read_text("utf-8"), Loader=_Loader))  # noqa: S506 - safe loader


def has_wording(language: str) -> bool:
    """Whether the package knows how this language cites."""
    return language.replace("-", "").isalnum() and files(__name__).joinpath(f"{language}.yml").is_file()
