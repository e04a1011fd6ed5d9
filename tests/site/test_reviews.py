"""What readers of a site see of sign-offs: a sign beside each number, the page's state at its top."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest
from lxml import html

from handbook.findings import FindingsError
from handbook.markdown.review import ReviewCounts
from handbook.markdown.session import Review
from handbook.project import load_project
from handbook.site.build import SiteResult, build_site
from handbook.site.edition import Edition
from handbook.site.page import RenderedPage, RenderedSite
from handbook.site.standing import SIGNS
from handbook.translation.interface import interface
from handbook.translation.reviews import Standing
from handbook.translation.signing import Signer, sign, withdraw
from handbook.translation.signoff import Role
from handbook.translation.source import read_source

TINY = Path(__file__).parents[1] / "fixtures/tiny-handbook"
RUSSIAN = interface("ru")
HOSTILE = "<script>alert(1)</script> & One"


def build(root: Path, tag: str = "ru") -> SiteResult:
    return build_site(root, tag, Edition("1.0", "2026-11-22", "abc"), root / "out" / tag)


def signed(root: Path, pages: Iterable[str], role: Role, name: str, tag: str = "ru") -> None:
    project = load_project(root)
    sign(project, tag, read_source(project, pages).pages, Signer(name, role, "2027-03-01"), [])


def states(root: Path, page: str, tag: str = "ru") -> list[str | None]:
    return [number.get("data-review") for number in document(root, page, tag).find_class("hb-para")]


def document(root: Path, page: str, tag: str = "ru") -> html.HtmlElement:
    return html.document_fromstring((root / "out" / tag / page).read_bytes())


def notice(root: Path, page: str, tag: str = "ru") -> list[str]:
    """The lines of the notice at the top of a page."""
    found = document(root, page, tag).find_class("hb-state")
    return [" ".join(line.text_content().split()) for box in found for line in box]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page that is reviewed, one edited since in its second paragraph, one signed by its translator alone."""
    root = tmp_path_factory.mktemp("reviews") / "tiny"
    shutil.copytree(TINY, root)
    signed(root, ["index.md", "rules/arrest.md"], Role.REVIEWER, "Reviewer One")
    signed(root, ["steps/report.md"], Role.TRANSLATOR, HOSTILE)
    signed(root, ["steps/report.md"], Role.REVIEWER, "Reviewer One", "en")
    catalogue = root / "translations/ru/rules/arrest.po"
    text = catalogue.read_text("utf-8").replace("Три часа", "Четыре часа")
    catalogue.write_text(text.replace('#. paragraph\nmsgid "None."', '#, fuzzy\nmsgid "None."'), "utf-8")
    build(root)
    build(root, "en")
    return root


def test_a_reviewed_page_says_by_whom_and_not_that_english_prevails(root: Path) -> None:
    assert states(root, "index.html") == ["reviewed"]
    assert notice(root, "index.html") == [
        f"✓ {RUSSIAN['Reviewed translation']}.",
        f"{RUSSIAN['Legal reviewer']}: Reviewer One, 1 марта 2027 г.",
    ]
    number = document(root, "index.html").find_class("hb-para")[0]
    assert number.get("title", "").startswith(f"{RUSSIAN['Reviewed']}. ")


def test_an_edited_page_says_what_of_it_still_holds(root: Path) -> None:
    assert states(root, "rules/arrest.html") == ["reviewed", "unreviewed", "outdated"]
    lines = notice(root, "rules/arrest.html")
    assert lines[0] == f"{RUSSIAN['Partly reviewed translation']}. {RUSSIAN['The English text prevails.']}"
    words = [RUSSIAN[word] for word in ("Reviewed", "Unreviewed", "Translation outdated")]
    assert lines[1] == " ".join(f"{sign} {word}: 1" for sign, word in zip("✓○Δ", words, strict=True))
    assert lines[2].endswith(f"({RUSSIAN['the text has changed since']})")


def test_a_page_signed_by_its_translator_stays_unreviewed(root: Path) -> None:
    assert states(root, "steps/report.html") == ["unreviewed"]
    lines = notice(root, "steps/report.html")
    assert lines[0] == f"○ {RUSSIAN['Unreviewed translation: the English text prevails.']}"
    # All paragraphs stand alike: the margin needs no key.
    assert [RUSSIAN["Unreviewed"] in line for line in lines] == [False, False]
    assert lines[1].startswith(f"{RUSSIAN['Translator']}: {HOSTILE}, ")
    assert "<script>alert(1)" not in (root / "out/ru/steps/report.html").read_text("utf-8")


def test_english_pages_carry_no_states_but_who_signed_the_law(root: Path) -> None:
    for page in ("index.html", "rules/arrest.html", "steps/report.html"):
        assert set(states(root, page, "en")) == {None}
    assert notice(root, "index.html", "en") == []
    assert notice(root, "steps/report.html", "en") == ["Legal reviewer: Reviewer One, March 1, 2027"]


def test_a_sign_off_taken_back_is_gone_with_the_next_build(root: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(root, tmp_path / "copy"))
    withdraw(load_project(copy), "ru", ["index.md"], None)
    result = build(copy)
    assert states(copy, "index.html") == ["unreviewed"]
    assert notice(copy, "index.html") == [f"○ {RUSSIAN['Unreviewed translation: the English text prevails.']}"]
    assert [page.standing for page in result.site.pages] == ["unreviewed", "partly", "unreviewed"]
    # Nothing else has changed, so nothing else is made again: from what was kept come the same bytes.
    for page in ("rules/arrest.html", "steps/report.html"):
        assert (copy / "out/ru" / page).read_bytes() == (root / "out/ru" / page).read_bytes()


def test_a_broken_file_of_sign_offs_stops_the_build(tmp_path: Path) -> None:
    root = Path(shutil.copytree(TINY, tmp_path / "tiny"))
    (root / "translations/ru/signoff.yml").write_text("index.md: {reviewer: {name: X}}\n", "utf-8")
    with pytest.raises(FindingsError) as stopped:
        build(root)
    assert {one.code for one in stopped.value.findings} == {"SO101"}


def test_style_sheet_and_book_draw_the_same_signs() -> None:
    package = Path(__file__).parents[2] / "src/handbook"
    style = (package / "site/theme/assets/handbook.css").read_text("utf-8")
    template = (package / "book/templates/book.typ").read_text("utf-8")
    for review, sign_ in SIGNS.items():
        selector = "" if review is Review.UNREVIEWED else f'="{review}"'
        assert f'.hb-para[data-review{selector}] {{\n  --hb-review: "{sign_}";' in style
        assert f'"{review}": "{sign_}"' in template


@pytest.mark.parametrize(
    ("standings", "expected"),
    [
        ((Standing.REVIEWED, Standing.REVIEWED), Standing.REVIEWED),
        ((Standing.UNREVIEWED, Standing.UNREVIEWED), Standing.UNREVIEWED),
        ((Standing.REVIEWED, Standing.UNREVIEWED), Standing.PARTLY),
        ((Standing.PARTLY, Standing.UNREVIEWED), Standing.PARTLY),
        ((Standing.SOURCE,), Standing.SOURCE),
    ],
)
def test_an_edition_stands_as_all_its_pages_do(standings: tuple[Standing, ...], expected: Standing) -> None:
    pages = tuple(
        RenderedPage("a.md", "a.html", "A", "", standing=one, reviews=ReviewCounts(reviewed=1, english=2))
        for one in standings
    )
    site = RenderedSite("ru", "T", (), pages)
    assert site.standing is expected
    assert site.reviews == ReviewCounts(reviewed=len(pages), english=2 * len(pages))
