"""One command measured: wall clock, processor time and memory of all its processes, from the kernel's own books.

Linux only. Nothing heavy is imported here: a process started from a large parent would inherit the parent's
peak memory in its own record.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

_PR_SET_CHILD_SUBREAPER = 36
_TICKS = os.sysconf("SC_CLK_TCK")
# Often enough for processes that live a second, rarely enough to leave the cores to what is measured.
_EVERY_SECONDS = 0.25


@dataclass(frozen=True, slots=True)
class Measured:
    """What one run took.

    `wall` and `cpu` are seconds, `cpu` over all processes; `largest` is the peak resident memory of the largest
    single process and `together` the highest sampled sum of proportional memory (PSS) of all, both in bytes.
    `status` is the exit code, `output` the end of what the command wrote.
    """

    wall: float
    cpu: float
    largest: int
    together: int
    status: int
    output: str = ""


class TimeLimitError(Exception):
    """A command ran longer than it may."""


def plain_environment() -> dict[str, str]:
    """This process's environment without what would make Python look elsewhere or write no byte code.

    Material's notice about another program's future is turned off: it costs time and says nothing here.
    """
    left_out = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "PYTHONDONTWRITEBYTECODE"}
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    return {**kept, "NO_MKDOCS_2_WARNING": "1"}


def measure(command: Sequence[str], folder: Path, log: Path, limit: float) -> Measured:
    """Run `command` in `folder` to its end and say what it took; its output goes to the file `log`.

    Raises TimeLimitError after `limit` seconds; whatever the command started is ended then.
    """
    _adopt_orphans()
    before = _waited_for()
    with log.open("wb") as out, _Watch() as watch:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            env=plain_environment(),
            start_new_session=True,
        )
        timer = threading.Timer(limit, _end, [process.pid])
        timer.start()
        try:
            _, code, used = os.wait4(process.pid, 0)
            wall = time.perf_counter() - begun
            process.returncode = os.waitstatus_to_exitcode(code)
            expired = not timer.is_alive()
            watch.look()
        finally:
            # An interrupt ends up here too, and what it leaves must not run on.
            timer.cancel()
            _end_orphans()
    if expired:
        raise TimeLimitError(f"stopped after {limit:.0f} s")
    # What a program did not wait for (Chromium's children) is missing from the first sum, what was too short to be
    # sampled from the second.
    cpu = max(_waited_for() - before, watch.cpu)
    largest = max(used.ru_maxrss * 1024, watch.largest)
    return Measured(wall, cpu, largest, watch.together, process.returncode, _tail(log))


def _adopt_orphans() -> None:
    """Have orphans of what is measured become children of this process, where they are seen and waited for."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1)


def _waited_for() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _end(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)


def _end_orphans() -> None:
    """End and wait for every descendant that outlived its command, so that nothing runs on into the next run."""
    while left := sorted(_descendants()):
        for pid in left:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        for pid in left:
            with suppress(ChildProcessError):
                os.waitpid(pid, 0)


def _tail(log: Path) -> str:
    return log.read_bytes()[-2000:].decode("utf-8", "replace").strip()


@dataclass(slots=True)
class _Watch:
    """Samples all descendants of this process from a thread of its own while a command runs."""

    largest: int = 0
    together: int = 0
    seconds: dict[int, float] = field(default_factory=dict)
    over: threading.Event = field(default_factory=threading.Event)
    thread: threading.Thread | None = None

    def __enter__(self) -> _Watch:
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        assert self.thread is not None
        self.thread.join()

    @property
    def cpu(self) -> float:
        return sum(self.seconds.values())

    def run(self) -> None:
        while not self.over.wait(_EVERY_SECONDS):
            self.look()

    def look(self) -> None:
        together = 0
        for pid, seconds in _descendants().items():
            self.seconds[pid] = seconds
            self.largest = max(self.largest, _kilobytes(pid, "status", "VmHWM:") * 1024)
            together += _kilobytes(pid, "smaps_rollup", "Pss:") * 1024
        self.together = max(self.together, together)


def _descendants() -> dict[int, float]:
    """The processor seconds of every process below this one, by process id."""
    parents: dict[int, int] = {}
    seconds: dict[int, float] = {}
    for pid, fields in _all_processes():
        parents[pid] = int(fields[1])
        seconds[pid] = (int(fields[11]) + int(fields[12])) / _TICKS
    own = os.getpid()
    return {pid: seconds[pid] for pid in parents if own in _ancestors(pid, parents)}


def _ancestors(pid: int, parents: Mapping[int, int]) -> Iterator[int]:
    while pid := parents.get(pid, 0):
        yield pid


def _all_processes() -> Iterator[tuple[int, list[str]]]:
    """Every process and the fields of its `stat` from the state on; the name before it may hold anything."""
    for name in os.listdir("/proc"):
        if name.isdigit():
            with suppress(OSError):
                text = Path("/proc", name, "stat").read_text("utf-8", "replace")
                yield int(name), text.rpartition(")")[2].split()


def _kilobytes(pid: int, file: str, label: str) -> int:
    """A figure in kB from a file of `/proc/<pid>`; 0 once the process has ended."""
    try:
        with open(f"/proc/{pid}/{file}", encoding="utf-8", errors="replace") as lines:
            return next((int(line.split()[1]) for line in lines if line.startswith(label)), 0)
    except OSError:
        return 0
