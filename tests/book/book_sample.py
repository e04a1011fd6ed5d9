"""A small book for tests: the HTML pages of `golden/` as a rendered site, with what a build would say of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from handbook.book.info import BookInfo
from handbook.markdown.review import ReviewCounts
from handbook.site.page import Coverage, Part, RenderedPage, RenderedSite
from handbook.translation.reviews import Signature, Standing
from handbook.translation.signoff import Role

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
DOCS = HERE / "docs"
_NONE = ReviewCounts()


def interface_words() -> dict[str, str]:
    """Every msgid of INTERFACE.txt, standing for itself; a word not listed there is a KeyError."""
    import handbook.book

    lines = (Path(handbook.book.__file__).parent / "INTERFACE.txt").read_text("utf-8").splitlines()
    words = [line.partition("\t")[0] for line in lines if line and not line.startswith("#")]
    return {word: word for word in words}


def page(
    name: str,
    number: str,
    title: str,
    kind: str,
    paragraphs: int,
    coverage: Coverage,
    standing: Standing = Standing.SOURCE,
    reviews: ReviewCounts = _NONE,
    signatures: tuple[Signature, ...] = (),
) -> RenderedPage:
    folder = "part/" if number else ""
    return RenderedPage(
        path=f"{folder}{name}.md",
        url=f"{folder}{name}.html",
        title=title,
        html=(GOLDEN / f"{name}.html").read_text("utf-8"),
        number=number,
        part=2 if number else 0,
        kind=kind,
        purpose=f"What the page {name} is for.",
        owner="legal-team",
        review_by="2027-11-01",
        paragraphs=paragraphs,
        coverage=coverage,
        standing=standing,
        reviews=reviews,
        signatures=signatures,
    )


def site(language: str = "kk") -> RenderedSite:
    return RenderedSite(
        language=language,
        title="Заң, құқық және ынтымақтастық",
        parts=(Part(2, "part", "Адам құқықтары", language),),
        pages=(
            page("index", "", "Start", "reference", 1, Coverage(translated=6)),
            page("everything", "2.1", "Everything at once", "safeguard", 13, Coverage(translated=40)),
            page(
                "fallback",
                "2.2",
                "Аударылған: Partly tәғқң",
                "procedure",
                8,
                Coverage(12, 1, 14),
                Standing.PARTLY,
                ReviewCounts(reviewed=1, unreviewed=1, outdated=1, english=5),
                (Signature(Role.REVIEWER, "Reviewer One", "2027-11-01", holds=False),),
            ),
            page(
                "other",
                "2.3",
                "Another page",
                "framework",
                2,
                Coverage(translated=5),
                Standing.UNREVIEWED,
                ReviewCounts(unreviewed=2),
                (Signature(Role.TRANSLATOR, "Translator One", "2027-11-01", holds=True),),
            ),
            page("procedure", "2.4", "Who does what", "procedure", 4, Coverage(translated=9, missing=5)),
        ),
    )


def info(language: str = "kk", **changes: object) -> BookInfo:
    given: dict[str, object] = {
        "title": "Заң, құқық және ынтымақтастық",
        "subtitle": "A handbook for tests",
        "edition": "0.1",
        "language": language,
        "language_name": "Қазақша",
        "date": "2026-11-22",
        "date_text": "2026 ж. 22 қараша",
        "epoch": 1795305600,
        "status": "Тексерілмеген аударма",
        "commit": "0123456789",
        "authority_note": "Ағылшын мәтіні басым.",
        "dates": {"2027-11-01": "2027 ж. 1 қараша"},
        **changes,
    }
    return BookInfo(**given)  # type: ignore[arg-type]


WORDS: Mapping[str, str] = interface_words()
