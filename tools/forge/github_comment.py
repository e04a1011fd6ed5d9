"""GitHub: the summary of a finished `preview` run becomes the one comment of its pull request.

1. The run, its commit and its branch are read from the event, which GitHub writes.
2. The pull request is looked up by that branch and commit. The number in the artifact only chooses between pull
   requests of the same branch; it can never name another one.
3. The artifact is read in memory as data.
4. Our own earlier comment is updated, or the first one is posted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from forge.summary import ARCHIVE_SIZE, MARKER, Unusable, comment, failure, from_archive
from forge.web import Api, Refused, needed

BOT = "github-actions[bot]"
SUMMARY = "summary"  # the artifact with summary.md and number.txt
SHOWN = {"review": "redline: page, PDFs, Word", "preview": "site and books"}  # artifacts the comment leads to
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


def run(environment: Mapping[str, str]) -> None:
    """Comment on the pull request of the run that the event names; say in one line what was done."""
    base, repository, token, event = needed(
        environment, "GITHUB_API_URL", "GITHUB_REPOSITORY", "GITHUB_TOKEN", "GITHUB_EVENT_PATH"
    )
    finished = json.loads(Path(event).read_text("utf-8"))["workflow_run"]
    if finished["event"] != "pull_request" or _COMMIT.fullmatch(finished["head_sha"]) is None:
        raise Refused("the run was not of a pull request")
    api = Api(f"{base}/repos/{repository}", {"Authorization": f"Bearer {token}"})
    pulls = _pulls(api, finished)
    if not pulls:
        print("no open pull request has this commit as its last: nothing to say")
        return
    artifacts = _artifacts(api, int(finished["id"]))
    text, claimed = _summary(api, finished, artifacts)
    number = pulls[0] if claimed not in pulls else claimed
    _post(api, number, comment(finished["head_sha"], _links(finished, artifacts), text))
    print(f"commented on pull request {number}")


def _pulls(api: Api, finished: Mapping[str, Any]) -> list[int]:
    """The open pull requests of the run's branch whose last commit is the run's. For forks the event names none."""
    fork = finished["head_repository"]
    if fork is None:
        return []  # deleted since
    branch = f"{fork['owner']['login']}:{finished['head_branch']}"
    return sorted(
        int(pull["number"])
        for pull in api.listed("pulls", state="open", head=branch)
        if pull["head"]["sha"] == finished["head_sha"]
        and (pull["head"]["repo"] or {}).get("id") == fork["id"]
        and pull["base"]["repo"]["id"] == finished["repository"]["id"]
    )


def _artifacts(api: Api, run_id: int) -> dict[str, dict[str, Any]]:
    """The newest artifact of each name: a run that is repeated keeps those of its first attempt."""
    found = [one for one in api.listed(f"actions/runs/{run_id}/artifacts", "artifacts") if not one["expired"]]
    return {one["name"]: one for one in sorted(found, key=lambda one: int(one["id"]))}


def _summary(
    api: Api, finished: Mapping[str, Any], artifacts: Mapping[str, Mapping[str, Any]]
) -> tuple[str, int | None]:
    """What to say, and the pull request the artifact claims."""
    if (artifact := artifacts.get(SUMMARY)) is None:
        ended = "ended well" if finished["conclusion"] == "success" else "failed"
        return failure(f"the preview {ended} without one"), None
    if int(artifact["size_in_bytes"]) > ARCHIVE_SIZE:
        return failure("its archive is too large"), None
    try:
        return from_archive(api.file(f"actions/artifacts/{int(artifact['id'])}/zip", ARCHIVE_SIZE))
    except Unusable as reason:
        return failure(str(reason)), None


def _links(finished: Mapping[str, Any], artifacts: Mapping[str, Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Where the artifacts lie; of their names only those we know are ever shown."""
    run_page = str(finished["html_url"])
    known = [(words, artifacts[name]) for name, words in SHOWN.items() if name in artifacts]
    return [(words, f"{run_page}/artifacts/{int(one['id'])}") for words, one in known] + [("log", run_page)]


def _post(api: Api, number: int, body: str) -> None:
    for said in api.listed(f"issues/{number}/comments"):
        # Anyone may quote the marker; only our own comment is ours to change.
        if (said["user"] or {}).get("login") == BOT and str(said["body"]).startswith(MARKER):
            api.send("PATCH", f"issues/comments/{int(said['id'])}", {"body": body})
            return
    api.send("POST", f"issues/{number}/comments", {"body": body})
