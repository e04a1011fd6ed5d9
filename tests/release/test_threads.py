"""Books side by side take a core each; those of a last round that leaves cores idle share them."""

from __future__ import annotations

import pytest

from handbook.release.run import threads_of


@pytest.mark.parametrize(
    ("books", "cores", "threads"),
    [
        (1, 2, [2]),
        (2, 2, [1, 1]),
        (7, 2, [1, 1, 1, 1, 1, 1, 2]),
        (2, 8, [4, 4]),
        (7, 4, [1, 1, 1, 1, 1, 1, 1]),
        (3, 1, [1, 1, 1]),
    ],
)
def test_all_cores_are_used_and_none_twice(books: int, cores: int, threads: list[int]) -> None:
    assert [threads_of(place, books, cores) for place in range(books)] == threads
