"""The work on other cores: processes that start from a loaded parent, and end when it does."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

T = TypeVar("T")

_PR_SET_PDEATHSIG = 1


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1


def pool(workers: int | None = None) -> ProcessPoolExecutor:
    """Return a pool of processes. On Linux they are forks: what the parent has imported is there already."""
    method = "fork" if sys.platform.startswith("linux") else "spawn"
    return ProcessPoolExecutor(
        workers or cores(),
        mp_context=multiprocessing.get_context(method),
        initializer=_begin,
        initargs=(os.getpid(),),
    )


def apart(function: Callable[..., T], *arguments: object) -> T:
    """Run a picklable function in a process of its own and return its answer: its memory goes back to the system."""
    with pool(1) as one:
        return one.submit(function, *arguments).result()


def _begin(parent: int) -> None:
    """Leave interrupts to the parent, and die with it: a killed build must not leave workers behind."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # the parent died before we asked
            os._exit(1)


def preload(books: bool) -> None:
    """Import what every worker needs: a fork of a loaded process has it at no cost."""
    from handbook.site.build import load_libraries

    load_libraries()
    if books:
        import handbook.book.make  # noqa: F401
