"""Every rule over entries against its corpus in `wrong/`: right translations pass all rules, each wrong one is found.

A file of the corpus is named by the code it is about: English texts, a right translation by language, and wrong ones.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from handbook.checks.entries import judge_catalogue
from handbook.checks.ignores import NEVER_IGNORED
from handbook.checks.lexicon import Lexicon, Named, TermPair
from handbook.checks.mend import mended
from handbook.checks.rules import ENTRY_RULES, PAGES
from handbook.findings import Finding, Severity
from handbook.translation.catalog import Catalog, Entry, parse_catalog, write_catalog

CORPUS = {path.stem.upper(): path for path in sorted((Path(__file__).parent / "wrong").glob("*.yml"))}
# What is found while a catalogue is read, or by looking at two entries.
BESIDE_RULES = {"PO103", "PO104", "PO105", "PO136"}

TERMS = {
    "ru": (
        TermPair("trafficked", "victims? of trafficking", r"жертв\w* торговли людьми", "жертва торговли людьми",
                 ("траффик людей", "работорговля")),
        TermPair("victim", "victims?", r"жертв\w*", "жертва"),
        TermPair("judge", "judges?", r"судь\w*", "судья"),
    ),
    "kk": (
        TermPair("trafficked", "victims? of trafficking", r"адам саудасының құрбан\w*", "адам саудасының құрбаны",
                 ("трафик",)),
        TermPair("victim", "victims?", r"құрбан\w*", "құрбан"),
        TermPair("judge", "judges?", r"судья\w*", "судья"),
    ),
}  # fmt: skip
COVENANT = {
    "ru": ("Международный пакт о гражданских и политических правах", "МПГПП"),
    "kk": ("Азаматтық және саяси құқықтар туралы халықаралық пакт", "АСҚХП"),
}


def lexicon(language: str) -> Lexicon:
    names = ("International Covenant on Civil and Political Rights", "ICCPR")
    return Lexicon(TERMS.get(language, ()), (Named("iccpr", names, COVENANT.get(language, ())),))


def judged(language: str, *entries: Entry) -> list[Finding]:
    """All that is said of entries that were written to a catalogue and read again."""
    read = parse_catalog(write_catalog(Catalog(language, entries)), language, "a.po")
    return list(judge_catalogue(read.value, read.findings, language, "a.po", lexicon(language)))


def codes(
    language: str, msgid: str, msgstr: str, other: str = "", comments: tuple[str, ...] = ()
) -> set[str]:
    entries = [Entry(msgid, msgstr, comments=comments)] + [Entry(other, msgstr)] * bool(other)
    return {found.code for found in judged(language, *entries)}


def cases(code: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(CORPUS[code].read_text("utf-8"))
    return found


def pairs(kind: str) -> list[Any]:
    """One test for each translation of the corpus."""
    made = []
    for code in CORPUS:
        for case in cases(code):
            for language, given in case.get(kind, {}).items():
                for at, text in enumerate(given if isinstance(given, list) else [given]):
                    name = f"{code}-{language}-{case['en'][:20]}-{at}"
                    made.append(
                        pytest.param(code, language, case["en"], text, case.get("other", ""), id=name)
                    )
    return made


def test_every_rule_has_right_and_wrong_translations_in_russian_and_kazakh() -> None:
    assert set(CORPUS) == set(ENTRY_RULES) | BESIDE_RULES
    for code in CORPUS:
        for kind in ("right", "wrong"):
            languages = {language for case in cases(code) for language in case.get(kind, {})}
            # The apostrophes of PO142 are a matter of Uzbek alone.
            assert languages >= ({"uz"} if (code, kind) == ("PO142", "wrong") else {"ru", "kk"}), (code, kind)


@pytest.mark.parametrize(("code", "language", "msgid", "msgstr", "other"), pairs("right"))
def test_a_right_translation_has_no_finding_of_any_rule(
    code: str, language: str, msgid: str, msgstr: str, other: str
) -> None:
    assert [found.message for found in judged(language, Entry(msgid, msgstr))] == []


@pytest.mark.parametrize(("code", "language", "msgid", "msgstr", "other"), pairs("wrong"))
def test_a_wrong_translation_is_found(code: str, language: str, msgid: str, msgstr: str, other: str) -> None:
    assert code in codes(language, msgid, msgstr, other)


def test_outdated_and_missing_translations_are_not_judged() -> None:
    assert judged("ru", Entry("Report within 24 hours.", "Сообщите  через 48 дней", fuzzy=True)) == []
    assert judged("ru", Entry("Report within 24 hours.", "")) == []


def test_a_finding_says_where_what_and_what_to_do() -> None:
    entries = (Entry("One.", "Бір."), Entry("Tell the person.", "Адамға айтыңыз"))
    (found,) = judged("kk", *entries)
    line = write_catalog(Catalog("kk", entries)).split("\n").index('msgstr "Адамға айтыңыз"') + 1
    assert (found.path, found.line, found.code, found.severity) == ("a.po", line, "PO151", Severity.WARNING)
    assert found.message == "the source ends in ., the translation without a sign"
    assert found.hint == "end the translation as the source ends"


def test_a_language_the_checks_know_nothing_of_is_spared() -> None:
    assert codes("fr", "Report within three days.", "À signaler dans les trois jours.") == set()
    assert codes("fr", "Report within 48 hours.", "À signaler dans les 24 heures.") == {"PO110"}


IGNORED = "handbook-ignore PO151: the heading above ends the sentence"


def test_a_reasoned_ignore_stops_its_finding_alone() -> None:
    assert codes("ru", "Tell them.", "Сообщите им", comments=(IGNORED,)) == set()
    assert codes("ru", "Tell them.", "Сообщите  им", comments=("other words", IGNORED)) == {"PO150"}


@pytest.mark.parametrize(
    ("comment", "msgstr", "code", "severity", "words"),
    [
        (IGNORED, "Сообщите им.", "PO190", Severity.WARNING, "stops nothing"),
        ("handbook-ignore PO151", "Сообщите им", "PO190", Severity.ERROR, "gives no reason"),
        ("handbook-ignore PO151:", "Сообщите им", "PO190", Severity.ERROR, "gives no reason"),
        ("handbook-ignore PO151: …", "Сообщите им", "PO190", Severity.ERROR, "gives no reason"),
        (
            "handbook-ignore PO999: because",
            "Сообщите им.",
            "PO190",
            Severity.ERROR,
            "no rule has the code 'PO999'",
        ),
        ("handbook-ignore", "Сообщите им.", "PO190", Severity.ERROR, "no rule has the code ''"),
    ],
)
def test_a_wrong_ignore_is_a_finding(
    comment: str, msgstr: str, code: str, severity: Severity, words: str
) -> None:
    found = [
        one for one in judged("ru", Entry("Tell them.", msgstr, comments=(comment,))) if one.code == code
    ]
    assert [(one.severity, words in one.message) for one in found] == [(severity, True)]


def test_the_same_ignore_twice_is_once_too_often() -> None:
    assert codes("ru", "Tell them.", "Сообщите им", comments=(IGNORED, IGNORED)) == {"PO190"}


@pytest.mark.parametrize("code", sorted(code for code in NEVER_IGNORED if code.startswith("PO")))
def test_what_keeps_readers_safe_cannot_be_ignored(code: str) -> None:
    comment = f"handbook-ignore {code}: because"
    found = codes("ru", "See [it](a.md).[^n] [@cat]", "См. [это](b.md).", comments=(comment,))
    assert {"PO103", "PO104", "PO105", "PO190"} <= found


def test_an_outdated_entry_keeps_its_ignore_until_it_is_current() -> None:
    assert judged("ru", Entry("Tell them.", "Сообщите им.", fuzzy=True, comments=(IGNORED,))) == []


@pytest.mark.parametrize(("code", "language", "msgid", "msgstr", "other"), pairs("wrong"))
def test_a_repair_leaves_less_wrong_and_repairs_once(
    code: str, language: str, msgid: str, msgstr: str, other: str
) -> None:
    once = mended(Entry(msgid, msgstr), language, lexicon(language))
    assert mended(Entry(msgid, once), language, lexicon(language)) == once
    assert codes(language, msgid, once) <= codes(language, msgid, msgstr) | {"PO130"}


def test_every_rule_has_its_page_with_what_why_and_instead() -> None:
    for code in (*ENTRY_RULES, *BESIDE_RULES, "PO190"):
        page = PAGES[code]
        assert page.startswith("PO"), code
        assert "What: " in page, code
        assert "Why: " in page, code
        assert "Instead: " in page, code
