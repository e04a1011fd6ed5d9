"""The handbook's own text keeps what it promises: its size, the form of each kind of page, its law, its languages."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from handbook.markdown.page import ParsedPage
from handbook.project import NAVIGATION_CATALOGUE, Project, load_project
from handbook.register.load import load_register
from handbook.translation.catalog import load_catalog
from handbook.translation.source import read_source

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("legal-frameworks", "human-rights-safeguards", "interagency-procedures")
STATES = ("Kazakhstan", "Kyrgyzstan", "Tajikistan", "Turkmenistan", "Uzbekistan")
# Running text: headings, labels, titles of boxes and the names of actors are not counted, nor is what is not words.
RUNNING = {"p", "li", "td", "dd", "step"}
_NO_WORDS = re.compile(r"\[@[^\]]*\]|\]\([^)]*\)|\{[^}]*\}")

FORMS = {
    "framework": (
        "## What the instruments require", "## Who is bound", "## What it means at the desk",
        "## Limits on powers", "## National law", *(f'=== "{state}"' for state in STATES),
    ),
    "safeguard": (
        "## The right", "## When it applies", "## The test", "## What must be done", "!!! safeguard", "!!! never",
        "## Remedies", "!!! checklist", "- [ ]",
    ),
    "procedure": (
        "## Purpose", "## Agencies", "!!! legal-basis", "/// procedure |", "## Records and forms",
        "## When it goes wrong", "!!! checklist", "- [ ]",
    ),
}  # fmt: skip

# The share of a language's entries that are current, in per cent, below which it may not sink again.
SHARES = {"ru": 100, "kk": 100, "ky": 100, "uz": 100, "tg": 100, "tk": 100}


@cache
def project() -> Project:
    return load_project(ROOT)


@cache
def pages() -> dict[str, ParsedPage]:
    source = read_source(project(), project().pages)
    assert source.findings == ()
    return source.pages


CHAPTERS = [path for path in project().pages if path.startswith(PARTS)]


def words(text: str) -> int:
    return len(re.findall(r"[^\W\d_][\w’'-]*", _NO_WORDS.sub("", text)))


def running(page: ParsedPage) -> int:
    return sum(words(segment.msgid) for segment in page.segments if segment.kind in RUNNING)


def test_about_26_chapters_of_12_000_to_15_000_words() -> None:
    assert 26 <= len(CHAPTERS) <= 30
    assert 12_000 <= sum(running(pages()[path]) for path in CHAPTERS) <= 15_000


@pytest.mark.parametrize("path", CHAPTERS)
def test_a_chapter_has_the_form_of_its_kind_and_its_law(path: str) -> None:
    page, text = pages()[path], (ROOT / "docs" / path).read_text("utf-8")
    assert page.front.kind == {"legal-frameworks": "framework", "human-rights-safeguards": "safeguard"}.get(
        path.partition("/")[0], "procedure"
    )
    assert [part for part in FORMS[page.front.kind] if part not in text] == []
    assert 250 <= running(page) <= 1100
    # A page that only says who does what cites little; every other one cites at least nine times.
    assert len(page.citations) >= (4 if "who-does-what" in path else 9)
    located = [place for place in page.citations if place.locator]
    # National laws are cited whole: their articles change from edition to edition. So are treaties in a table of them.
    national = re.compile(r"(?:kz|kg|tj|tm|uz)-")
    if not path.endswith("sources-of-law.md"):
        assert len(located) >= 0.6 * sum(not national.match(place.id) for place in page.citations)


def test_sentences_are_short() -> None:
    """Twenty words on average is the aim; no chapter is far above it."""
    for path in CHAPTERS:
        segments = [segment for segment in pages()[path].segments if segment.kind in RUNNING - {"td"}]
        parts = [one for each in segments for one in re.split(r"(?<=[.?!:;])\s+", each.msgid)]
        lengths = [count for one in parts if (count := words(one))]
        assert sum(lengths) / len(lengths) < 20, path


def test_forms_and_front_matter_are_there() -> None:
    tools = [path for path in project().pages if pages()[path].front.kind == "tool"]
    assert {"hand-over-record", "referral-form", "request-for-information", "checklists"} <= {
        Path(path).stem for path in tools
    }
    for name in ("using-this-handbook", "how-to-cite", "status-and-language"):
        assert f"about/{name}.md" in project().pages


def current(tag: str, page: str) -> dict[str, bool]:
    """The msgids of a catalogue, and whether each has a current translation."""
    path = project().catalogue(tag, page)
    loaded = load_catalog(path, tag, project().shown(path))
    return {entry.msgid: entry.state == "current" for entry in loaded.value.entries}


@pytest.mark.parametrize("tag", SHARES)
def test_a_language_keeps_its_share(tag: str) -> None:
    states = [
        state
        for page in (NAVIGATION_CATALOGUE, *project().pages)
        if (found := current(tag, page))
        for state in found.values()
    ]
    assert len(states) > 1500
    assert 100 * sum(states) // len(states) >= SHARES[tag]


@pytest.mark.parametrize("tag", SHARES)
def test_checklists_steps_and_front_matter_are_translated(tag: str) -> None:
    """What an officer acts on stands in every language, whatever else is missing."""
    missing = []
    for path in project().pages:
        found = current(tag, path)
        lines = (ROOT / "docs" / path).read_text("utf-8").splitlines()
        for segment in pages()[path].segments:
            task = segment.line and lines[segment.line - 1].lstrip().startswith("- [ ]")
            whole = path == "index.md" or path.startswith(("about/", "tools/"))
            if (task or whole or segment.kind == "step") and not found.get(segment.msgid, False):
                missing.append(f"{path}:{segment.line} {segment.msgid[:60]}")
    missing += [title for title, state in current(tag, NAVIGATION_CATALOGUE).items() if not state]
    assert missing == []


@pytest.mark.parametrize("tag", SHARES)
def test_every_term_has_its_word(tag: str) -> None:
    terms = load_register(ROOT, folder=project().register).value.terms
    assert len(terms) >= 80
    assert [name for name, term in terms.items() if not term.preferred.get(tag)] == []
