"""Stop-press notices on the home page and in the book's front matter, in a whole small handbook."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest

from handbook.book.info import BookInfo
from handbook.book.source import main_source
from handbook.project import load_project
from handbook.register.load import load_register
from handbook.site.build import build_site
from handbook.site.edition import Edition
from handbook.site.notices import NoticeLine, notice_lines
from handbook.translation.interface import interface

REGISTER = """\
family: {titles: {en: Treaties}, order: 1}
authorities:
  pact:
    kind: treaty
    titles: {en: Pact on Tests, ru: Пакт о проверках}
    locators: {article: 20}
"""
NOTICES = """\
notices:
  older: {authority: pact, date: 2026-12-01, text: {en: The Pact <moved>.}}
  change:
    authority: pact
    locators: [art. 3, arts. 5–6]
    date: 2027-01-10
    text: {en: Article 3 was amended., ru: Статья 3 изменена.}
"""


@pytest.fixture
def noticed(tiny: Path) -> Path:
    for name, text in (("authorities/t.yml", REGISTER), ("notices/n.yml", NOTICES)):
        file = tiny / "docs" / "register" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    with (tiny / "docs" / "rules" / "arrest.md").open("a", encoding="utf-8") as page:
        page.write("\nMore [@pact, art. 3].\n")
    return tiny


RUSSIAN = (
    NoticeLine(
        "Пакт о проверках, ст. 3; Пакт о проверках, ст. 5–6",
        "10 января 2027\u202fг.",
        "Статья 3 изменена.",
        "ru",
    ),
    NoticeLine("Пакт о проверках", "1 декабря 2026\u202fг.", "The Pact <moved>.", "en"),
)


def test_the_list_is_in_the_language_latest_first(noticed: Path) -> None:
    register = load_register(noticed).value
    assert notice_lines(register, "ru") == RUSSIAN
    assert [line.language for line in notice_lines(register, "kk")] == ["en", "en"]


def test_home_page_page_and_book_show_them(noticed: Path, tmp_path: Path) -> None:
    load_project(noticed)
    site = build_site(noticed, "ru", Edition("1.0", "2027-01-15", ""), tmp_path / "ru").site
    assert site.notices == RUSSIAN
    home = lxml.html.parse(str(tmp_path / "ru" / "index.html")).getroot()
    (box,) = home.xpath("//div[contains(@class, 'stop-press')]")
    texts = [" ".join(p.text_content().split()) for p in box.findall("p")]
    assert texts == [" ".join(text.split()) for text in (
        interface("ru")["Stop-press"],
        f"{RUSSIAN[0].place} · {RUSSIAN[0].date}", RUSSIAN[0].text,
        f"{RUSSIAN[1].place} · {RUSSIAN[1].date}", f"{interface('ru')['not yet translated']} {RUSSIAN[1].text}",
    )]  # fmt: skip
    assert [p.get("lang") for p in box.findall("p")] == [None, None, None, None, "en"]
    arrest = (tmp_path / "ru" / "rules" / "arrest.html").read_text("utf-8")
    steps = (tmp_path / "ru" / "steps" / "report.html").read_text("utf-8")
    assert (arrest.count("admonition stop-press"), steps.count("admonition stop-press")) == (1, 0)


def test_the_book_s_imprint_lists_them() -> None:
    info = BookInfo("T", "1", "ru", "Русский", "2027-01-15", "", 0, notices=RUSSIAN)
    source = main_source("/t.typ", info, interface("ru"), (), ())
    assert f'"stop-press": "{interface("ru")["Stop-press"]}"' in source
    assert '"Статья 3 изменена.", "ru", "", )' in source
    assert f'"The Pact <moved>.", "en", "{interface("ru")["not yet translated"]}", )' in source
    bare = main_source(
        "/t.typ", BookInfo("T", "1", "ru", "Русский", "2027-01-15", "", 0), interface("ru"), (), ()
    )
    assert "notices" not in bare
