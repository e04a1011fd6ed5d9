"""A small handbook with a history: each step a commit, an hour apart."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

_FIRST = 1_795_000_000


@dataclass(slots=True)
class Repository:
    """A git repository in `root`; commits are the same on every machine."""

    root: Path
    commits: list[str] = field(default_factory=list)

    def git(self, *arguments: str, given: bytes = b"") -> str:
        stamp = f"{_FIRST + 3600 * len(self.commits)} +0000"
        names = {f"GIT_{who}_{what}": "Editor" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        dates = {f"GIT_{who}_DATE": stamp for who in ("AUTHOR", "COMMITTER")}
        quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        command = ["git", "-C", str(self.root), *arguments]
        environment = os.environ | names | dates | quiet
        done = subprocess.run(command, input=given, capture_output=True, check=True, env=environment)
        return done.stdout.decode().strip()

    def begin(self) -> Repository:
        self.git("init", "-q", "-b", "main")
        (self.root / ".gitignore").write_text(".cache/\nbuild/\n", "utf-8")
        self.commit()
        return self

    def commit(self) -> str:
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "A step")
        self.commits.append(self.git("rev-parse", "HEAD"))
        return self.commits[-1]

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.root / path
        text = file.read_text("utf-8")
        assert text.count(old) == 1, (path, old)
        file.write_text(text.replace(old, new), "utf-8")

    def status(self) -> str:
        """What differs from the last commit."""
        return self.git("status", "--porcelain")
