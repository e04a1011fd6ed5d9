"""The text of the comment: what a pull request's own code wrote, made harmless.

The summary may come from a fork whose author changed the program that writes it. The forge strips HTML by itself; what
is left to us is its length, control characters, mentions that would call people, and lines that a forge or a bot would
take as commands (`/merge`).
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib

MARKER = "<!-- handbook-review -->"
LIMIT = 60_000  # characters of a summary
SIZE = 4 * LIMIT  # bytes: no character takes more than four
ARCHIVE_SIZE = 1_000_000  # bytes of the archive that holds the summary

SAID = 65_000  # characters of a comment: GitHub takes 65,536

_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, OverflowError)
_KINDS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_NUMBER = re.compile(r"[1-9][0-9]{0,9}\n?")
# Controls except tab and line feed, and signs that turn the direction of text around.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
_MENTION = re.compile(r"(?<![\w/])@(?=[A-Za-z0-9_])")
_COMMAND = re.compile(r"(?m)^([ \t>*+-]*)/")


class Unusable(Exception):  # noqa: N818 - as it is said
    """Why a summary is not shown; the text is ours alone."""


def from_archive(archive: bytes) -> tuple[str, int | None]:
    """The summary in an artifact, and the number of the pull request that it claims. Nothing is written to disk.

    Raises Unusable for whatever is no plain file of its right name, kind and size.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as found:
            text = _member(found, "summary.md", SIZE)
            number = _member(found, "number.txt", 20).decode("ascii", "replace")
    except _BROKEN as problem:
        raise Unusable(f"its archive cannot be read ({type(problem).__name__})") from None
    return harmless(text), int(number) if _NUMBER.fullmatch(number) else None


def _member(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    """The bytes of the one plain file of this name; raises Unusable."""
    entries = [entry for entry in archive.infolist() if entry.filename == name]
    if len(entries) != 1:
        raise Unusable(f"there are {len(entries)} files {name} in its archive")
    entry = entries[0]
    mode = entry.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG) or entry.flag_bits & 1 or entry.compress_type not in _KINDS:
        raise Unusable(f"{name} is no plain file")
    with archive.open(entry) as opened:
        # The size that the archive names may be a lie: what counts is what comes out.
        content = opened.read(limit + 1)
    if len(content) > limit:
        raise Unusable(f"{name} is too large")
    return content


def harmless(content: bytes) -> str:
    """The summary as Markdown that calls nobody and commands nothing. Raises Unusable where it is not shown at all."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise Unusable("it is not UTF-8") from None
    text = _UNSEEN.sub("", text.replace("\r\n", "\n")).removeprefix(MARKER).strip()
    if not text:
        raise Unusable("it is empty")
    if len(text) >= LIMIT:
        raise Unusable(f"it has {len(text)} characters of at most {LIMIT}")
    # A word joiner is not seen, yet no forge reads a name behind it.
    text = _COMMAND.sub(r"\1\\/", _MENTION.sub("@\u2060", text))
    if len(text) >= SAID:
        raise Unusable("it has too many mentions")
    return text


def comment(commit: str, links: list[tuple[str, str]], text: str) -> str:
    """The whole comment: marker, the commit and where everything lies, the text."""
    places = " · ".join(f"[{name}]({address})" for name, address in links)
    return f"{MARKER}\n**Review of {commit[:10]}**, as this branch builds it: {places}\n\n{text}\n"


def failure(reason: str) -> str:
    """What stands in place of a summary."""
    return f"There is no summary: {reason}. The log of the run says more."
