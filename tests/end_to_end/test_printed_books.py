"""The PDFs of the real handbook, as a reader's program and a validator see them: one in each language."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pikepdf
import pytest

from end_to_end.workshop import LANGUAGES, ROOT, TRANSLATED

sys.path.insert(0, str(ROOT / "tests" / "book"))
from verapdf import failed_checks

LETTERS = {
    "ru": "ёъщ",
    "kk": "әғқңөұүһі",
    "ky": "ңөү",
    "tg": "ғӣқӯҳҷ",
    "uz": "ʻʼ",
    "tk": "äçňöşüýž",
}
NUMBER = re.compile(r"\b[1-3]\.[1-9]\d*\.[1-9]\d*\b")


def book(project: Path, tag: str) -> Path:
    return project / "build" / "pdf" / f"handbook-{tag}.pdf"


@cache
def text_of(path: Path) -> str:
    """The text in the order of the page description, which is the reading order."""
    done = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def facts_of(path: Path) -> dict[str, str]:
    done = subprocess.run(["pdfinfo", str(path)], capture_output=True, check=True, text=True)
    pairs = (line.partition(":") for line in done.stdout.splitlines())
    return {name: value.strip() for name, _, value in pairs}


def numbers_on_site(site: Path, tag: str) -> set[str]:
    pages = (path.read_text("utf-8") for path in (site / tag).rglob("*.html"))
    return {number for page in pages for number in re.findall(r'class="hb-para"[^>]*>(\d+\.\d+\.\d+)<', page)}


# Two runs, so that both cores have one: this is the longest test of all.
@pytest.mark.parametrize("tags", [LANGUAGES[::2], LANGUAGES[1::2]], ids=" ".join)
def test_verapdf_finds_nothing_in_any_language(project: Path, tags: tuple[str, ...]) -> None:
    assert failed_checks(*(book(project, tag) for tag in tags)) == []


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_file_says_what_it_is(project: Path, tag: str) -> None:
    facts = facts_of(book(project, tag))
    assert facts["Tagged"] == "yes"
    assert facts["Page size"].endswith("(A4)")
    assert facts["JavaScript"] == facts["Encrypted"] == "no"
    with pikepdf.open(book(project, tag)) as pdf:
        assert str(pdf.Root.Lang) == tag
        assert str(pdf.docinfo["/Title"]) == facts["Title"] != ""
    size = book(project, tag).stat().st_size / int(facts["Pages"])
    assert size < 7000, f"{size:.0f} bytes a page"


@pytest.mark.parametrize("tag", TRANSLATED)
def test_every_letter_of_the_language_comes_out(project: Path, site: Path, tag: str) -> None:
    text = text_of(book(project, tag)).casefold()
    pages = (path.read_text("utf-8").casefold() for path in (site / tag).rglob("*.html"))
    shown = "".join(re.findall(r'<p><a class="hb-para".*?</p>', "".join(pages)))
    written = [letter for letter in LETTERS[tag] if letter in shown]
    assert len(written) >= 2
    assert [letter for letter in written if letter not in text] == []


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_book_has_the_paragraphs_of_the_site(project: Path, site: Path, tag: str) -> None:
    expected = numbers_on_site(site, tag)
    assert len(expected) > 100
    assert expected == numbers_on_site(site, "en"), "numbers differ from the English site"
    assert expected - set(NUMBER.findall(text_of(book(project, tag)))) == set()


def test_a_number_is_followed_by_its_text(project: Path, site: Path) -> None:
    page = (site / "en/human-rights-safeguards/first-hours-of-detention.html").read_text("utf-8")
    words = re.search(r">(2\.\d+\.1)</a>\s*([^<]{10})", page)
    assert words is not None
    text = " ".join(text_of(book(project, "en")).split())
    assert f"{words[1]} {' '.join(words[2].split())}" in text


@pytest.mark.parametrize("tag", LANGUAGES)
def test_links_lead_somewhere_and_pictures_are_described(project: Path, tag: str) -> None:
    with pikepdf.open(book(project, tag)) as pdf:
        named = set(pdf.Root.Names.Dests.keys()) if "/Dests" in pdf.Root.get("/Names", {}) else set()
        links = [note for page in pdf.pages for note in page.get("/Annots", []) if note.Subtype == "/Link"]
        assert len(links) > 100
        assert [link for link in links if not leads(link, pdf, named)] == []
        figures = [element for element in elements(pdf.Root.StructTreeRoot) if element.get("/S") == "/Figure"]
        assert figures, "the handbook has a picture"
        assert [figure for figure in figures if not str(figure.get("/Alt", "")).strip()] == []
        with pdf.open_outline() as outline:
            parts = [item for item in outline.root if item.children]
        assert len(parts) >= 3


def leads(link: pikepdf.Object, pdf: pikepdf.Pdf, named: set[str]) -> bool:
    """Whether a link goes to a page of this file, or to an address on the web."""
    target = link.get("/Dest") if "/Dest" in link else link.A.get("/D")
    if target is None:
        return str(link.A.get("/URI", "")).startswith(("https://", "http://", "mailto:"))
    if isinstance(target, pikepdf.Array):
        return any(target[0].objgen == page.obj.objgen for page in pdf.pages)
    return str(target) in named or _in_name_tree(pdf, str(target))


def _in_name_tree(pdf: pikepdf.Pdf, name: str) -> bool:
    tree = pdf.Root.get("/Names", {}).get("/Dests")
    return tree is not None and name in pikepdf.NameTree(tree)


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """All elements of a structure tree."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting += list(one)
        elif isinstance(one, pikepdf.Dictionary):
            if "/S" in one:
                yield one
            if "/K" in one:
                waiting.append(one.K)
