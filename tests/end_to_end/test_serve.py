"""`handbook serve`: page and PDF in view follow what is saved; a mistake is told, the last good page stays."""

from __future__ import annotations

import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from end_to_end.workshop import PATIENCE, command, edit, environment, identities

ARREST = "docs/rules/arrest.md"
KAZAKH = "translations/kk/rules/arrest.po"


@dataclass(frozen=True, slots=True)
class Serving:
    """A server that runs on a project, what it says in a file."""

    process: subprocess.Popen[bytes]
    project: Path
    home: str
    words: Path
    temporary: Path

    def said(self) -> str:
        return self.words.read_text("utf-8")

    def get(self, address: str) -> bytes:
        with urllib.request.urlopen(self.home + address, timeout=PATIENCE) as answer:
            data: bytes = answer.read()
            return data

    def page(self, address: str) -> str:
        return self.get(address).decode("utf-8")

    def until(self, reached: Callable[[], object], wanted: str) -> float:
        """Wait until something is so; return the seconds it took."""
        started = time.monotonic()
        while not reached():
            assert self.process.poll() is None, f"the server ended:\n{self.said()}"
            assert time.monotonic() - started < PATIENCE / 5, f"waited in vain for {wanted}:\n{self.said()}"
            time.sleep(0.05)
        return time.monotonic() - started


def text_of(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode("utf-8").split())


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture
def serving(small: Path, tmp_path: Path) -> Iterator[Serving]:
    port, words, temporary = free_port(), tmp_path / "words.txt", tmp_path / "temporary"
    temporary.mkdir()
    with words.open("wb") as out:
        process = subprocess.Popen(
            command(small, "serve", "--port", str(port)),
            env=environment(PYTHONUNBUFFERED="1", TMPDIR=str(temporary)),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    server = Serving(process, small, f"http://127.0.0.1:{port}/", words, temporary)
    try:
        server.until(lambda: _answers(server), "a first answer")
        yield server
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(60)
        finally:
            process.kill()
            process.wait()


def _answers(server: Serving) -> bool:
    try:
        return bool(server.get("index.html"))
    except urllib.error.HTTPError:
        raise
    except OSError:
        return False


def test_page_and_pdf_follow_what_is_saved(serving: Serving) -> None:
    before = identities(serving.project / "build")
    assert "Record the hour." in serving.page("en/rules/arrest.html")
    assert "Record the hour." in text_of(serving.get("pdf/handbook-en.pdf"))

    edit(serving.project / ARREST, "Record the hour.", "Record the minute.")
    page = serving.until(lambda: "Record the minute." in serving.page("en/rules/arrest.html"), "the page")
    book = serving.until(
        lambda: "Record the minute." in text_of(serving.get("pdf/handbook-en.pdf")), "the page's PDF"
    )
    print(f"after a save: the page {page:.1f} s, its PDF {page + book:.1f} s")

    # Another language is brought up to date when somebody looks at it, and follows its own catalogue.
    assert "Record the minute." in serving.page("kk/rules/arrest.html")
    edit(serving.project / KAZAKH, '"Мерзімдер"', '"Уақыт шегі"')
    serving.until(lambda: "Уақыт шегі" in serving.page("kk/rules/arrest.html"), "the Kazakh page")
    assert "Уақыт шегі" in text_of(serving.get("pdf/handbook-kk.pdf"))
    # What is built stays as it was.
    assert identities(serving.project / "build") == before


def test_a_mistake_is_told_and_the_last_good_page_stays(serving: Serving) -> None:
    index = serving.project / "docs/index.md"
    good = serving.page("en/index.html")
    assert "the rule" in good
    edit(index, "](rules/arrest.md) first", "](rules/arests.md) at once")
    serving.until(lambda: "docs/index.md:8:17: error: MK201 " in serving.said(), "the finding")
    assert "    hint: " in serving.said()
    assert serving.page("en/index.html").count("at once") == 0
    assert serving.said().count("MK201") == 1, "told once, not at every request"
    edit(index, "](rules/arests.md) at once", "](rules/arrest.md) at once")
    serving.until(lambda: "at once" in serving.page("en/index.html"), "the mended page")
    assert "Traceback" not in serving.said()


def test_the_browser_shows_a_saved_change_by_itself(serving: Serving, browser: Browser) -> None:
    page = browser.new_context().new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda problem: complaints.append(str(problem)))
    page.goto(f"{serving.home}ru/rules/arrest.html")
    expect(page.get_by_text("Запишите час.")).to_be_visible()
    edit(serving.project / "translations/ru/rules/arrest.po", '"Запишите час."', '"Запишите минуту."')
    started = time.monotonic()
    expect(page.get_by_text("Запишите минуту.")).to_be_visible(timeout=PATIENCE * 200)
    print(f"after a save: in the browser {time.monotonic() - started:.1f} s")
    assert complaints == []
    page.context.close()


def test_it_ends_well(serving: Serving) -> None:
    assert list(serving.temporary.iterdir()) != []
    serving.process.send_signal(signal.SIGINT)
    assert serving.process.wait(60) == 0, serving.said()
    assert list(serving.temporary.iterdir()) == []
    assert "Traceback" not in serving.said()


def test_a_taken_port_is_refused(serving: Serving) -> None:
    port = serving.home.rpartition(":")[2].strip("/")
    done = subprocess.run(
        command(serving.project, "serve", "--port", port),
        env=environment(),
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=PATIENCE,
    )
    assert done.returncode == 2
    assert "error: cannot serve on " in done.stderr
    assert "--port" in done.stderr
    assert "Traceback" not in done.stderr
