"""Text of others in a comment on GitHub or GitLab: harmless, and yet as it was written.

Both hosts look for references (@names, #numbers, hashes, addresses, :emoji:) in the finished HTML, where no escaping
is left to see. A word joiner, which has no width, takes such a thing apart; nothing else holds on both.
"""

from __future__ import annotations

import html
import re

from handbook.review.visible import visible

JOINER = "\u2060"
# Where a reference of GitHub or GitLab, an address or a workflow command would begin to mean something.
_ALIVE = re.compile(
    r"(?<=[@#])(?=\S)"  # @name, a@b.org, #1, group/project#1, and ##[command] of a workflow
    r'|(?<=[!%~&$^])(?=[\w"])'  # !1, %milestone, ~label, &1, $1
    r"|(?<=:)(?=//|:|[\w+-]+:)"  # https://, ::command::, :emoji:
    r"|(?<=\[)(?=[\[+-]|\w+:)|(?<={)(?=[+-])|(?<=\*)(?=\w+:)"  # [[page]], [+new+], [work_item:1], {-old-}
    r"|(?<=\bwww)(?=\.)"
    r"|(?<=\bgh)(?=-\d)",
    re.IGNORECASE,
)
# A hash is linked from seven digits on.
_HASH = re.compile(r"\b[0-9a-f]{7,}\b", re.IGNORECASE)
_MARKUP = re.compile(r"[\\`*_\[\]<>~|&]")
# A dollar begins a formula; GitHub says to put it into an element of its own, GitLab heeds the backslash.
_DOLLAR = r"<span>\$</span>"
_SPACE_SHOWN = "␣"
# A mark beside a space or before a sentence's sign holds without a joiner, which then stays out of what readers copy.
_NEEDLESS = re.compile(rf"(?:^|(?<=\s))(\*\*|~~){JOINER}|{JOINER}(\*\*|~~)(?=[\s<,;.:)]|$)")


def in_markdown(text: str) -> str:
    """Return the text for a place inside a line of Markdown, a table's cell too. It never begins a line of its own."""
    return _MARKUP.sub(r"\\\g<0>", _apart(text)).replace("$", _DOLLAR)


def in_html(text: str) -> str:
    """Return the text for a block of HTML inside Markdown, where backslashes stay what they are."""
    return html.escape(_apart(text)).replace("$", "<span>$</span>")


def inserted(text: str) -> str:
    """Text that is new, in bold."""
    return _marked(text, "**")


def deleted(text: str) -> str:
    """Text that is gone, struck out."""
    return _marked(text, "~~")


def tidy(marked: str) -> str:
    """The line without joiners that its marks do not need."""
    return _NEEDLESS.sub(lambda found: found[1] or found[2], marked)


def size(text: str) -> int:
    """Its length as the strictest host counts: a character beyond the first 65,536 is two."""
    return len(text.encode("utf-16-le")) // 2


def _marked(text: str, sign: str) -> str:
    core = visible(text).strip()
    if not core:
        return f"{sign}{JOINER}{_SPACE_SHOWN}{JOINER}{sign}"
    before, after = (" " * (edge != edge.strip()) for edge in (text[0], text[-1]))
    # Beside punctuation a mark opens or closes nothing, unless something stands between them.
    left, right = ("" if char.isalnum() else JOINER for char in (core[0], core[-1]))
    return f"{before}{sign}{left}{in_markdown(core)}{right}{sign}{after}"


def _apart(text: str) -> str:
    hashes = _HASH.sub(lambda found: _split(found[0]), visible(text))
    return _ALIVE.sub(JOINER, hashes)


def _split(text: str) -> str:
    return JOINER.join(text[start : start + 6] for start in range(0, len(text), 6))
