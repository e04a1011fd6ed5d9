"""The workflows as data, and their steps as the runner sees them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
GITLAB = ROOT / "ci" / "gitlab.yml"


def read(path: Path) -> dict[str, Any]:
    """A YAML file whose `on` stays a word: in YAML 1.1 it means true."""
    data = yaml.safe_load(path.read_text("utf-8"))
    return {"on" if key is True else key: value for key, value in data.items()}


def workflow(name: str) -> dict[str, Any]:
    """The workflow of this name."""
    return read(ROOT / ".github" / "workflows" / f"{name}.yml")


def steps() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every step of every workflow, with a name for messages."""
    for path in WORKFLOWS:
        for job_name, job in read(path)["jobs"].items():
            for step in job.get("steps", ()):
                yield f"{path.name}: {job_name}: {step.get('name')}", step


def script(workflow_name: str, job: str, step: str) -> str:
    """The shell text of one step."""
    (found,) = [one for one in workflow(workflow_name)["jobs"][job]["steps"] if one.get("name") == step]
    return str(found["run"])
