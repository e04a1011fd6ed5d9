"""An extension of mkdocs.yml that cannot be loaded is told plainly, before any page is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.checks.runner import inspect
from handbook.errors import HandbookError
from handbook.project import load_project


def test_extension_that_is_not_there(tiny: Path) -> None:
    config = tiny / "mkdocs.yml"
    text = config.read_text("utf-8")
    assert "\nmarkdown_extensions:\n" in text
    config.write_text(
        text.replace("\nmarkdown_extensions:\n", "\nmarkdown_extensions:\n  - no_such_one\n"), "utf-8"
    )
    with pytest.raises(HandbookError) as told:
        inspect(load_project(tiny))
    assert "'no_such_one'" in told.value.what
    assert told.value.where == "mkdocs.yml"
    assert told.value.hint
