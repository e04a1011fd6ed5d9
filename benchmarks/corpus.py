"""A generated handbook to measure on: the same pages for us, with catalogues, and for the rivals, in folders.

About 400 words a page: four sections with ids of their own, two boxes, two tables, two lists, two notes, four links.
The words are made up from the letters of each language, drawn with a fixed seed; every page of every language holds
one word with the letters that get lost.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

LANGUAGES = {
    "en": "English", "ru": "Русский", "kk": "Қазақша", "ky": "Кыргызча", "tg": "Тоҷикӣ", "uz": "Oʻzbekcha",
    "tk": "Türkmençe",
}  # fmt: skip
_CHAPTER = 10  # pages; a longer list of neighbours in each page's menu is nobody's handbook
PARTS = ("legal-frameworks", "human-rights-safeguards", "interagency-procedures")
# A word with the letters of the language that careless tools lose; it stands once on every page but the index.
RARE = {
    "en": "coöperation", "ru": "съёмщикъ", "kk": "кеңғүұқөһәі", "ky": "жаңөүн", "tg": "ҳаққӯғҷӣ", "uz": "oʻgʻmaʼno",
    "tk": "ýaňçöşüžä",
}  # fmt: skip
_SYLLABLES = {
    "en": "con ter mi na tion ble re ver si ty al pro te ct law ri ght du ti es of fi cer",
    "ru": "пра во за кон ни ка те ль ст ва ли цо об я зан но сть по ря док су да ре ше",
    "kk": "құ қық заң дық мі нд ет ші лер қор ғау тұл ға ор ган шы ғар ке ңе сі үй өт",
    "ky": "укук мый зам ми лд ет чи лер кор гоо ад ам ор ган чы гар ке ңе ши үй өт жо",
    "tg": "ҳу қуқ қо нун уҳ да до рӣ ҳи моя ша хс ма қом ба ро вар дан да сту ри ҷо ӣт",
    "uz": "hu quq qo nun maj bu riyat lar hi mo ya shaxs or gan chi qar ke nga shi uy oʻt",
    "tk": "hu kuk ka nun bor çly lyk lar go rag şah sy ýet eda ra çy kar ge ňe şi öý öt",
}

# Real words that the syllables make: a number that stands in one language alone is an error of translation.
_NUMBERS = frozenset({"ten", "шесть"})


@dataclass(frozen=True, slots=True)
class Text:
    """One segment in every language, markup included."""

    by_language: dict[str, str]

    def __getitem__(self, tag: str) -> str:
        return self.by_language[tag]


class _Words:
    """Words of all languages drawn side by side, so that segments have the same shape in each."""

    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed)
        self.stock = {tag: self._words(tag) for tag in LANGUAGES}
        self.weights = [1 / (rank + 1) for rank in range(450)]

    def _words(self, tag: str) -> list[str]:
        """450 different words: one word for two English ones would look like a word repeated by mistake."""
        found: dict[str, None] = {}
        while len(found) < 450:
            if (word := self._word(tag)) not in _NUMBERS:
                found[word] = None
        return list(found)

    def _word(self, tag: str) -> str:
        return "".join(self.random.choices(_SYLLABLES[tag].split(), k=self.random.randint(1, 3)))

    def text(self, low: int, high: int, wrap: Callable[[str], str] = str) -> Text:
        """A run of `low` to `high` words, the first with a capital."""
        ranks = self.random.choices(range(450), self.weights, k=self.random.randint(low, high))
        runs = {tag: " ".join(stock[rank] for rank in ranks) for tag, stock in self.stock.items()}
        return Text({tag: wrap(run[0].upper() + run[1:]) for tag, run in runs.items()})


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its path and its blocks, each a template with `{0}`, `{1}`, … for its texts."""

    path: str
    blocks: tuple[tuple[str, tuple[Text, ...]], ...]

    def markdown(self, tag: str) -> str:
        """The page as Markdown in one language."""
        return "\n\n".join(_fill(template, texts, tag) for template, texts in self.blocks) + "\n"

    def pairs(self, tag: str) -> Iterator[tuple[str, str]]:
        """(English, translation) of every segment, in order."""
        for _, texts in self.blocks:
            for text in texts:
                yield text["en"], text[tag]


def _fill(template: str, texts: tuple[Text, ...], tag: str) -> str:
    for place, text in enumerate(texts):
        template = template.replace(f"<{place}>", text[tag])
    return template


def make_pages(count: int, seed: str = "handbook") -> list[Page]:
    """`count` pages over the three parts, and an index."""
    words = _Words(seed)
    paths = [f"{PARTS[number * len(PARTS) // count]}/p{number:04}.md" for number in range(count)]
    index = Page("index.md", (("# <0>", (words.text(3, 5),)), ("<0>", (words.text(30, 40),))))
    return [index, *(_page(words, paths, number) for number in range(count))]


def _page(words: _Words, paths: list[str], number: int) -> Page:
    blocks: list[tuple[str, tuple[Text, ...]]] = [("# <0>", (words.text(3, 6),))]
    rare = Text({tag: f"{first} {RARE[tag]}." for tag, first in words.text(20, 30).by_language.items()})
    blocks.append(("<0>", (rare,)))
    for section in range(4):
        blocks.append((f"## <0> {{#s{section}}}", (words.text(3, 6),)))
        other = words.random.choice(paths)
        link = f"../{other}#s{words.random.randrange(4)}"
        blocks.append(("<0>", (words.text(30, 40, lambda run, to=link: f"{run} [→]({to}) **{run.split()[0]}**."),)))  # type: ignore[misc]
        blocks.append(_furniture(words, section))
    blocks.append(("[^a]: <0>\n\n[^b]: <1>", (words.text(8, 12), words.text(8, 12))))
    return Page(paths[number], tuple(blocks))


def _furniture(words: _Words, section: int) -> tuple[str, tuple[Text, ...]]:
    if section in (0, 2):
        rows = "\n".join(f"| <{3 * row}> | <{3 * row + 1}> | <{3 * row + 2}> |" for row in range(1, 6))
        cells = tuple(words.text(1, 3) for _ in range(18))
        note = words.text(8, 12, lambda run: f"{run}.[^{'a' if section == 0 else 'b'}]")
        return f"| <0> | <1> | <2> |\n|---|---|---|\n{rows}\n\n<18>", (*cells, note)
    box = words.text(20, 25)
    items = tuple(words.text(5, 8) for _ in range(4))
    lines = "\n".join(f"1. <{place}>" for place in range(2, 6))
    return f'!!! safeguard "<0>"\n    <1>\n\n{lines}', (words.text(2, 4), box, *items)


def write_handbook(root: Path, pages: list[Page], tags: Collection[str] = tuple(LANGUAGES)) -> None:
    """Write a project of ours: English pages, catalogues for the other languages, mkdocs.yml. `tags` holds `en`."""
    for page in pages:
        front = (
            "---\nkind: safeguard\nowner: team\nreview_by: 2027-11-01\n---\n\n"
            if page.path != "index.md"
            else ""
        )
        _write(root / "docs" / page.path, front + page.markdown("en"))
        for tag in tags:
            if tag != "en":
                _write(root / "translations" / tag / page.path.replace(".md", ".po"), _catalogue(page, tag))
    _write(root / "mkdocs.yml", _configuration(pages, tags))


def write_folders(root: Path, pages: list[Page], tags: Collection[str] = tuple(LANGUAGES)) -> None:
    """Write the same pages as the rivals read them: Markdown of each language in `docs/<tag>/`."""
    for tag in tags:
        for page in pages:
            _write(root / "docs" / tag / page.path, page.markdown(tag))


def _catalogue(page: Page, tag: str) -> str:
    head = f'msgid ""\nmsgstr ""\n"Language: {tag}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    pairs = dict(page.pairs(tag))
    quoted = (f"msgid {_quote(one)}\nmsgstr {_quote(other)}\n" for one, other in pairs.items())
    return "\n".join([head, *quoted])


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def navigation(pages: list[Page]) -> str:
    """The `nav` of mkdocs.yml: the index, then each part, its pages in chapters of ten."""
    lines = ["nav:", "  - index.md"]
    for part in PARTS:
        own = [page.path for page in pages if page.path.startswith(part)]
        if own:
            lines.append(f"  - {part.replace('-', ' ').capitalize()}:")
        for first in range(0, len(own), _CHAPTER):
            lines.append(f"      - Chapter {first // _CHAPTER + 1}:")
            lines += [f"          - {path}" for path in own[first : first + _CHAPTER]]
    return "\n".join(lines) + "\n"


def language_list(tags: Collection[str]) -> str:
    """The languages as mkdocs-static-i18n's configuration lists them, English first."""
    return "".join(
        f"        - {{locale: {tag}, name: {name}, default: {'true' if tag == 'en' else 'false'}, build: true}}\n"
        for tag, name in LANGUAGES.items()
        if tag in tags
    )


def _configuration(pages: list[Page], tags: Collection[str]) -> str:
    ours = f'  - handbook: {{edition: "1", parts: [{", ".join(PARTS)}]}}\n'
    i18n = "  - i18n:\n      docs_structure: suffix\n      reconfigure_search: false\n      languages:\n"
    site = "site_url: https://handbook.example/\nsite_dir: build/mkdocs\n"
    return (
        f"{HEAD}{site}plugins:\n  - search\n{ours}{i18n}{language_list(tags)}{EXTENSIONS}{navigation(pages)}"
    )


# What the configurations of all contenders share: the same theme, the same Markdown.
HEAD = """\
site_name: Measured handbook
use_directory_urls: false
theme:
  name: material
  font: false
  features: [navigation.sections, navigation.prune]
"""
EXTENSIONS = """\
markdown_extensions:
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - tables
  - toc: {permalink: true}
  - pymdownx.details
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
  - pymdownx.tasklist: {custom_checkbox: true}
"""


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
