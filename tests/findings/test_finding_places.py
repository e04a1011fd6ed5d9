"""The columns of what a finding means: found by the words that its message names."""

from __future__ import annotations

import pytest

from handbook.findings import Finding
from handbook.findings.places import find_words, placed, placed_words


def meant(message: str, line: str) -> str:
    """What of the line a finding with this message underlines."""
    found = placed(Finding("a", 1, "XX101", message), lambda *_: line)
    return line[found.column - 1 : found.end_column - 1] if found.column else ""


@pytest.mark.parametrize(
    ("message", "line", "words"),
    [
        ("the register has no authority 'icpr'", "See [@icpr, art. 9].", "icpr"),
        ("the link leads nowhere: b.md", "See [it](b.md).", "b.md"),
        ("the translation has a number that the source does not have: 48", 'msgstr "148 сағат, 48"', "48"),
        ("the source says 24, the translation 48", 'msgstr "48 сағат"', "48"),
        ("the word сoт mixes alphabets: o is Latin", 'msgstr "Бұл сoт."', "сoт"),
        ("the decimals of 1.5 are parted as in English", 'msgstr "1.5 м"', "1.5"),
        ("a space before a sign: …кел ,…", 'msgstr "кел , кет"', "кел ,"),
        ("an invisible character: U+00AD, soft hyphen", 'msgstr "а\u00adб"', "\u00ad"),
        ("the translation has the quotation mark “", 'msgstr "“иә”"', "“"),
        ("letters were lost: 'a\\'b'", "x a'b y", "a'b"),
        ("the register forbids 'say \"no\"' for 'x'", 'msgstr "say \\"no\\""', 'say \\"no\\"'),
        ("the page has <script>", "a <script>x</script>", "<script"),
        ("the page has the attribute onclick=", '<b onclick="x()">', "onclick="),
        ("the page has a javascript: address", "[x](javascript:x)", "javascript:"),
        ("the page's kind and the page's owner", "nothing of it", ""),
        ("the translation lacks the number 24", 'msgstr "жоқ"', ""),
        ("named 'art'", "article", ""),
        ("an odd point U+FFFFFF", "x", ""),
    ],
)
def test_the_message_names_what_is_meant(message: str, line: str, words: str) -> None:
    assert meant(message, line) == words


def test_known_columns_stay() -> None:
    found = Finding("a", 1, "XX101", "not 'here'", column=3, end_column=4)
    assert placed(found, lambda *_: "here") == found


def test_words_may_stand_below_in_the_same_paragraph() -> None:
    lines = {4: "A paragraph goes on", 5: "with a [^note].", 6: "", 7: "[^other] and [^gone]"}
    found = Finding("a", 4, "MK206", "x")
    moved = placed_words(found, "[^note]", lambda _, line: lines.get(line, ""))
    assert (moved.line, moved.column, moved.end_column) == (5, 8, 15)
    assert placed_words(found, "[^gone]", lambda _, line: lines.get(line, "")) == found


def test_a_place_is_of_whole_words() -> None:
    assert find_words("суд", "судья суд") == (7, 10)
    assert find_words("", "x") == (1, 1)
