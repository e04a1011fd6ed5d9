"""The block `/// procedure`: what is read, what is told to translators, what readers see, what is wrong with it."""

from __future__ import annotations

import json
import re

import lxml.html
import pytest
from markdown_dialect import MARKS, dialect, nothing, ours

from handbook.markdown.page import ParsedPage, parse_page
from handbook.markdown.procedure_steps import Limit, Problem, Unit, parse_head, parse_limit
from handbook.markdown.procedure_view import PROCEDURE_WORDS, ProcedureRenderer
from handbook.markdown.session import State, Target
from handbook.markdown.swim_lanes import RADIUS, WIDTH, Move, lay_out, wrap
from handbook.register.models import Actor, Agency
from handbook.register.register import Register
from handbook.translation.interface import interface, interface_languages

PAGE = """\
# Title

Before.

/// procedure | Handing **over**
1. @giver: Check the ground
   of the detention. {within: 1h}
2. @giver -> @taker, @doctor: Hand over [@pact, art. 9].

    - The record.
    - The property.

    Count together. {within: at once}

3. @giver, @taker: Sign.
///

After.
"""
REGISTER = Register(
    actors={
        "giver": Actor(names={"en": "Delivering <agency>", "kk": "Тапсырушы & орган"}),
        "taker": Actor(names={"en": "Receiving agency", "kk": "Қабылдаушы орган"}),
        "doctor": Actor(names={"en": "Doctor"}),
    },
    agencies={
        "mia": Agency(
            names={"en": "Ministry", "kk": "Министрлік"},
            abbreviations={"kk": "ІІМ"},
            type="police",
            role={"en": "Runs the police."},
        ),
    },
)


def renderer(language: str = "kk") -> ProcedureRenderer:
    return ProcedureRenderer(REGISTER, language, interface(language))


def shown(text: str = PAGE, language: str = "kk", **given: object) -> lxml.html.HtmlElement:
    html = ours(text, number="3.1", procedures=renderer(language), **given).html
    return lxml.html.fromstring(f"<div>{html}</div>")


def test_title_and_steps_are_segments_without_actors_and_limits() -> None:
    page = parse_page(f"---\nkind: procedure\n---\n{PAGE}", "x.md", dialect())
    told = [(segment.kind, segment.msgid, segment.line) for segment in page.segments]
    assert told[2:-1] == [
        ("title", "Handing **over**", 8),
        ("step", "Check the ground of the detention.", 9),
        ("step", "Hand over [@pact, art. 9].", 11),
        ("li", "The record.", 13),
        ("li", "The property.", 14),
        ("p", "Count together.", 16),
        ("step", "Sign.", 18),
    ]
    assert ParsedPage.from_json(json.loads(json.dumps(page.as_json()))) == page


def test_a_page_knows_who_is_named_where_and_the_anchor_of_each_step() -> None:
    page = parse_page(PAGE, "x.md", dialect())
    (procedure,) = page.procedures
    assert procedure.line == 5
    assert procedure.actors == (("giver", 6), ("giver", 8), ("taker", 8), ("doctor", 8), ("giver", 15), ("taker", 15))
    assert procedure.problems == ()
    assert {"p2", "p2-s1", "p2-s2", "p2-s3"} <= page.anchors
    assert "p2-s4" not in page.anchors


def test_steps_are_headed_in_the_language_of_the_page() -> None:
    root = shown()
    heads = [" ".join(head.text_content().split()) for head in root.xpath("//summary")]
    assert heads == [
        "1 Тапсырушы & орган 1\u00a0сағат ішінде".replace("\u00a0", " "),
        "2 Тапсырушы & орган → Қабылдаушы орган Doctor дереу",
        "3 Тапсырушы & орган Қабылдаушы орган",
    ]
    assert [item.get("id") for item in root.xpath("//li[@class='step']")] == ["p2-s1", "p2-s2", "p2-s3"]
    link = root.xpath("//li[2]//a[@class='step-number']")[0]
    assert (link.get("href"), link.get("title")) == ("#p2-s2", "3.1.2, 2-қадам")
    assert root.xpath("//span[text()='Doctor']/@lang") == ["en"]
    assert [fold.get("open") for fold in root.xpath("//details")] == ["open"] * 3


def test_an_agency_goes_by_its_abbreviation() -> None:
    text = "/// procedure | T\n1. @mia: Act.\n///\n"
    assert "ІІМ" in shown(text).text_content()
    assert "Ministry" in shown(text, "ky").text_content()


def test_labels_keep_their_language_in_a_block_that_is_still_english() -> None:
    root = shown(lookup=nothing, marks=MARKS)
    box = root.xpath("//div[contains(@class, 'procedure')]")[0]
    assert box.get("lang") == "en"
    assert {span.get("lang") for span in box.xpath(".//summary/span")} == {"kk", "en"}
    assert box.xpath("count(.//span[@class='hb-mark'])") == 1


def test_one_step_left_in_english_is_marked_alone() -> None:
    def half(msgid: str) -> Target:
        return Target(State.MISSING) if msgid == "Sign." else Target(State.CURRENT, "Аударма")

    root = shown(lookup=half, marks=MARKS)
    assert [item.get("lang") for item in root.xpath("//li[contains(@class, 'step')]")] == [None, None, "en"]
    assert [mark.getparent().get("class") for mark in root.xpath("//span[@class='hb-mark']")] == ["step-text"]


def test_numbers_of_paragraphs_go_on_behind_the_block() -> None:
    assert [link.text for link in shown().xpath("//a[@class='hb-para']")] == ["3.1.1", "3.1.2", "3.1.3"]


def test_a_block_in_a_tab_has_no_number_and_no_anchors() -> None:
    text = '=== "A"\n\n    /// procedure | T\n    1. @mia: Act.\n    ///\n'
    root = shown(text)
    assert [span.text for span in root.xpath("//span[@class='step-number']")] == ["1"]
    assert root.xpath("//li/@id") == []


# The picture


def test_the_picture_says_in_words_what_it_shows() -> None:
    (drawing,) = shown().xpath("//*[local-name()='svg']")
    assert drawing.get("role") == "img"
    assert drawing.get("aria-label") == (
        "Қадамдар сызбасы. Жолақ саны: 3. Қадам саны: 3. 1: Тапсырушы & орган, 1\u00a0сағат ішінде. "
        "2: Тапсырушы & орган → Қабылдаушы орган, Doctor, дереу. 3: Тапсырушы & орган, Қабылдаушы орган."
    )


def test_the_picture_holds_no_markup_no_address_and_no_id() -> None:
    html = ours(PAGE, number="3.1", procedures=renderer("en")).html
    svg = re.search("<svg.*?</svg>", html, re.DOTALL)
    assert svg is not None
    assert "Delivering &lt;agency&gt;" in svg[0]
    assert not re.search(r"\sid=|href|style=|url\(|<(?!/?(svg|rect|line|path|text|circle)\b)", svg[0])


def test_a_step_without_actor_leaves_the_picture_out() -> None:
    assert shown("/// procedure | T\n1. Act.\n2. @mia: Act.\n///\n").xpath("//*[local-name()='svg']") == []


@pytest.mark.parametrize("steps", [1, 2, 7, 8, 15, 40])
@pytest.mark.parametrize("lanes", [1, 3, 9])
def test_everything_in_the_picture_has_its_place(steps: int, lanes: int) -> None:
    names = [f"Мемлекеттік уәкілетті орган {lane}" * (1 + lane % 3) for lane in range(lanes)]
    moves = [
        Move((place % lanes,), ((place * 3 + 1) % lanes,) if place % 2 else (), "72\u00a0сағ" if place % 3 else "")
        for place in range(steps)
    ]
    layout = lay_out(names, moves)
    assert [circle.number for circle in layout.circles] == list(range(1, steps + 1))
    for circle in layout.circles:
        assert RADIUS <= circle.x <= WIDTH - RADIUS
        assert RADIUS <= circle.y <= layout.height - RADIUS
    centres = [(circle.x, circle.y) for circle in layout.circles]
    assert len({(round(x), round(y)) for x, y in centres}) == steps
    for path in layout.paths:
        assert all(0 <= x <= WIDTH and 0 <= y <= layout.height for x, y in path.points)
        assert all(a[0] == b[0] or a[1] == b[1] for a, b in zip(path.points, path.points[1:], strict=False))
    assert {words.lane for words in layout.words if words.lane >= 0} == {
        lane for move in moves for lane in (*move.actors, *move.receivers)
    }
    limits = [words for words in layout.words if words.lane < 0]
    assert len(limits) == sum(bool(move.limit) for move in moves)


def test_no_arrow_runs_through_a_number_of_another_step() -> None:
    moves = [Move((0,), (2,)), Move((2,), (0,)), Move((1,)), Move((0, 2)), Move((1,), (0, 2))]
    layout = lay_out(["a", "b", "c"], moves)
    for path in layout.paths:
        for (x0, y0), (x1, y1) in zip(path.points, path.points[1:], strict=False):
            for circle in layout.circles:
                inside_x = min(x0, x1) < circle.x + RADIUS - 0.1 and max(x0, x1) > circle.x - RADIUS + 0.1
                inside_y = min(y0, y1) < circle.y + RADIUS - 0.1 and max(y0, y1) > circle.y - RADIUS + 0.1
                assert not (inside_x and inside_y), (path, circle)


def test_names_break_at_spaces_and_long_words_stay_whole() -> None:
    assert list(wrap("Одно очень длинное название органа", 12, 150)) == ["Одно очень длинное", "название органа"]
    assert list(wrap("Б" * 90, 12)) == ["Б" * 90]
    assert list(wrap("", 12)) == [""]


# What is written


@pytest.mark.parametrize(
    ("written", "limit", "text"),
    [
        ("3h", Limit(3), "3h"),
        ("30 min", Limit(30, Unit.MINUTE), "30min"),
        ("  10   d ", Limit(10, Unit.DAY), "10d"),
        ("at  once", Limit(0), "at once"),
    ],
)
def test_time_limits(written: str, limit: Limit, text: str) -> None:
    assert parse_limit(written) == limit
    assert str(limit) == text


@pytest.mark.parametrize("written", ["", "soon", "0h", "3 hours", "h", "-1h", "99999h", "3h 5min", "３h"])
def test_what_is_no_time_limit_is_said(written: str) -> None:
    found = parse_limit(written)
    assert isinstance(found, Problem)
    assert found.code == "PR103"


@pytest.mark.parametrize(
    ("written", "actors", "receivers", "rest"),
    [
        ("@a: Do.", ("a",), (), "Do."),
        ("@a,@b , @a: Do: this.", ("a", "b"), (), "Do: this."),
        ("@a ->@b, @c:\nDo.", ("a",), ("b", "c"), "Do."),
        ("@a → @b: Do.", ("a",), ("b",), "Do."),
    ],
)
def test_heads(written: str, actors: tuple[str, ...], receivers: tuple[str, ...], rest: str) -> None:
    head = parse_head(written)
    assert (head.actors, head.receivers, head.rest, head.problems) == (actors, receivers, rest, ())


def problems(body: str) -> list[tuple[str, int]]:
    page = parse_page(body, "x.md", dialect())
    return [(problem.code, at) for procedure in page.procedures for problem, at in procedure.problems]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("/// procedure | T\n1. @a: Do.\n2. Do.\n///", [("PR102", 3)]),
        ("/// procedure | T\n1. @a Do.\n///", [("PR102", 2)]),
        ("/// procedure | T\n1. @a -> : Do.\n///", [("PR102", 2)]),
        ("/// procedure | T\n1. @a: Do. {within: soon}\n///", [("PR103", 2)]),
        ("/// procedure | T\n1. @a: {within: 3h} Do.\n///", [("PR103", 2)]),
        ("/// procedure | T\n1. @a: Do. {within 3h}\n///", [("PR103", 2)]),
        ("/// procedure | T\n1. @a: Do. {within: 1h}\n\n    More. {within: 2h}\n///", [("PR103", 2)]),
        ("/// procedure | T\n1. @a: Do `{within: 1h}`.\n///", []),
        ("/// procedure | T\n1. @a:\n///", [("PR104", 2)]),
        ("/// procedure | T\n///", [("PR104", 1)]),
        ("/// procedure\n1. @a: Do.\n///", [("PR104", 1)]),
        ("/// procedure | T\nText.\n///", [("PR105", 1)]),
        ("/// procedure | T\n- @a: Do.\n///", [("PR105", 1)]),
        ("/// procedure | T\n1. @a: Do.\n\nBetween.\n\n2. @a: Do.\n///", [("PR105", 1)]),
        ("//// procedure | T\n1. @a: Do.\n\n    /// procedure | U\n    1. @a: Do.\n    ///\n////", [("PR106", 4)]),
        ("/// procedure | T\n1. @a: Do.\n", [("PR107", 1)]),
        ("Text.\n\n/// procedure | T\n1. @a: Do.\n///\n\n/// procedure | T\n1. Do.\n///", [("PR102", 8)]),
    ],
)
def test_what_is_wrong_has_its_line(body: str, expected: list[tuple[str, int]]) -> None:
    assert problems(body) == expected


def test_every_language_has_the_words() -> None:
    for language in interface_languages():
        words = interface(language)
        assert all(words[word] for word in PROCEDURE_WORDS)
        told = [renderer(language).limit(limit) for limit in (Limit(0), Limit(1), Limit(2), Limit(5), Limit(21))]
        assert all(told)
        assert len(set(told)) == 5


def test_russian_counts_in_the_right_case() -> None:
    given = [Limit(1), Limit(3), Limit(21), Limit(72), Limit(11), Limit(30, Unit.MINUTE), Limit(2, Unit.DAY)]
    assert [renderer("ru").limit(limit).replace("\u00a0", " ") for limit in given] == [
        "в течение 1 часа", "в течение 3 часов", "в течение 21 часа", "в течение 72 часов", "в течение 11 часов",
        "в течение 30 минут", "в течение 2 дней",
    ]  # fmt: skip


def test_a_page_may_not_bring_script_by_title_or_actor() -> None:
    text = '/// procedure | <b onclick="x()">T</b>\n1. @"><script>alert(1)</script>: Do.\n2. @evil-id: Do.\n///\n'
    found = parse_page(text, "x.md", dialect())
    assert {what for what, _ in found.dangers} == {"<script>", "the attribute onclick="}
    assert "evil-id" in shown(text.replace("<script>alert(1)</script>", "")).text_content()
