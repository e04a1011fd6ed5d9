"""The page that shows how far the translations are: figures in tables, drawings that need no colour."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element, tostring

import pytest

from handbook.markdown.safety import examine
from handbook.project import load_project
from handbook.site.page import RenderedPage, RenderedSite
from handbook.site.reference.pages import is_screen_only
from handbook.site.reference.status import StatusPage, bar
from handbook.translation.counted_pages import Counted
from handbook.translation.interface import interface, interface_languages
from handbook.translation.memory import Translations
from handbook.translation.status import LanguageStatus, Row, status_of
from handbook.translation.tally import Counts


def made(root: Path, tag: str = "kk") -> StatusPage:
    project = load_project(root)
    return StatusPage(project, Translations(project, tag), interface(tag), status_of(project), "reference/status.md")


def text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def rows(element: Element) -> list[list[str]]:
    return [[text(cell) for cell in row] for row in element.iter("tr")]


def widths(drawing: Element) -> dict[str, float]:
    return {shape.get("class", ""): float(shape.get("width", "")) for shape in drawing}


def test_the_tables_hold_the_figures(tiny: Path) -> None:
    page = made(tiny)
    languages, pages = (tree for tree in page.trees() if tree.get("class", "").startswith("hb-status "))
    russian, kazakh = page.found
    assert rows(languages)[1:] == [
        ["Русский", "100", "0", "0", "0", "0"],
        ["Қазақша", *(str(n) for n in (22, 1, 27, 0, kazakh.total.words_to_do))],
    ]
    assert rows(pages)[0] == ["Бет", "ru", "kk"]
    assert [row[0] for row in rows(pages)[1:]] == [
        "Ережелер", "1.1 Ұстау", "Steps", "2.1 Report", "Басқа беттер", "Шағын анықтамалық", "Тақырыптар мен мәзірлер",
    ]  # fmt: skip
    assert [row[1:] for row in rows(pages)[1:]] == [
        [str(one.share("current")) for one in pair]
        for pair in zip(
            (russian.parts()["rules"], russian.rows[1].counts, russian.parts()["steps"], russian.rows[2].counts,
             russian.parts()[""], russian.rows[0].counts, russian.rows[3].counts),
            (kazakh.parts()["rules"], kazakh.rows[1].counts, kazakh.parts()["steps"], kazakh.rows[2].counts,
             kazakh.parts()[""], kazakh.rows[0].counts, kazakh.rows[3].counts),
            strict=True,
        )
    ]  # fmt: skip


def test_readers_of_tables_get_their_heads(tiny: Path) -> None:
    for tree in made(tiny).trees():
        for table in tree.iter("table"):
            assert all(cell.get("scope") == "col" for cell in table.find("thead/tr") or ())
            for row in table.iterfind("tbody/tr"):
                assert row[0].tag == "th"
                assert row[0].get("scope") == "row"
                assert all(cell.get("data-label") for cell in row[1:])
        for drawing in tree.iter("svg"):
            assert drawing.get("aria-hidden") == "true"


def test_titles_in_another_language_say_so(tiny: Path) -> None:
    page = "".join(tostring(tree, "unicode") for tree in made(tiny).trees())
    assert '<a href="../steps/report.md"><span lang="en">Report</span></a>' in page
    assert '<a href="../index.md">Шағын анықтамалық</a>' in page
    assert '<span lang="ru" dir="ltr">Русский</span>' in page


@pytest.mark.parametrize("tag", interface_languages())
def test_no_word_of_another_language(tiny: Path, tag: str) -> None:
    """Every language has its own words, and nothing on the page would run or load anything."""
    page = replace(made(tiny), words=interface(tag))
    html = "".join(tostring(tree, "unicode") for tree in page.trees())
    assert examine(html) == []
    assert "<title" not in html
    if tag != "en":
        assert not re.search(r"Translated|Outdated|Reviewed|Words|By page|Other|Titles", html)


def test_a_language_alone(tiny: Path) -> None:
    assert [tree.tag for tree in replace(made(tiny), found=()).trees()] == ["p"]


def test_a_language_that_lacks_a_catalogue_of_others(tiny: Path) -> None:
    """What the register lacks differs from language to language."""
    page = made(tiny)
    russian, kazakh = page.found
    more = Row("_register.po", "_register.po", Counts(missing=4))
    changed = replace(page, found=(russian, LanguageStatus("kk", (*kazakh.rows, more))))
    (pages,) = (tree for tree in changed.trees() if "hb-status--pages" in tree.get("class", ""))
    assert rows(pages)[-1] == ["Тізілім мәтіндері", "–", "0"]


@pytest.mark.parametrize(
    ("counts", "shapes"),
    [
        (Counts(current=200), {"hb-bar-done": 240}),
        (Counts(current=199, missing=1), {"hb-bar-done": 238}),
        (Counts(current=99, outdated=1, missing=900), {"hb-bar-done": 23, "hb-bar-stale": 2}),
        (Counts(missing=5), {}),
        (Counts(outdated=5), {"hb-bar-stale": 240}),
        (Counts(current=10, reviewed=5), {"hb-bar-done": 240, "hb-bar-signed": 120}),
        (Counts(), {}),
    ],
)
def test_shapes_tell_states_apart(counts: Counts, shapes: dict[str, float]) -> None:
    assert widths(bar(counts, 240)) == {**shapes, "hb-bar-frame": 239}


@pytest.mark.parametrize("total", [1, 3, 47, 1000])
def test_what_is_not_done_never_looks_done(total: int) -> None:
    for current in range(total):
        for outdated in {0, 1, total - current}:
            found = widths(bar(Counts(current, outdated, total - current - outdated), 48))
            assert found.get("hb-bar-done", 0) < 48
            assert found.get("hb-bar-done", 0) + found.get("hb-bar-stale", 0) <= 48
            assert ("hb-bar-stale" in found) == bool(outdated)


def test_the_book_leaves_the_page_out() -> None:
    assert is_screen_only("# T\n\n/// status\n///\n")
    assert not is_screen_only("# T\n\n/// glossary\n///\n")
    pages = (RenderedPage("a.md", "a.html", "A", ""), RenderedPage("s.md", "s.html", "S", "", screen_only=True))
    assert [page.path for page in RenderedSite("kk", "T", (), pages).printed] == ["a.md"]


def test_what_is_kept_comes_back() -> None:
    counted = Counted("team", "Title", {"kk": ("key", Counts(1, 2, 3, 4, 5, 6, 7), True)})
    assert Counted.from_json(counted.as_json()) == counted
