"""Links between the languages, in both layouts a site can have."""

from __future__ import annotations

import pytest

from handbook.project.languages import Language
from handbook.site.alternates import Alternate, Hreflang, Layout, Place, hreflang, relative_url, switcher

LANGUAGES = (Language("en", "English"), Language("kk", "Қазақша"), Language("ug", "ئۇيغۇرچە"))
FOLDERS = Place(LANGUAGES, "en")
ROOT = Place(LANGUAGES, "en", Layout.DEFAULT_AT_ROOT)


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("kk/legal/x.html", "ru/legal/x.html", "../../ru/legal/x.html"),
        ("kk/index.html", "ru/index.html", "../ru/index.html"),
        ("kk/index.html", "kk/index.html", "index.html"),
        ("index.html", "kk/index.html", "kk/index.html"),
        ("kk/a/b/c.html", "a/b/c.html", "../../../a/b/c.html"),
        ("a/b.html", "a/", "./"),
        ("a/b.html", "", "../"),
        ("index.html", "", "./"),
    ],
)
def test_relative_url(source: str, target: str, expected: str) -> None:
    assert relative_url(source, target) == expected


def test_switcher_opens_the_same_page_in_every_language() -> None:
    assert switcher(FOLDERS, "kk", "legal/x.html") == (
        Alternate("en", "English", "ltr", "../../en/legal/x.html", False),
        Alternate("kk", "Қазақша", "ltr", "x.html", True),
        Alternate("ug", "ئۇيغۇرچە", "rtl", "../../ug/legal/x.html", False),
    )


def test_switcher_knows_the_default_language_at_the_root() -> None:
    assert [one.url for one in switcher(ROOT, "en", "legal/x.html")] == [
        "x.html",
        "../kk/legal/x.html",
        "../ug/legal/x.html",
    ]
    assert [one.url for one in switcher(ROOT, "kk", "legal/x.html")] == [
        "../../legal/x.html",
        "x.html",
        "../../ug/legal/x.html",
    ]


def test_switcher_escapes_what_an_address_cannot_hold() -> None:
    assert switcher(FOLDERS, "en", "a b/ә.html")[1].url == "../../kk/a%20b/%D3%99.html"


def test_hreflang_names_every_language_and_a_default() -> None:
    assert hreflang(FOLDERS, "https://handbook.example/book", "x.html") == (
        Hreflang("en", "https://handbook.example/book/en/x.html"),
        Hreflang("kk", "https://handbook.example/book/kk/x.html"),
        Hreflang("ug", "https://handbook.example/book/ug/x.html"),
        Hreflang("x-default", "https://handbook.example/book/en/x.html"),
    )
    assert hreflang(ROOT, "https://handbook.example/", "x.html")[-1].href == "https://handbook.example/x.html"


def test_hreflang_needs_an_address() -> None:
    assert hreflang(FOLDERS, "", "x.html") == ()
