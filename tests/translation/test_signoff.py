"""Sign-offs: their file, what voids them, and what is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.checks.runner import inspect
from handbook.errors import HandbookError
from handbook.findings import Finding, FindingsError, Severity
from handbook.markdown.page import ParsedPage
from handbook.project import Project, load_project
from handbook.translation.memory import Translations
from handbook.translation.reviews import Reviews, Signature, Standing
from handbook.translation.signed_text import (
    ENGLISH,
    GONE,
    MOVED,
    NEW,
    TRANSLATION,
    Change,
    changes,
    signed_msgids,
    signed_paragraphs,
    text_now,
)
from handbook.translation.signing import follow_renames, page_named, refusals, sign, signer, withdraw
from handbook.translation.signoff import (
    FILE,
    Role,
    SignedText,
    SignOff,
    load_signoffs,
    parse_signoffs,
    write_signoffs,
    wrong_date,
    wrong_name,
)
from handbook.translation.source import read_source

PAGE = "rules/arrest.md"
REVIEWER = signer("Reviewer One", Role.REVIEWER, "2027-03-01")
TRANSLATOR = signer("Translator One", Role.TRANSLATOR, "2027-02-01")


def page(project: Project, path: str = PAGE) -> ParsedPage:
    return read_source(project, [path]).pages[path]


def signed(project: Project, path: str = PAGE, tag: str = "ru") -> Path:
    """Sign a page; the file its sign-off stands in."""
    sign(project, tag, {path: page(project, path)}, REVIEWER, [])
    return project.translations / tag / FILE


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{path.name}: {old!r} stands {text.count(old)} times"
    path.write_text(text.replace(old, new), "utf-8")


def warnings(root: Path) -> list[tuple[str, str]]:
    found = [one for one in inspect(load_project(root)) if one.code.startswith("SO")]
    assert {one.severity for one in found} <= {Severity.WARNING}
    return [(one.code, one.message) for one in found]


def standing(root: Path, path: str = PAGE) -> tuple[Standing, set[int]]:
    project = load_project(root)
    reviews = Reviews(project, Translations(project, "ru"))
    return reviews.standing(path), set(reviews.signed(path))


# The file

TEXT = tuple(SignedText(number, f"{number:032x}", f"{number + 99:032x}") for number in range(3))
names = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=40).map(
    lambda text: f"N {text}"
)
paths = st.text("abcäяң:#-./ '\"{}&*!%@`|>", min_size=1, max_size=20).map(lambda text: f"p{text}.md")


@given(st.lists(st.tuples(paths, st.sampled_from(Role), names), max_size=8, unique_by=lambda one: one[:2]))
def test_what_is_written_is_read_again_in_any_order(found: list[tuple[str, Role, str]]) -> None:
    records = [SignOff(path, role, name, "2027-03-01", TEXT) for path, role, name in found]
    text = write_signoffs(records)
    assert text == write_signoffs(reversed(records))
    loaded = parse_signoffs(text, "f")
    assert loaded.findings == ()
    assert sorted(loaded.value.values(), key=repr) == sorted(records, key=repr)
    assert write_signoffs(loaded.value.values()) == text


def test_the_form_of_the_file() -> None:
    record = SignOff("rules/arrest.md", Role.REVIEWER, 'Reviewer "One"', "2027-03-01", TEXT[:2])
    assert write_signoffs([record]) == (
        "# Who has signed which page, written by `handbook signoff`. Comments are not kept.\n"
        "rules/arrest.md:\n"
        "  reviewer:\n"
        '    name: "Reviewer \\"One\\""\n'
        "    date: 2027-03-01\n"
        "    paragraphs: |\n"
        f"      0 {'0' * 32} {99:032x}\n"
        f"      1 {1:032x} {100:032x}\n"
    )


GOOD = write_signoffs([SignOff("a.md", Role.REVIEWER, "Reviewer One", "2027-03-01", TEXT)])


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("  reviewer:", "  editor:", 3, "'editor' is no role"),
        ('name: "Reviewer One"', 'name: ""', 4, "a sign-off needs the name"),
        ('    name: "Reviewer One"\n', "", 3, "name is missing"),
        ("date: 2027-03-01", "date: 2027-02-30", 5, "'2027-02-30' is no date"),
        ("date: 2027-03-01", "date: [2027]", 3, "date is missing"),
        ("date: 2027-03-01", "date: 2027-03-01\n    seal: x", 6, "'seal' does not belong here"),
        ("      1 0", "      1  0", 8, "not a paragraph's number and two digests"),
        ("      1 0", "      2 0", 8, "paragraph 1 should stand here, not 2"),
        ("      1 0", "<<<<<<< ours\n      1 0", 8, "cannot be read"),
        ("a.md:", "a.md: &x", 2, "the anchor &x is not used here"),
        ("a.md:", "- a.md:", 1, "the file must map pages to their sign-offs"),
    ],
)
def test_a_broken_file_signs_nothing_and_says_where(old: str, new: str, line: int, message: str) -> None:
    assert old in GOOD
    loaded = parse_signoffs(GOOD.replace(old, new, 1), "translations/ru/signoff.yml")
    assert loaded.value == {} or "anchor" in message
    assert {one.code for one in loaded.findings} == {"SO101"}
    if message != "cannot be read":
        assert any(one.line == line and message in one.message for one in loaded.findings), loaded.findings


def test_conflict_marks_of_git_are_an_error(tiny: Path) -> None:
    path = signed(load_project(tiny))
    path.write_text(f"<<<<<<< HEAD\n{path.read_text('utf-8')}=======\n>>>>>>> other\n", "utf-8")
    found = [one for one in inspect(load_project(tiny)) if one.code == "SO101"]
    assert [one.severity for one in found] == [Severity.ERROR] * len(found)
    assert found
    assert standing(tiny)[0] is Standing.UNREVIEWED


def test_a_link_out_of_the_project_is_not_followed(tiny: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.yml").write_text(GOOD, "utf-8")
    (tiny / "translations/ru" / FILE).symlink_to(tmp_path / "elsewhere.yml")
    loaded = load_signoffs(load_project(tiny), "ru")
    assert loaded.value == {}
    assert [one.message for one in loaded.findings] == ["the file leads out of the project"]


@pytest.mark.parametrize("name", ["", " ", "---", "123", "A\nB", "A\u202eB", "A\u200bB", " A", "A" * 101, "A\x00"])
def test_names_that_are_none(name: str) -> None:
    assert wrong_name(name)


@pytest.mark.parametrize("name", ["Reviewer One", "Рецензент Ө. Қ.", "Oʻ. Tarjimon", "D'Arc-Ün"])
def test_names(name: str) -> None:
    assert wrong_name(name) == ""


@pytest.mark.parametrize("day", ["2027-3-1", "2027-02-29", "20270301", "1 March 2027", "", "2027-03-01T10:00"])
def test_days_that_are_none(day: str) -> None:
    assert wrong_date(day)


# What voids a sign-off


def texts(*pairs: str) -> tuple[SignedText, ...]:
    """Paragraphs from 0 on, each as English and translation: `a:x`."""
    return tuple(SignedText(number, pair.partition(":")[0], pair) for number, pair in enumerate(pairs))


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (("t:t", "a:a", "b:b", "c:c"), []),
        (("t:t", "a:a", "b:B", "c:c"), [(2, TRANSLATION)]),
        (("t:t", "a:a", "B:b", "c:c"), [(2, ENGLISH)]),
        (("t:t", "a:a", "B:B", "c:C"), [(2, ENGLISH), (3, TRANSLATION)]),
        (("T:T", "a:a", "b:b", "c:c"), [(0, ENGLISH)]),
        (("t:T", "a:a", "b:b", "c:c"), [(0, TRANSLATION)]),
        (("t:t", "n:n", "a:a", "b:b", "c:c"), [(1, NEW)]),
        (("t:t", "a:a", "c:c"), [(2, GONE)]),
        (("t:t", "b:b", "a:a", "c:c"), [(1, MOVED)]),
        (("t:t", "a:a", "b:b", "c:c", "a:a"), [(4, MOVED)]),
        (("t:t",), [(1, GONE), (2, GONE), (3, GONE)]),
    ],
)
def test_changes_name_paragraph_and_side(now: tuple[str, ...], expected: list[tuple[int, str]]) -> None:
    found = changes(texts("t:t", "a:a", "b:b", "c:c"), texts(*now))
    assert found == tuple(Change(*one) for one in expected)


some_texts = st.lists(st.sampled_from(["a:a", "a:b", "b:b", "c:c", "c:"]), min_size=1, max_size=8)


@given(some_texts, some_texts)
def test_whatever_differs_is_named(then: list[str], now: list[str]) -> None:
    assert bool(changes(texts(*then), texts(*now))) is (then != now)


@given(some_texts, some_texts)
def test_only_what_was_signed_as_it_is_counts_as_reviewed(then: list[str], now: list[str]) -> None:
    records = {("p.md", Role.REVIEWER): SignOff("p.md", Role.REVIEWER, "N", "2027-03-01", texts(*then))}
    found = signed_paragraphs(records, "p.md", texts(*now))
    assert found == {number for number, pair in enumerate(now) if pair in then}
    assert signed_paragraphs({}, "p.md", texts(*now)) == frozenset()


def test_digests_are_those_of_every_earlier_version(tiny: Path) -> None:
    """A change here voids every sign-off ever made: it must be meant."""
    project = load_project(tiny)
    catalogue = Translations(project, "ru").page("index.md")
    assert catalogue is not None
    now = text_now(page(project, "index.md"), catalogue.lookup)
    assert [one.english for one in now] == ["a8fd2e21357f2358aefc59d1ac6347cf", "823a77c03825a28888c31482620c981d"]
    assert [one.both for one in now] == ["308c14a34fc9b58a0f5bec35dd3ae346", "f9092c424ad5133f6f6e0889bdd6a783"]


# From signing to an edit


def test_an_edit_of_the_english_voids_paragraph_and_page(tiny: Path) -> None:
    signed(load_project(tiny))
    assert warnings(tiny) == []
    assert standing(tiny) == (Standing.REVIEWED, {0, 1, 2, 3})
    edit(tiny / "docs" / PAGE, "| At once |", "| 24 |")
    expected = f"{PAGE}, paragraph 1.1.2: {ENGLISH} since Reviewer One signed as reviewer on 2027-03-01"
    assert warnings(tiny) == [("SO103", expected)]
    assert standing(tiny) == (Standing.PARTLY, {0, 1, 3})


def test_an_edit_of_the_translation_voids_paragraph_and_page(tiny: Path) -> None:
    signed(load_project(tiny))
    edit(tiny / "translations/ru/rules/arrest.po", "Три часа.", "Четыре часа.")
    assert [message.partition(" since ")[0] for _, message in warnings(tiny)] == [
        f"{PAGE}, paragraph 1.1.2: {TRANSLATION}"
    ]
    assert standing(tiny) == (Standing.PARTLY, {0, 1, 3})
    # What was is signed still: it may come back.
    edit(tiny / "translations/ru/rules/arrest.po", "Четыре часа.", "Три часа.")
    assert standing(tiny)[0] is Standing.REVIEWED


def test_a_fuzzy_mark_and_a_heading_void_it_too(tiny: Path) -> None:
    signed(load_project(tiny))
    edit(tiny / "translations/ru/rules/arrest.po", '#. paragraph\nmsgid "None."', '#, fuzzy\nmsgid "None."')
    edit(tiny / "docs" / PAGE, "## Exceptions", "## Exemptions")
    assert [message.partition(" since ")[0] for _, message in warnings(tiny)] == [
        f"{PAGE}, its title, purpose and headings: {ENGLISH}",
        f"{PAGE}, paragraph 1.1.3: {TRANSLATION}",
    ]
    assert standing(tiny) == (Standing.PARTLY, {1, 2})


def test_a_translators_signature_reviews_nothing(tiny: Path) -> None:
    project = load_project(tiny)
    sign(project, "ru", {PAGE: page(project)}, TRANSLATOR, [])
    assert standing(tiny) == (Standing.UNREVIEWED, set())
    reviews = Reviews(project, Translations(project, "ru"))
    assert reviews.signatures(PAGE) == (Signature(Role.TRANSLATOR, "Translator One", "2027-02-01", True),)
    edit(tiny / "translations/ru/rules/arrest.po", "Три часа.", "Четыре часа.")
    assert "signed as translator on 2027-02-01" in warnings(tiny)[0][1]


def test_the_law_in_the_source_can_be_signed(tiny: Path) -> None:
    project = load_project(tiny)
    signed(project, tag="en")
    reviews = Reviews(project, Translations(project, "en"))
    assert reviews.standing(PAGE) is Standing.SOURCE
    assert reviews.signatures(PAGE)[0].holds
    edit(tiny / "docs" / PAGE, "Three hours.", "Four hours.")
    assert warnings(tiny)[0][1].startswith(f"{PAGE}, paragraph 1.1.2: {ENGLISH}")
    with pytest.raises(HandbookError, match="translated from nothing"):
        sign(project, "en", {PAGE: page(project)}, TRANSLATOR, [])


def test_the_msgids_of_signed_paragraphs(tiny: Path) -> None:
    project = load_project(tiny)
    signed(project)
    catalogue = Translations(project, "ru").page(PAGE)
    assert catalogue is not None
    records = load_signoffs(project, "ru").value
    everything = {segment.msgid for segment in page(project).segments}
    assert signed_msgids(records, PAGE, page(project), catalogue.lookup) == everything
    edit(tiny / "translations/ru/rules/arrest.po", '"Нет."', '"Никаких."')
    changed = Translations(load_project(tiny), "ru").page(PAGE)
    assert changed is not None
    assert everything - signed_msgids(records, PAGE, page(project), changed.lookup) == {"None."}
    assert signed_msgids({}, PAGE, page(project), catalogue.lookup) == frozenset()


def test_a_page_that_is_gone_is_named(tiny: Path) -> None:
    path = signed(load_project(tiny))
    edit(path, f"{PAGE}:", "rules/seizure.md:")
    assert warnings(tiny) == [("SO102", "sign-off of a page that does not exist: rules/seizure.md")]


def test_a_language_that_is_not_listed_is_an_error(tiny: Path) -> None:
    (tiny / "translations/fr").mkdir()
    (tiny / "translations/fr" / FILE).write_text(GOOD, "utf-8")
    found = [one for one in inspect(load_project(tiny)) if one.code == "SO102"]
    assert [(one.path, one.severity) for one in found] == [("translations/fr/signoff.yml", Severity.ERROR)]


# What is refused


def test_a_page_with_gaps_is_refused_with_every_entry(tiny: Path) -> None:
    project = load_project(tiny)
    with pytest.raises(FindingsError) as refused:
        signed(project, tag="kk")
    said = [(one.line > 0, one.message) for one in refused.value.findings]
    assert (True, "outdated (fuzzy): Record the hour.") in said
    assert (True, "not translated: Tell a lawyer.") in said
    assert {one.code for one in refused.value.findings} == {"SO104"}
    assert not (project.translations / "kk" / FILE).exists()


def test_one_page_that_is_refused_stops_all(tiny: Path) -> None:
    project = load_project(tiny)
    edit(tiny / "translations/ru/rules/arrest.po", 'msgstr "Нет."', 'msgstr ""')
    pages = {path: page(project, path) for path in ("steps/report.md", PAGE)}
    with pytest.raises(FindingsError, match="1 problems"):
        sign(project, "ru", pages, REVIEWER, [])
    assert not (project.translations / "ru" / FILE).exists()


def test_entries_that_the_checks_complain_of_are_refused(tiny: Path) -> None:
    project = load_project(tiny)
    of_entry = Finding("translations/ru/rules/arrest.po", 11, "XX101", "looks wrong", severity=Severity.WARNING)
    of_page = Finding(f"docs/{PAGE}", 3, "XX102", "is wrong")
    mild = Finding(f"docs/{PAGE}", 3, "XX103", "could be better", severity=Severity.WARNING)
    other = Finding("translations/ru/index.po", 3, "XX104", "elsewhere")
    found = refusals(project, "ru", PAGE, page(project), [of_entry, of_page, mild, other])
    assert list(found) == [of_entry, of_page]


def test_a_catalogue_that_lags_behind_is_refused(tiny: Path) -> None:
    project = load_project(tiny)
    edit(tiny / "docs" / PAGE, "None.", "None, save in war.")
    found = list(refusals(project, "ru", PAGE, page(project), []))
    assert [one.message for one in found] == ["not in the catalogue: None, save in war."]
    (tiny / "translations/ru/rules/arrest.po").unlink()
    assert [one.message for one in refusals(project, "ru", PAGE, page(project), [])] == ["the page has no catalogue"]


def test_a_broken_file_is_never_written_over(tiny: Path) -> None:
    project = load_project(tiny)
    path = signed(project)
    edit(path, "  reviewer:", "  reviewer: [")
    before = path.read_bytes()
    for act in (lambda: signed(project, "index.md"), lambda: withdraw(project, "ru", [PAGE], None)):
        with pytest.raises(FindingsError):
            act()
    assert path.read_bytes() == before


# Signing again, and taking back


def test_signing_leaves_other_sign_offs_to_the_byte(tiny: Path) -> None:
    project = load_project(tiny)
    path = signed(project)
    before = path.read_text("utf-8")
    signed(project, "steps/report.md")
    assert path.read_text("utf-8").startswith(before)
    signed(project, "index.md")
    assert before.partition("\n")[2] in path.read_text("utf-8")
    assert re.findall(r"^\S+(?=:$)", path.read_text("utf-8"), re.MULTILINE) == ["index.md", PAGE, "steps/report.md"]


def test_taking_back_leaves_the_others(tiny: Path) -> None:
    project = load_project(tiny)
    path = signed(project)
    alone = path.read_bytes()
    sign(project, "ru", {PAGE: page(project), "index.md": page(project, "index.md")}, TRANSLATOR, [])
    assert [(one.page, one.role) for one in withdraw(project, "ru", [PAGE, "index.md"], Role.TRANSLATOR)] == [
        ("index.md", Role.TRANSLATOR),
        (PAGE, Role.TRANSLATOR),
    ]
    assert path.read_bytes() == alone
    assert withdraw(project, "ru", ["steps/report.md"], None) == ()


def test_a_renamed_page_takes_its_sign_off_along(tiny: Path) -> None:
    path = signed(load_project(tiny))
    before = path.read_text("utf-8")
    (tiny / "docs" / PAGE).rename(tiny / "docs/rules/custody.md")
    (tiny / "translations/ru/rules/arrest.po").rename(tiny / "translations/ru/rules/custody.po")
    for file in ("mkdocs.yml", "docs/index.md", "docs/steps/report.md", "translations/ru/index.po"):
        text = (tiny / file).read_text("utf-8")
        (tiny / file).write_text(text.replace("rules/arrest.md", "rules/custody.md"), "utf-8")
    follow_renames(load_project(tiny), "ru", {PAGE: "rules/custody.md"})
    assert path.read_text("utf-8") == before.replace(PAGE, "rules/custody.md")
    assert standing(tiny, "rules/custody.md")[0] is Standing.REVIEWED
    # Once more, or for a page that is still there, nothing happens.
    follow_renames(load_project(tiny), "ru", {PAGE: "rules/custody.md", "rules/custody.md": "index.md"})
    assert path.read_text("utf-8") == before.replace(PAGE, "rules/custody.md")


def test_pages_are_named_by_path_or_number(tiny: Path) -> None:
    project = load_project(tiny)
    for written in ("1.1", PAGE, f"docs/{PAGE}", f"./docs/{PAGE}"):
        assert page_named(project, written) == PAGE
    for written in ("9.9", "../secret.md", "rules/arrest", ""):
        with pytest.raises(HandbookError, match="there is no such page"):
            page_named(project, written)


def test_a_conflict_of_two_versions_is_called_so() -> None:
    signed = "a.md:\n  reviewer:\n    name: A. Name\n"
    read = parse_signoffs(f"<<<<<<< ours\n{signed}=======\n{signed}>>>>>>> theirs\n", "signoff.yml")
    assert not read.value
    (found,) = read.findings
    assert (found.line, found.message) == (1, "a conflict of two versions was not resolved here")
