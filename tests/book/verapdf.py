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
# What each file must say of itself; veraPDF then judges it by each.
PROFILES = {"PDF/A-2A validation profile": "2a", "PDF/UA-1 validation profile": "ua1"}


@dataclass(frozen=True, slots=True)
class FailedCheck:
    """A rule that a file breaks: the file's name, the flavour, the clause of its standard, and what the rule says."""

    file: str
    flavour: str
    clause: str
    description: str


def failed_checks(*pdfs: Path) -> list[FailedCheck]:
    """Return every rule of PDF/UA-1 and PDF/A-2a that the files break. One start of Java, however many."""
    # Flavour 0: all that the file's metadata claims, the file being read once.
    java = ["java", "-XX:+UseSerialGC", "-cp", f"{_jars()}/*", MAIN, "-f", "0", "--format", "json"]
    done = subprocess.run([*java, *map(str, pdfs)], capture_output=True, text=True, check=False)
    # The exit code is 1 for a file that fails and for a run that fails; only the report tells them apart.
    jobs = json.loads(done.stdout)["report"]["jobs"] if done.stdout.startswith("{") else []
    if len(jobs) != len(pdfs) or any("validationResult" not in job for job in jobs):
        raise AssertionError(f"veraPDF gave no result: {done.stdout[:500]} {done.stderr[:500]}")
    return [check for job in jobs for check in _failures(job)]


def _failures(job: dict[str, Any]) -> list[FailedCheck]:
    name = Path(job["itemDetails"]["name"]).name
    results = {result["profileName"]: result["details"] for result in job["validationResult"]}
    assert results.keys() == PROFILES.keys(), f"{name} claims {sorted(results)}"
    assert min(details["passedRules"] for details in results.values()) > 50, "veraPDF checked next to nothing"
    return [
        FailedCheck(name, PROFILES[profile], rule["clause"], rule["description"])
        for profile, details in results.items()
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
