"""The same commit of the real handbook gives the same files: in another folder, country, time zone and on one core."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from end_to_end.workshop import LANGUAGES, PATIENCE, clone, command, digests, environment


def test_another_person_builds_the_same_bytes(project: Path, tmp_path: Path) -> None:
    other = clone(project, tmp_path / "another person" / "книга")
    elsewhere = environment(TZ="Asia/Almaty", LC_ALL="C", LANG="C", PYTHONHASHSEED="7", HOME=str(tmp_path), USER="else")
    one_core = {min(os.sched_getaffinity(0))}
    done = subprocess.run(
        command(other, "build"),
        cwd="/",
        env=elsewhere,
        capture_output=True,
        check=False,
        timeout=PATIENCE,
        preexec_fn=lambda: os.sched_setaffinity(0, one_core),
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    ours, theirs = digests(project / "build"), digests(other / "build")
    assert {name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name)} == set()
    wanted = {"manifest.json", "site/index.html", "site/sitemap.xml"}
    for tag in LANGUAGES:
        wanted |= {f"pdf/handbook-{tag}.pdf", f"site/pdf/handbook-{tag}.pdf", f"site/{tag}/index.html"}
        wanted |= {f"site/{tag}/{name}" for name in ("sitemap.xml", "sitemap.xml.gz", "search/search_index.json")}
    assert wanted <= ours.keys()
