"""The page at the site's door and the index of sitemaps."""

from __future__ import annotations

from lxml import etree, html

from handbook.project.languages import Language
from handbook.site.chooser import chooser_page, sitemap_index

LANGUAGES = (Language("en", "English"), Language("kk", "Қазақша"), Language("ug", "ئۇيغۇرچە"))


def test_page_lists_the_languages_by_their_own_names() -> None:
    page = html.fromstring(
        chooser_page(
            LANGUAGES, "Law & <Order>", source="en", titles={"kk": "Заң"}, pdfs={"kk": "pdf/a b.pdf"}
        )
    )
    assert page.get("lang") == "en"
    assert page.findtext(".//title") == page.findtext(".//h1") == "Law & <Order>"
    entries = page.findall(".//li")
    assert [(e.get("lang"), e.get("dir"), e.findtext(".//b"), e.findtext(".//span")) for e in entries] == [
        ("en", "ltr", "English", None),
        ("kk", "ltr", "Қазақша", "Заң"),
        ("ug", "rtl", "ئۇيغۇرچە", None),
    ]
    links = [link.get("href") for link in page.iter("a")]
    assert links == ["en/index.html", "kk/index.html", "pdf/a%20b.pdf", "ug/index.html"]


def test_page_needs_no_other_file() -> None:
    page = html.fromstring(chooser_page(LANGUAGES, "T", source="en"))
    assert [e.tag for e in page.iter() if e.get("src")] == []
    # The icon is an empty one inside the page, so that no browser asks for /favicon.ico.
    assert [link.get("href") for link in page.iter("link")] == ["data:,"]
    assert "url(" not in page.findtext(".//style")


def test_sitemap_index_names_each_language() -> None:
    text = sitemap_index("https://handbook.example/a&b/", LANGUAGES[:2], "2026-11-22")
    root = etree.fromstring(text.encode("utf-8"))
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    assert [loc.text for loc in root.iterfind("s:sitemap/s:loc", space)] == [
        "https://handbook.example/a&b/en/sitemap.xml",
        "https://handbook.example/a&b/kk/sitemap.xml",
    ]
    assert {date.text for date in root.iterfind("s:sitemap/s:lastmod", space)} == {"2026-11-22"}
