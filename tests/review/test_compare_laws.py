"""Laws of a review: nothing that differs is passed over, nothing is told twice, and it is quick."""

from __future__ import annotations

import re
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from review.past import reviewed, seen, told
from review.test_compare_golden import CASES, case

from handbook.markdown import foreign
from handbook.review import contents
from handbook.review.model import Kind, Mark, Standing, raw_after, raw_before

PAGE = "docs/rules/arrest.md"
COMMON = case(CASES[0]).before
LINES = COMMON[PAGE].splitlines(keepends=True)
NEW = ("", "\n", "A.\n", "- An item.\n", "    indented\n", "```\n", "<div>\n", "| a | b |\n", "!!! note\n", "---\n")
EDITS = st.lists(
    st.tuples(st.integers(0, len(LINES)), st.integers(0, 4), st.sampled_from(NEW)), min_size=1, max_size=4
)
SAFE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def edited(edits: list[tuple[int, int, str]]) -> str:
    lines = list(LINES)
    for at, gone, new in edits:
        lines[at : at + gone] = [new]
    return "".join(lines)


@settings(max_examples=40)
@given(EDITS)
def test_whatever_differs_is_told(edits: list[tuple[int, int, str]]) -> None:
    page = edited(edits)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        review = reviewed(root, COMMON, {**COMMON, PAGE: page})
        assert bool(review.changes or review.shifts) == (page != COMMON[PAGE])
        assert told(review) == told(reviewed(root, COMMON, {**COMMON, PAGE: page})), "from the cache as well"
    anchors = [change.anchor for change in review.changes]
    assert len(anchors) == len(set(anchors))
    assert all(SAFE.fullmatch(anchor) for anchor in anchors)
    assert [change.kinds for change in review.changes if not change.kinds] == []


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_review_of_nothing_is_empty(path: Path, tmp_path: Path) -> None:
    given = case(path)
    review = reviewed(tmp_path, given.after, given.after)
    assert (review.changes, review.shifts, review.facts, review.others) == ((), (), (), ())


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_redlines_hold_both_texts_of_each_language(path: Path, tmp_path: Path) -> None:
    given = case(path)
    for change in reviewed(tmp_path, given.before, given.after, given.renamed).changes:
        for text in change.texts:
            assert all(run.raw for run in text.redline)
            for one in text.languages.values():
                if one.standing in (Standing.UPDATED, Standing.CURRENT):
                    assert (raw_before(one.redline), raw_after(one.redline)) == (one.before, one.after)
                else:
                    assert one.after == ""
                    assert raw_before(one.redline) == one.before


def test_an_anchor_does_not_depend_on_other_changes(tmp_path: Path) -> None:
    one = COMMON[PAGE].replace("72 hours", "48 hours")
    other = "".join(["# Above\n\nAnother paragraph, long enough.\n\n", *one.splitlines(keepends=True)])
    first, second = (reviewed(tmp_path, COMMON, {**COMMON, PAGE: page}) for page in (one, other))
    (anchor,) = (change.anchor for change in first.changes)
    assert anchor in {change.anchor for change in second.changes}


def test_equal_changes_have_anchors_of_their_own(tmp_path: Path) -> None:
    page = "# Page\n\nSame words in a row.\n\nSame words in a row.\n"
    review = reviewed(tmp_path, COMMON, {**COMMON, PAGE: page})
    assert len({change.anchor for change in review.changes}) == len(review.changes)


# Pages of strangers


def test_ends_of_lines_are_told_once(tmp_path: Path) -> None:
    data = COMMON[PAGE].replace("\n", "\r\n").encode()
    (change,) = reviewed(tmp_path, COMMON, {**COMMON, PAGE: data}).changes
    assert change.kinds == (Kind.MARKUP,)
    assert seen(change.texts[0].redline) == "[-LF-]{+CRLF+}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"", b"\xef\xbb\xbf"),
        (b"\xff\xfe text", b"\xff\xfd text"),
        (b"a\n", b"a\n\n"),
        (b"\x00\x01\x02", b"\x02\x01"),
        (b"[@]{}\n", b"[@;]{}\n"),
        (b"---\nkind: nonsense\n---\n# T\n", b"---\nkind: [\n---\n# T\n"),
        (b"---\ntitle: a\n---\n", b"---\ntitle: b\n---\n"),
        (b"x\n" * 3, b"x\n" * 4),
        (b"![a](b.png)\n", b"![a](c.png)\n"),
        (b"[a]: b\n", b"[a]: c\n"),
    ],
)
def test_odd_pages_are_told(tmp_path: Path, before: bytes, after: bytes) -> None:
    review = reviewed(tmp_path, {**COMMON, PAGE: before}, {**COMMON, PAGE: after})
    assert len(review.changes) >= 1
    assert {change.place.page for change in review.changes} == {"rules/arrest.md"}


def test_an_empty_page_comes_and_goes(tmp_path: Path) -> None:
    without = {path: text for path, text in COMMON.items() if path != PAGE}
    (came,) = reviewed(tmp_path, without, {**without, PAGE: ""}).changes
    (went,) = reviewed(tmp_path, {**without, PAGE: ""}, without).changes
    assert (came.kinds, went.kinds) == ((Kind.ADDED,), (Kind.REMOVED,))


def test_a_page_that_cannot_be_parsed_is_compared_as_plain_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(text: str, dialect: object) -> object:
        if "48" in text:
            raise RecursionError
        return foreign.block_texts(text, dialect)  # type: ignore[arg-type]

    monkeypatch.setattr(contents, "block_texts", broken)
    after = COMMON[PAGE].replace("72 hours", "48 hours")
    review = reviewed(tmp_path, COMMON, {**COMMON, PAGE: after})
    assert review.unreadable == ((PAGE, "the Markdown parser cannot read it: RecursionError"),)
    (change,) = review.changes
    assert "[-72-]{+48+}" in seen(change.texts[0].redline)


@pytest.mark.parametrize("config", ["", "site_name: [\n", "a\tb: c", "- x\n", "site_name: x\nplugins: 7\nnav: {a: 1}"])
def test_a_strange_configuration_does_not_stop_a_review(tmp_path: Path, config: str) -> None:
    before = {"docs/a.md": "# A\n\nOne thing is said here.\n", "mkdocs.yml": config}
    after = {**before, "docs/a.md": "# A\n\nTwo things are said here.\n"}
    (change,) = reviewed(tmp_path, before, after).changes
    assert change.kinds == (Kind.REWORDED,)
    assert change.place.number == "", "nobody prints numbers there"


def test_a_foreign_configuration_runs_and_reads_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("A secret.\n", "utf-8")
    config = (
        "site_name: !ENV HOME\nmarkdown_extensions:\n  - this\n  - pymdownx.snippets: {base_path: [/]}\n"
        "  - pymdownx.superfences:\n      custom_fences:\n"
        "        - name: x\n          class: x\n          format: !!python/name:os.system\n"
    )
    page = f'# A\n\n--8<-- "{secret}"\n\n```x\nOne.\n```\n'
    before = {"docs/a.md": page, "mkdocs.yml": config}
    review = reviewed(tmp_path, before, {**before, "docs/a.md": page.replace("One", "Two")})
    assert "A secret" not in told(review)
    assert "HOME" in review.title or review.title == ""
    (change,) = review.changes
    assert change.kinds == (Kind.MARKUP,)


def test_code_with_a_title_is_code(tmp_path: Path) -> None:
    """Superfences reads titles only while it colours code."""
    config = "site_name: x\nmarkdown_extensions:\n  - pymdownx.superfences\n"
    page = '# A\n\nRun:\n\n```py title="run.py" linenums="1"\nx = 1 < 2\ny = 2\n```\n'
    before = {"docs/a.md": page, "mkdocs.yml": config}
    (change,) = reviewed(tmp_path, before, {**before, "docs/a.md": page.replace("y = 2", "y = 3")}).changes
    assert [(text.block, seen(text.redline)) for text in change.texts] == [
        ("p", "Run:"),
        ("code", "x = 1 < 2⏎[-y = 2-]{+y = 3+}"),
    ]


# Size


def test_five_hundred_changed_paragraphs_are_quick(tmp_path: Path) -> None:
    """A large pull request: 500 paragraphs reworded on 25 pages, a hundred others moved, in three languages."""
    words = ("law", "right", "order", "officer", "person", "hour", "record", "judge", "lawyer", "report", "border")
    text = lambda n: " ".join(words[(n * step + n // 7) % len(words)] for step in range(1, 30))  # noqa: E731
    before, after = dict(COMMON), dict(COMMON)
    for page in range(25):
        paragraphs = [f"Rule {page}-{n}: {text(page * 31 + n)}." for n in range(24)]
        changed = [one.replace("judge", "court", 1) + " At once." for one in paragraphs[:20]]
        path = f"docs/rules/page-{page:02}.md"
        before[path] = "\n\n".join([f"# Page {page}", *paragraphs])
        after[path] = "\n\n".join([f"# Page {page}", *paragraphs[20:], *changed])
    started = time.process_time()
    review = reviewed(tmp_path, before, after)
    spent = time.process_time() - started
    reworded = [change for change in review.changes if Kind.REWORDED in change.kinds]
    assert len(reworded) == 500
    assert sum(Kind.MOVED in change.kinds for change in review.changes) == 100
    assert all(change.before and change.after for change in review.changes)
    assert all("At once" in seen(one.texts[0].redline) for one in reworded)
    assert review.todo["ru"].texts == 500
    assert spent < 8


def test_runs_of_a_foreign_text_are_shown_as_written(tmp_path: Path) -> None:
    """What an author wrote stays text: nothing is rendered on the way."""
    page = "# A\n\nSee <script>alert(1)</script> and {{ x }} ${{ y }} `z` &amp; ::error:: now.\n"
    (change,) = reviewed(tmp_path, {**COMMON, PAGE: page}, {**COMMON, PAGE: page.replace("now", "then")}).changes
    (text,) = change.texts
    assert raw_after(text.redline).count("<script>") == 1
    assert [run.shown for run in text.redline if run.mark is not Mark.SAME] == ["now", "then"]
