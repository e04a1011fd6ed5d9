"""GitLab: the summaries of open merge requests become one note each.

GitLab has no counterpart of `workflow_run`: a job of a merge request runs what the merge request says, and would hand
it any token it holds. So this runs from a schedule on the protected default branch, the only place where the protected
variable HANDBOOK_REVIEW_TOKEN exists, and looks through the merge requests of the project itself. Those of forks are
passed over: their pipelines are the fork's own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from forge.summary import MARKER, SIZE, Unusable, comment, failure, harmless
from forge.web import Api, Refused, needed

JOB = "handbook-preview"
SUMMARY = "build/review/summary.md"
_ENDED = ("success", "failed")
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


def run(environment: Mapping[str, str]) -> None:
    """Bring the notes of all open merge requests up to date."""
    base, project, token, protected = needed(
        environment, "CI_API_V4_URL", "CI_PROJECT_ID", "HANDBOOK_REVIEW_TOKEN", "CI_COMMIT_REF_PROTECTED"
    )
    if protected != "true" or "CI_MERGE_REQUEST_IID" in environment:
        raise Refused("this job belongs into a schedule on a protected branch")
    secret = {"PRIVATE-TOKEN": token}
    myself = int(Api(base, secret).get("user")["id"])
    api = Api(f"{base}/projects/{int(project)}", secret)
    for request in list(api.listed("merge_requests", state="opened", scope="all")):
        if request["source_project_id"] == request["target_project_id"] == int(project):
            _tell(api, request, myself)


def _tell(api: Api, request: Mapping[str, Any], myself: int) -> None:
    number, commit = int(request["iid"]), str(request["sha"])
    job = _job(api, number, commit)
    if job is None or _COMMIT.fullmatch(commit) is None:
        return  # not built yet, or an empty branch
    page = str(job["web_url"])
    links = [
        ("redline", f"{page}/artifacts/browse/build/review"),
        ("site and books", f"{page}/artifacts/browse/build"),
    ]
    body = comment(commit, [*links, ("log", page)], _summary(api, job))
    for said in api.listed(f"merge_requests/{number}/notes"):
        if said["author"]["id"] == myself and str(said["body"]).startswith(MARKER):
            if str(said["body"]).strip() != body.strip():
                api.send("PUT", f"merge_requests/{number}/notes/{int(said['id'])}", {"body": body})
                print(f"updated the note of merge request {number}")
            return
    api.send("POST", f"merge_requests/{number}/notes", {"body": body})
    print(f"wrote a note on merge request {number}")


def _job(api: Api, number: int, commit: str) -> dict[str, Any] | None:
    """The preview of the merge request's last commit, once it has ended."""
    for pipeline in api.listed(f"merge_requests/{number}/pipelines"):
        if pipeline["sha"] == commit and pipeline["source"] == "merge_request_event":
            jobs = api.listed(f"pipelines/{int(pipeline['id'])}/jobs")
            return next((job for job in jobs if job["name"] == JOB and job["status"] in _ENDED), None)
    return None


def _summary(api: Api, job: Mapping[str, Any]) -> str:
    if not job.get("artifacts_file"):
        return failure("the preview failed without one")
    try:
        return harmless(api.file(f"jobs/{int(job['id'])}/artifacts/{SUMMARY}", SIZE))
    except (Refused, Unusable) as reason:
        return failure(str(reason))
