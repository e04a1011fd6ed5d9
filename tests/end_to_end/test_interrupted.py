"""A build that is killed or stopped at any moment: the last output is whole, nothing runs on, the next one is fine."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from end_to_end.workshop import (
    PATIENCE,
    command,
    digests,
    edit,
    environment,
    handbook,
    identities,
    leftovers,
    small_project,
)

# Every process of a build carries this name and the build's own value of it.
MARK = "HANDBOOK_TEST_MARK"

Identities = dict[str, tuple[int, int, str]]
ARREST = "docs/rules/arrest.md"


@dataclass(frozen=True, slots=True)
class Building:
    """A build that runs, alone in its process group, its words in a file."""

    process: subprocess.Popen[bytes]
    project: Path
    words: Path
    mark: str

    def said(self) -> str:
        return self.words.read_text("utf-8")

    def steps(self) -> int:
        """How many steps it has told of."""
        return len(re.findall(r"^\[\d+/\d+\] .* s$", self.said(), re.MULTILINE))

    def processes(self) -> set[int]:
        """The numbers of all processes of this build that are alive; those that only wait to be counted are not."""
        return {number for number in map(int, filter(str.isdigit, os.listdir("/proc"))) if self._is_ours(number)}

    def _is_ours(self, number: int) -> bool:
        try:
            inside = Path(f"/proc/{number}/environ").read_bytes().split(b"\0")
            state = Path(f"/proc/{number}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
        except OSError:
            return False
        return f"{MARK}={self.mark}".encode() in inside and state not in "ZX"

    def workers(self) -> set[int]:
        return self.processes() - {self.process.pid}

    def until(self, reached: Callable[[Building], bool]) -> None:
        """Wait for a moment of the build; it must come before the build is over."""
        deadline = time.monotonic() + PATIENCE
        while not reached(self):
            assert self.process.poll() is None, f"the build was over too early:\n{self.said()}"
            assert time.monotonic() < deadline, "the moment never came"
            time.sleep(0.002)

    def is_quiet(self) -> None:
        """See that none of its processes goes on; the system may take a moment to end them."""
        deadline = time.monotonic() + 60
        while self.processes():
            assert time.monotonic() < deadline, f"still running: {self.processes()}"
            time.sleep(0.05)


@contextmanager
def building(project: Path) -> Iterator[Building]:
    """Start a build and see to it that it is over afterwards, whatever the test does."""
    words = project.parent / "words.txt"
    mark = str(project)
    with words.open("wb") as out:
        process = subprocess.Popen(
            command(project, "build"),
            env=environment(**{MARK: mark}),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    running = Building(process, project, words, mark)
    try:
        yield running
    finally:
        for number in running.processes():
            os.kill(number, signal.SIGKILL)
        process.wait()


def has_stage(build: Building) -> bool:
    return bool(leftovers(build.project))


def has_workers(build: Building) -> bool:
    return len(build.workers()) > 0


def after(steps: int) -> Callable[[Building], bool]:
    return lambda build: build.steps() >= steps


# Three languages take seven steps: the checks, three sites, three books.
MOMENTS: dict[str, Callable[[Building], bool]] = {
    "the stage is there": has_stage,
    "the workers are there": has_workers,
    "the checks are over": after(1),
    "half of the sites are there": after(2),
    "books are being made": after(4),
    "the last book is being made": after(6),
}
# So near the end that a build may be over before it hears of it: its output is the old one or the new one, whole.
LATE = {"books are being made", "the last book is being made"}


@pytest.fixture
def changed(small: Path) -> Path:
    """A built project with a changed page, so that every language has to be made again."""
    edit(small / ARREST, "Record the hour.", "Record the minute.")
    return small


def is_whole(project: Path, before: Identities, may_be_over: bool) -> None:
    """See that the output is the old one; or, when the build was over, all of the new one. The next build goes well."""
    found = identities(project / "build")
    handbook(project, "build").fine()
    assert found == before or (may_be_over and found == identities(project / "build"))
    assert leftovers(project) == []
    for tag in ("en", "ru", "kk"):
        page = project / "build" / "site" / tag / "rules" / "arrest.html"
        assert "Record the minute." in page.read_text("utf-8")
    assert handbook(project, "build").fine().err == ""


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed(changed: Path, moment: str) -> None:
    before = identities(changed / "build")
    with building(changed) as build:
        build.until(MOMENTS[moment])
        build.process.kill()
        code = build.process.wait(PATIENCE)
        build.is_quiet()
    assert code == -signal.SIGKILL or (moment in LATE and code == 0), build.said()
    is_whole(changed, before, moment in LATE)


# A terminal's Ctrl+C goes to the group, a supervisor's SIGTERM to the first process: these two at every moment. The
# unusual two at the moment when processes start and at the one when they are deepest in work.
USUAL = [(signal.SIGINT, True), (signal.SIGTERM, False)]
UNUSUAL = [(signal.SIGINT, False), (signal.SIGTERM, True)]
STOPS = [(moment, *stop) for moment in MOMENTS for stop in USUAL]
STOPS += [(moment, *stop) for moment in ("the workers are there", "books are being made") for stop in UNUSUAL]


@pytest.mark.parametrize(
    ("moment", "number", "everybody"),
    STOPS,
    ids=[f"{moment}-{number.name}-{'its group' if everybody else 'it alone'}" for moment, number, everybody in STOPS],
)
def test_stopped(changed: Path, moment: str, number: signal.Signals, everybody: bool) -> None:
    before = identities(changed / "build")
    with building(changed) as build:
        build.until(MOMENTS[moment])
        (os.killpg if everybody else os.kill)(build.process.pid, number)
        code = build.process.wait(PATIENCE)
        build.is_quiet()
    assert leftovers(changed) == []
    is_over = moment in LATE and code == 0
    if not is_over:
        assert code == 130, build.said()
        said = [line for line in build.said().splitlines() if line and not line.startswith("[")]
        assert said == ["interrupted; the last output is as it was"]
    is_whole(changed, before, is_over)


def test_a_worker_is_killed(changed: Path) -> None:
    """As a system does that has run out of memory."""
    before = identities(changed / "build")
    with building(changed) as build:
        build.until(after(1))
        os.kill(min(build.workers()), signal.SIGKILL)
        assert build.process.wait(PATIENCE) == 2, build.said()
        build.is_quiet()
        said = build.said()
    assert "Traceback" not in said
    assert "error: " in said
    assert "hint: " in said
    assert leftovers(changed) == []
    is_whole(changed, before, may_be_over=False)


def test_a_first_build_that_is_killed_leaves_no_output(tmp_path: Path) -> None:
    project = small_project(tmp_path / "small")
    with building(project) as build:
        build.until(after(2))
        build.process.kill()
        build.process.wait(PATIENCE)
        build.is_quiet()
    assert not (project / "build").exists()
    handbook(project, "build").fine()
    assert leftovers(project) == []


def test_an_interrupted_build_does_not_change_what_comes_out(changed: Path, tmp_path: Path) -> None:
    with building(changed) as build:
        build.until(after(3))
        build.process.kill()
        build.process.wait(PATIENCE)
        build.is_quiet()
    handbook(changed, "build").fine()
    fresh = small_project(tmp_path / "fresh")
    edit(fresh / ARREST, "Record the hour.", "Record the minute.")
    handbook(fresh, "build").fine()
    assert digests(changed / "build") == digests(fresh / "build")


def test_what_a_running_build_has_aside_is_left_alone(small: Path) -> None:
    """Another build of the same project may be at work: its folder bears the number of a process that lives."""
    aside = small / f".build-{os.getpid()}"
    aside.mkdir()
    (aside / "page.html").write_text("half of a page", "utf-8")
    edit(small / ARREST, "Record the hour.", "Record the minute.")
    handbook(small, "build").fine()
    assert leftovers(small) == [aside.name]
    assert (aside / "page.html").read_text("utf-8") == "half of a page"
