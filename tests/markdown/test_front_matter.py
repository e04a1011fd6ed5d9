"""What a page says about itself at its top, and how badly that can be written."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown_dialect import dialect

from handbook.errors import HandbookError
from handbook.markdown.front_matter import FrontMatter, read_front_matter, split_page
from handbook.markdown.page import parse_page
from handbook.stable import read_text

PAGE = """---
kind: safeguard
owner: legal-team
review_by: 2027-11-01
description: >-
  What every person
  is owed.
---

# Title
"""


def test_the_facts_of_a_page() -> None:
    front = FrontMatter("safeguard", "legal-team", "2027-11-01", "What every person is owed.", 5)
    assert read_front_matter(PAGE, "a.md") == front


def test_the_page_goes_on_below() -> None:
    source, body, above = split_page(PAGE)
    assert source.startswith("kind: safeguard\n")
    assert body == "\n# Title\n"
    assert PAGE.split("\n")[above:] == ["", "# Title", ""]


@pytest.mark.parametrize(
    "text", ["", "# Title\n", "\n---\nkind: tool\n---\n", " ---\nkind: tool\n---\n", "---\nkind: tool\n"]
)
def test_a_page_without_front_matter(text: str) -> None:
    assert split_page(text) == ("", text, 0)
    assert read_front_matter(text, "a.md") == FrontMatter()


def test_dots_may_end_it_and_spaces_follow() -> None:
    assert split_page("--- \nowner: x\n...  \nText") == ("owner: x\n", "Text", 3)
    assert split_page("---\nowner: x\n---") == ("owner: x\n", "", 2)


def test_empty_front_matter() -> None:
    assert split_page("---\n---\nText") == ("", "Text", 2)
    assert read_front_matter("---\n---\nText", "a.md") == FrontMatter()
    assert read_front_matter("---\n# only a comment\n---\nText", "a.md") == FrontMatter()


@pytest.mark.parametrize(
    ("yaml", "line", "what"),
    [
        ("kind: [tool\n", 2, "bad YAML"),
        ("kind: tool\nkind: tool\n", 3, "stands twice"),
        ("owner: x\n  kind: tool\n", 3, "bad YAML"),
        ("owner: 'x\n", 2, "bad YAML"),
        ("owner: x\nkind: law\n", 3, "'law' is no kind of page"),
        ("kind: [tool]\n", 2, "is no kind of page"),
        ("kind: {a: b}\n", 2, "is no kind of page"),
        ("owner: !!python/object/apply:os.system ['x']\n", 2, "is not used here"),
        ("owner: !!python/name:os.system\n", 2, "is not used here"),
        ("owner: &a x\nkind: tool\n", 2, "anchor"),
        ("owner: x\nkind: *a\n", 3, "alias"),
        ("owner: !ENV [HOME]\n", 2, "!ENV"),
        ("owner: " + "[" * 200 + "]" * 200 + "\n", 2, "nested"),
        ("- owner\n- kind\n", 2, "must be"),
        ("just words\n", 2, "must be"),
        ("[a, b]: c\n", 2, "plain word"),
        ("owner: x\n\x07: y\n", 3, "bad YAML"),
    ],
)  # fmt: skip
def test_bad_front_matter_is_refused_with_its_line(yaml: str, line: int, what: str) -> None:
    with pytest.raises(HandbookError) as caught:
        read_front_matter(f"---\n{yaml}---\n\n# Title\n", "docs/a.md")
    assert what in caught.value.what
    assert caught.value.where == f"docs/a.md:{line}"
    assert caught.value.hint


def test_odd_values_become_text() -> None:
    front = read_front_matter("---\nowner: 12\nreview_by: null\ndescription: 2027-11-01\n---\n", "a.md")
    assert (front.owner, front.review_by, front.description) == ("12", "", "2027-11-01")


def test_line_ends_and_byte_order_mark_of_other_systems(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"\xef\xbb\xbf" + PAGE.replace("\n", "\r\n").encode())
    assert read_text(path) == PAGE
    path.write_bytes(PAGE.replace("\n", "\r").encode())
    assert read_text(path) == PAGE


def test_what_is_not_utf8_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"---\nkind: tool\n---\n\nKaza\xffkhstan\n")
    with pytest.raises(HandbookError) as caught:
        read_text(path, "docs/a.md")
    assert caught.value.where == "docs/a.md:5"
    assert "UTF-8" in caught.value.what


def test_the_purpose_is_a_segment_with_its_line() -> None:
    page = parse_page(PAGE, "a.md", dialect())
    assert [(segment.msgid, segment.kind, segment.line) for segment in page.segments] == [
        ("What every person is owed.", "description", 5),
        ("Title", "h1", 10),
    ]
