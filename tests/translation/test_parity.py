"""What every translation must share with its source: citations, note marks, addresses."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.translation.catalog import load_catalog
from handbook.translation.parity import citations, differences


def codes(msgid: str, msgstr: str) -> list[str]:
    return [code for code, _, _ in differences(msgid, msgstr)]


@pytest.mark.parametrize(
    ("msgid", "msgstr"),
    [
        ("No torture [@cat, art. 2].", "[@cat, art. 2] запрещает пытки."),
        ("a [@cat, art. 2; @iccpr] b", "[@iccpr] x [@cat,art. 2]"),
        ("a [@cat, arts. 9-11]", "x [@cat, arts. 9–11]"),
        ("a[^1] b[^2]", "y[^2] x[^1]"),
        ("see [the page](x.md#p4) and <https://e.org/>", "<https://e.org/>, [страница](x.md#p4)"),
        ("`[@cat]` is code", "`[@cat]` — код"),
        ("no marks", "нет знаков"),
        ("[@not, a citation]", "[@not, a citation]"),
    ],
)
def test_what_may_differ(msgid: str, msgstr: str) -> None:
    assert codes(msgid, msgstr) == []


@pytest.mark.parametrize(
    ("msgid", "msgstr", "code"),
    [
        ("No torture [@cat, art. 2].", "Пытки запрещены.", "PO104"),
        ("No torture [@cat, art. 2].", "Пытки запрещены [@cat, art. 3].", "PO104"),
        ("No torture [@cat, art. 2].", "Пытки запрещены [@cta, art. 2].", "PO104"),
        ("No torture [@cat, art. 2].", "[@cat, art. 2] Пытки [@cat, art. 2].", "PO104"),
        ("No torture [@cat, art. 2].", "Пытки запрещены `[@cat, art. 2]`.", "PO104"),
        ("No torture [@cat, art. 2].", "Пытки запрещены [@cat, ст. 2].", "PO104"),
        ("words[^1]", "слова", "PO105"),
        ("words[^1]", "слова[^2]", "PO105"),
        ("words[^1]", "слова[^1][^1]", "PO105"),
        ("see [the page](x.md)", "см. страницу", "PO105"),
        ("see [the page](x.md)", "см. [страницу](x.md) [x](x.md)", "PO105"),
        ("![picture](a.svg)", "картинка", "PO105"),
    ],
)
def test_what_must_not_differ(msgid: str, msgstr: str, code: str) -> None:
    assert set(codes(msgid, msgstr)) == {code}


def test_the_words_say_which() -> None:
    found = list(differences("a [@cat, art. 2; @iccpr]", "б [@iccpr] [@udhr]"))
    assert found == [
        ("PO104", "the translation lacks the citation [@cat, art. 2]", "copy it from the source"),
        ("PO104", "the translation has a citation too many: [@udhr]", "take it out"),
    ]


def test_the_items_of_a_citation_are_in_one_form() -> None:
    assert citations("[@a,art.2;@b] `[@c]` [@d, x]") == ["[@a, art. 2]", "[@b]", "[@d, x]"]


def test_a_catalogue_reports_it_at_its_msgstr(tmp_path: Path) -> None:
    path = tmp_path / "page.po"
    entries = 'msgid ""\nmsgstr ""\n\n{}msgid "a [@cat]"\nmsgstr "{}"\n'
    path.write_text(entries.format("", "б"))
    (found,) = load_catalog(path, "ru", "page.po").findings
    assert (found.code, found.line) == ("PO104", 5)
    # What readers are not shown need not agree.
    for flag, text in (("#, fuzzy\n", "б"), ("", "")):
        path.write_text(entries.format(flag, text))
        assert load_catalog(path, "ru", "page.po").findings == ()
