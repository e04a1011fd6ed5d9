"""MkDocs without us: `mkdocs build` and `mkdocs serve` give all languages, and leave the handbook's output alone."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from lxml import html

from end_to_end.workshop import PATIENCE, Ran, edit, environment, identities, run

RUSSIAN = "translations/ru/rules/arrest.po"
KAZAKH = "translations/kk/rules/arrest.po"
# Material prints a notice about another program on import unless told not to.
QUIET = {"NO_MKDOCS_2_WARNING": "1"}


def mkdocs(project: Path, *arguments: str) -> Ran:
    return run([sys.executable, "-m", "mkdocs", *arguments], project, **QUIET)


@pytest.fixture
def project(small: Path) -> Path:
    """The small handbook, built by us, set up as the real one: MkDocs has a folder of its own in `build/`."""
    config = small / "mkdocs.yml"
    config.write_text(config.read_text("utf-8") + "\nsite_dir: build/mkdocs\n", "utf-8")
    # A paragraph that the Kazakh catalogue lacks, and one that it has of an older English text.
    edit(small / KAZAKH, 'msgid "None."', 'msgid "Not one."')
    edit(small / KAZAKH, 'msgid "Time limits"', '#, fuzzy\nmsgid "Time limits"')
    return small


def test_all_languages_in_one_folder(project: Path) -> None:
    before = identities(project / "build")
    mkdocs(project, "build").fine()
    out = project / "build" / "mkdocs"
    pages = {path.relative_to(out).as_posix() for path in out.rglob("*.html")}
    names = {"index.html", "rules/arrest.html", "steps/report.html"}
    assert pages == {f"{folder}{name}" for folder in ("", "ru/", "kk/") for name in names} | {"404.html"}
    for tag, folder, heading in (("en", "", "Arrest"), ("ru", "ru/", "Задержание"), ("kk", "kk/", "Ұстау")):
        page = html.fromstring((out / folder / "rules" / "arrest.html").read_bytes())
        assert page.get("lang") == tag
        assert page.xpath("string(//h1/text())").strip() == heading
        assert "".join(page.xpath("//a[@id='p1']//text()")) == "1.1.1"
    after = identities(project / "build")
    assert {name: one for name, one in after.items() if not name.startswith("mkdocs/")} == before


def test_what_is_not_translated_is_marked(project: Path) -> None:
    mkdocs(project, "build").fine()
    out = project / "build" / "mkdocs"
    kazakh = html.fromstring((out / "kk" / "rules" / "arrest.html").read_bytes())
    marked = kazakh.xpath("//article//*[contains(concat(' ', @class, ' '), ' hb-missing ')]")
    assert ["None." in one.text_content() for one in marked].count(True) == 1
    assert all(one.get("lang") == "en" for one in marked)
    marks = kazakh.xpath("//article//*[contains(concat(' ', @class, ' '), ' hb-mark ')]")
    assert marks
    assert {one.get("lang") for one in marks} == {"kk"}
    outdated = kazakh.xpath("//article//*[contains(concat(' ', @class, ' '), ' hb-outdated ')]")
    # The catalogue comes with one outdated entry, and this test has made another.
    heading, box = [one.text_content() for one in outdated]
    assert "Time limits" in heading
    assert "Record the hour." in box
    for folder in ("", "ru"):
        page = html.fromstring((out / folder / "rules" / "arrest.html").read_bytes())
        assert page.xpath("//article//*[contains(@class, 'hb-missing') or contains(@class, 'hb-mark')]") == []


@pytest.mark.parametrize(
    ("wrong", "code", "word"),
    [("<script>alert(1)</script>", "PO103", "<script>"), ("[Нет](javascript:alert(1))", "PO103", "javascript")],
    ids=["script", "address"],
)
def test_a_bad_translation_stops_it(project: Path, wrong: str, code: str, word: str) -> None:
    edit(project / RUSSIAN, '"Нет."', f'"{wrong}"')
    line = (project / RUSSIAN).read_text("utf-8").splitlines().index(f'msgstr "{wrong}"') + 1
    ran = mkdocs(project, "build")
    assert ran.code == 1, ran
    said = ran.out + ran.err
    assert "Traceback" not in said
    found = re.search(rf"^{re.escape(RUSSIAN)}:{line}: error: {code} (.*)\n    hint: \S", said, re.MULTILINE)
    assert found, said
    assert word in found[1]
    assert not (project / "build" / "mkdocs" / "ru" / "rules" / "arrest.html").exists()


def test_a_catalogue_that_cannot_be_read_stops_it(project: Path) -> None:
    edit(project / RUSSIAN, 'msgstr "Нет."', 'msgstr "Нет.')
    ran = mkdocs(project, "build")
    assert ran.code == 1, ran
    said = ran.out + ran.err
    assert "Traceback" not in said
    assert re.search(rf"^{re.escape(RUSSIAN)}:\d+: error: PO101 ", said, re.MULTILINE), said


def test_a_bad_configuration_stops_it(project: Path) -> None:
    edit(project / "mkdocs.yml", "authoritative: en", "authoritative: fr")
    ran = mkdocs(project, "build")
    assert ran.code == 1, ran
    said = ran.out + ran.err
    assert "Traceback" not in said
    assert re.search(r"^mkdocs\.yml:\d+: error: CF108 .*'fr'", said, re.MULTILINE), said


@contextmanager
def serving(project: Path) -> Iterator[tuple[subprocess.Popen[bytes], str, Path]]:
    """Run `mkdocs serve` on a free port of this machine; yield the process, its address and what it says."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    said = project.parent / "served.txt"
    with said.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address],
            cwd=project,
            env=environment(**QUIET),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        yield process, f"http://{address}/", said
    finally:
        process.terminate()
        try:
            process.wait(60)
        finally:
            process.kill()
            process.wait()


def fetched(process: subprocess.Popen[bytes], address: str, said: Path) -> str:
    """The page at an address, as soon as the server answers."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        assert process.poll() is None, said.read_text("utf-8")
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
                return str(answer.read().decode("utf-8"))
        except urllib.error.HTTPError:
            raise
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"no answer: {said.read_text('utf-8')}")


def test_serve_shows_the_translated_page(project: Path) -> None:
    before = identities(project / "build")
    with serving(project) as (process, address, said):
        page = html.fromstring(fetched(process, f"{address}ru/rules/arrest.html", said))
        assert page.get("lang") == "ru"
        assert page.xpath("string(//h1/text())").strip() == "Задержание"
        assert html.fromstring(fetched(process, address, said)).get("lang") == "en"
    assert "Traceback" not in said.read_text("utf-8")
    # It serves from a folder of its own, which is gone with it.
    assert identities(project / "build") == before
