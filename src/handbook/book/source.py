"""The main Typst file of a book: particulars, front matter, parts and chapters in order, each page an include."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handbook.book.info import BookInfo
from handbook.book.labels import page_label
from handbook.book.literal import literal
from handbook.book.reviews import foot_line, head_lines, key_rows
from handbook.book.tree import names
from handbook.book.words import BOX_MEANINGS
from handbook.markdown.review import ReviewCounts
from handbook.site.kinds import PAGE_KINDS, box_words
from handbook.site.page import Part, RenderedPage

# Languages whose words Typst can divide. A justified page without division has rivers, so the others stay ragged.
_DIVIDED = names(
    "be bg ca cs da de el en es et fi fr hr hu is it ka la lt mn nb nl nn pl pt ru sk sl sq sr sv tk tr uk"
)
# With more sections than this the contents list chapters only.
_SECTIONS_IN_CONTENTS = 40


@dataclass(frozen=True, slots=True)
class Chapter:
    """A page made ready: language of its title (empty: the book's), its number of sections, its Typst file."""

    page: RenderedPage
    title_language: str
    sections: int
    file: str


def main_source(
    template: str,
    info: BookInfo,
    strings: Mapping[str, str],
    parts: Sequence[Part],
    chapters: Sequence[Chapter],
) -> str:
    """Return the main file. `template` and the chapters' files are absolute paths below the Typst root."""
    with_sections = sum(chapter.sections for chapter in chapters) <= _SECTIONS_IN_CONTENTS
    lines = [
        f"#import {literal(template)}: *",
        f"#show: book.with({literal(_front(info, strings, chapters))})",
    ]
    opened = {0}
    for chapter in chapters:
        part = next((part for part in parts if part.number == chapter.page.part), None)
        if part is not None and part.number not in opened:
            opened.add(part.number)
            lines.append(f"#hb-part({literal(_part(part, info, strings, chapters))})")
        head = _chapter(chapter, info, strings, with_sections)
        lines.append(f"#hb-chapter({literal(head)}, include {literal(chapter.file)})")
    return "\n".join(lines) + "\n"


def _front(info: BookInfo, strings: Mapping[str, str], chapters: Sequence[Chapter]) -> dict[str, object]:
    language = info.primary_language
    return {
        "title": info.title,
        "subtitle": info.subtitle,
        "lang": language,
        "direction": info.direction,
        "hyphenate": language in _DIVIDED,
        "justify": language in _DIVIDED,
        "language-name": info.language_name,
        "edition-line": f"{strings['Edition']} {info.edition}",
        "status": info.status,
        "date-text": info.date_text,
        "authority-note": info.authority_note,
        **({"follows": info.follows, "follows-url": info.follows_url} if info.follows else {}),
        "facts": _facts(info, strings),
        "contents": strings["Contents"],
        "page-word": strings["p. {}"],
        **_key(strings, chapters),
        **(_notices(info, strings) if info.notices else {}),
    }


def _notices(info: BookInfo, strings: Mapping[str, str]) -> dict[str, object]:
    """What changed after the text was closed, with a mark on text that is not in the book's language."""
    language = info.primary_language
    return {
        "stop-press": strings["Stop-press"],
        "notices": [
            (
                notice.place,
                notice.date,
                notice.text,
                notice.language.partition("-")[0],
                "" if notice.language.partition("-")[0] == language else strings["not yet translated"],
            )
            for notice in info.notices
        ],
    }


def _facts(info: BookInfo, strings: Mapping[str, str]) -> list[tuple[str, str]]:
    pairs = (
        ("Edition", info.edition),
        ("Language", info.language_name),
        ("Status", info.status),
        ("Date", info.date_text),
        ("Source commit", info.commit),
    )
    return [(strings[name], value) for name, value in pairs if value]


def _key(strings: Mapping[str, str], chapters: Sequence[Chapter]) -> dict[str, object]:
    """The key to signs and numbers; a book that is wholly in its own language needs no sign for English text."""
    words = box_words(strings)
    english = any(chapter.page.coverage.missing or chapter.page.coverage.outdated for chapter in chapters)
    fallback = (
        "Text beside a dotted line is in English: it is not yet translated, or the English has changed since."
    )
    number = "The number in the margin is the same in every language and on the website. Cite it."
    return {
        "key-title": strings["How to read this book"],
        "key-number": strings[number],
        "key-example": next((f"{chapter.page.number}.1" for chapter in chapters if chapter.page.number), "1"),
        "key": [(kind, words[kind], strings[meaning]) for kind, meaning in BOX_MEANINGS.items()],
        "key-reviews": key_rows(sum((one.page.reviews for one in chapters), ReviewCounts()), strings),
        "key-fallback": strings[fallback] if english else "",
    }


def _part(
    part: Part, info: BookInfo, strings: Mapping[str, str], chapters: Sequence[Chapter]
) -> dict[str, object]:
    return {
        "name": strings["Part {}"].replace("{}", str(part.number)),
        "title": part.title,
        "lang": part.language.partition("-")[0] or info.primary_language,
        "label": f"part.{part.number}",
        "contents": strings["In this part"],
        "chapters": [
            {
                "number": chapter.page.number,
                "title": chapter.page.title,
                "lang": chapter.title_language or info.primary_language,
                "label": page_label(chapter.page.path),
                "purpose": chapter.page.purpose,
                "purpose-lang": chapter.page.purpose_language or info.primary_language,
            }
            for chapter in chapters
            if chapter.page.part == part.number
        ],
    }


def _chapter(
    chapter: Chapter, info: BookInfo, strings: Mapping[str, str], with_sections: bool
) -> dict[str, object]:
    page = chapter.page
    return {
        "number": page.number,
        "kind": strings[PAGE_KINDS[page.kind]] if page.kind in PAGE_KINDS else "",
        # A chapter without a title would have no place in the contents.
        "title": page.title or page.path,
        "lang": chapter.title_language or info.primary_language,
        "purpose": page.purpose,
        "purpose-lang": page.purpose_language or info.primary_language,
        "meta": _meta(page, info, strings),
        "state": head_lines(page, info, strings),
        "foot": foot_line(page, strings),
        "label": page_label(page.path),
        "level": 2 if page.part else 1,
        "sections": with_sections,
        "form": page.kind == "tool",
        "edition": "\u2002·\u2002".join(
            filter(None, (f"{strings['Edition']} {info.edition}", info.follows_short, info.language_name))
        ),
    }


def _meta(page: RenderedPage, info: BookInfo, strings: Mapping[str, str]) -> list[str]:
    found = []
    if page.paragraphs:
        numbers = [f"{page.number}.{n}" if page.number else str(n) for n in (1, page.paragraphs)]
        found.append(f"{strings['Paragraphs']} {'–'.join(dict.fromkeys(numbers))}")
    if page.owner:
        found.append(f"{strings['Responsible']}: {page.owner}")
    if page.review_by:
        found.append(f"{strings['Review by']}: {info.dates.get(page.review_by, page.review_by)}")
    return found
