"""A language from the last commit at which it was complete: found, taken out of git safely, and labelled."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from release.repository import Repository

from handbook.errors import HandbookError
from handbook.findings import FindingsError
from handbook.project import load_project
from handbook.project.history import History
from handbook.release.as_of import findings_as_of, origin_as_of
from handbook.release.origin import Origin
from handbook.release.past_status import PastStatus
from handbook.release.workers import pool
from handbook.stable import clock
from handbook.translation.status import status_of

ARREST, REPORT = "docs/rules/arrest.md", "docs/steps/report.md"
NEW = "---\nkind: procedure\n---\n\n# Searching\n\nAsk first.\n"


@pytest.fixture
def told(tiny: Path) -> Repository:
    """Russian complete at the first commit; then the English gets a sentence, gets a page and loses one."""
    handbook = Repository(tiny).begin()
    handbook.edit(ARREST, "# Arrest\n", "# Arrest\n\nA sentence that is new.\n")
    handbook.commit()
    (tiny / "docs/steps/search.md").write_text(NEW, "utf-8")
    (tiny / REPORT).unlink()
    handbook.edit("mkdocs.yml", "      - Reporting: steps/report.md", "      - steps/search.md")
    handbook.edit("docs/index.md", "steps/report.md#the-form", "steps/search.md")
    handbook.commit()
    return handbook


def now(handbook: Repository) -> Origin:
    project = load_project(handbook.root)
    return Origin(project, clock(project.root))


def found(handbook: Repository, tag: str = "ru") -> Origin:
    return origin_as_of(now(handbook), tag)


def test_a_language_that_is_complete_is_built_from_the_files_as_they_are(tiny: Path) -> None:
    handbook = Repository(tiny).begin()
    origin = found(handbook)
    assert origin == now(handbook)
    assert origin.follows is None


def test_the_last_complete_commit(told: Repository) -> None:
    before = told.status()
    origin = found(told)
    assert origin.clock.commit == told.commits[0][:10]
    assert origin.follows is not None
    assert (origin.follows.date, origin.follows.commit) == (origin.clock.date, origin.clock.commit)
    assert origin.follows.changed == {"index.md", "rules/arrest.md"}
    assert origin.follows.gone == {"steps/report.md"}
    assert origin.follows.new == ("steps/search.md",)
    assert origin.project.pages == ("index.md", "rules/arrest.md", "steps/report.md")
    assert "new." not in (origin.project.docs / "rules/arrest.md").read_text("utf-8")
    assert told.status() == before
    (status,) = status_of(origin.project, ("ru",))
    assert status.total.share("current") == 100
    with pool(1) as workers:
        assert findings_as_of(origin, "ru", workers) == []


def test_the_newest_of_several(tiny: Path) -> None:
    handbook, catalogue = Repository(tiny).begin(), "translations/ru/rules/arrest.po"
    handbook.edit(ARREST, "# Arrest\n", "# Arrest\n\nA new sentence.\n")
    handbook.commit()
    handbook.edit(catalogue, 'msgid "Exceptions"', 'msgid "A new sentence."\nmsgstr "Новое."\n\nmsgid "Exceptions"')
    latest = handbook.commit()
    assert found(handbook).follows is None
    handbook.edit(ARREST, "A new sentence.", "Another sentence.")
    assert found(handbook).clock.commit == latest[:10]
    handbook.edit(catalogue, 'msgstr "Новое."', 'msgstr ""')
    handbook.commit()
    assert found(handbook).clock.commit == latest[:10]


def test_uncommitted_english_is_newer_too(tiny: Path) -> None:
    handbook = Repository(tiny).begin()
    handbook.edit(ARREST, "# Arrest\n", "# Arrest\n\nMore.\n")
    origin = found(handbook)
    assert origin.clock.commit == handbook.commits[0][:10]
    assert origin.follows is not None
    assert origin.follows.changed == {"rules/arrest.md"}


def test_the_same_english_is_not_called_newer(tiny: Path) -> None:
    """A translation taken back is no new English edition: the last complete one is built, and claims nothing."""
    handbook = Repository(tiny).begin()
    (tiny / "translations/ru/index.po").unlink()
    handbook.commit()
    origin = found(handbook)
    assert origin.clock.commit == handbook.commits[0][:10]
    assert origin.follows is not None
    assert not origin.follows.newer
    assert origin.edition.behind is None
    handbook.edit("mkdocs.yml", "  - Rules:", "  - The rules:")
    changed = found(handbook)
    assert changed.edition.behind == changed.follows
    assert changed.follows is not None
    assert changed.follows.changed == frozenset()


def test_thresholds_say_what_complete_is(told: Repository) -> None:
    told.edit("mkdocs.yml", "  - i18n:", "      require: {ru: {current: 60}, kk: {current: 27}}\n  - i18n:")
    assert found(told).follows is None
    assert found(told, "kk").follows is None
    told.edit("mkdocs.yml", "ru: {current: 60}", "ru: {current: 60, reviewed: 1}")
    with pytest.raises(FindingsError) as refused:
        found(told)
    assert "60 % current and 1 % reviewed" in refused.value.findings[0].message
    assert "0 reviewed" in refused.value.findings[0].message


def test_never_complete_names_the_best_and_what_it_lacks(told: Repository) -> None:
    with pytest.raises(FindingsError) as refused:
        found(told, "kk")
    (finding,) = refused.value.findings
    assert (finding.path, finding.code) == ("translations/kk", "RL102")
    assert finding.message == (
        "kk was complete (100 % current) at no commit; "
        f"the best is {told.commits[-1][:10]} of 2026-11-18: 8 of 29 entries current, 0 reviewed"
    )
    assert finding.hint == "lacking there: rules/arrest.md 14, index.md 3, _navigation.po 2, steps/search.md 2"


def test_a_shallow_clone_says_so(told: Repository, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", "--depth", "1", told.root.as_uri(), str(clone)], check=True)
    with pytest.raises(FindingsError) as refused:
        found(Repository(clone))
    (finding,) = refused.value.findings
    assert "older commits are not in this shallow clone" in finding.message
    assert finding.hint.startswith("git fetch --unshallow")


def test_without_a_repository(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tiny.parent))
    (tiny / "translations/ru/index.po").unlink()
    with pytest.raises(HandbookError) as refused:
        found(Repository(tiny))
    assert "there is no history to look in" in refused.value.what
    assert "without --as-of-translation" in refused.value.hint


def test_the_source_is_translated_from_nothing(tiny: Path) -> None:
    with pytest.raises(HandbookError, match="translated from nothing"):
        found(Repository(tiny).begin(), "en")


def test_a_project_below_the_root_of_its_repository(tiny: Path, tmp_path: Path) -> None:
    outer = tmp_path / "outer"
    shutil.copytree(tiny, outer / "books" / "tiny")
    handbook = Repository(outer).begin()
    inner = Repository(outer / "books" / "tiny", handbook.commits)
    inner.edit(ARREST, "# Arrest\n", "# Arrest\n\nMore.\n")
    origin = found(inner)
    assert origin.project.pages == ("index.md", "rules/arrest.md", "steps/report.md")
    assert (origin.project.docs / "assets/desk.svg").is_file()


def test_the_past_is_counted_as_the_present(tiny: Path) -> None:
    handbook = Repository(tiny).begin()
    project = load_project(tiny)
    with History(tiny) as history:
        (commit,) = history.commits(["docs"])
        for one in status_of(project):
            past = PastStatus(project, one.tag, history)
            then = past.at(commit)
            past.save()
            assert then is not None
            assert [(row.page, row.part, row.counts) for row in then.rows] == [
                (row.page, row.part, row.counts) for row in one.rows
            ]
            assert PastStatus(project, one.tag, history).known == past.known != {}
    assert handbook.status() == ""


def test_what_was_taken_out_is_used_again_unless_somebody_changed_it(told: Repository) -> None:
    page = found(told).project.docs / "rules/arrest.md"
    before = page.stat().st_ino
    assert (found(told).project.docs / "rules/arrest.md").stat().st_ino == before
    page.write_text("# Not what was committed\n", "utf-8")
    assert found(told).follows is not None
    assert "# Arrest" in page.read_text("utf-8")
    assert [path.name for path in (told.root / ".cache/handbook/editions").glob(".*")] == []


def test_a_link_in_a_commit_is_refused(told: Repository) -> None:
    secret = told.root.parent / "secret.md"
    secret.write_text("# Secret\n", "utf-8")
    told.git("checkout", "-q", told.commits[0])
    (told.root / "docs/assets/link.svg").symlink_to(secret)
    commit = told.commit()
    told.edit(ARREST, "# Arrest\n", "# Arrest\n\nMore.\n")
    with pytest.raises(HandbookError) as refused:
        found(told)
    assert refused.value.where == f"{commit[:10]}:docs/assets/link.svg"
    assert not (told.root / ".cache/handbook/editions" / f"ru-{commit[:10]}").exists()


@pytest.mark.parametrize("name", ["..", ".git", "."])
def test_a_path_that_leads_out_is_refused(tiny: Path, name: str) -> None:
    handbook = Repository(tiny).begin()
    blob = handbook.git("hash-object", "-w", "--stdin", given=b"# Out\n")
    entry = b"100644 evil.md\0" + bytes.fromhex(blob)
    inner = handbook.git("hash-object", "-t", "tree", "-w", "--stdin", "--literally", given=entry)
    for folder in (name, "docs"):
        entry = f"40000 {folder}".encode() + b"\0" + bytes.fromhex(inner)
        inner = handbook.git("hash-object", "-t", "tree", "-w", "--stdin", "--literally", given=entry)
    commit = handbook.git("commit-tree", inner, "-m", "evil")
    handbook.git("update-ref", "HEAD", commit)
    with History(tiny) as history:
        (newest, *_) = history.commits(["docs"])
        assert newest.hash == commit
        with pytest.raises(HandbookError, match="leads out of it"):
            history.tree(newest, ["docs"])


def test_a_commit_with_a_broken_page_is_not_complete(tiny: Path) -> None:
    handbook = Repository(tiny).begin()
    handbook.edit("docs/index.md", "kind: reference", "kind: nonsense")
    handbook.commit()
    handbook.edit("docs/index.md", "kind: nonsense", "kind: reference")
    handbook.edit(ARREST, "# Arrest\n", "# Arrest\n\nMore.\n")
    assert found(handbook).clock.commit == handbook.commits[0][:10]


def test_errors_of_an_earlier_text_are_told_where_they_stand(told: Repository) -> None:
    told.git("checkout", "-q", told.commits[0])
    told.edit("docs/index.md", "](rules/arrest.md)", "](rules/nowhere.md)")
    # The link is part of the text for translators: only a part of the language stays current.
    told.edit("mkdocs.yml", "  - i18n:", "      require: {ru: {current: 90}}\n  - i18n:")
    commit = told.commit()
    (told.root / ARREST).write_text("# Arrest\n\n" + "".join(f"New {n}.\n\n" for n in range(40)), "utf-8")
    origin = found(told)
    assert origin.clock.commit == commit[:10]
    with pool(1) as workers:
        findings = findings_as_of(origin, "ru", workers)
    assert f"{commit[:10]}:docs/index.md" in {one.path for one in findings}
    assert not any("translations/kk" in one.path for one in findings)
