"""`handbook review`: what it writes, what it says, and what it refuses."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from release.repository import Repository

from handbook.cli.main import status

ARREST = "docs/rules/arrest.md"
FILES = ["index.html", "redline-en.pdf", "redline-kk.pdf", "redline-ru.pdf", "redline.docx", "summary.md"]


@pytest.fixture
def handbook(tiny: Path) -> Repository:
    """A branch that rewords one item, and a main that went on."""
    found = Repository(tiny).begin()
    found.git("checkout", "-q", "-b", "change")
    found.edit(ARREST, "Record the hour.", "Record the hour and the place.")
    found.commit()
    found.git("checkout", "-q", "main")
    found.edit("docs/index.md", "# ", "# The ")
    found.commit()
    found.git("checkout", "-q", "change")
    return found


def run(capsys: pytest.CaptureFixture[str], handbook: Repository, *arguments: str) -> tuple[int, str, str]:
    code = status(["-C", str(handbook.root), "review", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def written(handbook: Repository) -> dict[str, bytes]:
    folder = handbook.root / "build/review"
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())} if folder.is_dir() else {}


def test_everything_is_written_and_said(handbook: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, handbook, "main")
    assert (code, err) == (0, "")
    assert sorted(written(handbook)) == FILES
    ends = handbook.commits[0][:10], handbook.commits[1][:10]
    assert out.splitlines()[:3] == [
        f"1 change from {ends[0]} to {ends[1]}: 1 reworded",
        "ru: 1 texts to translate, 6 words",
        "kk: 1 texts to translate, 6 words",
    ]
    assert sorted(out.splitlines()[3:]) == [f"build/review/{name}" for name in FILES]
    first = written(handbook)
    assert run(capsys, handbook, "main")[0] == 0
    assert written(handbook) == first, "the same commits give the same bytes"


def test_only_what_is_asked_for(handbook: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, handbook, "main", "--only", "summary")[0] == 0
    assert sorted(written(handbook)) == ["summary.md"]
    assert run(capsys, handbook, "main", "--only", "pdf", "--lang", "kk")[0] == 0
    assert sorted(written(handbook)) == ["redline-kk.pdf", "summary.md"]


def test_exactly_two_commits(handbook: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, handbook, "main", "change", "--exact", "--only", "summary")
    assert code == 0
    assert out.startswith("2 changes from "), "what main did since is undone by the branch"


def test_findings_are_those_of_what_is_checked_out(
    handbook: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    _, _, err = run(capsys, handbook, "change", "main", "--only", "summary")
    assert err == "the summary has no findings: main is not what is checked out\n"
    handbook.edit("docs/index.md", "](rules/arrest.md)", "](rules/arests.md)")
    handbook.commit()
    _, _, err = run(capsys, handbook, "main", "--only", "summary")
    assert err == ""
    assert "MK201" in written(handbook)["summary.md"].decode()


def test_a_configuration_that_is_no_handbooks(
    handbook: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    (handbook.root / "mkdocs.yml").write_text("site_name: Foreign\n", "utf-8")
    handbook.commit()
    code, out, err = run(capsys, handbook, "change~1", "--only", "html")
    assert code == 0
    assert out.startswith("0 changes from ") or "translated" not in out
    assert err == "the summary has no findings: mkdocs.yml cannot be read as a handbook's\n"
    assert list(written(handbook)) == ["index.html"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["no-such"], "git knows no commit 'no-such'"),
        (["--", "-x"], "'-x' names no commit"),
        (["main", "no-such"], "git knows no commit 'no-such'"),
        (["main", "--lang", "xx"], "unknown language: xx"),
        (["main", "--source-url", "javascript:alert(1)"], "--source-url"),
        (["main", "--only", "xml"], "--only"),
        ([], "BASE"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_written(
    handbook: Repository, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    code, _, err = run(capsys, handbook, *arguments)
    assert code in (1, 2)
    assert said in err
    assert written(handbook) == {}


def test_without_a_repository(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["-C", str(tiny), "review", "main"]) == 2
    assert "there is no history to look in" in capsys.readouterr().err


def test_a_failed_run_leaves_the_last_output(
    handbook: Repository, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(capsys, handbook, "main", "--only", "summary", "--only", "docx")
    before = written(handbook)

    def fails(*_: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("handbook.review.document.redline_docx", fails)
    handbook.edit(ARREST, "Record the hour and the place.", "Record it.")
    handbook.commit()
    assert run(capsys, handbook, "main", "--only", "summary", "--only", "docx")[0] == 2
    assert written(handbook) == before


def test_links_lead_to_the_line(handbook: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    address = "https://git.example/blob/{commit}/{path}#L{line}"
    assert run(capsys, handbook, "main", "--only", "html", "--source-url", address)[0] == 0
    page = written(handbook)["index.html"].decode()
    line = (handbook.root / ARREST).read_text("utf-8").splitlines().index('!!! safeguard "Must be done"') + 1
    assert f"https://git.example/blob/{handbook.commits[1]}/{ARREST}#L{line}" in page


def test_comments_come_back(handbook: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, handbook, "main", "--only", "docx")
    code, out, err = run(capsys, handbook, "import-comments", str(handbook.root / "build/review/redline.docx"))
    assert (code, err) == (0, "")
    assert out.startswith("0 remarks on ")
    code, _, err = run(capsys, handbook, "import-comments", str(handbook.root / "mkdocs.yml"))
    assert code == 2
    assert ".docx" in err


def test_a_branch_whose_name_is_an_attack(handbook: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    name = "x<img/src=x/onerror=alert(1)>`id`"
    handbook.git("branch", name, "main")
    assert run(capsys, handbook, name, "--only", "html", "--only", "summary")[0] == 0
    files = written(handbook)
    assert b"<img/src" not in files["index.html"]
    assert b"\\<img/src" in files["summary.md"]


def test_help_is_that_of_the_comparison(handbook: Repository) -> None:
    command = [sys.executable, "-m", "handbook", "-C", str(handbook.root), "review", "--help"]
    done = subprocess.run(command, capture_output=True, check=True)
    said = done.stdout.decode()
    assert "import-comments" in said
    assert "--exact" in said
    assert "Examples:" in said
