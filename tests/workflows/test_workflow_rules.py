"""What the workflows may never do, whatever linters think of it."""

from __future__ import annotations

import re

import pytest
import yaml
from workflow_files import GITLAB, ROOT, WORKFLOWS, read, steps, workflow

PINS = yaml.safe_load((ROOT / "tests" / "workflows" / "pins.yml").read_text("utf-8"))
VERSIONS = {one["pin"]: one["version"] for one in PINS}


def test_everything_foreign_is_pinned_to_a_hash_that_was_read_somewhere() -> None:
    used = set()
    for path in [*WORKFLOWS, GITLAB]:
        text = path.read_text("utf-8")
        for pin, version in re.findall(r"uses: ([^\s.]\S*)(?: # (\S+))?", text):
            assert VERSIONS[pin] == version, f"{path.name}: {pin}"
            used.add(pin)
        for pin in re.findall(r"(?:container|image): (\S+)", text):
            assert pin in VERSIONS, f"{path.name}: {pin}"
            used.add(pin)
    assert used == set(VERSIONS)


def test_pins_are_full_hashes_and_say_where_they_were_read() -> None:
    for one in PINS:
        assert re.search(r"@([0-9a-f]{40}|sha256:[0-9a-f]{64})$", one["pin"]), one["pin"]
        # Of actions, anybody could write a wrong hash: two have to agree.
        assert len(one["read"]) >= (1 if "@sha256:" in one["pin"] else 2), one["pin"]
        assert all(re.match(r"\S+/\S+ at [0-9a-f]{40}, \S+$", place) for place in one["read"]), one["pin"]


def test_nobody_may_write_but_two_jobs() -> None:
    writing = []
    for path in WORKFLOWS:
        data = read(path)
        assert data["permissions"] == {}, path.name
        for name, job in data["jobs"].items():
            writing += [(path.stem, name, what) for what, how in job["permissions"].items() if how != "read"]
    assert writing == [("comment", "comment", "pull-requests"), ("publish", "release", "contents")]


def test_no_secret_is_named() -> None:
    for path in WORKFLOWS:
        assert "secrets" not in path.read_text("utf-8"), path.name
    holding = [name for name, step in steps() if "github.token" in str(step)]
    assert holding == [
        "comment.yml: comment: Write or update the comment",
        "publish.yml: release: Make the release",
    ]


def test_no_expression_stands_in_a_script() -> None:
    for name, step in steps():
        assert "${{" not in step.get("run", ""), name


def test_no_checkout_keeps_the_token() -> None:
    for name, step in steps():
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False, name


def test_every_job_ends() -> None:
    for path in WORKFLOWS:
        for name, job in read(path)["jobs"].items():
            assert "uses" in job or job["timeout-minutes"] <= 60, f"{path.name}: {name}"


def test_pull_requests_of_forks_are_checked_without_privilege() -> None:
    """No workflow runs a pull request's code with more than a fork's rights."""
    for path in WORKFLOWS:
        assert "pull_request_target" not in read(path)["on"], path.name
    for name in ("check", "preview"):
        assert "pull_request" in workflow(name)["on"]
        assert "if" not in str(workflow(name)["jobs"]).split("steps")[0]


def test_the_comment_runs_the_default_branch_alone() -> None:
    (job,) = workflow("comment")["jobs"].values()
    checkout, comment = job["steps"]
    assert checkout["with"]["ref"] == "${{ github.event.repository.default_branch }}"
    assert comment["run"] == "python3 -m forge github-comment"
    assert set(comment["env"]) == {"GITHUB_TOKEN"}


def test_the_job_that_releases_runs_nothing_of_the_repository() -> None:
    release = workflow("publish")["jobs"]["release"]
    assert [step.get("uses", "").split("@")[0] for step in release["steps"]] == [
        "actions/download-artifact",
        "",
    ]
    assert set(release["needs"]) == {"check", "build"}


def test_a_release_reads_no_cache() -> None:
    for path in WORKFLOWS:
        assert "cache@" not in path.read_text("utf-8"), path.name
    assert read(GITLAB)[".handbook"]["cache"] == []


@pytest.mark.parametrize("job", ["handbook-findings", "handbook-tests", "handbook-preview", "handbook-pack"])
def test_on_gitlab_the_review_token_is_named_by_one_job_alone(job: str) -> None:
    data = read(GITLAB)
    assert "HANDBOOK_REVIEW_TOKEN" not in str(data[job])
    (rule,) = data["handbook-comment"]["rules"]
    for condition in ('== "schedule"', "== $CI_DEFAULT_BRANCH", '$CI_COMMIT_REF_PROTECTED == "true"'):
        assert condition in rule["if"]
