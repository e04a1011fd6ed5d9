"""A review made by hand, with one change of each kind, in Russian and Kazakh, and a hostile one."""

from __future__ import annotations

from handbook.project import Language
from handbook.project.history import Commit
from handbook.review.model import (
    Change,
    Fact,
    Kind,
    Mark,
    OtherFile,
    Place,
    Redline,
    Review,
    Run,
    Shift,
    SignOffChange,
    Standing,
    Text,
    Translated,
    Words,
)

RU, KK = Language("ru", "Русский"), Language("kk", "Қазақша")
PAGE = "rules/arrest.md"
# What a hostile branch, title, page or translation would try in HTML, Markdown, Typst, XML and workflow commands.
HOSTILE = (
    '<script>alert(1)</script><img src=x onerror="alert(2)">]]>&lt;b&gt; '
    '[x](javascript:alert(3)) @everyone #1 | `code` **b** <!-- c --> \\ #import "x" $ _ ~ ::error::pwned '
    "%0A::set-output name=x::y {{ x }} ${{ secrets.T }}"
)


def redline(*runs: tuple[str, str]) -> Redline:
    """`("=", "same"), ("+", "in"), ("-", "out")`, shown as written."""
    marks = {"=": Mark.SAME, "+": Mark.INSERTED, "-": Mark.DELETED}
    return tuple(Run(marks[sign], text, text) for sign, text in runs)


def place(number: str, line: int, page: str = PAGE) -> Place:
    paragraph = int(number.split(".")[2]) if number.count(".") == 2 else 0
    return Place(page, number, paragraph, f"docs/{page}", line)


def translated(standing: Standing, before: str, after: str, tag: str, *runs: tuple[str, str]) -> Translated:
    file = f"translations/{tag}/rules/arrest.po"
    return Translated(standing, before, after, redline(*runs), file, 12)


REWORDED = Change(
    anchor="rules-arrest-5f2a90c1",
    kinds=(Kind.REWORDED, Kind.CITATIONS),
    part="rules",
    title="Arrest",
    before=place("1.1.2", 14),
    after=place("1.1.3", 18),
    texts=(
        Text(
            "p",
            (Kind.REWORDED,),
            redline(
                ("=", "A person who is arrested is brought before a judge within "),
                ("-", "72"),
                ("+", "48"),
                ("=", " hours ("),
                ("-", "ICCPR, art. 9(3)"),
                ("+", "ICCPR, art. 9(4)"),
                ("=", ")."),
            ),
            18,
            0,
            {
                "ru": translated(
                    Standing.UPDATED,
                    "Задержанного доставляют к судье в течение 72 часов.",
                    "Задержанного доставляют к судье в течение 48 часов.",
                    "ru",
                    ("=", "Задержанного доставляют к судье в течение "),
                    ("-", "72"),
                    ("+", "48"),
                    ("=", " часов."),
                ),
                "kk": translated(
                    Standing.OUTDATED,
                    "Ұсталған адам 72 сағат ішінде судьяға жеткізіледі.",
                    "",
                    "kk",
                    ("=", "Ұсталған адам 72 сағат ішінде судьяға жеткізіледі."),
                ),
            },
        ),
        Text("li", (Kind.SAME,), redline(("=", "The time is recorded.")), 20),
        Text("li", (Kind.ADDED,), redline(("+", "The record is read to the person.")), 21),
        Text("td", (Kind.REWORDED,), redline(("-", "three"), ("+", "two"), ("=", " days")), 24, 2),
        Text("step", (Kind.REMOVED,), redline(("-", "Call the duty officer.")), 30),
    ),
    citations_added=("ICCPR, art. 9(4)",),
    citations_dropped=("ICCPR, art. 9(3)",),
    languages={"ru": Standing.UPDATED, "kk": Standing.OUTDATED},
)
ADDED = Change(
    "rules-arrest-0b77d3e2",
    (Kind.ADDED,),
    "rules",
    "Arrest",
    None,
    place("1.1.2", 12),
    (
        Text(
            "p",
            (Kind.ADDED,),
            redline(("+", "The reasons are given in a language the person understands.")),
            12,
        ),
    ),
    languages={"ru": Standing.MISSING, "kk": Standing.MISSING},
)
REMOVED = Change(
    "steps-report-93aa01f4",
    (Kind.REMOVED,),
    "steps",
    "Report",
    place("2.1.4", 40, "steps/report.md"),
    None,
    (Text("p", (Kind.REMOVED,), redline(("-", "The report is kept for one year.")), 40),),
    languages={"ru": Standing.NONE, "kk": Standing.NONE},
)
MOVED = Change(
    "steps-report-c4d1e870",
    (Kind.MOVED,),
    "steps",
    "Report",
    place("1.1.9", 60),
    place("2.1.1", 9, "steps/report.md"),
    (Text("p", (Kind.MOVED,), redline(("=", "The officer signs the report.")), 9),),
    languages={"ru": Standing.CURRENT, "kk": Standing.CURRENT},
)
TRANSLATED = Change(
    "rules-arrest-7e01b2d9",
    (Kind.TRANSLATED,),
    "rules",
    "Arrest",
    place("1.1.4", 22),
    place("1.1.5", 26),
    (
        Text(
            "p",
            (Kind.TRANSLATED,),
            redline(("=", "The officer's name is recorded.")),
            26,
            0,
            {
                "ru": translated(
                    Standing.CURRENT, "Имя сотрудника записывают.", "Имя сотрудника записывают.", "ru"
                ),
                "kk": translated(
                    Standing.UPDATED,
                    "Қызметкердің аты жазылады.",
                    "Қызметкердің аты-жөні жазылады.",
                    "kk",
                    ("=", "Қызметкердің "),
                    ("-", "аты"),
                    ("+", "аты-жөні"),
                    ("=", " жазылады."),
                ),
            },
        ),
    ),
    languages={"ru": Standing.CURRENT, "kk": Standing.UPDATED},
)
HOSTILE_CHANGE = Change(
    "index-66aa17c0",
    (Kind.REWORDED,),
    "",
    HOSTILE,
    place("", 3, "index.md"),
    place("", 3, "index.md"),
    (
        Text(
            "p",
            (Kind.REWORDED,),
            redline(("=", HOSTILE), ("-", HOSTILE), ("+", f"new {HOSTILE}")),
            3,
            0,
            {
                "ru": Translated(
                    Standing.UPDATED, HOSTILE, HOSTILE, redline(("+", HOSTILE)), "translations/ru/index.po", 5
                )
            },
        ),
    ),
    (HOSTILE,),
    (HOSTILE,),
    {"ru": Standing.UPDATED, "kk": Standing.CURRENT},
)

SAMPLE = Review(
    title="A small handbook",
    edition="1",
    base=Commit("a" * 40, 1_795_000_000),
    head=Commit("b" * 40, 1_795_003_600),
    base_name="main",
    head_name="change/arrest",
    source=Language("en", "English"),
    languages=(RU, KK),
    part_titles={"rules": "Rules", "steps": "Steps"},
    changes=(ADDED, REWORDED, TRANSLATED, REMOVED, MOVED),
    shifts=(Shift(PAGE, ("1.1.2", "1.1.8"), ("1.1.3", "1.1.9"), 7),),
    facts=(
        Fact(
            "authorities",
            "iccpr",
            "parties.KZ.in_force",
            "2006-01-24",
            "2006-04-24",
            "docs/register/authorities/iccpr.yml",
            31,
            ("1.1.3", "2.1.1"),
        ),
    ),
    signoffs=(SignOffChange("ru", PAGE, "reviewer", voided=True),),
    others=(OtherFile("docs/assets/desk.svg", "M"),),
    todo={"ru": Words(1, 10), "kk": Words(3, 33)},
)
"""Every kind of change, nothing hostile."""

HOSTILE_SAMPLE = Review(
    **{
        **{name: getattr(SAMPLE, name) for name in Review.__dataclass_fields__},
        "title": HOSTILE,
        "base_name": HOSTILE,
        "head_name": HOSTILE,
        "part_titles": {"rules": HOSTILE},
        "changes": (HOSTILE_CHANGE,),
        "facts": (Fact(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, 1, (HOSTILE,)),),
        "others": (OtherFile(HOSTILE, "A"),),
        "unreadable": ((HOSTILE, HOSTILE),),
    }
)
"""Everything an author, a translator or the name of a branch controls is an attack."""
