"""Requests to a forge's API: JSON in and out, no answer larger than it may be, no token to another host."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

_JSON_LIMIT = 20_000_000  # bytes of a page of a list
_PAGES = 100  # of a list, a hundred entries each
_SECONDS = 60


class Refused(Exception):  # noqa: N818 - as it is said
    """The run cannot go on. The text is ours alone: nothing that a pull request wrote goes into a log."""


@dataclass(frozen=True, slots=True)
class Api:
    """A forge's API at `base`; `secret` holds the one header that proves who we are."""

    base: str
    secret: Mapping[str, str]

    def get(self, path: str, **query: str | int) -> Any:
        """What the API answers; raises Refused."""
        return _json(self._read("GET", f"{path}?{urlencode(query)}" if query else path, None, _JSON_LIMIT))

    def listed(self, path: str, key: str = "", **query: str | int) -> Iterator[dict[str, Any]]:
        """Every entry of a list, page after page; `key` is where GitHub wraps the list."""
        for page in range(1, _PAGES + 1):
            answer = self.get(path, **query, per_page=100, page=page)
            entries = answer.get(key) if key else answer
            if not isinstance(entries, list):
                raise Refused(f"{path.split('?')[0]}: the answer is not a list")
            yield from entries
            if len(entries) < 100:
                return

    def send(self, method: str, path: str, body: Mapping[str, object]) -> None:
        """Post or put JSON; raises Refused."""
        self._read(method, path, json.dumps(body).encode(), _JSON_LIMIT)

    def upload(self, path: str, content: bytes) -> None:
        """Put a file; raises Refused."""
        self._read("PUT", path, content, _JSON_LIMIT, "application/octet-stream")

    def file(self, path: str, limit: int) -> bytes:
        """A file of at most `limit` bytes; raises Refused for a larger one."""
        return self._read("GET", path, None, limit)

    def _read(
        self, method: str, path: str, body: bytes | None, limit: int, kind: str = "application/json"
    ) -> bytes:
        headers = {"Accept": "application/json", "User-Agent": "handbook"} | (
            {"Content-Type": kind} if body else {}
        )
        request = Request(f"{self.base}/{path}", body, headers, method=method)
        for name, value in self.secret.items():
            # Files lie with another host, to which the API redirects: the token must not follow.
            request.add_unredirected_header(name, value)
        try:
            with urlopen(request, timeout=_SECONDS) as answer:
                content: bytes = answer.read(limit + 1)
        except HTTPError as problem:
            problem.close()
            raise Refused(f"{method} {path.split('?')[0]}: the forge answered {problem.code}") from None
        except (OSError, HTTPException) as problem:
            raise Refused(f"{method} {path.split('?')[0]}: {type(problem).__name__}") from None
        if len(content) > limit:
            raise Refused(f"{method} {path.split('?')[0]}: more than {limit} bytes")
        return content


def _json(content: bytes) -> Any:
    try:
        return json.loads(content)
    except ValueError:
        raise Refused("the answer is not JSON") from None


def needed(environment: Mapping[str, str], *names: str) -> list[str]:
    """The values of variables; raises Refused naming those that are missing."""
    if missing := [name for name in names if not environment.get(name)]:
        raise Refused(f"not set: {', '.join(missing)}")
    return [environment[name] for name in names]
