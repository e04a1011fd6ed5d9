"""LibreOffice shows, accepts, rejects, comments and saves our redline, and what comes back is found again."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from document_sample import RICH, tracked, versions
from lawyer import Lawyer
from office import read_in_office

from handbook.review.comments import read_comments
from handbook.review.document import redline_docx
from handbook.review.remarks import Act, Remark, Remarks

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that LibreOffice worked in; one run for all tests."""
    folder = tmp_path_factory.mktemp("office")
    data = redline_docx(RICH)
    lawyer = Lawyer(data).comments_on("brought before a judge", "Is this the law?")
    lawyer.comments_on("Ұсталған адам", "Бұл дұрыс па?", done=True)
    lawyer.comments_on("The record", "From here.\nTo there.", last="to the person")
    read_in_office(data, lawyer.deletes("The time").done(), folder)
    return folder


def remarks(office: Path, name: str) -> Remarks:
    return read_comments((office / name).read_bytes(), name)


def facts(one: Remark) -> tuple[str, str, str, str]:
    assert one.spot is not None
    return one.spot.file, f"{one.spot.line} ¶ {one.spot.number} {one.spot.language}", one.words, one.text


def flowing(element: Element) -> list[tuple[str, str]]:
    """Texts and marks of tracked changes below an element, in their order."""
    out = [("text", element.text or "")]
    for child in element:
        name = child.tag.removeprefix(TEXT)
        if name.startswith("change"):
            out.append((name, child.get(f"{TEXT}change-id", "")))
        elif name not in ("tracked-changes", "annotation"):
            out += flowing(child)
        if name in ("p", "h"):
            out.append(("text", "\n"))
        out.append(("text", child.tail or ""))
    return out


def test_every_change_is_a_tracked_change(office: Path) -> None:
    root = ElementTree.parse(office / "shown.fodt").getroot()
    regions = list(root.iter(f"{TEXT}changed-region"))
    assert {one.findtext(f".//{DC}creator") for one in regions} == {"handbook"}
    kinds = {one.get(f"{TEXT}id", ""): one[0].tag.removeprefix(TEXT) for one in regions}
    found: dict[str, list[str]] = {"insertion": [], "deletion": []}
    open_: dict[str, str] = {}
    office_text = next(one for one in root.iter() if one.tag.endswith("}text") and "office" in one.tag)
    for name, value in flowing(office_text):
        if name == "change-start":
            open_[value] = ""
        elif name == "change-end":
            found[kinds[value]].append(open_.pop(value))
        elif name == "text":
            open_ = {key: text + value for key, text in open_.items()}
    for kind, wanted in zip(("insertion", "deletion"), tracked(RICH), strict=True):
        words = sorted(" ".join(re.sub("^Title of a box: ", "", text).split()) for text in found[kind])
        assert [text for text in words if text] == sorted(" ".join(text.split()) for text in wanted)


@pytest.mark.parametrize("accepted", [True, False])
def test_all_accepted_is_the_text_after_and_all_rejected_the_text_before(
    office: Path, accepted: bool
) -> None:
    name = "accepted.txt" if accepted else "rejected.txt"
    lines = (office / name).read_text("utf-8-sig").splitlines()
    said = {re.sub(r"^\s*(?:•|\d+\.)?\s*", "", line).removeprefix("Title of a box: ") for line in lines}
    after, before = versions(RICH)
    wanted, other = (after, before) if accepted else (before, after)
    hidden = {"Step two.", "Step three.", "Step four.", "Stop", "3 hours", "Search", "1 hour"}
    assert wanted - said <= hidden
    assert not (other - wanted) & said


def test_saving_alone_says_nothing(office: Path) -> None:
    found = remarks(office, "saved/redline.docx")
    assert (found.remarks, found.problems) == ((), ())
    assert (found.origin.base, found.origin.head, found.origin.edition) == ("a" * 40, "b" * 40, "1")


@pytest.mark.parametrize(("name", "act"), [("accepted.docx", Act.ACCEPTED), ("rejected.docx", Act.REJECTED)])
def test_what_was_decided_about_our_changes_is_told(office: Path, name: str, act: Act) -> None:
    found = remarks(office, name).remarks
    assert {one.act for one in found} == {act}
    places = {(one.spot.number, one.spot.language, one.deleted, one.inserted) for one in found if one.spot}
    assert ("1.1.3", "en", "72 … ICCPR, art. 9(3)", "48 … ICCPR, art. 9(4)") in places
    assert ("1.1.3", "ru", "72", "48") in places
    assert ("1.1.7", "en", "", "Fingerprints") in places
    inserted, deleted = tracked(RICH)
    assert sorted(text for one in found for text in one.inserted.split(" … ") if text) == sorted(inserted)
    assert sorted(text for one in found for text in one.deleted.split(" … ") if text) == sorted(deleted)


COMMENTS = [
    ("docs/rules/arrest.md", "18 ¶ 1.1.3 en", "brought before a judge", "Is this the law?"),
    ("docs/rules/arrest.md", "21 ¶ 1.1.3 en", "The record is read to the person", "From here.\nTo there."),
    ("translations/kk/rules/arrest.po", "12 ¶ 1.1.3 kk", "Ұсталған адам", "Бұл дұрыс па?"),
]


def test_comments_come_back_at_their_places(office: Path) -> None:
    found = remarks(office, "saved/remarks.docx").remarks
    comments = [one for one in found if one.act is Act.COMMENT]
    assert sorted(map(facts, comments)) == COMMENTS
    assert {one.author for one in comments} == {"A. Lawyer"}
    assert [one.text for one in comments if one.resolved] == ["Бұл дұрыс па?"]
    [deletion] = [one for one in found if one.act is not Act.COMMENT]
    assert (deletion.act, deletion.deleted, deletion.author) == (Act.DELETION, "The time", "A. Lawyer")
    assert facts(deletion)[:2] == ("docs/rules/arrest.md", "20 ¶ 1.1.3 en")


def test_changes_of_a_person_come_back_and_ours_do_not(office: Path) -> None:
    found = remarks(office, "edited.docx").remarks
    assert [(one.act, one.deleted, one.inserted, *facts(one)[:3]) for one in found] == [
        (
            Act.DELETION,
            "is read to the",
            "",
            "docs/rules/arrest.md",
            "21 ¶ 1.1.3 en",
            "The record [-is read to the-] person.",
        ),
        (Act.INSERTION, "", " at most", "docs/rules/arrest.md", "24 ¶ 1.1.3 en", "two days{+ at most+}"),
        (
            Act.REPLACEMENT,
            "часов.",
            "ч.",
            "translations/ru/rules/arrest.po",
            "12 ¶ 1.1.3 ru",
            "…доставляют к судье в течение 48 [-часов.-]{+ч.+}",
        ),
    ]


def test_a_file_that_went_through_another_format_is_placed_by_the_printed_numbers(office: Path) -> None:
    """OpenDocument has no room for our memory of the places; numbers, files and lines are printed, too."""
    found = remarks(office, "flat/remarks.docx")
    assert len(found.problems) == 1
    assert "places are those printed" in found.problems[0]
    assert found.origin.head == "b" * 40
    comments = sorted(facts(one) for one in found.remarks if one.act is Act.COMMENT)
    printed = [(file, place.replace("21", "18").removesuffix("en"), *said) for file, place, *said in COMMENTS]
    assert comments == sorted(printed)
