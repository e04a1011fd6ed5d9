"""The work on other cores: processes that start from a loaded parent, and end when it does."""

from __future__ import annotations

import contextlib
import ctypes
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from handbook.errors import HandbookError
from handbook.release.stops import STOPS

T = TypeVar("T")

_PR_SET_PDEATHSIG = 1


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1


@contextlib.contextmanager
def pool(workers: int | None = None) -> Iterator[ProcessPoolExecutor]:
    """Yield a pool of processes. On Linux they are forks: what the parent has imported is there already.

    When the block fails or is stopped, they are killed: nobody writes after it.
    """
    method = "fork" if sys.platform.startswith("linux") else "spawn"
    executor = ProcessPoolExecutor(
        workers or cores(),
        mp_context=multiprocessing.get_context(method),
        initializer=_begin,
        initargs=(os.getpid(),),
    )
    others = set(multiprocessing.active_children())
    try:
        _start(executor)
        yield executor
        executor.shutdown()
    except BaseException as problem:
        for process in set(multiprocessing.active_children()) - others:
            process.kill()
        executor.shutdown(cancel_futures=True)
        if isinstance(problem, BrokenProcessPool):
            raise HandbookError(
                "a process of the build was killed",
                hint="often for want of memory: close other programs, or build one language at a time with --lang",
            ) from problem
        raise


def _start(executor: ProcessPoolExecutor) -> None:
    """Start the processes, deaf to signals until each has said how it takes them."""
    if not hasattr(signal, "pthread_sigmask"):
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    try:
        executor.submit(os.getpid)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def apart(function: Callable[..., T], *arguments: object) -> T:
    """Run a picklable function in a process of its own and return its answer: its memory goes back to the system."""
    with pool(1) as one:
        return one.submit(function, *arguments).result()


def _begin(parent: int) -> None:
    """Leave interrupts to the parent, and die with it: a killed build must not leave workers behind."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)
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
