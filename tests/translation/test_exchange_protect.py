"""What must be kept is found, shown, and found again however a spreadsheet mangled it."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from exchange_sample import ANY
from hypothesis import given

from handbook.markdown.citation_scan import scan
from handbook.translation.exchange.changed import Mark, changed_words, in_brackets
from handbook.translation.exchange.protect import came_back, kept, pieces, shown


@given(ANY)
def test_the_pieces_joined_are_the_text(text: str) -> None:
    assert "".join(piece.text for piece in pieces(text)) == text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tell her [@iccpr, art. 9(3); @cat, art. 2].", ["[@iccpr, art. 9(3); @cat, art. 2]"]),
        ("A note.[^law] Another.[^2]", ["[^law]", "[^2]"]),
        ("[the test](test.md#now) or ![a desk](desk.svg)", ["](test.md#now)", "](desk.svg)"]),
        ("[the law](a_(b).md) here", ["](a_(b).md)"]),
        ('[the law](a.md "The law") here', ["](a.md"]),
        ("Press `a [@b]` twice, ``a ` b``", ["`a [@b]`", "``a ` b``"]),
        ("A <b>word</b> and <https://example.org/a>", ["<b>", "</b>", "<https://example.org/a>"]),
        ("A [word](x.md){.big #one} {within: 3h}", ["](x.md)", "{.big #one}", "{within: 3h}"]),
        ("⟦1⟧ a box ⟦2⟧", ["⟦1⟧", "⟦2⟧"]),
        ("See https://example.org/law.", ["https://example.org/law."]),
        ("@border-service -> @police: Record it.", ["@border-service -> @police:"]),
        ("An e-mail to a@b: no actor", []),
        ("Plain **bold** words, 24 hours.", []),
    ],
)
def test_what_is_kept(text: str, found: list[str]) -> None:
    assert kept(text) == found


def test_every_citation_of_the_handbook_is_kept(handbook_root: object) -> None:
    text = (handbook_root / "docs/human-rights-safeguards/first-hours-of-detention.md").read_text("utf-8")  # type: ignore[operator]
    cited = [raw for raw, _ in scan(text)]
    assert len(cited) > 10
    assert [token for token in kept(text) if token.startswith("[@")] == cited


@given(ANY)
def test_what_is_shown_fits_into_xml_and_comes_back(text: str) -> None:
    assert ElementTree.fromstring(f"<a>{re.sub('[&<>]', '', shown(text))}</a>") is not None
    if not re.search("[␀-␦]", text) and text == text.strip():
        assert came_back(shown(text), text) == text


def test_control_characters_come_back_only_where_they_were() -> None:
    assert came_back("a␇b", "x\ay") == "a\ab"
    assert came_back("a␇b", "xy") == "a␇b"


@pytest.mark.parametrize(
    ("source", "typed", "text"),
    [
        ("Say [@iccpr, art. 9].", "Айт [@iccpr,\u00a0art.\u00a09].", "Айт [@iccpr, art. 9]."),
        ('A [b](c.md){title="x"}', "А [б](c.md){title=“x”}", 'А [б](c.md){title="x"}'),
        ("It's `don't`", "Бул `don’t`", "Бул `don't`"),
        ("See [x](a-b.md)", "Кара [x](a‑b.md)", "Кара [x](a-b.md)"),
        ("Use `a...b`", "Колдон `a…b`", "Колдон `a...b`"),
        ("One line", "Бир\r\n сап ", "Бир сап"),
        ("Two  \nlines", " Эки  \r\nсап\r", "Эки  \nсап"),
        ("Say [@iccpr, art. 9].", "“Айт” — ошол...", "“Айт” — ошол..."),
        (r"A `\1` b", r"А `\1`", r"А `\1`"),
    ],
)
def test_what_programs_do_to_kept_text_is_undone(source: str, typed: str, text: str) -> None:
    assert came_back(typed, source) == text


@given(ANY, ANY)
def test_a_change_holds_both_texts(old: str, new: str) -> None:
    marked = changed_words(old, new)
    assert "".join(text for mark, text in marked if mark is not Mark.ADDED) == old
    assert "".join(text for mark, text in marked if mark is not Mark.REMOVED) == new


def test_a_change_in_plain_text() -> None:
    assert in_brackets("Tell a judge in 24 hours.", "Tell a judge in 12 hours.") == (
        "Tell a judge in [-24-]{+12+} hours."
    )
