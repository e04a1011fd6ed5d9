"""The same commit of the real handbook gives the same files: in another folder, country, time zone and on one core."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from end_to_end.workshop import PATIENCE, clone, command, digests, environment

# A language of each kind: the source and a translation. The small handbook is compared whole, in test_build.
SAMPLE = ("en", "kk")
TELL_OF_ALL = {"manifest.json", "site/index.html", "site/sitemap.xml"}


def test_another_person_builds_the_same_bytes(project: Path, tmp_path: Path) -> None:
    other = clone(project, tmp_path / "another person" / "книга")
    elsewhere = environment(TZ="Asia/Almaty", LC_ALL="C", LANG="C", PYTHONHASHSEED="7", HOME=str(tmp_path), USER="else")
    one_core = {min(os.sched_getaffinity(0))}
    done = subprocess.run(
        command(other, "build", *(f"--lang={tag}" for tag in SAMPLE)),
        cwd="/",
        env=elsewhere,
        capture_output=True,
        check=False,
        timeout=PATIENCE,
        preexec_fn=lambda: os.sched_setaffinity(0, one_core),
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    ours, theirs = digests(project / "build"), digests(other / "build")
    # A build of some languages alone says so in the files that tell of all of them.
    alone = {name for name in theirs if name not in TELL_OF_ALL}
    assert {name for name in alone if ours.get(name) != theirs[name]} == set()
    wanted = set()
    for tag in SAMPLE:
        wanted |= {f"pdf/handbook-{tag}.pdf", f"site/pdf/handbook-{tag}.pdf", f"site/{tag}/index.html"}
        wanted |= {f"site/{tag}/{name}" for name in ("sitemap.xml", "sitemap.xml.gz", "search/search_index.json")}
    assert wanted <= alone
