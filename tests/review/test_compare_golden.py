"""One case file for each kind of change: what stood, what stands, and what a reviewer is told of it.

A case gives files before and after; what it does not give is the small handbook of `_handbook.txt`, unchanged. A file
that is `(gone)` is not there. `renamed old new` is what git would see.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from review.past import reviewed, told

GOLDEN = Path(__file__).parent / "golden"
CASES = sorted(path for path in GOLDEN.glob("*.txt") if not path.stem.startswith("_"))
_SECTION = re.compile(r"^== (.+)\n", re.MULTILINE)


@dataclass
class Case:
    """Files on both sides, renames, and the review that is expected."""

    before: dict[str, str]
    after: dict[str, str]
    renamed: dict[str, str] = field(default_factory=dict)
    review: str = ""


def sections(path: Path) -> list[tuple[list[str], str]]:
    parts = _SECTION.split(path.read_text("utf-8"))
    return [(head.split(), text) for head, text in zip(parts[1::2], parts[2::2], strict=True)]


def case(path: Path) -> Case:
    common = {head[1]: text for head, text in sections(GOLDEN / "_handbook.txt")}
    found = Case(dict(common), dict(common))
    for head, text in sections(path):
        if head[0] == "renamed":
            found.renamed[head[1]] = head[2]
        elif head[0] == "review":
            found.review = text
        else:
            sides = {"before": [found.before], "after": [found.after], "both": [found.before, found.after]}
            for side in sides[head[0]]:
                side[head[1]] = text
                if text.strip() == "(gone)":
                    del side[head[1]]
    return found


def made(given: Case, root: Path) -> str:
    return told(reviewed(root, given.before, given.after, given.renamed))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_change_is_told(path: Path, tmp_path: Path) -> None:
    given = case(path)
    assert given.review, "a case says what is expected"
    assert made(given, tmp_path) == given.review
