"""A reader before a browser: what was opened, asked for and complained of is all kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request, expect

# Milliseconds; the machine may be busy.
WAIT = 30_000


@dataclass
class Reader:
    """One browser window. `home` is the address everything must come from."""

    page: Page
    home: str
    complaints: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def open(self, address: str) -> Page:
        self.page.goto(self.home + address)
        return self.page

    def where(self) -> str:
        """The address in view, below `home`, as people read it."""
        return unquote(self.page.url).removeprefix(unquote(self.home))

    def context_allows_clipboard(self) -> None:
        self.page.context.grant_permissions(["clipboard-read", "clipboard-write"])

    def file(self, href: str) -> Path:
        """The file on the disk behind a link of the page, when reading from disk."""
        parts = urlsplit(str(self.page.evaluate("href => new URL(href, location.href).href", href)))
        assert parts.scheme == "file", href
        return Path(unquote(parts.path))

    def languages(self) -> Locator:
        """The links of the language switcher, which is opened first."""
        menu = self.page.locator("details.hb-languages")
        if menu.get_attribute("open") is None:
            menu.locator("summary").click()
        return menu.locator("a[hreflang]")

    def switch(self, tag: str) -> None:
        self.languages().and_(self.page.locator(f"[hreflang={tag}]")).click()
        self.page.wait_for_function("tag => document.documentElement.lang === tag", arg=tag)

    def search(self, words: str) -> list[str]:
        """Type `words` into the search as on a keyboard; return the addresses of the pages found, best first."""
        page = self.page
        box = page.locator(".md-search__input")
        if not box.is_visible():
            page.locator("label[for=__search].md-header__button").click()
        box.click()
        box.fill("")
        box.press("Backspace")
        words_of = json.loads(page.locator("script#__config").text_content() or "")["translations"]
        said = page.locator(".md-search-result__meta")
        expect(said).to_have_text(words_of["search.result.placeholder"], timeout=WAIT)
        box.press_sequentially(words)
        # Playwright has no keys for these letters and inserts them; Material waits for a key.
        box.press("End")
        expect(said).not_to_have_text(words_of["search.result.placeholder"], timeout=WAIT)
        self._settled(said)
        return [
            unquote(str(address)).removeprefix(unquote(self.home)).partition("?")[0]
            for address in page.locator("a.md-search-result__link").evaluate_all("links => links.map(a => a.href)")
        ]

    def open_found(self, name: str) -> None:
        """Follow the first result on the page `name` that shows the word."""
        marked = self.page.locator("mark")
        self.page.locator(f"a.md-search-result__link[href*='{name}']").filter(has=marked).first.click()
        self.page.wait_for_url(f"**/{name}*")

    def _settled(self, said: Locator) -> None:
        """Wait until the answer to the last key stands: each key brings an answer of its own."""
        links = self.page.locator("a.md-search-result__link")
        before: object = None
        while before != (now := (said.text_content(), links.count())):
            before = now
            self.page.wait_for_timeout(400)

    def assert_quiet(self) -> None:
        """No complaint in the console, and not one request to anywhere else."""
        said = [*self.complaints, *(f"asked for {address}" for address in self.strangers)]
        assert not said, "\n".join(said)


@contextmanager
def reading(browser: Browser, home: str, **options: Any) -> Iterator[Reader]:
    """Open a window of its own; `options` are those of Playwright's `new_context`."""
    context = browser.new_context(**options)
    context.set_default_timeout(WAIT)
    expect.set_options(timeout=WAIT)
    reader = Reader(context.new_page(), home)
    _watch(context, reader)
    try:
        yield reader
    finally:
        context.close()


def _watch(context: BrowserContext, reader: Reader) -> None:
    allowed = ("data:", "blob:", "about:blank", "about:srcdoc", reader.home)

    def asked(request: Request) -> None:
        if not request.url.startswith(allowed):
            reader.strangers.append(request.url)

    def failed(request: Request) -> None:
        # A page that is left while it loads breaks off its requests; that is no failure of the page.
        if request.failure != "net::ERR_ABORTED":
            reader.complaints.append(f"{request.url}: {request.failure}")

    def said(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            reader.complaints.append(f"{message.location.get('url', '')}: {message.text}")

    context.on("request", asked)
    context.on("requestfailed", failed)
    context.on("console", said)
    context.on("weberror", lambda problem: reader.complaints.append(str(problem.error)))


