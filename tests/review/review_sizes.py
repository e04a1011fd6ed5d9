"""A review as large as one likes: one reworded paragraph after the other, in six languages."""

from __future__ import annotations

from dataclasses import replace

from sample import SAMPLE, place, redline

from handbook.project import Language
from handbook.review.model import Change, Kind, Review, Standing, Text, Translated


def large(count: int) -> Review:
    tags = ("ru", "kk", "ky", "tg", "uz", "tk")
    return replace(
        SAMPLE,
        languages=tuple(Language(one, one) for one in tags),
        changes=tuple(_changed(number, tags) for number in range(count)),
    )


def _changed(number: int, tags: tuple[str, ...]) -> Change:
    old, new = f"Бұрынғы сөз {number}. " * 8, f"Жаңа сөз {number}. " * 8
    one = Translated(Standing.UPDATED, old, new, redline(("=", old), ("+", new)), "translations/kk/a.po", 3)
    english = redline(
        ("=", "The words of the paragraph stay. " * 6), ("-", "old"), ("+", "new"), ("=", " end.")
    )
    where = place(f"1.{number // 20 + 1}.{number % 20 + 1}", number + 1, f"rules/page-{number // 20}.md")
    return Change(
        f"a-{number}",
        (Kind.REWORDED,),
        "rules",
        f"Page {number // 20}",
        where,
        where,
        (Text("p", (Kind.REWORDED,), english, 1, 0, dict.fromkeys(tags, one)),),
        languages=dict.fromkeys(tags, Standing.UPDATED),
    )
