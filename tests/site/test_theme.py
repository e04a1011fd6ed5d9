"""The theme's words, and its pages in a real browser: from disk and from a server below a prefix."""

from __future__ import annotations

import functools
import hashlib
import http.server
import json
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jinja2
import material
import pytest
from playwright.sync_api import Browser, Page, expect

from handbook.project import load_project
from handbook.site.build import build_site
from handbook.site.chooser import chooser_page
from handbook.site.edition import Edition
from handbook.translation.interface import interface

THEME = Path(__file__).parents[2] / "src/handbook/site/theme"
MATERIAL = Path(material.__file__).parent / "templates"
TRANSLATED = ("kk", "ky", "ru", "tg", "tk", "uz")
LANGUAGES = ("en", *TRANSLATED)
NAMES = {"en": "English", "ru": "Русский", "kk": "Қазақша", "ky": "Кыргызча"}
NAMES |= {"tg": "Тоҷикӣ", "uz": "Oʻzbekcha", "tk": "Türkmençe"}

# One sentence a language, and queries that must find it: other forms of its words, and the same words as typed
# on a keyboard that lacks their letters.
SENTENCES = {
    "en": "The officer follows the procedure and informs the detained person.",
    "ru": "Задержанному разъясняют его права, и ещё приглашают адвоката.",
    "kk": "Ұсталған адамның қорғаушыға құқығы бар, ол туралы әріптестерге айтылады.",
    "ky": "Кармалган адамдын жактоочуга укугу бар, өлкөнүн мыйзамы ушундай.",
    "tg": "Шахси дастгиршуда ба ҳимоятгар ҳуқуқ дорад, қонунҳои кишвар чунин аст.",
    "uz": "Ushlangan shaxsning advokatga boʻlgan huquqi bor, maʼlumot oʻzbek tilida beriladi.",
    "tk": "Saklanan adamyň aklawça hukugy bar, bu türkmen kanunçylygynda ýazylan.",
}
FOUND = {
    "en": ["procedures", "detain", "officers", '"detained person"', "INFORM"],
    "ru": ["адвокатами", "задержанного", "правами", "еще", "разъясн"],
    "kk": ["құқық", "кукыгы", "қорғаушының", "адамдардың", "әріптес"],
    "ky": ["укуктарынын", "жактоочу", "олко", "мыйзамдар"],
    "tg": ["ҳуқуқҳои", "хукук", "қонун", "конуни", "ҳимоятгарон"],
    "uz": ["oʻzbek", "o'zbek", "o‘zbekcha", "ozbek", "huquqlari", "maʼlumotlar", "ma'lumot", "shaxsga"],
    "tk": ["hukuk", "turkmen", "türkmenler", "kanunçylyk", "aklawçynyň", "yazylan"],
}
ABSENT = {
    "en": "zebra",
    "ru": "жираф",
    "kk": "керік",
    "ky": "жираф",
    "tg": "заррофа",
    "uz": "jirafa",
    "tk": "žiraf",
}

CONFIG = """\
site_name: Tiny handbook
site_url: https://handbook.example/book/
use_directory_urls: false
theme:
  name: material
  language: en
  font: false
  palette: [{scheme: default, primary: custom, accent: custom}]
  features: [navigation.sections, search.highlight]
plugins:
  - search
  - handbook: {edition: "7", authoritative: en, parts: [law]}
  - i18n:
      docs_structure: suffix
      reconfigure_search: false
      languages: [{languages}]
markdown_extensions:
  - admonition
  - tables
  - pymdownx.details
  - pymdownx.tasklist: {custom_checkbox: true}
nav:
  - index.md
  - Law:
      - law/rule.md
"""
FILLER = "\n\n".join(
    f"Paragraph number {count} has some words so that the page is long." for count in range(2, 30)
)
PROCEDURE = """\
/// procedure | Reporting
1. @police: Write it down. {within: 3h}
2. @police -> @court: Tell the court.
///
"""
ACTORS = """\
actors:
  police: {names: {en: Police, kk: Полиция}}
  court: {names: {en: Court, kk: Сот}}
"""
RULE = f"""\
---
kind: framework
description: A rule for every day.
---

# The rule

{SENTENCES["en"]}

## More

{FILLER}

!!! safeguard "Must be done"
    Tell the person.

!!! checklist "Before"
    - [ ] I have asked.
    - [ ] I have [written](#p2).

??? note
    Folded away.

| One | Two |
| --- | --- |
| a | b |
"""


def catalogue(tag: str, entries: dict[str, str]) -> str:
    head = f'msgid ""\nmsgstr ""\n"Language: {tag}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    return head + "".join(f'\nmsgid "{a}"\nmsgstr "{b}"\n' for a, b in entries.items())


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site of two pages in seven languages, with the language list at its door."""
    root = tmp_path_factory.mktemp("tiny")
    listed = ", ".join(
        f"{{locale: {tag}, name: {NAMES[tag]}{', default: true' if tag == 'en' else ''}}}"
        for tag in LANGUAGES
    )
    write(root / "mkdocs.yml", CONFIG.replace("{languages}", listed))
    write(root / "docs/index.md", f"# Tiny handbook\n\nBegin with [the rule](law/rule.md).\n\n{PROCEDURE}")
    write(root / "docs/register/actors.yml", ACTORS)
    write(root / "docs/law/rule.md", RULE)
    for tag in TRANSLATED:
        write(root / f"translations/{tag}/law/rule.po", catalogue(tag, {SENTENCES["en"]: SENTENCES[tag]}))
    for tag in LANGUAGES:
        build_site(root, tag, Edition("7", "2026-11-22", "abc1234"), root / "site" / tag)
    project = load_project(root)
    write(root / "site/index.html", chooser_page(project.languages, project.title, source="en"))
    return root / "site"


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[str]:
    """The site below a prefix; yields its address."""
    home = site.parent / "served"
    home.mkdir()
    (home / "book").symlink_to(site)

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            pass

    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Quiet, directory=str(home))
    ) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_address[1]}/book/"
        running.shutdown()
        thread.join()


class Watched:
    """A browser page that keeps what it asked for and what it complained of."""

    def __init__(self, browser: Browser, **options: Any) -> None:
        self.context = browser.new_context(**options)
        self.context.set_default_timeout(5000)
        self.page: Page = self.context.new_page()
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.context.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def __enter__(self) -> Watched:
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()

    def open(self, address: str) -> Page:
        self.page.goto(address)
        return self.page

    def strangers(self, home: str) -> list[str]:
        """Every address asked for outside `home`."""
        return [url for url in self.asked if not unquote(url).startswith((home, "data:", "about:"))]


def search(page: Page, words: str) -> list[str]:
    """Type into the search; return the texts of the results."""
    box = page.locator(".md-search__input")
    if not box.is_visible():
        page.locator("label[for=__search].md-header__button").click()
    box.click()
    box.fill(words)
    # Material listens to keys, not to text put into the field.
    page.keyboard.press("End")
    waiting = {
        interface_word(page, key) for key in ("search.result.placeholder", "search.result.initializer")
    }
    page.wait_for_function(
        "waiting => !waiting.includes(document.querySelector('.md-search-result__meta').textContent.trim())",
        arg=sorted(waiting),
    )
    page.wait_for_timeout(150)
    return page.locator(".md-search-result__item").all_inner_texts()


def interface_word(page: Page, key: str) -> str:
    return words_of(page.locator("html").get_attribute("lang") or "")[key]


@functools.cache
def words_of(tag: str) -> dict[str, str]:
    """Material's interface words in a language, as our theme has them."""
    env = jinja2.Environment(loader=jinja2.FileSystemLoader([THEME, MATERIAL]), autoescape=False)
    english = re.findall(
        r'^  "([\w.]+)":', (MATERIAL / "partials/languages/en.html").read_text("utf-8"), re.MULTILINE
    )
    module: Any = env.get_template(f"partials/languages/{tag}.html").module
    return {key: str(module.t(key)) for key in english}


# Words


@pytest.mark.parametrize("tag", TRANSLATED)
def test_interface_has_every_word_and_none_in_english(tag: str) -> None:
    ours, english = words_of(tag), words_of("en")
    # How search works is said once for all languages, in partials/language.html.
    keys = [key for key in english if not key.startswith("search.config.")]
    assert [key for key in keys if not ours[key]] == []
    assert [key for key in keys if ours[key] == english[key] and key != "direction"] == []
    assert ours["language"] == tag


@pytest.mark.parametrize("tag", TRANSLATED)
def test_interface_keeps_to_the_letters_of_its_language(tag: str) -> None:
    text = " ".join(
        word.replace("RSS", "") for key, word in words_of(tag).items() if key not in ("language", "direction")
    )
    foreign = "[a-zA-Z]" if tag in ("kk", "ky", "tg", "ru") else "[а-яА-Я'‘’`]"
    assert re.findall(foreign, text) == []


def asked_words() -> set[str]:
    texts = [path.read_text("utf-8") for path in THEME.rglob("*.html")]
    return {found[1] for text in texts for found in re.findall(r"""handbook\.t\((["'])(.+?)\1\)""", text)}


def test_list_of_words_is_what_the_templates_ask_for() -> None:
    table = (THEME / "INTERFACE.md").read_text("utf-8")
    listed = set(re.findall(r"^\| (.+?) \| ", table, re.MULTILINE)) - {"msgid", "---"}
    assert listed == asked_words()


@pytest.mark.parametrize("tag", LANGUAGES)
def test_catalogue_has_every_word_the_templates_ask_for(tag: str) -> None:
    words = interface(tag)
    missing = [word for word in sorted(asked_words()) if not words.get(word)]
    assert missing == []


def test_vendored_files_are_the_ones_named() -> None:
    rows = re.findall(
        r"^\| `([^`]+)` .* `([0-9a-f]{64})` \|$", (THEME / "VENDORED.md").read_text("utf-8"), re.MULTILINE
    )
    assert [name for name, _ in rows] == ["assets/javascripts/iframe-worker.js"]
    assert {name: hashlib.sha256((THEME / name).read_bytes()).hexdigest() for name, _ in rows} == dict(rows)


# Pages from disk


@pytest.mark.parametrize("tag", LANGUAGES)
def test_search_from_disk_finds_other_forms_and_other_spellings(
    site: Path, browser: Browser, tag: str
) -> None:
    with Watched(browser) as watched:
        page = watched.open(f"{site.as_uri()}/{tag}/index.html")
        for query in FOUND[tag]:
            assert any(SENTENCES[tag][:20] in text for text in search(page, query)), query
            assert watched.page.locator(".md-search-result mark").count() > 0, query
        assert search(page, ABSENT[tag]) == []
        assert page.locator(".md-search-result__meta").inner_text() == words_of(tag)["search.result.none"]
        assert watched.complaints == []
        assert watched.strangers(site.as_uri()) == []


def test_a_word_found_nowhere_is_named_as_it_was_typed(site: Path, browser: Browser) -> None:
    with Watched(browser) as watched:
        page = watched.open(f"{site.as_uri()}/kk/index.html")
        search(page, "құқықтарының керіктердің")
        terms = page.locator(".md-search-result__terms").first
        assert terms.inner_text().split(":") == [words_of("kk")["search.result.term.missing"], " керіктердің"]
        assert "құқығы" in page.locator(".md-search-result mark").all_inner_texts()


def test_a_joint_index_is_searched_in_the_pages_language_only(site: Path, browser: Browser) -> None:
    """Plain MkDocs writes one index, the other languages' pages in folders."""
    joint = shutil.copytree(site / "en", site.parent / "joint")
    index = joint / "search" / "search_index.js"
    start = "var __index = "
    english, kazakh = (
        json.loads((site / tag / "search/search_index.js").read_text("utf-8").removeprefix(start))
        for tag in ("en", "kk")
    )
    english["docs"] += [{**doc, "location": f"kk/{doc['location']}"} for doc in kazakh["docs"]]
    write(index, start + json.dumps(english))
    with Watched(browser) as watched:
        page = watched.open(f"{joint.as_uri()}/index.html")
        assert search(page, "құқық") == []
        assert len(search(page, "procedure")) == 1


@pytest.mark.parametrize("tag", LANGUAGES)
def test_page_from_disk_asks_nobody_and_has_one_language(site: Path, browser: Browser, tag: str) -> None:
    with Watched(browser, viewport={"width": 360, "height": 740}) as watched:
        for path in ("index.html", "law/rule.html"):
            page = watched.open(f"{site.as_uri()}/{tag}/{path}")
            assert page.evaluate("document.documentElement.scrollWidth") == 360, path
            assert page.locator("html").get_attribute("lang") == tag
        page.wait_for_timeout(300)
        assert watched.complaints == []
        assert watched.strangers(site.as_uri()) == []
        if tag != "en":
            titles = page.locator(".md-header [title], .md-header [aria-label]").evaluate_all(
                "all => all.map(e => e.getAttribute('aria-label') || e.title)"
            )
            english = set(words_of("en").values()) | asked_words()
            assert [title for title in titles if title in english] == []


def test_top_of_page_says_what_it_is(site: Path, browser: Browser) -> None:
    with Watched(browser) as watched:
        page = watched.open(f"{site.as_uri()}/kk/law/rule.html")
        top = page.locator(".hb-top").inner_text()
        assert "§ 1.1.1–1.1.32" in top
        assert "1.1" in top.split()
        assert page.locator(".hb-top__pdf").get_attribute("href") == "../../pdf/handbook-kk.pdf"
        assert (
            interface("kk")["Unreviewed translation: the English text prevails."]
            in page.locator(".hb-state").inner_text()
        )
        footer = page.locator(".hb-colophon").inner_text()
        assert "7" in footer
        assert "2026" in footer
        assert "abc1234" in footer
        english = watched.open(f"{site.as_uri()}/en/law/rule.html")
        assert english.locator(".hb-state").count() == 0


def test_language_links_carry_the_paragraph_in_view(site: Path, browser: Browser) -> None:
    with Watched(browser) as watched:
        page = watched.open(f"{site.as_uri()}/en/law/rule.html#p3")
        page.locator(".hb-languages__button").click()
        page.locator(".hb-languages__list a[hreflang=kk]").click()
        expect(page).to_have_url(f"{site.as_uri()}/kk/law/rule.html#p3")
        page.wait_for_load_state()
        expect(page.locator("#p3")).to_be_in_viewport()
        # No fragment, or one scrolled far away: the first paragraph in view.
        page.evaluate("document.getElementById('p20').scrollIntoView()")
        page.locator(".hb-languages__button").click()
        page.locator(".hb-languages__list a[hreflang=tk]").click()
        expect(page).to_have_url(f"{site.as_uri()}/tk/law/rule.html#p20")
        expect(page.locator("#p20")).to_be_in_viewport()
        page = watched.open(f"{site.as_uri()}/ru/law/rule.html")
        page.locator(".hb-languages__button").click()
        page.locator(".hb-languages__list a[hreflang=uz]").click()
        expect(page).to_have_url(f"{site.as_uri()}/uz/law/rule.html")
        assert watched.complaints == []


def test_language_links_work_without_a_script(site: Path, browser: Browser) -> None:
    with Watched(browser, java_script_enabled=False) as watched:
        page = watched.open(f"{site.as_uri()}/en/law/rule.html")
        page.locator(".hb-languages__button").click()
        page.locator(".hb-languages__list a[hreflang=ky]").click()
        expect(page).to_have_url(f"{site.as_uri()}/ky/law/rule.html")


def test_a_click_on_a_number_copies_the_paragraphs_link(site: Path, browser: Browser) -> None:
    with Watched(browser) as watched:
        page = watched.open(f"{site.as_uri()}/kk/law/rule.html?h=x")
        page.locator("#p4").click()
        expect(page.locator(".hb-live")).to_have_text(f"1.1.4: {interface('kk')['Link copied']}")
        page.locator(".md-search__input").click()
        page.keyboard.press("Control+V")
        expect(page.locator(".md-search__input")).to_have_value(f"{site.as_uri()}/kk/law/rule.html#p4")
        assert page.url.endswith("#p4")


def test_a_number_in_a_folded_box_does_not_unfold_it(site: Path, browser: Browser) -> None:
    with Watched(browser) as watched:
        page = watched.open(f"{site.as_uri()}/en/law/rule.html")
        page.locator("summary .hb-para").click()
        expect(page.locator(".hb-live")).to_contain_text("1.1.32")


def test_steps_fold_are_cited_and_print_whole(site: Path, browser: Browser) -> None:
    with Watched(browser) as watched:
        page = watched.open(f"{site.as_uri()}/kk/index.html")
        text = page.locator(".step-text").nth(1)
        expect(page.locator(".step-head").first).to_contain_text("3\u00a0сағат ішінде")
        expect(page.get_by_role("img").filter(visible=True).last).to_be_visible()
        page.locator("#p2-s2 .step-number").click()
        expect(page.locator(".hb-live")).to_have_text(f"2, 2-қадам: {interface('kk')['Link copied']}")
        assert page.url.endswith("#p2-s2")
        expect(text).to_be_visible()
        page.locator("#p2-s2 .step-head").click(position={"x": 200, "y": 5})
        expect(text).to_be_hidden()
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        expect(text).to_be_visible()
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        expect(text).to_be_hidden()


def test_a_procedure_fits_a_telephone_in_both_schemes(site: Path, browser: Browser) -> None:
    for scheme in ("light", "dark"):
        page = browser.new_page(viewport={"width": 360, "height": 700}, color_scheme=scheme)
        page.goto(f"{site.as_uri()}/en/index.html")
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        colours = page.evaluate(
            "['.hb-lanes__paper', '.hb-lanes__name'].map(s => getComputedStyle(document.querySelector(s)).fill)"
        )
        assert len(set(colours)) == 2
        assert page.locator(".hb-lanes").bounding_box()["width"] > 250
        page.close()


def test_a_checklist_can_be_ticked_and_is_not_kept(site: Path, browser: Browser) -> None:
    with Watched(browser) as watched:
        address = f"{site.as_uri()}/en/law/rule.html"
        page = watched.open(address)
        asked, written = page.get_by_role("checkbox").all()
        page.get_by_text("I have asked.").click()
        expect(asked).to_be_checked()
        written.focus()
        page.keyboard.press("Space")
        expect(written).to_be_checked()
        page.get_by_text("I have asked.").click()
        expect(asked).not_to_be_checked()
        page.get_by_role("link", name="written").click()
        expect(written).to_be_checked()
        # The box itself hangs left of the item's text.
        page.locator(".task-list-item").first.scroll_into_view_if_needed()
        corner = page.locator(".task-list-item").first.bounding_box()
        assert corner is not None
        page.mouse.click(corner["x"] - 15, corner["y"] + 12)
        expect(asked).to_be_checked()
        watched.open(address).reload()
        expect(page.get_by_role("checkbox", name="I have written.")).not_to_be_checked()


def test_dark_device_gets_dark_pages_at_once(site: Path, browser: Browser) -> None:
    with Watched(browser, color_scheme="dark", java_script_enabled=True) as watched:
        page = watched.open(f"{site.as_uri()}/en/index.html")
        assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
        page.locator("label[for=__palette_0]").click()
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")


# Pages from a server


@pytest.mark.parametrize("tag", ["en", "kk", "uz"])
def test_served_below_a_prefix_search_works_and_nobody_else_is_asked(
    server: str, browser: Browser, tag: str
) -> None:
    with Watched(browser) as watched:
        page = watched.open(f"{server}{tag}/law/rule.html")
        assert any(SENTENCES[tag][:20] in text for text in search(page, FOUND[tag][0]))
        page.locator(".md-search-result__link").first.click()
        page.wait_for_load_state()
        assert watched.complaints == []
        assert watched.strangers(server) == []
        assert not any("iframe-worker" in url or url.endswith("search_index.js") for url in watched.asked)


def test_content_policy_stops_what_an_author_pasted(server: str, browser: Browser) -> None:
    with Watched(browser) as watched:
        page = watched.open(f"{server}en/index.html")
        page.evaluate(
            "document.body.append(Object.assign(new Image(), {src: 'https://stranger.example/x.png'}))"
        )
        page.wait_for_timeout(200)
        assert any("Content Security Policy" in text for text in watched.complaints)


def test_door_remembers_a_choice_and_never_traps(server: str, browser: Browser) -> None:
    with Watched(browser, locale="kk-KZ") as watched:
        page = watched.open(server)
        assert page.locator("li.mine").get_attribute("lang") == "kk"
        assert page.url == server
        page.locator("li[lang=tg] .go").click()
        expect(page).to_have_url(f"{server}tg/index.html")
        watched.open(server)
        expect(page).to_have_url(f"{server}tg/index.html")
        watched.open(f"{server}?choose")
        expect(page).to_have_url(f"{server}?choose")
        assert page.locator("li.mine").get_attribute("lang") == "tg"


def test_page_for_unknown_addresses_finds_home(server: str, site: Path, browser: Browser) -> None:
    lost = site / "uz/law/gone.html"
    shutil.copy(site / "uz/404.html", lost)
    try:
        with Watched(browser) as watched:
            page = watched.open(f"{server}uz/law/gone.html")
            assert page.locator("h1").inner_text() == interface("uz")["Page not found"]
            page.locator("#home").click()
            expect(page).to_have_url(f"{server}uz/index.html")
            assert watched.strangers(server) == []
    finally:
        lost.unlink()


# What machines read


def test_sitemap_names_every_page_in_every_language(site: Path) -> None:
    text = (site / "kk/sitemap.xml").read_text("utf-8")
    assert re.findall("<loc>(.*)</loc>", text) == [
        "https://handbook.example/book/kk/index.html",
        "https://handbook.example/book/kk/law/rule.html",
    ]
    assert re.findall(r'hreflang="([\w-]+)" href="([^"]*rule[^"]*)"', text) == [
        *((tag, f"https://handbook.example/book/{tag}/law/rule.html") for tag in LANGUAGES),
        ("x-default", "https://handbook.example/book/en/law/rule.html"),
    ]
    assert set(re.findall("<lastmod>(.*)</lastmod>", text)) == {"2026-11-22"}


def test_head_links_the_languages_out_of_the_scripts_sight(site: Path) -> None:
    text = (site / "kk/law/rule.html").read_text("utf-8")
    links = re.findall(r'<link rel="alternate " hreflang="([\w-]+)" href="([^"]+)">', text)
    assert links[-1] == ("x-default", "https://handbook.example/book/en/law/rule.html")
    assert [tag for tag, _ in links[:-1]] == list(LANGUAGES)
    # Material's script asks for a sitemap at every link it finds.
    assert 'rel="alternate"' not in text
