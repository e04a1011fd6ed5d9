"""What a person wrote into the redline comes back at its place, what we marked ourselves does not; nothing harms."""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest
from document_sample import RICH, packed, parts
from lawyer import Lawyer
from sample import HOSTILE, HOSTILE_SAMPLE, REWORDED, SAMPLE

from handbook.cli.main import status
from handbook.errors import HandbookError
from handbook.review.comments import read_comments
from handbook.review.comments_decided import Fate, Found, difference, fates
from handbook.review.document import redline_docx
from handbook.review.model import Mark
from handbook.review.remarks import Act, Remark, Remarks
from handbook.review.remarks_text import remarks_json, remarks_text
from handbook.translation.exchange import safe_xml

DATA = redline_docx(RICH)
EN, RU = "docs/rules/arrest.md", "translations/ru/rules/arrest.po"


def back(lawyer: Lawyer) -> Remarks:
    return read_comments(lawyer.done(), "back.docx")


def only(lawyer: Lawyer) -> Remark:
    [found] = back(lawyer).remarks
    return found


def place(one: Remark) -> tuple[str, int, str, str, str]:
    assert one.spot is not None
    return one.spot.file, one.spot.line, one.spot.page, one.spot.number, one.spot.language


def test_a_document_that_nobody_touched_says_nothing() -> None:
    for review in (SAMPLE, RICH, HOSTILE_SAMPLE):
        found = read_comments(redline_docx(review))
        assert (found.remarks, found.problems) == ((), ())


# --- Comments ---


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("brought before", (EN, 18, "rules/arrest.md", "1.1.3", "en")),
        ("is read", (EN, 21, "rules/arrest.md", "1.1.3", "en")),
        ("Call the duty", (EN, 30, "rules/arrest.md", "1.1.3", "en")),
        ("часов", (RU, 12, "rules/arrest.md", "1.1.3", "ru")),
        ("аты-жөні", ("translations/kk/rules/arrest.po", 12, "rules/arrest.md", "1.1.5", "kk")),
        ("Fingerprints", (EN, 55, "rules/arrest.md", "1.1.7", "en")),
        ("¶ 1.1.3 (was", (EN, 18, "rules/arrest.md", "1.1.3", "")),
        ("1.1 Arrest", (EN, 0, "rules/arrest.md", "1.1", "")),
        ("Citations added", (EN, 18, "rules/arrest.md", "1.1.3", "")),
        (
            "2006-04-24",
            ("docs/register/authorities/iccpr.yml", 31, "authorities/iccpr parties.KZ.in_force", "", ""),
        ),
    ],
)
def test_a_comment_is_led_to_its_source(words: str, where: tuple[str, int, str, str, str]) -> None:
    one = only(Lawyer(DATA).comments_on(words, "Why?"))
    assert (one.act, one.author, one.date, one.text, one.words) == (
        Act.COMMENT,
        "A. Lawyer",
        "2026-11-20T09:30:00Z",
        "Why?",
        words,
    )
    assert place(one) == where


def test_a_comment_over_several_runs_and_paragraphs() -> None:
    one = only(Lawyer(DATA).comments_on("within ", "Two\nlines", last="time is recorded"))
    assert one.words == "within 48 hours (ICCPR, art. 9(4)).\nThe time is recorded"
    assert one.text == "Two\nlines"
    assert place(one)[:2] == (EN, 18)


def test_replies_follow_their_comment() -> None:
    lawyer = Lawyer(DATA).comments_on("brought before", "Sure?", done=True)
    lawyer.comments_on("before", "Yes.", reply_to=0).comments_on("before", "No.", reply_to=1)
    one = only(lawyer)
    assert [reply.text for reply in one.replies] == ["Yes.", "No."]
    assert one.resolved
    assert "A. Lawyer answers: No." in remarks_text(back(lawyer))


def test_replies_in_a_circle_are_no_endless_loop() -> None:
    lawyer = Lawyer(DATA).comments_on("brought before", "a").comments_on("hours", "b", reply_to=0)
    extended = "word/commentsExtended.xml"
    lawyer.files[extended] = lawyer.files[extended].replace(
        'w15:paraId="00010000"', 'w15:paraId="00010000" w15:paraIdParent="00020000"'
    )
    assert sum(1 + len(one.replies) for one in back(lawyer).remarks) <= 2


def test_a_comment_at_a_point() -> None:
    lawyer = Lawyer(DATA)
    lawyer.cut("часов", lambda run: run + '<w:r><w:commentReference w:id="0"/></w:r>').says("Here.")
    one = only(lawyer)
    assert (one.words, place(one)[:2]) == ("", (RU, 12))


@pytest.mark.parametrize("words", ["A small handbook", "Numbers that shifted", "Edition 1"])
def test_what_stands_nowhere_in_the_source_is_listed_apart(words: str) -> None:
    found = back(Lawyer(DATA).comments_on(words, "Nice."))
    assert [one.spot for one in found.remarks] == [None]
    assert "Could not be placed in the source (1):" in remarks_text(found)
    assert json.loads(remarks_json(found))["remarks"][0]["placed"] is False


def test_a_comment_whose_place_is_gone() -> None:
    lawyer = Lawyer(DATA)
    lawyer.says("Where was I?")
    one = only(lawyer)
    assert (one.spot, one.text) == (None, "Where was I?")


# --- Proposals ---


def test_an_insertion_and_a_deletion() -> None:
    found = back(Lawyer(DATA).inserts(" at once", behind="time is recorded").deletes("часов")).remarks
    assert [(one.act, one.inserted, one.deleted, one.words, place(one)[:2]) for one in found] == [
        (Act.INSERTION, " at once", "", "The time is recorded{+ at once+}.", (EN, 20)),
        (Act.DELETION, "", "часов", "…доставляют к судье в течение 48 [-часов-].", (RU, 12)),
    ]


def test_one_edit_in_many_pieces_is_one_proposal() -> None:
    lawyer = Lawyer(DATA)
    pieces = "".join(
        f"<w:ins {lawyer.signed(date=f'2026-11-20T09:3{n}:00Z')}>{lawyer.run(t)}</w:ins>"
        for n, t in enumerate("abc")
    )
    one = only(lawyer.cut("time is recorded", lambda run: pieces + f"<w:del {lawyer.signed()}>{run}</w:del>"))
    assert (one.act, one.inserted, one.deleted) == (Act.REPLACEMENT, "abc", "time is recorded")


def test_two_persons_are_two_proposals() -> None:
    lawyer = Lawyer(DATA)
    found = back(
        lawyer.cut(
            "is recorded",
            lambda run: (
                "".join(f"<w:ins {lawyer.signed(name)}>{lawyer.run(name)}</w:ins>" for name in "AB") + run
            ),
        )
    )
    assert [(one.author, one.inserted) for one in found.remarks] == [("A", "A"), ("B", "B")]


def test_a_deletion_within_what_we_inserted() -> None:
    one = only(Lawyer(DATA).deletes("read to"))
    assert (one.act, one.deleted, one.words) == (
        Act.DELETION,
        "read to",
        "The record is [-read to-] the person.",
    )
    assert place(one)[:2] == (EN, 21)


def test_a_new_paragraph_and_one_that_is_joined() -> None:
    lawyer = Lawyer(DATA)
    end = f"<w:rPr><w:ins {lawyer.signed()}/></w:rPr>"
    new = f"<w:p><w:pPr>{end}</w:pPr><w:ins {lawyer.signed()}>{lawyer.run('Also by night.')}</w:ins></w:p>"
    one = only(lawyer.edits(r"(is recorded\..*?</w:p>)", rf"\1{new}"))
    assert (one.act, one.inserted, place(one)[:2]) == (Act.INSERTION, "Also by night.\n", (EN, 20))
    lawyer = Lawyer(DATA)
    one = only(
        lawyer.edits(
            r"(<w:p><w:pPr>(?:(?!</w:pPr>).)*)(</w:pPr>(?:(?!</w:p>).)*is recorded\.)",
            rf"\1<w:rPr><w:del {lawyer.signed()}/></w:rPr>\2",
        )
    )
    assert (one.act, one.deleted, place(one)[:2]) == (Act.DELETION, "\n", (EN, 20))
    assert "(end of the paragraph)" in remarks_text(back(lawyer))


def test_a_move_by_a_person() -> None:
    lawyer = Lawyer(DATA)
    lawyer.cut("The time", lambda run: f"<w:moveFrom {lawyer.signed()}>{run}</w:moveFrom>")
    lawyer.cut("hours (", lambda run: f"<w:moveTo {lawyer.signed()}>{lawyer.run('The time')}</w:moveTo>{run}")
    found = back(lawyer).remarks
    assert [(one.act, one.inserted, one.deleted) for one in found] == [
        (Act.MOVE, "The time", ""),
        (Act.MOVE, "", "The time"),
    ]


def test_somebody_who_bears_our_name_is_not_us() -> None:
    lawyer = Lawyer(DATA, name="handbook")
    assert only(lawyer.inserts("!", behind="time is recorded")).inserted == "!"


def test_a_document_without_names_says_so() -> None:
    lawyer = Lawyer(DATA)
    lawyer.body = lawyer.body.replace('w:author="handbook"', 'w:author="Author"')
    assert any("names were taken out" in one for one in back(lawyer).problems)


# --- Our changes decided, and edits without a record ---


def test_rejecting_one_change_of_ours() -> None:
    lawyer = Lawyer(DATA).edits(r"<w:ins [^>]*>((?!</w:ins>).)*>48<((?!</w:ins>).)*</w:ins>", "")
    lawyer.edits(
        r"<w:del [^>]*>((?:(?!</w:del>).)*)<w:delText([^>]*)>72</w:delText></w:r></w:del>",
        r"\1<w:t\2>72</w:t></w:r>",
    )
    one = only(lawyer)
    assert (one.act, one.deleted, one.inserted, one.author, place(one)[:2]) == (
        Act.REJECTED,
        "72",
        "48",
        "",
        (EN, 18),
    )
    assert (
        one.words == "A person who is arrested is brought before a judge within 72 hours (ICCPR, art. 9(4))."
    )


def test_accepting_a_removal_takes_the_paragraph_and_its_bookmark() -> None:
    one = only(Lawyer(DATA).edits(r"<w:p>(?:(?!</w:p>).)*Call the duty officer.*?</w:p>", ""))
    assert (one.act, one.deleted, place(one)[:2]) == (Act.ACCEPTED, "Call the duty officer.", (EN, 30))
    assert "Our changes accepted in 1 texts: 1.1.3" in remarks_text(
        Remarks(read_comments(DATA).origin, (one,))
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("The time is recorded.", "The exact time is recorded.", ("time", "exact time")),
        ("The time is recorded.", "The time is recorded. At once.", ("recorded.", "recorded. At once.")),
        ("The time is recorded.", "", ("The time is recorded.", "")),
    ],
)
def test_an_edit_without_a_record(old: str, new: str, said: tuple[str, str]) -> None:
    lawyer = Lawyer(DATA)
    lawyer.body = lawyer.body.replace(f">{old}<", f">{new}<")
    one = only(lawyer)
    assert (one.act, place(one)[:2]) == (Act.EDITED, (EN, 20))
    assert (one.deleted, one.inserted) == said


def test_words_typed_behind_our_bookmark_are_seen() -> None:
    one = only(
        Lawyer(DATA).edits(
            r"(is recorded\.</w:t></w:r><w:bookmarkEnd[^>]*>)", r"\1<w:r><w:t> Always.</w:t></w:r>"
        )
    )
    assert (one.act, one.inserted) == (Act.EDITED, "recorded. Always.")


def test_fates_of_runs() -> None:
    runs = ((Mark.SAME, "a "), (Mark.DELETED, "b"), (Mark.INSERTED, "c"), (Mark.SAME, " d"))

    def of(*parts: tuple[Mark, str]) -> list[Fate] | None:
        return fates(runs, Found.of(parts))

    assert of(*runs) == [Fate.KEPT] * 4
    assert of((Mark.SAME, "a c d")) == [Fate.KEPT, Fate.ACCEPTED, Fate.ACCEPTED, Fate.KEPT]
    assert of((Mark.SAME, "a b d")) == [Fate.KEPT, Fate.REJECTED, Fate.REJECTED, Fate.KEPT]
    assert of((Mark.SAME, "a b"), (Mark.INSERTED, "c"), (Mark.SAME, " d"))[1:3] == [Fate.REJECTED, Fate.KEPT]
    assert of((Mark.SAME, "a x d")) is None
    assert of() is None


def test_differences_are_whole_words() -> None:
    assert difference("in 72 hours now", "in 48 hours now") == ("72", "48")
    assert difference("one two", "one two") == ("", "")
    assert difference("", "new") == ("", "new")
    assert difference("reading it", "reaching it") == ("reading", "reaching")


# --- Places when bookmarks or memory are lost ---


def test_without_bookmarks_the_printed_number_leads() -> None:
    lawyer = Lawyer(DATA).comments_on("brought before", "Why?").comments_on("часов", "Почему?")
    lawyer.edits(r"<w:bookmark(?:Start|End)[^>]*/>", "", count=0)
    found = back(lawyer)
    assert [place(one) for one in found.remarks] == [
        (EN, 18, "rules/arrest.md", "1.1.3", ""),
        (RU, 12, "rules/arrest.md", "1.1.3", "ru"),
    ]
    assert "has lost its bookmarks" in found.problems[0]


def test_without_our_part_the_printed_words_lead() -> None:
    lawyer = Lawyer(DATA).comments_on("brought before", "Why?").comments_on("A small handbook", "Hm.")
    del lawyer.files["customXml/item1.xml"]
    found = back(lawyer)
    assert [one.spot and place(one) for one in found.remarks] == [None, (EN, 18, EN, "1.1.3", "")]
    assert "has lost its memory" in found.problems[0]
    assert found.origin.head == "b" * 40, "the file's properties still tell"


def test_a_bookmark_that_was_shifted_by_a_letter_is_no_edit() -> None:
    lawyer = Lawyer(DATA).edits(
        r"is recorded\.</w:t></w:r>(<w:bookmarkEnd[^>]*>)",
        r"is recorded</w:t></w:r>\1<w:r><w:t>.</w:t></w:r>",
    )
    assert back(lawyer).remarks == ()


def test_a_bookmark_without_an_end_is_a_point() -> None:
    lawyer = Lawyer(DATA).edits(r"(is recorded\.</w:t></w:r>)<w:bookmarkEnd[^>]*>", r"\1")
    assert back(lawyer).remarks == ()


def test_five_hundred_changes_go_out_and_come_back() -> None:
    changes = tuple(replace(REWORDED, anchor=f"x-{number}") for number in range(500))
    data = redline_docx(replace(SAMPLE, changes=changes))
    assert parts(data)["word/document.xml"].count("<w:bookmarkStart") > 4_000
    assert len(data) < 2_000_000
    assert read_comments(data).remarks == ()


# --- Hostile files ---


def test_hostile_texts_are_shown_on_their_lines() -> None:
    hostile = f"{HOSTILE}\u202e\x9b31m"
    lawyer = Lawyer(DATA, name="A. \u202e Lawyer").comments_on("brought before", f"one\n{hostile}")
    text = remarks_text(back(lawyer))
    assert HOSTILE in text
    assert not {"\u202e", "\x9b", "\x1b"} & set(text)
    assert json.loads(remarks_json(back(lawyer)))["remarks"][0]["text"] == f"one\n{hostile}"


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"a.txt": "x"}, "not a whole .docx"),
        ({"word/document.xml": "<document/>"}, "no redline of a handbook"),
        ({"word/document.xml": "<document>"}, "not XML"),
        (
            {
                "word/document.xml": '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><document>&a;</document>'
            },
            "document type",
        ),
        ({"word/document.xml": b"\xff\xfe<"}, "not"),
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, "OpenDocument"),
        ({"word/document.xml": "<document/>", "word/vbaProject.bin": "x"}, "program"),
        ({"_rels/.rels": '<r><x Type="officeDocument" Target="../../etc/passwd"/></r>'}, "not a whole .docx"),
        ({"_rels/.rels": '<r><x Type="officeDocument" Target="/etc/passwd"/></r>'}, "not a whole .docx"),
        ({"word/document.xml": "<document/>", "docProps/custom.xml": "<p"}, "not XML"),
    ],
)
def test_what_is_no_redline_is_one_clear_error(files: dict[str, str | bytes], said: str) -> None:
    with pytest.raises(HandbookError, match=said) as caught:
        read_comments(packed(files), "bad.docx")
    assert caught.value.where.startswith("bad.docx")
    assert caught.value.hint


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"x" * 99, b"\xd0\xcf\x11\xe0" + bytes(99), DATA[:4000], DATA[2000:]]
)
def test_what_is_no_zip_is_one_clear_error(data: bytes) -> None:
    with pytest.raises(HandbookError, match=r"not a whole \.docx|old \.doc"):
        read_comments(data, "bad.docx")


def test_a_zip_that_unpacks_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handbook.translation.exchange.opc_back.LARGEST", 200_000)
    monkeypatch.setattr(safe_xml, "LARGEST", 200_000)
    bomb = packed(parts(DATA) | {"word/document.xml": "<document>" + " " * 5_000_000 + "</document>"})
    with pytest.raises(HandbookError, match="more than"):
        read_comments(bomb, "bad.docx")


def test_elements_in_elements_without_end() -> None:
    deep = f"<document>{'<w>' * 50_000}{'</w>' * 50_000}</document>"
    with pytest.raises(HandbookError, match="no redline"):
        read_comments(packed({"word/document.xml": deep}), "bad.docx")


def test_a_hostile_memory_is_only_text() -> None:
    """Paths and numbers in the part that remembers the places are shown and never opened."""
    lawyer = Lawyer(DATA).comments_on("brought before", "x")
    memory = lawyer.files["customXml/item1.xml"]
    lawyer.files["customXml/item1.xml"] = memory.replace(EN, "../../../etc/passwd").replace(
        'line="18"', f'line="{"9" * 400}"'
    )
    assert place(only(lawyer))[:2] == ("../../../etc/passwd", 0)


def test_parts_of_the_file_missing_one_by_one() -> None:
    files = parts(Lawyer(DATA).comments_on("brought before", "x").done())
    for name in files:
        rest = {other: text for other, text in files.items() if other != name}
        with pytest.raises(HandbookError, match="whole") if name == "word/document.xml" else nullcontext():
            assert len(read_comments(packed(rest), "back.docx").remarks) <= 1


def test_any_part_cut_short_is_an_error_or_none_of_ours() -> None:
    files = parts(Lawyer(DATA).comments_on("brought before", "x").done())
    for name in files:
        with pytest.raises(HandbookError, match="XML") if name in READ else nullcontext():
            read_comments(packed(files | {name: files[name][: len(files[name]) // 2]}), "back.docx")


READ = {
    "_rels/.rels",
    "word/document.xml",
    "word/_rels/document.xml.rels",
    "word/comments.xml",
    "word/commentsExtended.xml",
    "customXml/item1.xml",
}


# --- The command ---


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    for arguments in (
        ("init", "-q"),
        ("-c", "user.name=x", "-c", "user.email=x@x", "commit", "-q", "--allow-empty", "-m", "x"),
    ):
        subprocess.run(["git", "-C", str(tmp_path), *arguments], check=True)
    return tmp_path


def test_the_command_lists_and_says_what_it_was_made_of(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = repository / "back.docx"
    file.write_bytes(Lawyer(DATA).comments_on("brought before", "Why?").inserts("!", behind="часов").done())
    assert status(["-C", str(repository), "review", "import-comments", str(file)]) == 0
    out, err = capsys.readouterr()
    assert out == (
        f"{EN}:18: ¶ 1.1.3 en: comment by A. Lawyer, 2026-11-20\n    on: brought before\n    Why?\n"
        f"{RU}:12: ¶ 1.1.3 ru: insertion proposed by A. Lawyer, 2026-11-20\n    + !\n"
        "    in: …доставляют к судье в течение 48 часов{+!+}.\n"
        "2 remarks on aaaaaaaaaa → bbbbbbbbbb\n"
    )
    assert "the document shows commit bbbbbbbbbb, and this is" in err
    assert "does not have that commit" in err


def test_the_command_as_json(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = subprocess.run(
        ["git", "-C", str(repository), "rev-parse", "HEAD"], capture_output=True, text=True, check=True
    )
    review = replace(RICH, head=replace(RICH.head, hash=head.stdout.strip()))
    file = repository / "back.docx"
    file.write_bytes(Lawyer(redline_docx(review)).comments_on("brought before", "Why?").done())
    assert status(["-C", str(repository), "review", "import-comments", "--format", "json", str(file)]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    [one] = json.loads(out)["remarks"]
    assert (one["act"], one["page"], one["paragraph"], one["file"], one["line"], one["language"], one["change"]) == (
        "comment", "rules/arrest.md", "1.1.3", EN, 18, "en", REWORDED.anchor,
    )  # fmt: skip


@pytest.mark.parametrize("name", ["missing.docx", ".", "text.docx"])
def test_the_command_without_a_redline(
    name: str, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository / "text.docx").write_text("x")
    assert status(["-C", str(repository), "review", "import-comments", str(repository / name)]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_the_file_is_a_zip_that_word_could_have_written() -> None:
    with zipfile.ZipFile(io.BytesIO(Lawyer(DATA).comments_on("hours (", "x").done())) as archive:
        assert archive.testzip() is None
