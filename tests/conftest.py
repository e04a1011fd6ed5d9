"""What all tests share: the same made-up examples on every run, the real project, and a small one to break."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from handbook.project import Project, load_project

ROOT = Path(__file__).resolve().parents[1]
TINY = ROOT / "tests" / "fixtures" / "tiny-handbook"

# A test that fails today must fail tomorrow too, on any machine, however slow.
settings.register_profile("handbook", derandomize=True, deadline=None, database=None)
settings.load_profile("handbook")


@pytest.fixture(scope="session")
def handbook_root() -> Path:
    """The folder of the real handbook."""
    return ROOT


@pytest.fixture(scope="session")
def handbook(handbook_root: Path) -> Project:
    """The real handbook's configuration."""
    return load_project(handbook_root)


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A copy of the small handbook (three languages, three pages, one picture) that a test may spoil."""
    return Path(shutil.copytree(TINY, tmp_path / "tiny-handbook"))


# Playwright allows one driver in a process: every test that needs a browser shares this one.
@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    chromium = shutil.which("chromium")
    assert chromium, "there is no chromium: apt-get install chromium"
    with sync_playwright() as driver:
        # Root in a container may not use the sandbox. The product never starts a browser.
        running = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield running
        running.close()
