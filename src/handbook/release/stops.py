"""Signals that stop a build: Ctrl+C from a terminal, SIGTERM from a supervisor. Both end it by an exception."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Callable, Iterator
from types import FrameType

STOPS = (signal.SIGINT, signal.SIGTERM)

_Handler = Callable[[int, FrameType | None], object] | int


@contextlib.contextmanager
def stoppable() -> Iterator[None]:
    """Let SIGTERM raise KeyboardInterrupt as Ctrl+C does, so that what was begun is cleared away."""
    with _handled({signal.SIGTERM: signal.default_int_handler}):
        yield


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Do a short last step whole: a stop that comes now is too late."""
    with _handled(dict.fromkeys(STOPS, signal.SIG_IGN)):
        yield


@contextlib.contextmanager
def _handled(handlers: dict[signal.Signals, _Handler]) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():  # where handlers may not be set
        yield
        return
    before = {number: signal.signal(number, handler) for number, handler in handlers.items()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
