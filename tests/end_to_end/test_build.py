"""`handbook build`: the same bytes everywhere, only what changed made anew, nothing touched when the text is wrong."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from end_to_end.workshop import clone, digests, edit, handbook, identities, leftovers, small_project

TAGS = ("en", "ru", "kk")
INDEX = "docs/index.md"
ARREST = "docs/rules/arrest.md"
REPORT = "docs/steps/report.md"
RUSSIAN = "translations/ru/rules/arrest.po"
KAZAKH = "translations/kk/index.po"

Identities = dict[str, tuple[int, int, str]]


def parts(project: Path) -> dict[str, Identities]:
    """The identities of `build/`, by language and `site` or `pdf`; the rest, which all share, under `shared`."""
    sorted_out: dict[str, Identities] = {}
    for name, identity in identities(project / "build").items():
        found = re.match(r"site/(?P<site>[a-z]{2})/|(?:site/)?pdf/handbook-(?P<pdf>[a-z]{2})\.pdf", name)
        kind = "shared" if found is None else f"{found['site']} site" if found["site"] else f"{found['pdf']} pdf"
        sorted_out.setdefault(kind, {})[name] = identity
    return sorted_out


def changed(before: dict[str, Identities], after: dict[str, Identities]) -> set[str]:
    """The parts that hold other files than before, or files written again; `shared` is not asked about."""
    assert before.keys() == after.keys()
    return {kind for kind in before if before[kind] != after[kind]} - {"shared"}


def steps(err: str) -> set[str]:
    """What the progress lines say was done."""
    return set(re.findall(r"^\[\d+/\d+\] ([a-z]{2} (?:site|PDF)), ", err, re.MULTILINE))


@pytest.fixture
def draft(small: Path) -> Path:
    """A working copy with a change that is not committed, built: what an editor has before the next change."""
    edit(small / KAZAKH, "Шағын анықтамалық", "Шағын кітап")
    handbook(small, "build").fine()
    return small


# What a build holds, and what must not depend on machine, folder, clock or country.


def test_two_clones_give_the_same_bytes(tmp_path: Path) -> None:
    origin = small_project(tmp_path / "origin")
    one = clone(origin, tmp_path / "one")
    other = clone(origin, tmp_path / "somewhere else" / "другой")
    handbook(one, "build").fine()
    handbook(other, "build", TZ="Asia/Almaty", LC_ALL="C", PYTHONHASHSEED="7", HOME=str(tmp_path)).fine()
    made = digests(one / "build")
    assert made == digests(other / "build")
    wanted = {"manifest.json", "site/index.html", "site/sitemap.xml"}
    for tag in TAGS:
        wanted |= {f"pdf/handbook-{tag}.pdf", f"site/pdf/handbook-{tag}.pdf"}
        wanted |= {f"site/{tag}/{name}" for name in ("sitemap.xml", "sitemap.xml.gz", "search/search_index.json")}
        wanted |= {f"site/{tag}/{name}.html" for name in ("index", "rules/arrest", "steps/report", "404")}
    assert wanted <= made.keys()
    for tag in TAGS:
        assert made[f"pdf/handbook-{tag}.pdf"] == made[f"site/pdf/handbook-{tag}.pdf"]


def test_no_output_names_the_folder_it_was_made_in(built_small: Path) -> None:
    place = str(built_small).encode()
    files = [path for path in (built_small / "build").rglob("*") if path.is_file()]
    assert files
    assert [path.name for path in files if place in path.read_bytes()] == []


def test_a_change_taken_back_gives_the_first_bytes_again(small: Path) -> None:
    first = digests(small / "build")
    edit(small / ARREST, "Record the hour.", "Record the minute.")
    handbook(small, "build").fine()
    assert digests(small / "build") != first
    edit(small / ARREST, "Record the minute.", "Record the hour.")
    handbook(small, "build").fine()
    assert digests(small / "build") == first


def test_the_cache_saves_time_and_nothing_else(small: Path) -> None:
    first = digests(small / "build")
    (small / "build" / "manifest.json").unlink()
    handbook(small, "build").fine()
    assert digests(small / "build") == first


# What is made anew.


def test_nothing_changed_nothing_touched(small: Path) -> None:
    before = identities(small / "build")
    ran = handbook(small, "build").fine()
    assert identities(small / "build") == before
    assert ran.err == ""
    assert ran.out.count("up to date") == len(TAGS) + 1
    assert leftovers(small) == []


def test_a_word_in_a_catalogue_redoes_its_language_alone(draft: Path) -> None:
    before = parts(draft)
    edit(draft / KAZAKH, "Шағын кітап", "Шағын кітапша")
    ran = handbook(draft, "build").fine()
    assert changed(before, parts(draft)) == {"kk site", "kk pdf"}
    assert steps(ran.err) == {"kk site", "kk PDF"}
    assert "Шағын кітапша" in (draft / "build" / "site" / "kk" / "index.html").read_text("utf-8")


def test_a_word_in_an_english_page_redoes_every_language(draft: Path) -> None:
    before = parts(draft)
    edit(draft / ARREST, "Record the hour.", "Record the minute.")
    ran = handbook(draft, "build").fine()
    everything = {f"{tag} {kind}" for tag in TAGS for kind in ("site", "pdf")}
    assert changed(before, parts(draft)) == everything
    assert len(steps(ran.err)) == len(everything)
    for tag in TAGS:
        page = (draft / "build" / "site" / tag / "rules" / "arrest.html").read_text("utf-8")
        assert "Record the minute." in page
        assert "Record the hour." not in page


NARROW = {
    "--lang kk": {"kk site", "kk pdf"},
    "--lang ru --lang kk": {"ru site", "ru pdf", "kk site", "kk pdf"},
    "--only site": {"en site", "ru site", "kk site"},
    "--only pdf": {"en pdf", "ru pdf", "kk pdf"},
    "--lang ru --only pdf": {"ru pdf"},
}


@pytest.mark.parametrize("options", NARROW)
def test_what_was_not_asked_for_stays(small: Path, options: str) -> None:
    made = NARROW[options]
    before = parts(small)
    edit(small / ARREST, "Record the hour.", "Record the minute.")
    handbook(small, "build", *options.split()).fine()
    assert changed(before, parts(small)) == made
    # A narrow build does not make a later whole one believe that everything is done.
    ran = handbook(small, "build").fine()
    rest = {f"{tag} {kind}" for tag in TAGS for kind in ("site", "pdf")} - made
    assert changed(before, parts(small)) == made | rest
    assert {step.replace("PDF", "pdf") for step in steps(ran.err)} >= rest
    assert handbook(small, "build").fine().err == ""


def test_the_first_build_may_be_of_one_language(tmp_path: Path) -> None:
    project = small_project(tmp_path / "small")
    ran = handbook(project, "build", "--lang", "kk").fine()
    build = project / "build"
    assert sorted(path.name for path in (build / "pdf").iterdir()) == ["handbook-kk.pdf"]
    assert (build / "site" / "kk" / "index.html").is_file()
    assert not (build / "site" / "en").exists()
    assert "handbook-en.pdf" not in (build / "site" / "index.html").read_text("utf-8")
    assert list(json.loads((build / "manifest.json").read_text("utf-8"))["languages"]) == ["kk"]
    assert "Қазақша" in ran.out
    assert "English" not in ran.out


@pytest.mark.parametrize("lost", ["pdf/handbook-kk.pdf", "site/kk/index.html", "manifest.json"])
def test_what_somebody_deleted_is_made_again(small: Path, lost: str) -> None:
    first = digests(small / "build")
    (small / "build" / lost).unlink()
    handbook(small, "build").fine()
    assert digests(small / "build") == first


# What is wrong with the text is told, all of it, and nothing is written over.


def refused(project: Path, *arguments: str) -> str:
    """Build a project that must be refused: the output stays as it is, file by file. Return what was said."""
    before = identities(project / "build")
    ran = handbook(project, "build", *arguments)
    assert ran.code == 1, ran
    assert identities(project / "build") == before
    assert leftovers(project) == []
    assert "Traceback" not in ran.err
    assert ran.out == ""
    return ran.err


def test_a_broken_page(small: Path) -> None:
    edit(small / INDEX, "](rules/arrest.md)", "](rules/arests.md)")
    said = refused(small).splitlines()
    # The catalogues quote the old paragraph, so the page is the only place that is wrong.
    assert said[0].startswith(f"{INDEX}:8:17: error: MK201 ")
    assert "rules/arests.md" in said[0]
    assert said[1].startswith("    hint: ")
    assert said[-1] == "1 problem; nothing was written"


def test_a_script_in_a_translation(small: Path) -> None:
    edit(small / RUSSIAN, '"Нет."', '"<script>alert()</script>Нет."')
    line = (small / RUSSIAN).read_text("utf-8").splitlines().index('msgstr "<script>alert()</script>Нет."') + 1
    said = refused(small).splitlines()
    assert said[0].startswith(f"{RUSSIAN}:{line}:9: error: PO103 ")
    assert "<script>" in said[0]
    assert said[1].startswith("    hint: ")
    assert said[2:] == ["1 problem; nothing was written"]


def test_many_problems_are_told_at_once(small: Path) -> None:
    edit(small / INDEX, "](rules/arrest.md)", "](rules/arests.md)")
    edit(small / INDEX, "![A desk with a lamp]", "![]")
    edit(small / ARREST, "## Time limits", "#### Time limits")
    edit(small / ARREST, "None.", "<script>alert(1)</script>")
    edit(small / REPORT, "kind: procedure", "kind: advice")
    edit(small / RUSSIAN, '"Другой срок."', '"[Другой](javascript:alert(1)) срок."')
    (small / "translations/kk/rules/nothing.po").write_text((small / KAZAKH).read_text("utf-8"), "utf-8")
    said = refused(small)
    found = re.findall(r"^(\S+?)(?::\d+){0,2}: error: ([A-Z]{2}\d{3}) \S", said, re.MULTILINE)
    for wanted in (
        (INDEX, "MK201"),
        (INDEX, "MK204"),
        (ARREST, "MK205"),
        (ARREST, "MK401"),
        (REPORT, "MK101"),
        (RUSSIAN, "PO103"),
        ("translations/kk/rules/nothing.po", "PO102"),
    ):
        assert wanted in found, said
    assert found == sorted(found, key=lambda one: one[0])
    assert said.splitlines()[-1] == f"{len(found)} problems; nothing was written"
    assert said.count("    hint: ") == len(found)


def test_a_narrow_build_of_a_broken_text_is_refused_too(small: Path) -> None:
    edit(small / RUSSIAN, '"Нет."', '"<script>alert()</script>Нет."')
    assert f"{RUSSIAN}:" in refused(small, "--lang", "kk", "--only", "site")


def test_a_broken_text_stays_broken_until_it_is_mended(small: Path) -> None:
    first = digests(small / "build")
    edit(small / INDEX, "](rules/arrest.md)", "](rules/arests.md)")
    assert refused(small) == refused(small)
    edit(small / INDEX, "](rules/arests.md)", "](rules/arrest.md)")
    handbook(small, "build").fine()
    assert digests(small / "build") == first


def test_an_unknown_language_names_the_choices(small: Path) -> None:
    said = refused(small, "--lang", "kk", "--lang", "xx").splitlines()
    line = (small / "mkdocs.yml").read_text("utf-8").splitlines().index("      languages:") + 1
    assert re.fullmatch(rf"mkdocs\.yml:{line}: error: CF110 .*\bxx\b.*", said[0])
    assert said[1] == "    hint: one of: en, ru, kk"


def test_a_first_build_of_a_broken_text_leaves_no_output(tmp_path: Path) -> None:
    project = small_project(tmp_path / "small")
    edit(project / INDEX, "](rules/arrest.md)", "](rules/arests.md)")
    ran = handbook(project, "build")
    assert ran.code == 1
    assert not (project / "build").exists()
    assert leftovers(project) == []
