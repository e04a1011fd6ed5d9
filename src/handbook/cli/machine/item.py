"""One line of the doctor's report."""

from __future__ import annotations

from typing import NamedTuple

OK, MISSING, ADVICE, TESTS = "ok", "missing", "advice", "tests"
"""There; needed and not there; better to be put right; needed by tests alone and not there."""


class Item(NamedTuple):
    """`name` is what was looked for, `found` what is there, `hint` how to get it or put it right (empty when ok)."""

    name: str
    state: str
    found: str
    hint: str = ""
