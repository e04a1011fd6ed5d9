"""A generated register of authorities, and citations of it."""

from __future__ import annotations

import random
from pathlib import Path

from benchmarks.contender import write
from benchmarks.corpus import LANGUAGES, RARE

_PER_FAMILY = 250


def write_register(root: Path, entries: int) -> None:
    """Write `entries` treaties into `docs/register/authorities/`: titles in every language, articles, parties."""
    for first in range(0, entries, _PER_FAMILY):
        numbers = range(first, min(first + _PER_FAMILY, entries))
        name = f"family-{first:05}"
        titles = "".join(f"    {tag}: {_title(tag, first)}\n" for tag in LANGUAGES)
        head = f"family:\n  order: {first // _PER_FAMILY}\n  titles:\n{titles}authorities:\n"
        body = "".join(_entry(number) for number in numbers)
        write(root / "docs" / "register" / "authorities" / f"{name}.yml", head + body)


def _title(tag: str, number: int) -> str:
    return f"{RARE[tag].capitalize()} {number}"


def _entry(number: int) -> str:
    titles = "".join(f"      {tag}: {_title(tag, number)}\n" for tag in LANGUAGES)
    return (
        f"  treaty-{number}:\n    kind: treaty\n    titles:\n{titles}"
        f"    short:\n      en: T{number}\n      ru: Т{number}\n"
        f"    reference: UNTS vol. {number}, p. 1\n    adopted: 1966-12-16\n    in_force: 1976-03-23\n"
        "    status: in-force\n    locators: {article: 60, annex: 2}\n"
        "    parties:\n      KG: {status: acceded, date: 1994-10-07}\n      KZ: {status: ratified, date: 2006-01-24}\n"
    )


def citations(count: int, entries: int) -> list[str]:
    """`count` citations as an author writes them: mostly one authority, some two, articles, ranges and lists."""
    chance = random.Random("citations")
    shapes = ("art. {0}", "art. {0}({1})", "arts. {0}–{2}", "arts. {0}, {2}", "annex 1, para. {1}")

    def one() -> str:
        article = chance.randrange(1, 40)
        locator = chance.choice(shapes).format(
            article, chance.randrange(1, 9), article + chance.randrange(1, 20)
        )
        return f"@treaty-{chance.randrange(entries)}, {locator}"

    return [f"[{'; '.join(one() for _ in range(chance.choice((1, 1, 1, 2))))}]" for _ in range(count)]
