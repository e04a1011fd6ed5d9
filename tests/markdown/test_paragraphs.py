"""What belongs to which paragraph, what of its English a digest covers, and how far a translation of it is trusted."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from handbook.markdown.dialect import render
from handbook.markdown.page import parse_page
from handbook.markdown.session import Marks, PageInput, Review, ReviewMarks, State, Target
from handbook.project import Project, load_project

PAGE = """\
# Title

First paragraph.[^one]

- An item of the first.

## A heading

!!! safeguard "Second"
    Its text.

| Hours | 48 |
| ----- | -- |
| Days  | 2  |

Third.[^two]

```
code = 1
```

[^one]: Note of the first, with another.[^three]
[^two]: Note of the third.
[^three]: Note of a note.
"""


@pytest.fixture(scope="module")
def project() -> Project:
    return load_project(Path(__file__).parents[1] / "fixtures" / "tiny-handbook")


def english(text: str, project: Project) -> tuple[str, ...]:
    return parse_page(text, "page.md", project.dialect).english


def test_every_text_knows_its_paragraph(project: Project) -> None:
    page = parse_page(PAGE, "page.md", project.dialect)
    found = {segment.msgid: segment.paragraph for segment in page.segments}
    assert found == {
        "Title": 0,
        "First paragraph.[^one]": 1,
        "An item of the first.": 1,
        "A heading": 0,
        "Second": 2,
        "Its text.": 2,
        "Hours": 2,
        "Days": 2,
        "Third.[^two]": 3,
        "Note of the first, with another.[^three]": 1,
        "Note of the third.": 3,
        "Note of a note.": 1,
    }
    assert page.paragraphs == 3
    assert len(page.english) == 4


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("# Title", "# Other title", {0}),
        ("## A heading", "## Another heading", {0}),
        ("First paragraph", "Front paragraph", {1}),
        ("An item", "A point", {1}),
        ("Note of a note", "Word of a note", {1}),
        ("| 48 |", "| 24 |", {2}),
        ("| 2  |", "| 3  |", {2}),
        ("!!! safeguard", "!!! never", {2}),
        ("Note of the third", "Note on the third", {3}),
        ("code = 1", "code = 2", {3}),
        # How it is typed is no matter.
        ("First paragraph.[^one]", "First\nparagraph.[^one]", set()),
        ("| Days  | 2  |", "| Days | 2 |", set()),
    ],
)
def test_an_edit_gives_its_paragraph_another_digest(project: Project, old: str, new: str, changed: set[int]) -> None:
    assert PAGE.count(old) == 1
    before, after = english(PAGE, project), english(PAGE.replace(old, new), project)
    assert {number for number, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]} == changed


def test_a_paragraph_put_in_leaves_the_digests_of_the_others(project: Project) -> None:
    before = english(PAGE, project)
    after = english(PAGE.replace("## A heading", "Quite new.\n\n## A heading"), project)
    assert (after[:2], after[3:]) == (before[:2], before[2:])


def test_time_limits_and_actors_of_a_procedure_are_part_of_its_paragraph(project: Project) -> None:
    steps = "# Title\n\n/// procedure | Stop\n1. @police: Write the time down. {within: 3h}\n///\n"
    before = english(steps, project)
    assert len(before) == 2
    for old, new in (("3h", "6h"), ("@police", "@customs"), ("| Stop", "| Halt")):
        after = english(steps.replace(old, new), project)
        assert (after[0] == before[0], after[1] == before[1]) == (True, False), old


def test_front_matter_purpose_belongs_to_no_paragraph(project: Project) -> None:
    one, other = (f"---\nkind: reference\ndescription: {words}\n---\n\n{PAGE}" for words in ("A purpose.", "Another."))
    before, after = english(one, project), english(other, project)
    assert before[0] != after[0]
    assert before[1:] == after[1:]


def test_every_number_says_how_its_paragraph_stands(project: Project) -> None:
    states = {"An item of the first.": State.MISSING, "Its text.": State.OUTDATED, "A heading": State.MISSING}

    def lookup(msgid: str) -> Target:
        state = states.get(msgid, State.CURRENT)
        return Target(state, f"Перевод: {msgid}" if state is State.CURRENT else "")

    words = {review: f"<{review}>" for review in Review}
    text = PAGE.replace("Third.", "Third.\n\nFourth.\n\nThird.").replace("# Title", "# Title\n\n48")
    given = PageInput(
        lookup=lookup,
        marks=Marks("en", "ru", {State.MISSING: "m", State.OUTDATED: "o"}),
        number="2.3",
        paragraph_title="Copy",
        review=ReviewMarks(words, {1, 2, 3, 4}),
    )
    rendered = render(text, project.dialect, given)
    # The first has nothing to translate; of what is signed only what is wholly translated is shown as reviewed.
    expected = [None, Review.ENGLISH, Review.OUTDATED, Review.REVIEWED, Review.UNREVIEWED, Review.UNREVIEWED]
    assert list(rendered.output.reviews) == expected
    numbers = html.fromstring(f"<div>{rendered.html}</div>").find_class("hb-para")
    assert [number.get("data-review") for number in numbers] == [one and one.value for one in expected]
    assert [number.get("title") for number in numbers] == ["Copy", *(f"<{one}>. Copy" for one in expected[1:])]


def test_without_being_asked_numbers_say_nothing(project: Project) -> None:
    assert "data-review" not in render(PAGE, project.dialect, PageInput(number="2.3")).html


def test_no_page_can_say_of_itself_that_it_is_reviewed(project: Project) -> None:
    text = "A [claim](#p1){.hb-para data-review=reviewed}.\n{data-review=reviewed}\n"
    assert "data-review" not in render(text, project.dialect, PageInput(number="2.3")).html
