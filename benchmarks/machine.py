"""What was measured on, and with which versions: without it no figure means anything."""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks.contender import cores

_ROOT = Path(__file__).parent.parent
_OURS = (
    "mkdocs",
    "mkdocs-material",
    "mkdocs-static-i18n",
    "Markdown",
    "pymdown-extensions",
    "typst",
    "pikepdf",
)
_RIVALS = {
    "static-i18n-to-pdf": ("mkdocs-to-pdf", "weasyprint"),
    "print-site": ("mkdocs-print-site-plugin",),
}


def describe() -> str:
    """One paragraph: machine, system, versions, day and commit."""
    hardware = f"{cores()} cores ({_cpu()}), {_memory():.0f} GiB of memory, {_system()}"
    ours = [f"{name} {version(name)}" for name in _OURS] + [f"pandoc {_pandoc()}"]
    return (
        f"Measured {_day()} at commit {_commit()}: {hardware}, Python {platform.python_version()}. "
        f"{', '.join([*ours, *_rivals()])}."
    )


def load_warning() -> str:
    """A warning when the machine has other work, which makes wall seconds noise; else nothing."""
    load = os.getloadavg()[0]
    return f"other work runs on this machine (load {load:.1f}): wall seconds are noise" if load > 0.5 else ""


def _day() -> str:
    given = os.environ.get("SOURCE_DATE_EPOCH")
    now = datetime.fromtimestamp(int(given), UTC) if given else datetime.now(UTC)
    return now.strftime("%Y-%m-%d")


def _cpu() -> str:
    found = re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text("utf-8"), re.MULTILINE)
    return found.group(1) if found else platform.machine()


def _memory() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30


def _system() -> str:
    return platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())


def _pandoc() -> str:
    code = "import pypandoc; print(pypandoc.get_pandoc_version())"
    return _answer([sys.executable, "-c", code])


def _commit() -> str:
    return _answer(["git", "-C", str(_ROOT), "rev-parse", "--short=10", "HEAD"])


def _rivals() -> Iterator[str]:
    for name, packages in _RIVALS.items():
        pinned = (_ROOT / "requirements" / f"bench-{name}.txt").read_text("utf-8")
        for package in packages:
            found = re.search(rf"^{package}==(\S+)", pinned, re.MULTILINE)
            yield f"{package} {found.group(1) if found else '?'}"
    found = re.match(r"\w+ [\d.]+", _answer(["chromium", "--version"]))
    yield found.group() if found else "no Chromium"


def _answer(command: list[str]) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        return ""
