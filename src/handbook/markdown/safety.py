"""What a page must never carry: anything a browser would run or fetch, judged on the finished HTML."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from markdown.inlinepatterns import HTML_RE

from handbook.markdown.code_spans import without_code

# What runs, loads or sends by itself, what changes how the rest of the page is read, and what can animate an address.
_FORBIDDEN_TAGS = frozenset(
    {"script", "iframe", "object", "embed", "applet", "base", "meta", "link", "style", "form", "frame", "frameset",
     "portal", "template", "noscript", "animate", "animatemotion", "animatetransform", "set", "foreignobject", "math",
     "title", "textarea", "xmp", "noembed", "noframes", "plaintext", "listing", "html", "head", "body"}
)  # fmt: skip
_ADDRESSES = frozenset(
    {"href", "src", "action", "formaction", "xlink:href", "data", "poster", "background", "srcset", "cite",
     "longdesc", "manifest", "dynsrc", "lowsrc", "imagesrcset"}
)  # fmt: skip
# Attributes whose file the browser fetches without being asked.
_LOADED = frozenset({"src", "srcset", "poster", "background", "data", "dynsrc", "lowsrc", "imagesrcset"})
_SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]*):")
# Browsers pass over these in front of and inside a scheme.
_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202f\u2060\ufeff]")
_OTHER_HOST = re.compile(r"(?:^|[\s,])(?:https?:)?[/\\]{2}", re.IGNORECASE)
# A style may set colours and sizes; whatever could load a file, run, or hide such a word behind escapes is refused.
_LOUD_STYLE = re.compile(r"\\|@|url|image|src\s*\(|expression|behavior|binding|javascript|/\*", re.IGNORECASE)
_OPENS_TAG = re.compile(r"<[a-zA-Z/!?]")
# Tags of a piece of Markdown as the parser itself finds them, and everything else between angle brackets.
_RAW_TAG = re.compile(HTML_RE, re.DOTALL)
_TAG_LIKE = re.compile(r"<[^<>]*>")
_TOKEN = re.compile(r"⟦\d+⟧")
_ATTRIBUTE_LIST = re.compile(r"\{[^{}\n]*\}")
_LINK = re.compile(r"\]\(\s*<?([^)\s>]*)>?|<([a-zA-Z][a-zA-Z0-9+.\-]*:[^>\s]*)>")
# Control characters, and the two that turn the reading direction of what follows.
_CONTROLS = r"\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e"
_CONTROL = re.compile(rf"[{_CONTROLS}]")
# A translation in which this finds nothing has no tag, attribute list, address, control character or numbered mark.
_LOUD = re.compile(rf"[<{{⟦\]{_CONTROLS}](?:(?<!\])|(?=\())")
# No fragment in small letters in which none of these finds anything can hold a hazard; that clears most pages at once.
# Addresses and styles are let pass in the forms that Markdown itself writes them; whatever is written otherwise is
# examined. What follows a `#` is no scheme: marks of footnotes have a colon there. One pattern for each beginning, as
# a search for plain letters is many times as fast as one for alternatives in any case.
_ADDRESS = r"""\s*=(?!"(?:(?:https?://|mailto:)[^"]*|[^":&#]*(?:#[^"&]*)?)")"""
_FILE = r"""\s*=(?!"(?![\s/\\])[^":&,]*")"""
_SUSPECTS = tuple(
    map(
        re.compile,
        (
            rf"<(?:{'|'.join(sorted(_FORBIDDEN_TAGS | {'use', 'image', 'feimage'}))})\b",
            r"<[!?]",
            r"<[a-z/][^<>]*(?:<|\Z)",
            r"""=\s*(?:"[^"<>]*[<>]|'[^'<>]*[<>])""",
            r"on[^\s=<>]*\s*=",
            "srcdoc",
            r"ping\s*=",
            r"""style\s*=(?!"text-align: (?:left|center|right);")""",
            *(name + _ADDRESS for name in ("href", "cite", "action", "longdesc", "manifest")),
            *(name + _FILE for name in ("src", "srcset", "poster", "background", "data")),
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Hazard:
    """What was found, the line of the HTML (from 1) it stands in, and the words to look for in the page's source."""

    what: str
    line: int
    clue: str = ""


class _Watcher(HTMLParser):
    def __init__(self) -> None:
        # With entities kept apart, the parser goes on as far as it can: what it leaves is a tag that does not end.
        super().__init__(convert_charrefs=False)
        self.found: list[Hazard] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _FORBIDDEN_TAGS:
            self.note(f"<{tag}>", f"<{tag}")
        for name, value in attrs:
            self.judge(tag, name, value or "")

    def judge(self, tag: str, name: str, value: str) -> None:
        if name.startswith("on") or name in ("srcdoc", "ping"):
            self.note(f"the attribute {name}=", name)
        elif name == "style" and _LOUD_STYLE.search(value):
            self.note("a style that loads a file", value)
        elif name in _ADDRESSES and (scheme := unsafe_scheme(value)):
            self.note(f"a {scheme}: address", value)
        elif name in _LOADED and _OTHER_HOST.search(_INVISIBLE.sub("", value) if name != "srcset" else value):
            what = "a picture from another host" if tag == "img" else f"a file from another host in <{tag}>"
            self.note(what, value)
        elif name in ("href", "xlink:href") and tag in ("use", "image", "feimage") and not value.startswith("#"):
            self.note(f"a file that <{tag}> loads", value)

    def handle_comment(self, data: str) -> None:
        # Browsers end a comment at the first of these; what follows is live for them.
        if data.startswith((">", "->")) or "--!>" in data or "-->" in data:
            self.note("a comment that browsers read differently", "<!--")

    def unknown_decl(self, data: str) -> None:
        # For a browser, `<![CDATA[` in a page is a comment that ends at the next `>`.
        self.note(f"<![{data.partition('[')[0]}[", "<![")

    def note(self, what: str, clue: str) -> None:
        self.found.append(Hazard(what, self.getpos()[0], clue))


def hazards(fragment: str) -> list[Hazard]:
    """Everything in the HTML that would run or load something, in order."""
    low = fragment.lower()
    return examine(fragment) if any(suspect.search(low) for suspect in _SUSPECTS) else []


def examine(fragment: str) -> list[Hazard]:
    """The same, without the short cut for pages that hold nothing suspect."""
    watcher = _Watcher()
    try:
        watcher.feed(fragment)
    except AssertionError:
        # The parser gives up on what opens like a declaration and is none.
        watcher.note("a declaration that is none", "<![")
    if _OPENS_TAG.match(watcher.rawdata):
        # It would end in the page around this fragment, and take the words between as its attributes.
        watcher.note("a tag that does not end", watcher.rawdata.split("\n")[0][:20])
    return watcher.found


def unsafe_scheme(address: str) -> str:
    """Return the scheme of an address if a page may not use it (`javascript`), else nothing."""
    found = _SCHEME.match(_INVISIBLE.sub("", html.unescape(address)))
    scheme = found.group(1).lower() if found else ""
    return "" if scheme in _SAFE_SCHEMES else scheme


def raw_tags(text: str) -> list[str]:
    """The raw HTML tags, comments and beginnings of such in a piece of Markdown, outside code, sorted."""
    if "<" not in text:
        return []
    found, at, text = [], 0, without_code(text)
    while (opening := _OPENS_TAG.search(text, at)) is not None:
        # A tag that does not end in this text might end in the next one: its beginning counts too.
        tag = _RAW_TAG.match(text, opening.start()) or _TAG_LIKE.match(text, opening.start()) or opening
        at = tag.end()
        found.append(tag.group())
    return sorted(found)


def attribute_lists(text: str) -> list[str]:
    """The attribute lists (`{.x #y}`) of a piece of Markdown, outside code, sorted; a loose brace counts as one."""
    if "{" not in text and "}" not in text:
        return []
    outside = without_code(text)
    return sorted([*_ATTRIBUTE_LIST.findall(outside), *re.findall(r"[{}]", _ATTRIBUTE_LIST.sub("", outside))])


def dangers_of_translation(msgid: str, msgstr: str) -> Iterator[str]:
    """What a translation brings in that its source does not have: reasons never to show it.

    Raw HTML, attribute lists, control characters and addresses must all come from the source; what the parser keeps
    aside (⟦1⟧) must all be there, once.
    """
    if not _LOUD.search(msgstr) and "⟦" not in msgid:
        return
    if _CONTROL.search(msgstr):
        yield "control characters"
    for name, taken in (("raw HTML", raw_tags), ("attribute lists", attribute_lists)):
        brought = taken(msgstr)
        if brought and (surplus := Counter(brought) - Counter(taken(msgid))):
            first = min(surplus, key=lambda item: (item.startswith("</"), item))
            yield f"{name} that the source does not have: {first}"
    if sorted(_TOKEN.findall(msgstr)) != sorted(_TOKEN.findall(msgid)):
        yield "other numbered marks (⟦1⟧, ⟦2⟧, …) than the source"
    allowed = set(addresses(msgid))
    for address in addresses(msgstr):
        if address not in allowed:
            yield f"an address that the source does not have: {address}"


def addresses(text: str) -> list[str]:
    """The addresses of links, pictures and automatic links in a piece of Markdown, outside code, in order."""
    if "](" not in text and "<" not in text:
        return []
    return ["".join(groups) for groups in _LINK.findall(without_code(text))]
