"""What a page must never carry: anything a browser would run or fetch, judged on the finished HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

_FORBIDDEN_TAGS = frozenset(
    {"script", "iframe", "object", "embed", "applet", "base", "meta", "link", "style", "form", "frame", "frameset",
     "portal", "template", "noscript"}
)  # fmt: skip
_ADDRESSES = frozenset(
    {"href", "src", "action", "formaction", "xlink:href", "data", "poster", "background", "srcset"}
)
_SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]*):")
# Nothing below can be in a fragment in which this finds nothing; most pages are cleared by it at once. An address is
# suspect when its value has a colon, an entity, or begins like another host.
_SUSPECT = re.compile(
    rf"<(?:{'|'.join(sorted(_FORBIDDEN_TAGS))})\b"
    r"|on[a-z]*\s*="
    r"|style\s*="
    r"|(?:href|src|action|data|poster|background|srcset)\s*=\s*"
    r"""(?:"[^"]*[:&]|'[^']*[:&]|[^"'\s>][^\s>]*[:&]|["']?\s*[/\\]{2})""",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"[\s\x00-\x20]*(?:[a-zA-Z][a-zA-Z0-9+.\-]*:|[/\\][/\\])")
_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202f\u2060\ufeff]")
_RAW_TAG = re.compile(r"</?[a-zA-Z][^>]*>|<!--.*?-->", re.DOTALL)
_CODE_SPAN = re.compile(r"(`+)(?:.|\n)*?\1")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Hazard:
    """What was found, and the line of the HTML (from 1) it stands in."""

    what: str
    line: int


class _Watcher(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Hazard] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _FORBIDDEN_TAGS:
            self.note(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on"):
                self.note(f"the attribute {name}=")
            elif name == "style" and "url(" in (value or "").lower():
                self.note("a style that loads a file")
            elif name in _ADDRESSES and (scheme := unsafe_scheme(value or "")):
                self.note(f"a {scheme}: address")
            elif tag == "img" and name in ("src", "srcset") and _ELSEWHERE.match(value or ""):
                self.note("a picture from another host")

    def note(self, what: str) -> None:
        self.found.append(Hazard(what, self.getpos()[0]))


def hazards(fragment: str) -> list[Hazard]:
    """Everything in the HTML that would run or load something, in order."""
    if not _SUSPECT.search(fragment):
        return []
    watcher = _Watcher()
    watcher.feed(fragment)
    watcher.close()
    return watcher.found


def unsafe_scheme(address: str) -> str:
    """Return the scheme of an address if a page may not use it (`javascript`), else nothing."""
    found = _SCHEME.match(_INVISIBLE.sub("", html.unescape(address)))
    scheme = found.group(1).lower() if found else ""
    return "" if scheme in _SAFE_SCHEMES else scheme


def raw_tags(text: str) -> list[str]:
    """The raw HTML tags and comments of a piece of Markdown, outside code, sorted."""
    return sorted(_RAW_TAG.findall(_CODE_SPAN.sub("", text)))


def attribute_lists(text: str) -> list[str]:
    """The attribute lists (`{.x #y}`) of a piece of Markdown, outside code, sorted."""
    return sorted(re.findall(r"\{:?[^{}\n]*\}", _CODE_SPAN.sub("", text)))


def dangers_of_translation(msgid: str, msgstr: str) -> Iterator[str]:
    """What a translation brings in that its source does not have: reasons never to show it.

    Raw HTML, attribute lists, control characters and addresses must all come from the source.
    """
    if _CONTROL.search(msgstr):
        yield "control characters"
    for name, taken in (("raw HTML", raw_tags), ("attribute lists", attribute_lists)):
        surplus = [item for item in taken(msgstr) if taken(msgstr).count(item) > taken(msgid).count(item)]
        if surplus:
            yield f"{name} that the source does not have: {surplus[0]}"
    allowed = set(addresses(msgid))
    for address in addresses(msgstr):
        if address not in allowed:
            yield f"an address that the source does not have: {address}"


_LINK = re.compile(r"\]\(\s*<?([^)\s>]*)>?|\]:\s*<?(\S+?)>?(?=\s|$)|<([a-zA-Z][a-zA-Z0-9+.\-]*:[^>\s]*)>")


def addresses(text: str) -> list[str]:
    """The addresses of links, pictures and automatic links in a piece of Markdown, outside code, in order."""
    return ["".join(groups) for groups in _LINK.findall(_CODE_SPAN.sub("", text))]
