"""veraPDF, the reference validator of PDF/A and PDF/UA, run from the jars that tools/verapdf/pom.xml fetches."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
JARS = ROOT / ".cache" / "tools" / "verapdf"
MAIN = "org.verapdf.apps.GreenfieldCliWrapper"
FLAVOURS = ("ua1", "2a")


@dataclass(frozen=True, slots=True)
class FailedCheck:
    """A rule that a file breaks: the file's name, the flavour, the clause of its standard, and what the rule says."""

    file: str
    flavour: str
    clause: str
    description: str


def failed_checks(*pdfs: Path) -> list[FailedCheck]:
    """Return every rule of PDF/UA-1 and PDF/A-2a that the files break. One start of Java a flavour, however many."""
    return [check for flavour in FLAVOURS for check in _run(pdfs, flavour)]


def _run(pdfs: tuple[Path, ...], flavour: str) -> list[FailedCheck]:
    command = ["java", "-cp", f"{_jars()}/*", MAIN, "-f", flavour, "--format", "json", *map(str, pdfs)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    # The exit code is 1 for a file that fails and for a run that fails; only the report tells them apart.
    jobs = json.loads(done.stdout)["report"]["jobs"] if done.stdout.startswith("{") else []
    if len(jobs) != len(pdfs) or any("validationResult" not in job for job in jobs):
        raise AssertionError(f"veraPDF gave no result: {done.stdout[:500]} {done.stderr[:500]}")
    return [check for job in jobs for check in _failures(job, flavour)]


def _failures(job: dict[str, Any], flavour: str) -> list[FailedCheck]:
    details = job["validationResult"][0]["details"]
    assert details["passedRules"] > 50, "veraPDF checked next to nothing"
    return [
        FailedCheck(Path(job["itemDetails"]["name"]).name, flavour, rule["clause"], rule["description"])
        for rule in details["ruleSummaries"]
        if rule["ruleStatus"] == "FAILED"
    ]


def _jars() -> Path:
    """The folder of jars; fetched once, by Maven, if it is not there."""
    if not list(JARS.glob("greenfield-apps-*.jar")):
        maven = shutil.which("mvn")
        assert maven, "veraPDF is fetched by Maven, and there is no mvn here: apt-get install maven"
        pom = ROOT / "tools" / "verapdf" / "pom.xml"
        subprocess.run([maven, "-q", "-f", str(pom), "dependency:copy-dependencies"], check=True)
    return JARS
