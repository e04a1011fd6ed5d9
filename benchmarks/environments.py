"""A rival's own virtual environment, made from its hashed requirements and kept until they change."""

from __future__ import annotations

import ctypes.util
import hashlib
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.measure import plain_environment

_REQUIREMENTS = Path(__file__).parent.parent / "requirements"
_STAMP = "made-from"
# Debian's names of the libraries that WeasyPrint loads at run time.
PANGO = {
    "pango-1.0": "libpango-1.0-0",
    "pangoft2-1.0": "libpangoft2-1.0-0",
    "harfbuzz-subset": "libharfbuzz-subset0",
}


class NotReadyError(Exception):
    """A rival cannot be measured on this machine; the message says what to install."""


def environment(name: str, home: Path, say: Callable[[str], None]) -> Path:
    """Return the folder of programs of the environment `name`, made below `home` when it is not there yet.

    Raises NotReadyError when pip cannot install `requirements/bench-<name>.txt`.
    """
    requirements = _REQUIREMENTS / f"bench-{name}.txt"
    wanted = hashlib.sha256(requirements.read_bytes() + sys.version.encode()).hexdigest()
    folder = home / f"venv-{name}"
    stamp = folder / _STAMP
    if not stamp.is_file() or stamp.read_text("utf-8") != wanted:
        say(f"installing {requirements.name} into an environment of its own")
        shutil.rmtree(folder, ignore_errors=True)
        _run([sys.executable, "-m", "venv", str(folder)])
        pip = [str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "--quiet"]
        _run([*pip, "install", "--require-hashes", "--only-binary=:all:", "-r", str(requirements)])
        stamp.write_text(wanted, "utf-8")
    return folder / "bin"


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=plain_environment())
    if done.returncode:
        raise NotReadyError(f"{' '.join(command[:3])} … failed: {done.stderr.strip()[-1500:]}")


def need_libraries(libraries: Mapping[str, str]) -> None:
    """Raise NotReadyError naming the Debian packages of the shared libraries that are missing."""
    missing = sorted(package for name, package in libraries.items() if ctypes.util.find_library(name) is None)
    if missing:
        raise NotReadyError(f"shared libraries are missing: apt-get install {' '.join(missing)}")


def need_program(package: str, *names: str) -> str:
    """Return the path of the first program found. Raises NotReadyError with the Debian `package` to install."""
    for name in names:
        if (path := shutil.which(name)) is not None:
            return path
    raise NotReadyError(f"{names[0]} is missing: apt-get install {package}")
