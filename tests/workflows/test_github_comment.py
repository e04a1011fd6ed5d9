"""The comment on GitHub, with the command of the workflow's own step, against a forge on this machine."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from fake_forge import Forge, running
from forge.summary import ARCHIVE_SIZE, MARKER
from test_forge_summary import packed, with_number
from workflow_files import ROOT, script

HEAD = "a" * 40
REPOSITORY = "/repos/org/handbook"
TOKEN = "token-of-the-test"
# A name that git accepts, and a shell, an expression or an address would not survive.
BRANCH = 'x"$(touch${IFS}/tmp/handbook-owned)`id`;${{github.token}}&state=all#'


def pull(number: int, *, sha: str = HEAD, repository: int | None = 22, base: int = 11) -> dict[str, Any]:
    """An open pull request as the API lists it."""
    repo = None if repository is None else {"id": repository}
    return {"number": number, "head": {"sha": sha, "repo": repo}, "base": {"repo": {"id": base}}}


def said(number: int, body: str, by: str = "github-actions[bot]") -> dict[str, Any]:
    """A comment that stands there already."""
    return {"id": number, "body": body, "user": {"login": by}}


def artifact(number: int, name: str, size: int = 500, *, expired: bool = False) -> dict[str, Any]:
    """An artifact of the run as the API lists it."""
    return {"id": number, "name": name, "size_in_bytes": size, "expired": expired}


@dataclass
class Run:
    """The forge's answers, the event, and how the program is started with them."""

    forge: Forge
    folder: Path
    event: dict[str, Any] = field(
        default_factory=lambda: {
            "id": 99,
            "event": "pull_request",
            "conclusion": "success",
            "head_sha": HEAD,
            "head_branch": BRANCH,
            "head_repository": {"id": 22, "owner": {"login": "stranger"}},
            "repository": {"id": 11},
            "html_url": "https://forge.example/org/handbook/actions/runs/99",
            "pull_requests": [],
        }
    )

    def tell(self, pulls: list[Any], artifacts: list[Any], archive: object, comments: list[Any]) -> None:
        """What the forge knows."""
        self.forge.answers = {
            ("GET", f"{REPOSITORY}/pulls"): pulls,
            ("GET", f"{REPOSITORY}/actions/runs/99/artifacts"): {"artifacts": artifacts},
            ("GET", f"{REPOSITORY}/actions/artifacts/5/zip"): archive,
            ("GET", rf"{REPOSITORY}/issues/\d+/comments"): comments,
            ("POST", rf"{REPOSITORY}/issues/\d+/comments"): {},
            ("PATCH", rf"{REPOSITORY}/issues/comments/\d+"): {},
        }

    def __call__(self) -> subprocess.CompletedProcess[str]:
        file = self.folder / "event.json"
        file.write_text(json.dumps({"workflow_run": self.event}), "utf-8")
        values = {
            "PATH": os.environ["PATH"],
            "GITHUB_API_URL": self.forge.address,
            "GITHUB_REPOSITORY": "org/handbook",
            "GITHUB_TOKEN": TOKEN,
            "GITHUB_EVENT_PATH": str(file),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        command = script("comment", "comment", "Write or update the comment")
        return subprocess.run(
            ["bash", "-c", command],
            cwd=ROOT / "tools",
            env=values,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def body(self) -> str:
        """The comment that was written: exactly one."""
        (written,) = self.forge.written()
        assert written.headers["authorization"] == f"Bearer {TOKEN}"
        return str(written.json["body"])


@pytest.fixture
def run(forge: Forge, tmp_path: Path) -> Run:
    """A preview that went well, of a fork's pull request 7 without a comment yet."""
    made = Run(forge, tmp_path)
    made.tell([pull(7)], [artifact(5, "summary")], with_number(b"What changed: 2.3.4"), [])
    return made


def test_the_first_summary_is_posted(run: Run) -> None:
    done = run()
    assert (done.returncode, done.stdout, done.stderr) == (0, "commented on pull request 7\n", "")
    (written,) = run.forge.written()
    assert (written.method, written.path) == ("POST", f"{REPOSITORY}/issues/7/comments")
    assert run.body().startswith(f"{MARKER}\n**Review of aaaaaaaaaa**")
    assert run.body().endswith("\n\nWhat changed: 2.3.4\n")


def test_a_hostile_branch_name_is_only_asked_for(run: Run) -> None:
    assert run().returncode == 0
    (asked,) = [one for one in run.forge.asked if one.path.endswith("/pulls")]
    assert asked.query == {"state": "open", "head": f"stranger:{BRANCH}", "per_page": "100", "page": "1"}
    assert BRANCH not in run.body()
    assert not Path("/tmp/handbook-owned").exists()


def test_our_own_comment_is_updated(run: Run) -> None:
    run.forge.answers["GET", rf"{REPOSITORY}/issues/\d+/comments"] = [
        said(1, "Thank you"),
        said(2, f"{MARKER}\nquoted by the author", by="stranger"),
        said(3, f"On the review: {MARKER}"),
        {"id": 4, "body": f"{MARKER} of somebody deleted", "user": None},
        said(5, f"{MARKER}\nold"),
        said(6, f"{MARKER}\nolder run, twice"),
    ]
    assert run().returncode == 0
    (written,) = run.forge.written()
    assert (written.method, written.path) == ("PATCH", f"{REPOSITORY}/issues/comments/5")


def test_our_comment_is_found_on_a_later_page(run: Run) -> None:
    many = [said(number, "talk", by="someone") for number in range(1, 251)]
    run.forge.answers["GET", rf"{REPOSITORY}/issues/\d+/comments"] = [*many, said(900, f"{MARKER}\nold")]
    assert run().returncode == 0
    (written,) = run.forge.written()
    assert written.path.endswith("/comments/900")


@pytest.mark.parametrize("claimed", [b"1", b"8", b"7; rm -rf /", b"-1", b"99999999999999999999"])
def test_an_artifact_cannot_name_another_pull_request(run: Run, claimed: bytes) -> None:
    archive = packed(("summary.md", b"seen"), ("number.txt", claimed[:20]))
    run.forge.answers["GET", f"{REPOSITORY}/actions/artifacts/5/zip"] = archive
    assert run().returncode == 0
    (written,) = run.forge.written()
    assert written.path == f"{REPOSITORY}/issues/7/comments"


def test_the_number_chooses_between_pull_requests_of_the_same_branch(run: Run) -> None:
    run.forge.answers["GET", f"{REPOSITORY}/pulls"] = [pull(9), pull(7)]
    run.forge.answers["GET", f"{REPOSITORY}/actions/artifacts/5/zip"] = with_number(b"seen", b"9\n")
    assert run().returncode == 0
    (written,) = run.forge.written()
    assert written.path == f"{REPOSITORY}/issues/9/comments"


@pytest.mark.parametrize(
    "pulls",
    [
        [],
        [pull(7, sha="b" * 40)],  # pushed to since: the newer run will say it
        [pull(7, repository=33)],  # another repository of the same owner with a branch of the same name
        [pull(7, repository=None)],  # the fork is gone
        [pull(7, base=33)],  # a pull request to somebody else
    ],
)
def test_without_a_pull_request_of_this_very_commit_nothing_is_said(run: Run, pulls: list[Any]) -> None:
    run.forge.answers["GET", f"{REPOSITORY}/pulls"] = pulls
    done = run()
    assert (done.returncode, run.forge.written()) == (0, [])
    assert "nothing to say" in done.stdout


def test_a_fork_that_is_gone_is_passed_over(run: Run) -> None:
    run.event["head_repository"] = None
    assert run().returncode == 0
    assert run.forge.written() == []


@pytest.mark.parametrize(
    ("key", "value"), [("event", "push"), ("head_sha", "main"), ("head_sha", "a" * 40 + "\n")]
)
def test_a_run_of_something_else_is_refused(run: Run, key: str, value: str) -> None:
    run.event[key] = value
    done = run()
    assert (done.returncode, done.stderr) == (1, "error: the run was not of a pull request\n")
    assert run.forge.asked == []


def _no_summary(run: Run) -> None:
    run.tell([pull(7)], [artifact(6, "review")], 404, [])


def _expired(run: Run) -> None:
    run.tell([pull(7)], [artifact(5, "summary", expired=True)], 404, [])


def _failed(run: Run) -> None:
    run.tell([pull(7)], [], 404, [])
    run.event["conclusion"] = "failure"


def _said_to_be_large(run: Run) -> None:
    run.tell([pull(7)], [artifact(5, "summary", ARCHIVE_SIZE + 1)], with_number(b"seen"), [])


def _symbolic_link(run: Run) -> None:
    archive = packed(("summary.md", b"/proc/self/environ"), ("number.txt", b"7"), mode=0o120777)
    run.tell([pull(7)], [artifact(5, "summary")], archive, [])


def _too_long(run: Run) -> None:
    run.tell([pull(7)], [artifact(5, "summary")], with_number(b"a" * 60_000), [])


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (_no_summary, "the preview ended well without one"),
        (_expired, "the preview ended well without one"),
        (_failed, "the preview failed without one"),
        (_said_to_be_large, "its archive is too large"),
        (_symbolic_link, "summary.md is no plain file"),
        (_too_long, "it has 60000 characters of at most 60000"),
    ],
)
def test_without_a_usable_summary_the_comment_says_so(
    run: Run, spoil: Callable[[Run], None], reason: str
) -> None:
    """The comment of an earlier push must not stay as if it were of this one."""
    spoil(run)
    done = run()
    assert (done.returncode, done.stderr) == (0, "")
    assert run.body().endswith(f"\n\nThere is no summary: {reason}. The log of the run says more.\n")


def test_an_archive_larger_than_it_was_said_to_be_is_not_read_to_its_end(run: Run) -> None:
    run.forge.answers["GET", f"{REPOSITORY}/actions/artifacts/5/zip"] = b"a" * (ARCHIVE_SIZE + 1)
    done = run()
    assert done.returncode == 1
    assert done.stderr == f"error: GET actions/artifacts/5/zip: more than {ARCHIVE_SIZE} bytes\n"
    assert run.forge.written() == []


def test_the_token_does_not_follow_to_where_the_files_lie(run: Run) -> None:
    with running() as storage:
        storage.answers["GET", "/files/5"] = with_number(b"from the storage")
        run.forge.answers["GET", f"{REPOSITORY}/actions/artifacts/5/zip"] = (
            f"-> {storage.address}/files/5?signature=1"
        )
        assert run().returncode == 0
        (asked,) = storage.asked
    assert TOKEN not in str(asked.headers)
    assert "from the storage" in run.body()


def test_the_newest_summary_of_a_repeated_run_counts_and_known_artifacts_are_linked(run: Run) -> None:
    names = ["summary", "review", "preview", "[x](https://bad.example)"]
    artifacts = [artifact(number, name) for number, name in enumerate(names, 3)]
    artifacts[0] = artifact(2, "summary")
    run.tell([pull(7)], [artifact(5, "summary"), *artifacts], with_number(b"seen"), [])
    assert run().returncode == 0
    page = "https://forge.example/org/handbook/actions/runs/99"
    places = f"[redline: page, PDFs, Word]({page}/artifacts/4) · [site and books]({page}/artifacts/5) · [log]({page})"
    assert places in run.body()
    assert "bad.example" not in run.body()


def test_what_a_summary_says_reaches_no_log(run: Run) -> None:
    """A workflow command in a log would be obeyed by the runner."""
    text = b"::add-mask::x\n::stop-commands::y\n##[error]z\n/merge\n@everyone"
    run.forge.answers["GET", f"{REPOSITORY}/actions/artifacts/5/zip"] = with_number(text)
    done = run()
    assert (done.returncode, done.stdout, done.stderr) == (0, "commented on pull request 7\n", "")
    assert "\n\\/merge\n@\u2060everyone\n" in run.body()


def test_a_forge_that_refuses_is_named_without_the_token(run: Run) -> None:
    run.forge.answers["POST", rf"{REPOSITORY}/issues/\d+/comments"] = 403
    del run.forge.answers["GET", rf"{REPOSITORY}/issues/\d+/comments"]
    run.forge.answers["GET", rf"{REPOSITORY}/issues/7/comments"] = []
    done = run()
    assert (done.returncode, done.stderr) == (1, "error: POST issues/7/comments: the forge answered 403\n")


def test_an_answer_of_another_shape_is_told_in_a_line(run: Run) -> None:
    run.forge.answers["GET", f"{REPOSITORY}/pulls"] = [{"number": 7}]
    done = run()
    assert (done.returncode, done.stderr) == (1, "error: the forge says nothing of 'head'\n")
