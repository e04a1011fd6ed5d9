"""Reviews of real repositories: revisions, merge bases, renames and moves, what git holds beside plain files."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from release.repository import Repository
from review.past import seen, told

from handbook.errors import HandbookError
from handbook.project import load_project
from handbook.project.history import Commit, History
from handbook.review.compare import compare
from handbook.review.model import Kind, Review, Standing

ARREST, REPORT = "docs/rules/arrest.md", "docs/steps/report.md"


@pytest.fixture
def handbook(tiny: Path) -> Repository:
    return Repository(tiny).begin()


def review(handbook: Repository, base: str, head: str = "HEAD") -> Review:
    project = load_project(handbook.root)
    with History(project.root) as history:
        return compare(project, history, history.commit(base), history.commit(head), (base, head))


def test_a_page_that_was_renamed_and_edited(handbook: Repository) -> None:
    """git knows the rename; its catalogues went along."""
    moved = "docs/rules/taking-into-custody.md"
    handbook.git("mv", ARREST, moved)
    for tag in ("ru", "kk"):
        catalogue = f"translations/{tag}/rules"
        handbook.git("mv", f"{catalogue}/arrest.po", f"{catalogue}/taking-into-custody.po")
    handbook.edit("mkdocs.yml", "rules/arrest.md", "rules/taking-into-custody.md")
    handbook.edit(moved, "Record the hour.", "Record the hour and the place.")
    handbook.commit()
    found = review(handbook, "HEAD~1")
    title, item = found.changes
    assert title.kinds == (Kind.MOVED,)
    assert (title.before.page, title.after.page) == ("rules/arrest.md", "rules/taking-into-custody.md")  # type: ignore[union-attr]
    assert title.languages == {"ru": Standing.CURRENT, "kk": Standing.CURRENT}
    assert item.kinds == (Kind.REWORDED,)
    assert item.languages["ru"] is Standing.OUTDATED
    assert found.shifts == ()


def test_a_paragraph_that_went_to_another_page_keeps_its_translation(handbook: Repository) -> None:
    text = "Tell the person why he or she is held, in a language that the person understands."
    handbook.edit(ARREST, "Tell the person why.[^law]\n", f"Tell the person why.[^law]\n\n{text}\n")
    handbook.commit()
    handbook.edit(ARREST, f"\n\n{text}\n", "\n")
    report = handbook.root / REPORT
    report.write_text(report.read_text("utf-8").rstrip() + f"\n\n{text}\n", "utf-8")
    handbook.commit()
    (change,) = review(handbook, "HEAD~1").changes
    assert change.kinds == (Kind.MOVED,)
    assert change.before is not None
    assert (change.before.file, change.after.file) == (ARREST, REPORT)  # type: ignore[union-attr]


def test_links_and_modules_are_never_followed(handbook: Repository) -> None:
    outside = handbook.root.parent / "outside.md"
    outside.write_text("# A secret\n", "utf-8")
    os.symlink(outside, handbook.root / "docs/rules/link.md")
    os.symlink(handbook.root.parent, handbook.root / "docs/away")
    handbook.git("update-index", "--add", "--cacheinfo", f"160000,{handbook.commits[0]},docs/module.md")
    handbook.git("add", "docs/rules/link.md", "docs/away")
    handbook.git("commit", "-q", "-m", "Links")
    found = review(handbook, "HEAD~1")
    assert found.changes == ()
    assert [(one.what, one.path) for one in found.others] == [
        ("A", "docs/away"),
        ("A", "docs/module.md"),
        ("A", "docs/rules/link.md"),
    ]
    assert "secret" not in told(found)


def test_names_that_are_no_utf_8(handbook: Repository) -> None:
    name = os.fsencode(handbook.root) + b"/docs/rules/\xff\xfe.md"
    Path(os.fsdecode(name)).write_bytes(b"# One\n\nText \xff here.\n")
    handbook.commit()
    Path(os.fsdecode(name)).write_bytes(b"# One\n\nText \xff there.\n")
    handbook.commit()
    (change,) = review(handbook, "HEAD~1").changes
    assert change.place.page == "rules/��.md"
    told(review(handbook, "HEAD~1")).encode("utf-8")


def test_a_base_without_a_configuration_takes_that_of_the_head(handbook: Repository) -> None:
    config = (handbook.root / "mkdocs.yml").read_text("utf-8")
    (handbook.root / "mkdocs.yml").unlink()
    handbook.commit()
    (handbook.root / "mkdocs.yml").write_text(config, "utf-8")
    handbook.edit(ARREST, "Record the hour.", "Record the minute.")
    handbook.commit()
    (change,) = review(handbook, "HEAD~1").changes
    assert change.place.number.startswith("1.1.")
    assert seen(next(text for text in change.texts if text.block == "li").redline) == "Record the [-hour-]{+minute+}."


def test_the_working_copy_has_no_say(handbook: Repository) -> None:
    handbook.edit(ARREST, "Record the hour.", "Record the minute.")
    handbook.commit()
    before = told(review(handbook, "HEAD~1"))
    handbook.edit(ARREST, "Record the minute.", "Not in any commit.")
    (handbook.root / "docs/rules/new.md").write_text("# New\n", "utf-8")
    assert told(review(handbook, "HEAD~1")) == before


def test_a_part_of_a_larger_repository(tmp_path: Path, tiny: Path) -> None:
    """The handbook may be a folder among others."""
    shutil.copytree(tiny, tmp_path / "all/books/handbook")
    outer = Repository(tmp_path / "all").begin()
    (tmp_path / "all/books/handbook/docs/index.md").write_text("# Another book\n\nFor nobody.\n", "utf-8")
    (tmp_path / "all/elsewhere.md").write_text("# Elsewhere\n", "utf-8")
    outer.git("mv", "books/handbook/docs/rules/arrest.md", "books/handbook/docs/rules/stop.md")
    outer.commit()
    inner = Repository(tmp_path / "all/books/handbook")
    found = review(inner, "HEAD~1")
    assert {change.place.page for change in found.changes} == {"index.md", "rules/stop.md"}
    (title,) = (change for change in found.changes if Kind.MOVED in change.kinds)
    assert title.title == "Arrest"
    assert title.languages == {"ru": Standing.OUTDATED, "kk": Standing.OUTDATED}, "nobody moved the catalogues"


def test_sign_offs_given_and_voided(handbook: Repository) -> None:
    from handbook.cli.main import status

    def sign() -> None:
        arguments = ["signoff", "rules/arrest.md", "--lang", "ru", "--as", "reviewer", "--name", "A. Reader"]
        assert status(["-C", str(handbook.root), *arguments, "--date", "2026-11-22"]) == 0

    sign()
    handbook.commit()
    (given,) = review(handbook, "HEAD~1").signoffs
    assert (given.tag, given.page, given.role, given.voided) == ("ru", "rules/arrest.md", "reviewer", False)
    handbook.edit(ARREST, "Record the hour.", "Record the minute.")
    handbook.commit()
    (voided,) = review(handbook, "HEAD~1").signoffs
    assert (voided.page, voided.voided) == ("rules/arrest.md", True)


# Revisions


WRONG = ("", "-x", "--output=x", "a\0b", "a\nb", "no-branch", "HEAD..HEAD", "HEAD^^^^^^", "🎉", "a b", "../x", "@{1}")


@pytest.mark.parametrize("name", WRONG)
def test_a_revision_that_names_no_commit(handbook: Repository, name: str) -> None:
    with History(handbook.root) as history, pytest.raises(HandbookError) as refused:
        history.commit(name)
    assert refused.value.hint
    assert not (handbook.root / "x").exists()


def test_a_revision_by_any_name(handbook: Repository) -> None:
    handbook.git("tag", "-a", "v1", "-m", "One")
    hostile = "x;$(touch${IFS}pwned)`id`<b>"
    handbook.git("branch", hostile)
    wanted = handbook.git("rev-parse", "HEAD")
    with History(handbook.root) as history:
        for name in ("HEAD", "main", "v1", wanted, wanted[:10], "HEAD~0", hostile):
            assert history.commit(name).hash == wanted
    assert not (handbook.root / "pwned").exists()


def test_the_merge_base(handbook: Repository) -> None:
    first = handbook.commits[0]
    handbook.git("checkout", "-q", "-b", "other")
    other = handbook.commit()
    handbook.git("checkout", "-q", "main")
    handbook.edit(ARREST, "Record the hour.", "Record the minute.")
    main = handbook.commit()
    with History(handbook.root) as history:
        assert history.merge_base(history.commit(other), history.commit(main)).hash == first
        handbook.git("checkout", "-q", "--orphan", "alone")
        alone = handbook.commit()
        with pytest.raises(HandbookError) as refused:
            history.merge_base(history.commit(main), history.commit(alone))
    assert "--exact" in refused.value.hint


def test_a_shallow_clone_without_the_merge_base(handbook: Repository, tmp_path: Path) -> None:
    handbook.git("checkout", "-q", "-b", "other")
    other = handbook.commit()
    handbook.git("checkout", "-q", "main")
    handbook.edit(ARREST, "Record the hour.", "Record the minute.")
    main = handbook.commit()
    clone = tmp_path / "clone"
    address = f"file://{handbook.root}"
    subprocess.run(["git", "clone", "-q", "--depth=1", "--no-single-branch", address, clone], check=True)
    with History(clone) as history, pytest.raises(HandbookError) as refused:
        history.merge_base(Commit(other, 0), Commit(main, 0))
    assert "left out of this clone" in refused.value.what
    assert "--unshallow" in refused.value.hint
