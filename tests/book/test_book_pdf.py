"""The finished PDF, seen by the tools readers use: veraPDF, poppler, pikepdf."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from book_sample import WORDS
from verapdf import failed_checks

from handbook.book.info import BookReport

Sample = tuple[Path, BookReport]
LETTERS = "ә ғ қ ң ө ұ ү һ і ӣ ӯ ҳ ҷ ʻ ʼ ň ý ž ş ç ä ü"


@pytest.fixture(scope="module")
def text(sample_book: Sample) -> str:
    # In the order of the file, which is that of the tags; poppler's other order guesses columns from white space.
    command = ["pdftotext", "-raw", str(sample_book[0]), "-"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return " ".join(done.stdout.split())


@pytest.fixture(scope="module")
def pdf(sample_book: Sample) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(sample_book[0]) as opened:
        yield opened


def tags(node: object) -> Iterator[pikepdf.Dictionary]:
    """Every structure element below `node`, in reading order."""
    if isinstance(node, pikepdf.Array):
        for child in node:  # type: ignore[attr-defined]
            yield from tags(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from tags(node.K)


def annotations(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    return [link for page in pdf.pages for link in page.get("/Annots", [])]


def test_verapdf_finds_nothing(sample_book: Sample) -> None:
    assert failed_checks(sample_book[0]) == []


def test_report_is_true(sample_book: Sample, pdf: pikepdf.Pdf) -> None:
    out, report = sample_book
    assert (report.pages, report.bytes) == (len(pdf.pages), out.stat().st_size)
    assert report.seconds > 0
    assert report.warnings == ()


def test_text_is_in_reading_order(text: str) -> None:
    """Numbers before their paragraphs, sign and word before a box's text, notes after their page's text."""
    pieces = (
        "Заң, құқық және ынтымақтастық A handbook for tests",
        "Қазақша",
        "Ағылшын мәтіні басым.",
        "2.1.1 The number in the margin",
        "Contents",
        "Part 2 Адам құқықтары",
        "2.1 Everything at once What the page everything is for.",
        "2.1.1 First paragraph with emphasis, strong, code",
        "2.1.2 ◆ Safeguard Must be done • Tell the person why.",
        "2.1.3 × Never Never use force to obtain a statement.1",
        "1A note used twice.",
        "2.1.9 ☐ Checklist Within the first hour ☐ Ground written down. ☒ Reasons told. • Plain item.",
        "2.1.10 Steps follow.1 A second note.2",
        "Arrest The taking of a person into custody. Detained person",
        "Kazakhstan Code of Kazakhstan.",
        "2.1.11 A quotation of one line.",
        "When What Number At once Reasons for the arrest",
        "The steps, in order.",
        "2.1.13 The end with letters:",
        "2.2 Аударылған: Partly tәғқң",
        "Partly reviewed translation. The English text prevails.",
        "✓ Reviewed: 1 · ○ Unreviewed: 1 · Δ Translation outdated: 1 · ~ In English: 5",
        "Legal reviewer: Reviewer One, 2027 ж. 1 қараша (the text has changed since)",
        "2.2.1 ○ Аударылған: Tәғқң paragraph.",
        "Әлі аударылмаған 2.2.2 ~ Missing paragraph with a cite.",
        "2.2.8 ✓ Аударылған: Note.",
        "2.3 Another page",
        "No one may be held without law [ICCPR, art. 9(1)]; see [ICCPR, art. 7; CAT, art. 2].",
        "2.4.2 → Procedure Аударма: Handing over",
        "1 Тапсырушы & орган 1 сағат ішінде Аударма: Check the ground of the detention.",
        "2 Тапсырушы & орган → Қабылдаушы орган + Doctor дереу Аударма: Hand over the record.",
        "3 Тапсырушы & орган + Қабылдаушы орган ~ аударылмаған: Sign.",
        "2.4.4 → Procedure Still English",
    )
    place = 0
    for piece in pieces:
        assert piece in text[place:], f"not found, or too early: {piece}"
        place = text.index(piece, place) + len(piece)


def test_a_sign_stands_on_the_line_of_its_number(sample_book: Sample) -> None:
    command = ["pdftotext", "-bbox", str(sample_book[0]), "-"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    words = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<', done.stdout)
    pairs = [
        (one, other)
        for one, other in pairwise(words)
        if re.fullmatch(r"2\.[23]\.\d+", one[4]) and other[4] in ("✓", "○", "Δ", "~")
    ]
    # The artifacts of the last chapter, where all paragraphs stand alike, are there as well.
    assert [one[4] for one, _ in pairs] == [*(f"2.2.{n}" for n in range(1, 9)), "2.3.1", "2.3.2"]
    for one, other in pairs:
        middle = (float(other[1]) + float(other[3])) / 2
        assert float(one[1]) < middle < float(one[3]), (one, other)
        assert 0 < float(other[0]) - float(one[2]) < 8, (one, other)


def test_every_letter_comes_out(text: str) -> None:
    assert LETTERS in text


def test_running_head_and_page_numbers(text: str, sample_book: Sample) -> None:
    assert "2.1 Everything at once Edition 0.1 · Қазақша" in text
    pages = sample_book[1].pages
    assert [f"{page} / {pages}" for page in range(2, pages + 1) if f"{page} / {pages}" not in text] == []


def test_nothing_of_scripts_or_frames(text: str) -> None:
    assert "alert" not in text
    assert "Raw span font ." in text


def test_document_says_its_language_and_title(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.Root.Lang) == "kk"
    assert str(pdf.docinfo["/Title"]) == "Заң, құқық және ынтымақтастық"
    assert str(pdf.docinfo["/CreationDate"]) == "D:20261122000000Z"
    assert "/Keywords" not in pdf.docinfo
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_metadata_claims_both_standards(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as xmp:
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"], xmp["pdfuaid:part"]) == ("2", "A", "1")


def test_outline_has_parts_chapters_and_sections(pdf: pikepdf.Pdf) -> None:
    def titles(items: list[pikepdf.OutlineItem], depth: int) -> Iterator[str]:
        for item in items:
            yield f"{'.' * depth}{item.title.strip()}"
            yield from titles(item.children, depth + 1)

    with pdf.open_outline() as outline:
        found = list(titles(outline.root, 0))
    assert found == [
        "How to read this book",
        "Contents",
        "Start",
        "Part 2 Адам құқықтары",
        ".2.1 Everything at once",
        "..Lists and terms",
        "...Skipped level",
        ".2.2 Аударылған: Partly tәғқң",
        "..Missing heading",
        ".2.3 Another page",
        "..The right",
        ".2.4 Who does what",
    ]


def test_links_lead_inside_or_to_known_addresses(pdf: pikepdf.Pdf) -> None:
    outside = {str(link.A.URI) for link in annotations(pdf) if "/A" in link}
    assert outside == {"https://example.org/?a=1&b=2", "https://example.org/note"}
    inside = [link.Dest for link in annotations(pdf) if "/A" not in link]
    assert len(inside) > 30
    names = pdf.Root.Names.Dests.Names
    known = {str(names[i]) for i in range(0, len(names), 2)}
    assert [str(place) for place in inside if isinstance(place, pikepdf.String) and str(place) not in known] == []
    # A deep link from outside: handbook-kk.pdf#part:other opens the chapter.
    assert "part:other" in known


def test_links_speak_the_language_of_the_book(sample_book: Sample, tmp_path: Path) -> None:
    from handbook.book.pdf import resave

    words = {**WORDS, "page": "бет", "Footnote": "Ескерту"}
    (tmp_path / "kk.pdf").write_bytes(resave(sample_book[0].read_bytes(), words).data)
    with pikepdf.open(tmp_path / "kk.pdf") as pdf:
        said = {str(link.Contents) for link in annotations(pdf)}
    assert {"бет 4", "Ескерту 1"} <= said
    assert [words for words in said if re.search("page|Footnote|^[ ,]", words)] == []


def test_pictures_have_their_words(pdf: pikepdf.Pdf) -> None:
    figures = [str(tag.get("/Alt", "")) for tag in tags(pdf.Root.StructTreeRoot) if tag.S == "/Figure"]
    assert figures[:3] == ["Diagram of three steps", "Captioned diagram", "a dot"]
    assert [words.partition(" 1: ")[0] for words in figures[3:]] == [
        "Қадамдар сызбасы. Жолақ саны: 3. Қадам саны: 3.",
        "Қадамдар сызбасы. Жолақ саны: 2. Қадам саны: 2.",
    ]


def test_english_inside_another_language_is_tagged(pdf: pikepdf.Pdf) -> None:
    found = {str(tag.Lang) for tag in tags(pdf.Root.StructTreeRoot) if "/Lang" in tag}
    assert "en" in found
    assert found <= {"en", "kk"}


def test_structure_has_what_screen_readers_use(pdf: pikepdf.Pdf) -> None:
    found = [str(tag.S) for tag in tags(pdf.Root.StructTreeRoot)]
    wanted = "/Title /TOC /H1 /H2 /H3 /H4 /Table /TH /L /LI /Note /Caption /BlockQuote"
    assert set(wanted.split()) <= set(found)
    assert found.count("/Note") == 4
    assert found.count("/Table") == 4


def test_only_the_fonts_of_the_wheel(sample_book: Sample) -> None:
    listed = subprocess.run(["pdffonts", str(sample_book[0])], capture_output=True, text=True, check=True).stdout
    rows = [line.split() for line in listed.splitlines()[2:]]
    assert rows
    assert {row[0].partition("+")[2].split("-")[0] for row in rows} <= {"LibertinusSerif", "DejaVuSansMono"}
    # Columns from the end: embedded, subset, with a map to Unicode, object number (two words).
    assert [row for row in rows if row[-5:-2] != ["yes", "yes", "yes"]] == []
