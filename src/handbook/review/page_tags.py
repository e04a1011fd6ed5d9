"""HTML by construction: whatever is not HTML made here is escaped, so no text can become markup by being forgotten."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from html import escape

from handbook.review.visible import visible

_EMPTY = frozenset({"br", "input", "meta", "link"})


class Html(str):
    """Text that is HTML already; only this module and the page's templates make it."""

    __slots__ = ()


Child = str | None
Attribute = str | int | bool | None


def safe(text: str) -> Html:
    """Text as HTML, every character of it to be seen; HTML stays as it is."""
    return text if isinstance(text, Html) else Html(escape(visible(text)))


def join(children: Iterable[Child]) -> Html:
    """Children one after the other; None is nothing."""
    return Html("".join(safe(child) for child in children if child is not None))


def tag(name: str, /, *children: Child, **attributes: Attribute) -> Html:
    """An element. `class_` is `class`, `data_x` is `data-x`; True is an attribute without value, None or False none."""
    opening = "".join(_attribute(key, value) for key, value in attributes.items())
    return Html(f"<{name}{opening}>" if name in _EMPTY else f"<{name}{opening}>{join(children)}</{name}>")


# Most attributes of a page are the same few; typed, because 1 is no True.
@lru_cache(maxsize=4096, typed=True)
def _attribute(key: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{safe(str(value))}"'


def unseen(text: str) -> Html:
    """Words for screen readers alone."""
    return tag("span", text, class_="vh")


def sign(text: str) -> Html:
    """A sign that repeats the word beside it."""
    return tag("span", text, class_="sign", aria_hidden="true")


def counted(number: int, word: str, words: str = "") -> str:
    """`1 change`, `1,234 changes`."""
    return f"{number:,} {word if number == 1 else words or f'{word}s'}"
