"""The forge program as a package, and a forge to talk to."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))

from fake_forge import Forge, running


@pytest.fixture
def forge() -> Iterator[Forge]:
    """A forge that answers 404 until it is told otherwise."""
    with running() as listening:
        yield listening
