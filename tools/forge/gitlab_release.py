"""GitLab: what a tag has built goes into the project's packages and becomes a release. The job's own token does it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from forge.web import Api, Refused, needed

NOTES = "Built from the tag's commit. `sha256sum --check SHA256SUMS` compares the files with what was built."
_TAG = re.compile(r"v[0-9][0-9A-Za-z.+-]*")


def run(environment: Mapping[str, str]) -> None:
    """Upload every file of HANDBOOK_DIST and make the release of the tag."""
    base, project, token, tag, folder = needed(
        environment, "CI_API_V4_URL", "CI_PROJECT_ID", "CI_JOB_TOKEN", "CI_COMMIT_TAG", "HANDBOOK_DIST"
    )
    if _TAG.fullmatch(tag) is None:
        raise Refused("the tag is no version: v and a number")
    files = sorted(path for path in Path(folder).iterdir() if path.is_file())
    if not files:
        raise Refused(f"nothing to release in {folder}")
    api = Api(f"{base}/projects/{int(project)}", {"JOB-TOKEN": token})
    links = []
    for path in files:
        place = f"packages/generic/handbook/{tag}/{path.name}"
        api.upload(place, path.read_bytes())
        links.append({"name": path.name, "url": f"{api.base}/{place}", "link_type": "package"})
    release = {"tag_name": tag, "name": f"Handbook {tag}", "description": NOTES, "assets": {"links": links}}
    api.send("POST", "releases", release)
    print(f"released {tag} with {len(files)} files")
