"""What is expensive is made once in a run of the tests, whatever the number of processes that test side by side."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path

import pytest

from end_to_end.serving import Served, served
from end_to_end.workshop import Ran, handbook, once, real_project, small_project


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all test processes of this run have in common."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def project(shared: Path) -> Path:
    """The real handbook, built: pages, catalogues, and `build/`. Nobody may write in it."""
    return once(shared, "handbook", _build_real)


def _build_real(folder: Path) -> None:
    ran = handbook(real_project(folder), "build").fine()
    (folder / ".cache" / "ran.json").write_text(json.dumps(asdict(ran)), "utf-8")


@pytest.fixture(scope="session")
def ran(project: Path) -> Ran:
    """How the build of the real handbook went."""
    return Ran(**json.loads((project / ".cache" / "ran.json").read_text("utf-8")))


@pytest.fixture(scope="session")
def site(project: Path) -> Path:
    return project / "build" / "site"


@pytest.fixture(scope="session")
def built_small(shared: Path) -> Path:
    """The small handbook, built. Nobody may write in it; `small` gives copies."""
    return once(shared, "small", lambda folder: handbook(small_project(folder), "build").fine())


@pytest.fixture
def small(built_small: Path, tmp_path: Path) -> Path:
    """A copy of the small handbook, already built, to do anything with."""
    # Its PDF links are one file with two names; a copy must keep that, as every file system tool would.
    shutil.copytree(built_small, tmp_path / "small", copy_function=_copier({}))
    return tmp_path / "small"


def _copier(seen: dict[int, str]) -> Callable[[str, str], object]:
    def copy(source: str, target: str) -> None:
        number = os.stat(source).st_ino
        if number in seen:
            os.link(seen[number], target)
        else:
            seen[number] = target
            shutil.copy2(source, target)

    return copy


@pytest.fixture(scope="module")
def server(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The built site on a web server, below a prefix that no page can know of."""
    root = tmp_path_factory.mktemp("served")
    (root / "some").mkdir()
    (root / "some" / "prefix").symlink_to(site)
    with served(root, "some/prefix/", not_found=partial(_not_found, site)) as running:
        yield running


def _not_found(site: Path, path: str) -> bytes:
    """The page a host is set up to send for an address that is not there: that of the language asked for."""
    tag = next((part for part in path.split("/") if (site / part / "404.html").is_file()), "en")
    return (site / tag / "404.html").read_bytes()
