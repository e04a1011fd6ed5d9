"""Where a text's code spans are, by Python-Markdown's own rule, so that nobody is fooled by odd backticks."""

from __future__ import annotations

from collections.abc import Callable

from markdown.inlinepatterns import BACKTICK_RE, BacktickInlineProcessor

_RULE = BacktickInlineProcessor(BACKTICK_RE)


def outside_code(text: str, change: Callable[[str], str]) -> str:
    """Return the text with `change` applied to each stretch between its code spans; the spans stay as they are."""
    if "`" not in text:
        return change(text)
    out: list[str] = []
    start = at = 0
    while (found := _RULE.getCompiledRegExp().search(text, at)) is not None:
        node, begin, end = _RULE.handleMatch(found, text)
        if begin is None or end is None:
            break
        at = end
        if node is not None and not isinstance(node, str):
            out += [change(text[start:begin]), text[begin:end]]
            start = end
    return "".join([*out, change(text[start:])])


def without_code(text: str) -> str:
    """Return the text with its code spans taken out, a space in the place of each."""
    if "`" not in text:
        return text
    out: list[str] = []

    def keep(stretch: str) -> str:
        out.append(stretch)
        return stretch

    outside_code(text, keep)
    return " ".join(out)
