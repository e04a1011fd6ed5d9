"""A forge on this machine that keeps what it is asked and answers what a test wants."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came in."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """Its body as data."""
        return json.loads(self.body)


@dataclass
class Forge:
    """`answers`: (method, pattern of the path) to JSON, bytes, a status, or a place to go instead (`-> …`)."""

    address: str = ""
    answers: dict[tuple[str, str], Any] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def written(self) -> list[Asked]:
        """All that was to change something."""
        return [one for one in self.asked if one.method != "GET"]

    def answer(self, asked: Asked) -> tuple[int, dict[str, str], bytes]:
        """What goes back; 404 for what no test expects."""
        self.asked.append(asked)
        for (method, pattern), given in self.answers.items():
            if method == asked.method and re.fullmatch(pattern, asked.path):
                return _reply(_page(given, asked.query))
        return 404, {}, b"{}"


def _page(given: Any, query: dict[str, str]) -> Any:
    """The page of a list that was asked for; in a dictionary, GitHub's wrapping of one."""
    if isinstance(given, dict) and "artifacts" in given:
        return {"artifacts": _page(given["artifacts"], query)}
    if not isinstance(given, list):
        return given
    start = (int(query["page"]) - 1) * int(query["per_page"])
    return given[start : start + int(query["per_page"])]


def _reply(given: Any) -> tuple[int, dict[str, str], bytes]:
    if isinstance(given, int):
        return given, {}, b"{}"
    if isinstance(given, str) and given.startswith("-> "):
        return 302, {"Location": given.removeprefix("-> ")}, b""
    return 200, {}, given if isinstance(given, bytes) else json.dumps(given).encode()


@contextmanager
def running() -> Iterator[Forge]:
    """A forge that listens until the block ends."""
    forge = Forge()

    class Handler(BaseHTTPRequestHandler):
        def _take(self) -> None:
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            headers = {name.lower(): value for name, value in self.headers.items()}
            status, extra, content = forge.answer(Asked(self.command, parts.path, query, headers, body))
            self.send_response(status)
            for name, value in {**extra, "Content-Length": str(len(content))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: tests read what was asked."""

    for verb in ("GET", "POST", "PATCH", "PUT"):
        setattr(Handler, f"do_{verb}", Handler._take)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    forge.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield forge
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
