"""What a pull request built is data: hostile archives and texts come out harmless, or not at all."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib

import pytest
from forge.summary import LIMIT, MARKER, SAID, SIZE, Unusable, comment, from_archive, harmless


def packed(
    *files: tuple[str, bytes], mode: int = stat.S_IFREG | 0o644, kind: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """An archive of these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name)
            entry.external_attr, entry.compress_type = mode << 16, kind
            archive.writestr(entry, content)
    return buffer.getvalue()


def with_number(text: bytes, number: bytes = b"7\n") -> bytes:
    """The archive that the preview uploads."""
    return packed(("summary.md", text), ("number.txt", number))


def test_a_plain_summary_comes_through() -> None:
    text = "## Изменения\n\n- 2.3.4: `art. 9` → [места](https://forge.example/a@b#p4)\n"
    assert from_archive(with_number(text.encode())) == (text.strip(), 7)


@pytest.mark.parametrize(
    "number", [b"", b"0", b"-7", b"7 8", b"7\n8\n", "７".encode(), b"\xff", b"7" * 12, b"$(id)"]
)
def test_a_number_that_is_none_names_nobody(number: bytes) -> None:
    assert from_archive(with_number(b"text", number)) == ("text", None)


@pytest.mark.parametrize(
    ("archive", "reason"),
    [
        (b"", "cannot be read"),
        (b"PK\x05\x06 no archive", "cannot be read"),
        (packed(("number.txt", b"7")), "0 files summary.md"),
        (packed(("summary.md", b"a")), "0 files number.txt"),
        (packed(("../summary.md", b"a"), ("number.txt", b"7")), "0 files summary.md"),
        (packed(("summary.md", b"/etc/passwd"), ("number.txt", b"7"), mode=stat.S_IFLNK | 0o777), "no plain file"),
        (packed(("summary.md", b""), ("number.txt", b"7"), mode=stat.S_IFIFO | 0o644), "no plain file"),
        (packed(("summary.md", b"a"), ("number.txt", b"7"), kind=zipfile.ZIP_LZMA), "no plain file"),
        (packed(("summary.md", b"a"), ("number.txt", b"7"), kind=zipfile.ZIP_BZIP2), "no plain file"),
        (with_number(b"a" * (SIZE + 1)), "too large"),
        (with_number(b"a", b"7" * 21), "too large"),
        (with_number(b"a" * LIMIT), f"{LIMIT} characters"),
        (with_number(b"\xff\xfe"), "not UTF-8"),
        (with_number(b" \n\x00\n" + MARKER.encode()), "empty"),
    ],
)  # fmt: skip
def test_an_archive_that_is_not_as_it_should_be_is_not_shown(archive: bytes, reason: str) -> None:
    if reason == "empty":
        archive = with_number(MARKER.encode() + b" \n\x00\n")
    with pytest.raises(Unusable, match=reason):
        from_archive(archive)


def test_two_files_of_one_name_are_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        archive = packed(("summary.md", b"seen"), ("summary.md", b"hidden"), ("number.txt", b"7"))
    with pytest.raises(Unusable, match="2 files"):
        from_archive(archive)


def test_an_archive_that_lies_about_a_size_is_not_unpacked_beyond_the_limit() -> None:
    """A hundred megabytes that say they are three bytes."""
    archive = bytearray(with_number(b"a" * 100_000_000))
    assert len(archive) < 200_000
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = archive.index(signature) + offset
        archive[at : at + 4] = struct.pack("<I", 3)
    with pytest.raises(Unusable):
        from_archive(bytes(archive))


def test_broken_compressed_data_is_refused() -> None:
    archive = bytearray(with_number(b"some words " * 50))
    at = archive.index(b"summary.md") + len("summary.md")
    archive[at : at + 10] = b"\xff" * 10
    with pytest.raises(Unusable, match=r"cannot be read \((error|BadZipFile)\)"):
        from_archive(bytes(archive))
    assert issubclass(zlib.error, Exception)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("ask @someone and @org/team", "ask @\u2060someone and @\u2060org/team"),
        ("[@iccpr, art. 9]", "[@\u2060iccpr, art. 9]"),
        ("mail@forge.example https://forge.example/@me", "mail@forge.example https://forge.example/@me"),
        ("/merge", "\\/merge"),
        ("a\n  /approve\n> /close\n- /label ~x", "a\n  \\/approve\n> \\/close\n- \\/label ~x"),
        ("and/or", "and/or"),
        ("a\r\n/merge", "a\n\\/merge"),
        ("a\u2028/merge", "a/merge"),
        ("\u202eright to left\u2066\x1b[2J\x00", "right to left[2J"),
        ("oʻzbek türkmençe Қазақ ғылым", "oʻzbek türkmençe Қазақ ғылым"),
    ],
)
def test_a_text_calls_nobody_and_commands_nothing(given: str, shown: str) -> None:
    assert harmless(given.encode()) == shown


def test_workflow_commands_and_expressions_are_words_like_others() -> None:
    text = "::error::x\n${{ secrets.TOKEN }} `$(id)` %0A::set-output name=a::b"
    assert harmless(text.encode()) == text


def test_a_text_never_grows_beyond_what_a_forge_takes() -> None:
    with pytest.raises(Unusable, match="mentions"):
        harmless(b"@a " * (LIMIT // 3 - 1))
    longest = harmless(("я" * (LIMIT - 1)).encode())
    body = comment("a" * 40, [("log", "https://forge.example/" + "x" * 200)] * 3, longest)
    assert len(body) < SAID + 500 < 65_536


def test_the_comment_says_first_whose_it_is() -> None:
    body = comment("0123456789abcdef" * 2, [("log", "https://forge.example/1")], "text")
    assert body == (
        f"{MARKER}\n**Review of 0123456789**, as this branch builds it: [log](https://forge.example/1)\n\ntext\n"
    )
