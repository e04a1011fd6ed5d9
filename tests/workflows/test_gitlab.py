"""The note on a merge request and the release on GitLab, against a forge on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fake_forge import Forge
from forge import gitlab_comment, gitlab_release
from forge.__main__ import main
from forge.summary import MARKER
from forge.web import Refused

HEAD = "c" * 40
API = "/projects/4"
TOKEN = "token-of-the-test"


def request(number: int, source: int = 4, sha: str = HEAD) -> dict[str, Any]:
    """An open merge request as the API lists it."""
    return {"iid": number, "sha": sha, "source_project_id": source, "target_project_id": 4}


@pytest.fixture
def schedule(forge: Forge) -> dict[str, str]:
    """The variables of a schedule, and a forge with one previewed merge request, number 3."""
    forge.answers = {
        ("GET", "/user"): {"id": 50},
        ("GET", f"{API}/merge_requests"): [request(3)],
        ("GET", rf"{API}/merge_requests/\d+/pipelines"): [
            {"id": 8, "sha": "d" * 40, "source": "merge_request_event"},
            {"id": 9, "sha": HEAD, "source": "push"},
            {"id": 10, "sha": HEAD, "source": "merge_request_event"},
        ],
        ("GET", f"{API}/pipelines/10/jobs"): [
            {"id": 70, "name": "handbook-findings", "status": "success", "web_url": "x"},
            {
                "id": 71,
                "name": "handbook-preview",
                "status": "success",
                "web_url": "https://forge.example/jobs/71",
                "artifacts_file": {"filename": "artifacts.zip"},
            },
        ],
        ("GET", f"{API}/jobs/71/artifacts/build/review/summary.md"): b"What changed\n/merge\n@all",
        ("GET", rf"{API}/merge_requests/\d+/notes"): [],
        ("POST", rf"{API}/merge_requests/\d+/notes"): {},
        ("PUT", rf"{API}/merge_requests/\d+/notes/\d+"): {},
    }
    return {
        "CI_API_V4_URL": forge.address,
        "CI_PROJECT_ID": "4",
        "HANDBOOK_REVIEW_TOKEN": TOKEN,
        "CI_COMMIT_REF_PROTECTED": "true",
    }


def note(number: int, body: str, by: int = 50) -> dict[str, Any]:
    """A note that stands there already."""
    return {"id": number, "body": body, "author": {"id": by}}


def test_the_first_summary_is_posted_without_its_commands(forge: Forge, schedule: dict[str, str]) -> None:
    """A note's `/merge` would be done in the name of whoever's token it is."""
    gitlab_comment.run(schedule)
    (written,) = forge.written()
    assert (written.method, written.path) == ("POST", f"{API}/merge_requests/3/notes")
    assert written.json["body"].startswith(f"{MARKER}\n**Review of cccccccccc**")
    assert written.json["body"].endswith("\n\nWhat changed\n\\/merge\n@\u2060all\n")
    assert written.headers["private-token"] == TOKEN


def test_our_note_is_updated_and_left_alone_when_nothing_changed(
    forge: Forge, schedule: dict[str, str]
) -> None:
    notes = ("GET", rf"{API}/merge_requests/\d+/notes")
    forge.answers[notes] = [note(1, f"{MARKER} quoted", by=51), note(2, f"{MARKER} old")]
    gitlab_comment.run(schedule)
    (written,) = forge.written()
    assert (written.method, written.path) == ("PUT", f"{API}/merge_requests/3/notes/2")
    forge.answers[notes] = [note(2, written.json["body"].strip())]
    gitlab_comment.run(schedule)
    assert forge.written() == [written]


def test_merge_requests_of_forks_are_passed_over(forge: Forge, schedule: dict[str, str]) -> None:
    forge.answers["GET", f"{API}/merge_requests"] = [request(3, source=66)]
    gitlab_comment.run(schedule)
    assert [one.path for one in forge.asked] == ["/user", f"{API}/merge_requests"]


def test_nothing_is_said_before_the_preview_of_the_last_commit_has_ended(
    forge: Forge, schedule: dict[str, str]
) -> None:
    forge.answers["GET", f"{API}/merge_requests"] = [request(3, sha="e" * 40)]
    gitlab_comment.run(schedule)
    forge.answers["GET", f"{API}/merge_requests"] = [request(3)]
    forge.answers["GET", f"{API}/pipelines/10/jobs"] = [
        {"id": 71, "name": "handbook-preview", "status": "running"}
    ]
    gitlab_comment.run(schedule)
    assert forge.written() == []


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (404, "GET jobs/71/artifacts/build/review/summary.md: the forge answered 404"),
        (b"a" * 240_001, "GET jobs/71/artifacts/build/review/summary.md: more than 240000 bytes"),
        (b"a" * 60_000, "it has 60000 characters of at most 60000"),
        (b"\xff", "it is not UTF-8"),
    ],
)
def test_a_summary_that_cannot_be_used_is_not_shown(
    forge: Forge, schedule: dict[str, str], answer: object, reason: str
) -> None:
    forge.answers["GET", f"{API}/jobs/71/artifacts/build/review/summary.md"] = answer
    gitlab_comment.run(schedule)
    (written,) = forge.written()
    assert f"There is no summary: {reason}." in written.json["body"]


@pytest.mark.parametrize("change", [{"CI_COMMIT_REF_PROTECTED": "false"}, {"CI_MERGE_REQUEST_IID": "3"}])
def test_it_refuses_to_run_where_others_code_could(
    forge: Forge, schedule: dict[str, str], change: dict[str, str]
) -> None:
    with pytest.raises(Refused, match="schedule on a protected branch"):
        gitlab_comment.run(schedule | change)
    assert forge.asked == []


def test_it_names_every_variable_that_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("CI_API_V4_URL", "CI_PROJECT_ID", "HANDBOOK_REVIEW_TOKEN", "CI_COMMIT_REF_PROTECTED"):
        monkeypatch.delenv(name, raising=False)
    assert main(["gitlab-comment"]) == 1
    expected = (
        "error: not set: CI_API_V4_URL, CI_PROJECT_ID, HANDBOOK_REVIEW_TOKEN, CI_COMMIT_REF_PROTECTED\n"
    )
    assert capsys.readouterr().err == expected
    assert main(["erase"]) == main([]) == 2


def _release(forge: Forge, folder: Path, tag: str = "v0.1") -> None:
    forge.answers = {
        ("PUT", rf"{API}/packages/generic/handbook/v0\.1/[\w.-]+"): {},
        ("POST", f"{API}/releases"): {},
    }
    gitlab_release.run(
        {
            "CI_API_V4_URL": forge.address,
            "CI_PROJECT_ID": "4",
            "CI_JOB_TOKEN": TOKEN,
            "CI_COMMIT_TAG": tag,
            "HANDBOOK_DIST": str(folder),
        }
    )


def test_a_release_holds_every_file(forge: Forge, tmp_path: Path) -> None:
    (tmp_path / "handbook-kk.pdf").write_bytes(b"%PDF")
    (tmp_path / "SHA256SUMS").write_bytes(b"sums")
    _release(forge, tmp_path)
    sums, book, release = forge.written()
    assert (sums.path.rsplit("/", 1)[1], sums.body) == ("SHA256SUMS", b"sums")
    assert (book.path.rsplit("/", 1)[1], book.body) == ("handbook-kk.pdf", b"%PDF")
    assert {one.headers["job-token"] for one in forge.written()} == {TOKEN}
    assert release.json["tag_name"] == "v0.1"
    assert [link["url"] for link in release.json["assets"]["links"]] == [
        forge.address + one.path for one in (sums, book)
    ]


@pytest.mark.parametrize("tag", ["0.1", "v", "v1/../../releases", "v1 ", "v1\n"])
def test_a_tag_that_is_no_version_is_refused(forge: Forge, tmp_path: Path, tag: str) -> None:
    (tmp_path / "SHA256SUMS").write_bytes(b"sums")
    with pytest.raises(Refused, match="no version"):
        _release(forge, tmp_path, tag)
    assert forge.asked == []


def test_nothing_is_no_release(forge: Forge, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="nothing to release"):
        _release(forge, tmp_path)
