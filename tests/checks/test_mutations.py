"""Each way an author can go wrong, on a small handbook: the finding, its place, what to do; all of them in one run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from handbook.checks.rules import RULES
from handbook.checks.runner import inspect
from handbook.cli.main import status
from handbook.findings import Finding, FindingsError
from handbook.project import load_project

ARREST = "docs/rules/arrest.md"
REPORT = "docs/steps/report.md"
INDEX = "docs/index.md"
RU = "translations/ru/rules/arrest.po"
KK = "translations/kk/rules/arrest.po"

Change = Callable[[bytes], bytes]


def swap(old: str, new: str | bytes) -> Change:
    """Replace words of a file that must be there; line numbers below stay as they are."""
    after = new if isinstance(new, bytes) else new.encode()

    def change(data: bytes) -> bytes:
        assert data.count(old.encode()) >= 1, old
        assert after.count(b"\n") == old.encode().count(b"\n"), "lines must not move"
        return data.replace(old.encode(), after, 1)

    return change


def add(text: str) -> Change:
    return lambda data: data + text.encode()


def new(text: str) -> Change:
    return lambda _: text.encode()


@dataclass(frozen=True, slots=True)
class Mutation:
    """A change of one file, and the findings it must give: (path, line, code, words of its message)."""

    file: str
    change: Change
    findings: tuple[tuple[str, int, str, str], ...]


def one(file: str, change: Change, line: int, code: str, words: str, place: str = "") -> Mutation:
    return Mutation(file, change, ((place or file, line, code, words),))


PO = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'

MUTATIONS = {
    "a page of nav that is not there": one(
        "mkdocs.yml", swap("rules/arrest.md", "rules/arest.md"), 47, "CF201", "does not exist: rules/arest.md"
    ),
    "a page twice in nav": one(
        "mkdocs.yml", swap("- index.md", "- steps/report.md"), 49, "CF201", "twice: steps/report.md"
    ),
    "a page that is not in nav": one("docs/rules/search.md", new("# Search\n"), 0, "CF202", "no entry of nav"),
    "a link to no page": one(INDEX, swap("(rules/arrest.md)", "(rules/arests.md)"), 8, "MK201", "rules/arests.md"),
    "a link out of the handbook's folder": one(
        REPORT, swap("](../rules/arrest.md#time-limits)", "](../../mkdocs.yml)"), 18, "MK201", "../../mkdocs.yml"
    ),
    "a link without an address": one(REPORT, swap("](../rules/arrest.md#time-limits)", "]()"), 18, "MK201", "(empty)"),
    "a link to a picture as a page": one(
        REPORT, swap("../rules/arrest.md#time-limits", "../rules/arrest.html"), 18, "MK201", "../rules/arrest.html"
    ),
    "a link to no heading": one(
        REPORT, swap("#time-limits", "#time-limit"), 18, "MK202", "rules/arrest.md has no anchor #time-limit"
    ),
    "a link to no heading of the same page": one(
        REPORT, swap("../rules/arrest.md#time-limits", "#forms"), 18, "MK202", "steps/report.md has no anchor #forms"
    ),
    "a picture that is not there": one(INDEX, swap("desk.svg", "table.svg"), 10, "MK203", "assets/table.svg"),
    "a picture without words": one(INDEX, swap("![A desk with a lamp]", "![]"), 10, "MK204", "assets/desk.svg"),
    "a heading that jumps": one(ARREST, swap("## Time", "### Time"), 12, "MK205", "from level 1 to level 3"),
    "a page without a title": Mutation(
        REPORT,
        swap("# Report\n", "Report\n"),
        ((REPORT, 1, "MK205", "no title"), (REPORT, 13, "MK205", "from level 0 to level 2")),
    ),
    "a page with two titles": one(ARREST, swap("## Exceptions", "# Exceptions"), 30, "MK205", "a second title"),
    "a note that is not there": one(ARREST, swap("[^law]: The", "Note: The"), 10, "MK206", "[^law]"),
    "bad YAML in front matter": one(ARREST, swap("owner: legal-team", "owner: [legal-team"), 3, "MK101", "bad YAML"),
    "an unknown kind of page": one(ARREST, swap("kind: safeguard", "kind: advice"), 2, "MK101", "'advice'"),
    "front matter that would run code": one(
        ARREST, swap("owner: legal-team", "owner: !!python/object/apply:os.getcwd []"), 3, "MK101", "not used here"
    ),
    "letters that are not UTF-8": one(ARREST, swap("Record the hour.", b"Record \xff hour."), 15, "MK101", "UTF-8"),
    "a script in a page": one(ARREST, swap("None.", "<script>alert(1)</script>"), 32, "MK401", "<script>"),
    "an attribute that acts": one(ARREST, swap("None.", "*None*{ onclick=alert(1) }"), 32, "MK401", "onclick"),
    "raw HTML that acts": one(ARREST, swap("None.", '<p onmouseover="x()">None</p>'), 32, "MK401", "onmouseover"),
    "an address that acts": one(ARREST, swap("None.", "[None](JavaScript:alert(1))"), 32, "MK401", "javascript"),
    "a reference whose address acts": one(
        ARREST, lambda data: data + b"\n[Later][x]\n\n[x]: javascript:alert(1)\n", 38, "MK401", "javascript"
    ),
    "an automatic link that acts": one(ARREST, swap("None.", "<javascript://%0aalert(1)>"), 32, "MK401", "javascript"),
    "a hidden address that acts": one(
        ARREST, swap("None.", "[None](&#106;avascript:alert(1))"), 32, "MK401", "javascript"
    ),
    "a picture from another host": Mutation(
        INDEX,
        swap("](assets/desk.svg)", "](https://evil.example/x.png)"),
        ((INDEX, 10, "MK203", "https://evil.example/x.png"), (INDEX, 10, "MK401", "from another host")),
    ),
    "a picture that acts": one(
        "docs/assets/desk.svg", swap("<circle ", '<circle onload="x()" '), 3, "MK402", "the attribute onload="
    ),
    "a picture that is no picture": one("docs/assets/desk.svg", swap("</svg>", "</svg"), 5, "MK402", "an error"),
    "a catalogue that breaks off": one(RU, swap('"Задержание"', '"Задержание'), 15, "PO101", "does not end"),
    "a catalogue with an unresolved conflict": one(
        RU, swap('msgstr "Задержание"\n', "<<<<<<< ours\n"), 15, "PO101", "conflict"
    ),
    "a catalogue in other letters": one(
        RU, swap('"Задержание"', '"Задержание"'.encode("cp1251")), 15, "PO101", "UTF-8"
    ),
    "a catalogue with the same msgid twice": one(
        RU, add('\nmsgid "None."\nmsgstr "Никаких."\n'), 82, "PO101", "stands twice"
    ),
    "a catalogue for no page": one("translations/ru/rules/search.po", new(PO), 1, "PO102", "rules/search.md"),
    "a catalogue for no language": one("translations/xx/index.po", new(PO), 1, "PO102", "does not list: xx"),
    "a catalogue for the source language": one("translations/en/index.po", new(PO), 1, "PO102", "does not list: en"),
    "a script in a translation": one(RU, swap('"Нет."', '"Нет <script>alert()</script>."'), 75, "PO103", "<script>"),
    "an attribute that acts in a translation": one(RU, swap('"Нет."', '"Нет.{ onclick=x() }"'), 75, "PO103", "onclick"),
    "an address that acts in a translation": one(
        RU, swap('"Нет."', '"[Нет](javascript:x())."'), 75, "PO103", "javascript"
    ),
    "a note mark that a translation lost": one(
        RU, swap('"Сообщите лицу причину.[^law]"', '"Сообщите лицу причину."'), 19, "PO105", "[^law]"
    ),
}


def mutate(root: Path, mutation: Mutation) -> None:
    path = root / mutation.file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(mutation.change(path.read_bytes() if path.exists() else b""))


def places(findings: list[Finding]) -> list[tuple[str, int, str]]:
    return [(found.path, found.line, found.code) for found in findings]


def test_the_small_handbook_itself_is_clean(tiny: Path) -> None:
    assert inspect(load_project(tiny)) == []


@pytest.mark.parametrize("name", MUTATIONS)
def test_one_mistake(tiny: Path, name: str) -> None:
    mutation = MUTATIONS[name]
    mutate(tiny, mutation)
    found = inspect(load_project(tiny))
    expected = [(path, line, code) for path, line, code, _ in mutation.findings]
    consequences = {"CF201": {"CF202", "MK201", "PO102", "PO101"}, "CF202": set(), "MK101": {"MK201", "MK202"}}
    allowed = set().union(*(consequences.get(code, set()) for _, _, code in expected))
    assert [place for place in places(found) if place in expected or place[2] not in allowed] == expected
    for path, line, code, words in mutation.findings:
        (match,) = [one for one in found if (one.path, one.line, one.code) == (path, line, code)]
        assert words in match.message
        assert match.hint


# Mistakes that can stand in one handbook together: one of each place, none that keeps another file from being read.
TOGETHER = (
    "a page of nav that is not there", "a page that is not in nav", "a link to no page", "a picture that is not there",
    "a heading that jumps", "bad YAML in front matter", "a catalogue that breaks off", "a catalogue for no page",
    "a catalogue for no language", "a link to no heading of the same page", "a picture that acts",
)  # fmt: skip


def test_all_mistakes_are_told_in_one_run(tiny: Path) -> None:
    (tiny / "docs" / "rules" / "extra.md").write_text("# Extra\n\n### Deep\n\n<script>x</script>\n", "utf-8")
    config = tiny / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").rstrip("\n") + "\n  - rules/extra.md\n", "utf-8")
    spoiled = [MUTATIONS[name] for name in TOGETHER if "front matter" not in name and "nav that" not in name]
    for mutation in spoiled:
        mutate(tiny, mutation)
    report = tiny / REPORT
    report.write_bytes(report.read_bytes().replace(b"kind: procedure", b"kind: [x"))
    found = places(inspect(load_project(tiny)))
    assert found == sorted(found)
    for mutation in spoiled:
        for path, line, code, _ in mutation.findings:
            if path != REPORT:
                assert (path, line, code) in found
    assert (REPORT, 2, "MK101") in found
    assert ("docs/rules/extra.md", 3, "MK205") in found
    assert ("docs/rules/extra.md", 5, "MK401") in found


def test_the_command_tells_them_and_its_exit_code_is_one(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a link to no page", "a catalogue that breaks off"):
        mutate(tiny, MUTATIONS[name])
    assert status(["-C", str(tiny), "check"]) == 1
    printed = capsys.readouterr()
    assert "docs/index.md:8:17: error: MK201" in printed.out + printed.err
    assert f"{RU}:15: error: PO101" in printed.out + printed.err
    assert "hint:" in printed.out + printed.err
    assert "Traceback" not in printed.out + printed.err


def test_a_clean_handbook_exits_with_zero(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["-C", str(tiny), "check"]) == 0
    assert "no problems" in capsys.readouterr().out


def test_a_build_with_mistakes_writes_nothing_over(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    last = tiny / "build" / "site" / "index.html"
    last.parent.mkdir(parents=True)
    last.write_text("the last good output", "utf-8")
    mutate(tiny, MUTATIONS["a link to no page"])
    mutate(tiny, MUTATIONS["a script in a translation"])
    assert status(["-C", str(tiny), "build"]) == 1
    printed = capsys.readouterr()
    assert "MK201" in printed.err
    assert "PO103" in printed.err
    assert [path.name for path in (tiny / "build").rglob("*") if path.is_file()] == ["index.html"]
    assert last.read_text("utf-8") == "the last good output"


def test_an_unknown_language_names_the_choices(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["-C", str(tiny), "build", "--lang", "xx"]) == 1
    printed = capsys.readouterr().err
    assert "mkdocs.yml:23" in printed
    assert "unknown language: xx" in printed
    assert "one of: en, ru, kk" in printed


def test_bad_yaml_in_the_configuration(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = tiny / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("nav:\n", "nav: [\n"), "utf-8")
    with pytest.raises(FindingsError) as caught:
        load_project(tiny)
    assert [(found.path, found.code) for found in caught.value.findings] == [("mkdocs.yml", "CF101")]
    assert status(["-C", str(tiny), "check"]) == 1
    assert "mkdocs.yml:45: error: CF101" in capsys.readouterr().out


def test_a_link_in_a_folder_that_leads_out_is_not_followed(tiny: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("# Secret\n", "utf-8")
    (tiny / "docs" / "rules" / "leak.md").symlink_to(secret)
    (tiny / "docs" / "outside").symlink_to(tmp_path)
    config = tiny / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").rstrip("\n") + "\n  - rules/leak.md\n", "utf-8")
    found = inspect(load_project(tiny))
    assert [(one.path, one.code) for one in found] == [("mkdocs.yml", "CF201")]


def test_every_rule_says_what_why_and_what_instead() -> None:
    for code, rule in RULES.items():
        text = __import__(rule.__module__, fromlist=["__doc__"]).__doc__
        assert text.startswith(f"{code} "), code
        for word in ("What:", "Why:", "Instead:"):
            assert word in text, code
