"""What the book says about itself, in the words of its own language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from handbook.site.notices import NoticeLine


@dataclass(frozen=True, slots=True)
class BookInfo:
    """The particulars of one edition in one language.

    `language` is a tag such as `kk` (a region is dropped: nothing in the book depends on one), `language_name` the
    language's own name, `direction` is `ltr` or `rtl`. `status` says how far the text may be relied on, `date` is
    ISO 8601 and `date_text` the same day as the language writes it; `dates` does the same for any other ISO date
    the pages show. `epoch` is the edition's time in seconds UTC and the only clock the book knows.
    `notices` are what changed after the text was closed.
    `authority_note` says which language prevails; empty when this one does.
    `follows` says that the edition follows an earlier English text, `follows_short` in a few words for the head of
    pages, `follows_url` is where the English of today is; all are empty for an edition of today's text.
    """

    title: str
    edition: str
    language: str
    language_name: str
    date: str
    date_text: str
    epoch: int
    subtitle: str = ""
    direction: str = "ltr"
    status: str = ""
    commit: str = ""
    authority_note: str = ""
    follows: str = ""
    follows_short: str = ""
    follows_url: str = ""
    notices: tuple[NoticeLine, ...] = ()
    dates: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def primary_language(self) -> str:
        """The language subtag alone: `kk` for `kk-KZ`."""
        return self.language.partition("-")[0].lower()


@dataclass(frozen=True, slots=True)
class BookReport:
    """What came out: number of PDF pages, size in bytes, seconds it took, and what Typst warned of."""

    pages: int
    bytes: int
    seconds: float
    warnings: tuple[str, ...] = ()
