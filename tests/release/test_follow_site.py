"""An edition that follows an earlier English text: what its site and its book say, where its links lead."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from release.repository import Repository

from handbook.findings import FindingsError
from handbook.project import load_project
from handbook.release.as_of import origin_as_of
from handbook.release.build import BuildReport, Request, build_handbook
from handbook.release.jobs import book_info
from handbook.release.origin import Origin
from handbook.site.page import RenderedSite
from handbook.stable import clock

NEW = "---\nkind: procedure\n---\n\n# Searching\n\nAsk first.\n"
FIRST = "3afe051a6b"

TINY = Path(__file__).parents[1] / "fixtures" / "tiny-handbook"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """English of today beside Russian of the first commit: one page changed since, one new, one gone."""
    root = Path(shutil.copytree(TINY, tmp_path_factory.mktemp("followed") / "tiny"))
    handbook = Repository(root).begin()
    handbook.edit("docs/rules/arrest.md", "# Arrest\n", "# Arrest\n\nA sentence that is new.\n")
    (root / "docs/steps/search.md").write_text(NEW, "utf-8")
    (root / "docs/steps/report.md").unlink()
    (root / "translations/ru/steps/report.po").unlink()
    (root / "translations/kk/steps/report.po").unlink()
    handbook.edit("mkdocs.yml", "      - Reporting: steps/report.md", "      - steps/search.md")
    handbook.edit("docs/index.md", "steps/report.md#the-form", "steps/search.md")
    handbook.commit()
    build(handbook, "en", "ru", as_of=("ru",))
    return handbook


def build(handbook: Repository, *tags: str, **more: Any) -> BuildReport:
    return build_handbook(load_project(handbook.root), Request(tags, pdf=False, **more), lambda _: None)


def page(handbook: Repository, address: str) -> Any:
    return lxml.html.parse(str(handbook.root / "build/site" / address)).getroot()


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def notice(handbook: Repository, address: str) -> tuple[str, str]:
    (found,) = page(handbook, address).find_class("hb-follows")
    (link,) = found.iter("a")
    return words(found), link.get("href")


def switcher(handbook: Repository, address: str) -> dict[str, str]:
    links = page(handbook, address).find_class("hb-languages__link")
    return {link.get("hreflang"): link.get("href") for link in links}


SENTENCE = f"Это издание соответствует английскому тексту от 18 ноября 2026 г., коммит {FIRST}."


def test_every_page_says_what_it_follows_and_leads_to_the_english(built: Repository) -> None:
    text, link = notice(built, "ru/index.html")
    assert text.replace("\u202f", " ").startswith(f"{SENTENCE} Имеется более новое английское издание.")
    assert link == "../en/index.html"
    text, link = notice(built, "ru/rules/arrest.html")
    assert "Английский текст этой страницы с тех пор изменился" in text
    assert link == "../../en/rules/arrest.html"
    text, link = notice(built, "ru/steps/report.html")
    assert "В английском издании этой страницы больше нет." in text
    assert link == "../../en/index.html"
    assert "Английский текст от 18 ноября 2026" in words(page(built, "ru/index.html").find_class("hb-colophon")[0])


def test_the_english_of_today_says_nothing_of_it(built: Repository) -> None:
    assert page(built, "en/rules/arrest.html").find_class("hb-follows") == []
    assert "A sentence that is new." in words(page(built, "en/rules/arrest.html"))
    assert "A sentence that is new." not in words(page(built, "ru/rules/arrest.html"))


def test_paragraphs_have_the_numbers_they_had(built: Repository) -> None:
    then = {link.get("id") for link in page(built, "ru/rules/arrest.html").find_class("hb-para")}
    today = {link.get("id") for link in page(built, "en/rules/arrest.html").find_class("hb-para")}
    assert len(then) == len(today) - 1


def test_nobody_is_led_to_a_page_that_is_not_there(built: Repository) -> None:
    assert switcher(built, "ru/rules/arrest.html")["en"] == "../../en/rules/arrest.html"
    assert switcher(built, "ru/steps/report.html") == {
        "en": "../../en/index.html",
        "ru": "report.html",
        "kk": "../../kk/index.html",
    }
    assert switcher(built, "en/steps/search.html")["ru"] == "../../ru/steps/search.html"
    text, link = notice(built, "ru/steps/search.html")
    assert link == "../../en/steps/search.html"
    assert "Новый английский текст этой страницы" in text
    stand_in = page(built, "ru/steps/search.html")
    assert words(stand_in.find(".//h1")).startswith("Этой страницы нет в данном издании")
    assert stand_in.find_class("hb-mark") == []
    assert len(stand_in.find_class("hb-state")) == 1


def test_search_engines_and_readers_find_pages_with_a_text(built: Repository) -> None:
    sitemap = (built.root / "build/site/ru/sitemap.xml").read_text("utf-8")
    assert "ru/steps/search.html" not in sitemap
    assert "ru/steps/report.html" in sitemap
    assert "en/steps/report.html" not in sitemap
    index = json.loads((built.root / "build/site/ru/search/search_index.json").read_text("utf-8"))
    assert not [one for one in index["docs"] if one["location"].startswith("steps/search")]


def test_the_manifest_says_from_what_it_was_built(built: Repository) -> None:
    languages = json.loads((built.root / "build/manifest.json").read_bytes())["languages"]
    assert languages["ru"]["as_of"] == FIRST
    assert "as_of" not in languages["en"]


def test_the_title_page_says_it_too(built: Repository) -> None:
    project = load_project(built.root)
    origin = origin_as_of(Origin(project, clock(project.root)), "ru")
    info = book_info(origin, RenderedSite("ru", "T", (), ()))
    assert info.follows.startswith(SENTENCE.replace("2026 г.", "2026\u202fг.")) or info.follows.startswith(SENTENCE)
    assert info.follows_url == "https://tiny.example/en/"
    assert (info.date, info.commit) == ("2026-11-18", FIRST)
    assert "18 ноября 2026" in info.follows_short


def test_again_and_back(built: Repository) -> None:
    """Asked for again nothing is built; without the option the language is built from the files as they are."""
    assert [one.rebuilt for one in build(built, "en", "ru", as_of=("ru",)).languages] == [False, False]
    report = build(built, "en", "ru")
    assert [one.rebuilt for one in report.languages] == [False, True]
    assert report.languages[1].follows is None
    assert page(built, "ru/rules/arrest.html").find_class("hb-follows") == []
    assert not (built.root / "build/site/ru/steps/report.html").exists()
    assert "as_of" not in json.loads((built.root / "build/manifest.json").read_bytes())["languages"]["ru"]
    again = build(built, "ru", as_of=("ru",))
    assert again.languages[0].follows is not None
    assert notice(built, "ru/index.html")[1] == "../en/index.html"


def test_the_gate_stops_a_build_before_anything_is_written(built: Repository) -> None:
    before = (built.root / "build/manifest.json").stat().st_ino
    text = (built.root / "mkdocs.yml").read_text("utf-8")
    try:
        built.edit("mkdocs.yml", "  - i18n:", "      require: {ru: {current: 100}, kk: {current: 99}}\n  - i18n:")
        with pytest.raises(FindingsError) as refused:
            build(built, "en", "ru", "kk", require=True)
        assert {found.message[:3] for found in refused.value.findings} == {"ru:", "kk:"}
        assert {found.code for found in refused.value.findings} == {"RL101"}
        assert (built.root / "build/manifest.json").stat().st_ino == before
        # What is published is what must reach the threshold.
        assert build(built, "ru", as_of=("ru",), require=True).languages[0].follows is not None
        assert build(built, "en", require=True).languages[0].tag == "en"
    finally:
        (built.root / "mkdocs.yml").write_text(text, "utf-8")
