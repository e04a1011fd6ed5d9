"""`handbook new`: each kind's page has the form of its kind, passes the checks, and takes nothing else along."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from test_content import FORMS

from handbook.checks.runner import inspect
from handbook.cli.main import status
from handbook.findings import Severity
from handbook.project import load_project
from handbook.project.nav_edit import with_page_after
from handbook.project.new_page import KINDS, MARK, as_markdown

ACTORS = "actors:\n  police: {names: {en: Police}}\n  court: {names: {en: Court}}\n"
AGENCIES = """\
agencies:
  kz-border: {state: KZ, type: border, names: {en: Border Service}, role: {en: Checks.}}
"""
PARTS = {"framework": "rules", "safeguard": "rules", "procedure": "steps"}
OWNERS = '      owners: {teams: {legal-team: "@law/legal", desk-team: "@law/desk"}}\n'


@pytest.fixture
def book(tiny: Path) -> Path:
    """The small handbook with actors, owners and comments in its configuration."""
    (tiny / "docs/register").mkdir()
    (tiny / "docs/register/actors.yml").write_text(ACTORS, "utf-8")
    config = tiny / "mkdocs.yml"
    text = config.read_text("utf-8").replace("      authoritative: en\n", f"      authoritative: en\n{OWNERS}")
    config.write_text(text.replace("  - Steps:\n", "\n  # What to do\n  - Steps:   # by hand\n"), "utf-8")
    assert status(["-C", str(tiny), "owners"]) == 0
    return tiny


def files(root: Path) -> dict[str, bytes]:
    """Everything that is written, but for caches."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".cache" not in path.parts
    }


def new(root: Path, *arguments: str) -> int:
    return status(["-C", str(root), "new", *arguments])


@pytest.mark.parametrize("kind", KINDS)
def test_a_fresh_page_passes_all_checks_but_for_what_is_to_be_written(kind: str, book: Path) -> None:
    before = files(book)
    assert new(book, kind, "The new page", "--part", PARTS[kind]) == 0
    page = f"docs/{PARTS[kind]}/the-new-page.md"
    after = files(book)
    assert {path for path in after if after[path] != before.get(path)} == {page, "mkdocs.yml", ".github/CODEOWNERS"}
    found = inspect(load_project(book))
    assert {one.code for one in found} == {"MK301"}
    assert {one.path for one in found} == {page}
    assert {one.severity for one in found} == {Severity.WARNING}
    assert len(found) >= 13
    last = {"rules": "rules/arrest.md", "steps": "steps/report.md"}[PARTS[kind]]
    assert after["mkdocs.yml"].decode() == with_page_after(before["mkdocs.yml"].decode(), "", last, page[5:])


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_has_the_form_of_its_kind(kind: str, book: Path) -> None:
    (book / "docs/register/agencies.yml").write_text(AGENCIES, "utf-8")
    assert new(book, kind, "The new page", "--part", PARTS[kind], "--review-by", "2030-02-28") == 0
    text = (book / f"docs/{PARTS[kind]}/the-new-page.md").read_text("utf-8")
    form = [one for one in FORMS[kind] if not one.startswith("===")]
    assert [one for one in form if one not in text] == []
    assert ('=== "Kazakhstan"' in text) == (kind == "framework")
    owner = {"rules": "legal-team", "steps": "desk-team"}[PARTS[kind]]
    assert text.startswith(f'---\nkind: {kind}\nowner: {owner}\nreview_by: 2030-02-28\ndescription: "TODO: ')
    assert "\n# The new page\n" in text
    assert "{{" not in text
    # Whatever is a text of the page and no heading or fixed word is still to be written.
    assert "TODO" in text.split("## ")[-1]


def test_the_built_site_shows_hostile_titles_to_the_letter(book: Path) -> None:
    titles = {
        "safeguard": "Law & <b>order</b>: *[x](y)* {.z} #1 `c` | d",
        "procedure": "Запрос |\n'данных' &amp; <script>alert(1)</script>",
    }
    for kind, title in titles.items():
        assert new(book, kind, title, "--name", kind) == 0
    assert {one.code for one in inspect(load_project(book))} == {"MK301"}
    assert status(["-C", str(book), "build", "--lang", "en", "--only", "site"]) == 0
    for kind, title in titles.items():
        html = (book / f"build/site/en/{PARTS[kind]}/{kind}.html").read_text("utf-8")
        shown = _unescaped(re.findall(r"<h1[^>]*>(.*?)<a class=\"headerlink", html)[0])
        assert shown == " ".join(title.split())
        assert "TODO" in html
        assert "<script>alert" not in html
    assert _unescaped(re.findall(r'<p class="admonition-title">.*?</span> (Запрос.*?)</p>', html)[0]) == shown


def _unescaped(text: str) -> str:
    import html

    assert "<" not in text
    return html.unescape(text)


def test_a_plain_title_stays_plain() -> None:
    assert as_markdown("Who's who: R&D, 50 % (old) – «x»") == "Who's who: R&D, 50 % (old) – «x»"


def test_it_says_what_to_do_next(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert new(book, "safeguard", "Searches", "--after", "1.1") == 0
    said = capsys.readouterr().out
    assert said.startswith("docs/rules/searches.md begun: page 1.2, legal-team answers for it\n")
    assert "mkdocs.yml written\n" in said
    assert "handbook check" in said
    assert said.index("handbook check") < said.index("handbook translate update")


def test_pages_that_get_another_number_are_named(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for title in ("One", "Two"):
        assert new(book, "safeguard", title) == 0
    capsys.readouterr()
    assert new(book, "safeguard", "Three", "--after", "rules/arrest.md") == 0
    assert "what was page 1.2 to 1.3 is 1.3 to 1.4 from now on" in capsys.readouterr().out
    assert load_project(book).pages[1:5] == ("rules/arrest.md", "rules/three.md", "rules/one.md", "rules/two.md")


def test_the_first_page_of_a_part_gets_a_section(book: Path) -> None:
    config = book / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(text.replace("        - rules\n", "        - rules\n        - legal-notes\n"), "utf-8")
    (book / "docs/legal-notes").mkdir()
    assert new(book, "framework", "One", "--part", "legal-notes", "--owner", "legal-team") == 0
    text = config.read_text("utf-8")
    assert "      - rules/arrest.md\n  - Legal notes:\n      - legal-notes/one.md\n\n  # What to do\n" in text
    assert str(load_project(book).numbers["legal-notes/one.md"]) == "2.1"


REFUSED = {
    "an empty title": (["safeguard", " \n "], "no letters"),
    "signs nobody sees": (["safeguard", "Safe\u202eguard"], "nobody sees"),
    "a title as long as a page": (["safeguard", "x" * 151], "more than 150"),
    "a title without a file name": (["safeguard", "ʼ ʻ"], "no file name can be made of it"),
    "a page that is there": (["safeguard", "Arrest"], "such a page already"),
    "the same in other letters": (["safeguard", "ÄRREST", "--name", "arrest"], "such a page already"),
    "a path as name": (["safeguard", "X", "--name", "../x"], "no file name"),
    "a name that Windows refuses": (["safeguard", "Con"], "cannot be called con.md"),
    "the page of the folder": (["safeguard", "Index"], "cannot be called index.md"),
    "no such part": (["safeguard", "X", "--part", "rule"], "no part 'rule'"),
    "no part has such pages": (["framework", "X"], "say which: rules, steps"),
    "no such page before it": (["safeguard", "X", "--after", "9.9"], "no such page: 9.9"),
    "a page of no part": (["safeguard", "X", "--after", "index.md"], "none of the parts"),
    "two parts": (["safeguard", "X", "--after", "1.1", "--part", "steps"], "another part: rules"),
    "no such team": (["safeguard", "X", "--owner", "legal"], "no team 'legal'"),
    "no such day": (["safeguard", "X", "--review-by", "2027-02-30"], "is no day"),
    "another way to write a day": (["safeguard", "X", "--review-by", "20270228"], "is no day"),
    "no such kind": (["tool", "X"], "'tool' is not one of"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_refusal_says_why_and_writes_nothing(case: str, book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(book)
    arguments, said = REFUSED[case]
    assert new(book, *arguments) == 2
    assert said in capsys.readouterr().err
    assert files(book) == before


def test_a_procedure_needs_somebody_who_acts(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(tiny)
    assert new(tiny, "procedure", "X") == 2
    assert "docs/register/actors.yml" in capsys.readouterr().err
    assert files(tiny) == before


def test_without_owners_there_is_no_owners_file(tiny: Path) -> None:
    before = files(tiny)
    assert new(tiny, "safeguard", "X", "--owner", "anybody") == 0
    assert set(files(tiny)) - set(before) == {"docs/rules/x.md"}
    assert "owner: anybody\n" in (tiny / "docs/rules/x.md").read_text("utf-8")


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Writing mkdocs.yml fails after the page has been written; the list has what was written."""
    from handbook.project import together
    from handbook.stable import write_atomic

    written: list[str] = []

    def write(path: Path, data: bytes) -> None:
        if path.name == "mkdocs.yml":
            raise OSError(28, "No space left on device", str(path))
        written.append(path.name)
        write_atomic(path, data)

    monkeypatch.setattr(together, "write_atomic", write)
    return written


def test_a_failing_write_takes_back_what_was_written(
    book: Path, full_disk: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(book)
    assert new(book, "safeguard", "X") == 2
    assert "No space left" in capsys.readouterr().err
    assert full_disk[0] == "x.md"
    assert files(book) == before


def test_a_page_that_cannot_be_read_stops_it(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = book / "docs/rules/arrest.md"
    page.write_text(page.read_text("utf-8").replace("kind: safeguard", "kind: rule"), "utf-8")
    before = files(book)
    assert new(book, "safeguard", "X") == 1
    assert "docs/rules/arrest.md:2" in capsys.readouterr().err
    assert files(book) == before


NAMES = {
    "Searches of vehicles": "searches-of-vehicles",
    "Право на жизнь": "pravo-na-zizn",
    "Oʻzbek tilida ma’lumot": "ozbek-tilida-malumot",
    "Қамауға алу": "kamauga-alu",
    "Ҳуқуқи ҷомеа ұлт": "hukuki-jomea-ult",
    "Ýagdaý — 2": "yagday-2",
    "法律": "fa-lu",
    "حقوق": "hqwq",
    "  --  ": "",
    "🦊": "",
    "Officer's R&D": "officers-r-d",
    "word " * 40: "-".join(["word"] * 12),
    "x" * 200: "x" * 60,
}


@pytest.mark.parametrize("title", NAMES)
def test_a_title_in_any_script_makes_a_file_name(title: str) -> None:
    from handbook.register.file_names import file_name

    assert file_name(title) == NAMES[title]


def test_no_page_of_this_handbook_is_unfinished(handbook_root: Path) -> None:
    """Nothing is published with notes to its author: a release passes the tests."""
    pages = sorted((handbook_root / "docs").rglob("*.md"))
    assert len(pages) >= 39
    assert [page.name for page in pages if re.search(rf"\b{MARK}\b", page.read_text("utf-8"))] == []
