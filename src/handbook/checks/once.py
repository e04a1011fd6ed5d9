"""A property that is computed once and then lies in the object: `functools.cached_property` without its lock.

Rules ask for millions of them, in processes of one thread; until Python 3.12 the lock costs more than most answers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class once(Generic[T]):  # noqa: N801 - used as a decorator
    """`@once` above a method makes it such a property."""

    def __init__(self, compute: Callable[..., T]) -> None:
        self._compute = compute
        self._name = compute.__name__
        self.__doc__ = compute.__doc__

    def __get__(self, holder: object, _: type) -> T:
        holder.__dict__[self._name] = value = self._compute(holder)
        return value
