"""What one build of one language hands on to the book: its pages, rendered, in navigation order."""

from __future__ import annotations

from dataclasses import dataclass, field

from handbook.markdown.review import ReviewCounts
from handbook.site.notices import NoticeLine
from handbook.translation.reviews import Signature, Standing


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many segments of a page are translated, outdated (fuzzy) or missing; English counts as translated."""

    translated: int = 0
    outdated: int = 0
    missing: int = 0

    @property
    def total(self) -> int:
        return self.translated + self.outdated + self.missing

    def __add__(self, other: Coverage) -> Coverage:
        return Coverage(
            self.translated + other.translated,
            self.outdated + other.outdated,
            self.missing + other.missing,
        )


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """One page in one language.

    `path` is the source path below `docs/` (`legal-frameworks/sources-of-law.md`), `url` the page's address below
    the language's site (`legal-frameworks/sources-of-law.html`), `html` the page's content with its `h1`, every
    link relative to `url`. `number` is `part.page` (`2.3`) or empty for pages outside the parts, `part` the part's
    number or 0. `purpose` and `title` are plain text; `purpose_language` is the language the purpose is in.
    A page that is `screen_only` is not part of the book.
    `reviews` counts paragraphs by state, `standing` is the page's own; `signatures` are below the page.
    """

    path: str
    url: str
    title: str
    html: str
    number: str = ""
    part: int = 0
    kind: str = "reference"
    purpose: str = ""
    purpose_language: str = ""
    owner: str = ""
    review_by: str = ""
    paragraphs: int = 0
    screen_only: bool = False
    coverage: Coverage = Coverage()
    reviews: ReviewCounts = field(default_factory=ReviewCounts)
    standing: Standing = Standing.SOURCE
    signatures: tuple[Signature, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the handbook: its number, its folder below `docs/` and its title in the language of the build."""

    number: int
    folder: str
    title: str
    language: str


@dataclass(frozen=True, slots=True)
class RenderedSite:
    """All pages of one language in navigation order, the parts they stand in, and what changed after they closed."""

    language: str
    title: str
    parts: tuple[Part, ...]
    pages: tuple[RenderedPage, ...]
    notices: tuple[NoticeLine, ...] = ()

    @property
    def printed(self) -> tuple[RenderedPage, ...]:
        """The pages of the book."""
        return tuple(page for page in self.pages if not page.screen_only)

    @property
    def standing(self) -> Standing:
        """How the whole stands: as all its pages do, else partly reviewed."""
        found = {page.standing for page in self.pages}
        return found.pop() if len(found) == 1 else Standing.PARTLY if found else Standing.SOURCE

    @property
    def reviews(self) -> ReviewCounts:
        """The paragraphs of all pages by state."""
        return sum((page.reviews for page in self.pages), ReviewCounts())
