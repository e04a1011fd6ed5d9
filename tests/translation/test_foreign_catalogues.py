"""Catalogues in the style of other programs: read without loss, written in one form; and read by those programs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from handbook.stable import read_text
from handbook.translation.catalog import Catalog, Entry, read_catalog, write_catalog
from handbook.translation.merge import merge

ROOT = Path(__file__).parents[2]
LONG = "Tell the person at once, in a language that he or she understands, why the person was arrested and by whom."
OURS = Catalog(
    "kk",
    (
        Entry("Arrest", "Ұстау", comments=("Checked twice", "  with an indent"), notes=("heading",)),
        Entry(LONG, LONG.upper(), fuzzy=True, previous="Tell the person why.", notes=("paragraph",)),
        Entry('A "word"\twith a tab  \nand a break', "«Сөз»\tбір  \nжол"),
        Entry("Empty", ""),
    ),
    (Entry("Gone", "Кетті", comments=("Kept",)),),
    (
        ("PO-Revision-Date", "2026-11-22 08:00+0000"),
        ("Last-Translator", "A team"),
        ("Plural-Forms", "nplurals=2; plural=n != 1;"),
    ),
    ("Kazakh catalogue",),
)
NORMAL = write_catalog(OURS)
# Wrapped at 79 columns, places, previous msgids, fields of its own in an order of its own.
POEDIT = f'''# Kazakh catalogue
msgid ""
msgstr ""
"Project-Id-Version: handbook\\n"
"POT-Creation-Date: 2026-11-20 10:00+0500\\n"
"PO-Revision-Date: 2026-11-22 08:00+0000\\n"
"Last-Translator: A team\\n"
"Language-Team: \\n"
"Language: kk\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=n != 1;\\n"
"X-Generator: Poedit 3.5\\n"
"X-Poedit-Basepath: ..\\n"

# Checked twice
#   with an indent
#. heading
#: docs/rules/arrest.md:3 docs/index.md:8
msgid "Arrest"
msgstr "Ұстау"

#. paragraph
#: docs/rules/arrest.md:5
#, fuzzy
#| msgid ""
#| "Tell the person "
#| "why."
msgid ""
"{LONG[:50]}"
"{LONG[50:]}"
msgstr ""
"{LONG.upper()[:60]}"
"{LONG.upper()[60:]}"

msgid ""
"A \\"word\\"\\twith a tab  \\n"
"and a break"
msgstr ""
"«Сөз»\\tбір  \\n"
"жол"

msgid "Empty"
msgstr ""

# Kept
#~ msgid "Gone"
#~ msgstr "Кетті"
'''
# Fields sorted in another way, a longer head, flags after places, obsolete entries wrapped.
WEBLATE = (
    POEDIT.replace(
        '"X-Generator: Poedit 3.5\\n"\n"X-Poedit-Basepath: ..\\n"\n', '"X-Generator: Weblate 5.14\\n"\n'
    )
    .replace('"Language-Team: \\n"\n', '"Report-Msgid-Bugs-To: \\n"\n')
    .replace('#~ msgid "Gone"\n', '#~ msgid ""\n#~ "Go"\n#~ "ne"\n')
)


def normal(text: str) -> str:
    read = read_catalog(text, "kk", "a.po")
    assert read.findings == ()
    return write_catalog(read.value)


def without(text: str, *starts: str) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith(starts))


def test_poedit() -> None:
    """A field it keeps for itself is somebody's too: it stays. So does an empty team."""
    assert without(normal(POEDIT), '"Language-Team', '"X-Poedit') == NORMAL
    assert '"X-Poedit-Basepath: ..\\n"' in normal(POEDIT)


def test_weblate() -> None:
    assert normal(WEBLATE) == NORMAL


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_other_line_ends_and_a_mark_before_the_text(tmp_path: Path, end: str) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"\xef\xbb\xbf" + WEBLATE.replace("\n", end).encode())
    assert normal(read_text(path)) == NORMAL


@pytest.mark.parametrize(
    "options", [["--escape"], ["--width=40"], ["--sort-output"], ["--indent"], ["--strict"]]
)
def test_gettexts_own_writer(tmp_path: Path, options: list[str]) -> None:
    """Letters as bytes (`\\320\\226`), narrow lines, indented keywords: all is the same text."""
    path = tmp_path / "a.po"
    path.write_text(NORMAL, "utf-8")
    written = subprocess.run(["msgcat", *options, str(path)], capture_output=True, check=True).stdout.decode()
    assert written != NORMAL
    back = read_catalog(written, "kk", "a.po")
    assert back.findings == ()
    mine, yours = OURS.by_msgid, back.value.by_msgid
    assert {name: (one.msgstr, one.fuzzy, one.previous, one.notes) for name, one in mine.items()} == {
        name: (one.msgstr, one.fuzzy, one.previous, one.notes) for name, one in yours.items()
    }
    assert [(one.msgid, one.msgstr) for one in back.value.obsolete] == [("Gone", "Кетті")]


def test_our_normal_form_is_gettexts_own_without_wrapping(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_text(NORMAL, "utf-8")
    assert (
        subprocess.run(["msgcat", "--no-wrap", path], capture_output=True, check=True).stdout.decode()
        == NORMAL
    )


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        ('msgid "a"\nmsgstr "\\320"\n', "no letters in UTF-8"),
        ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', "stands twice"),
    ],
)
def test_what_is_not_ours_is_told_with_its_line_and_never_dropped(entry: str, what: str) -> None:
    read = read_catalog(f"{NORMAL}\n{entry}", "kk", "a.po")
    (found,) = read.findings
    assert found.line > NORMAL.count("\n")
    assert what in found.message
    assert read.value == Catalog("kk")


# What no page asks for, as KDE, GNOME and others write it, and its normal form.
KEPT = {
    "a context": (
        '# By us\n#: C/index.page:3\n#, fuzzy\n#| msgctxt "_"\n#| msgid "old"\n'
        'msgctxt "_"\nmsgid "Open"\nmsgstr "Ашу"\n',
        '# By us\n#, fuzzy\n#~| msgctxt "_"\n#~| msgid "old"\n'
        '#~ msgctxt "_"\n#~ msgid "Open"\n#~ msgstr "Ашу"\n',
    ),
    "plural forms": (
        'msgid "file"\nmsgid_plural "files"\nmsgstr[0] "бір"\nmsgstr[1] "көп"\n',
        '#~ msgid "file"\n#~ msgid_plural "files"\n#~ msgstr[0] "бір"\n#~ msgstr[1] "көп"\n',
    ),
    "the same with a context and without": (
        'msgctxt "menu"\nmsgid "Gone"\nmsgstr "1"\n',
        '#~ msgctxt "menu"\n#~ msgid "Gone"\n#~ msgstr "1"\n',
    ),
    "one entry twice": (
        'msgctxt "c"\nmsgid "x"\nmsgstr "1"\n\n#~ msgctxt "c"\n#~ msgid "x"\n#~ msgstr "2"\n',
        '# another msgstr: "2"\n#~ msgctxt "c"\n#~ msgid "x"\n#~ msgstr "1"\n',
    ),
    "an obsolete entry twice": (
        '#~ msgid "x"\n#~ msgstr "1"\n\n#~ msgid "x"\n#~ msgstr "2"\n',
        '# another translation: "1"\n#~ msgid "x"\n#~ msgstr "2"\n',
    ),
    "remarks at the end": ("# The end.\n#\n# Ask the editor.\n", "# The end.\n#\n# Ask the editor.\n"),
}


@pytest.mark.parametrize("name", KEPT)
def test_what_no_page_asks_for_is_kept_at_the_end(name: str, tmp_path: Path) -> None:
    foreign, normal = KEPT[name]
    read = read_catalog(f"{NORMAL}\n{foreign}", "kk", "a.po")
    assert read.findings == ()
    written = write_catalog(read.value)
    assert written == f"{NORMAL}\n{normal}"
    assert write_catalog(read_catalog(written, "kk", "a.po").value) == written
    path = tmp_path / "a.po"
    path.write_text(written, "utf-8")
    assert subprocess.run(["msgfmt", "-c", "-o", "-", path], capture_output=True, check=False).returncode == 0


def test_an_update_sets_what_is_foreign_aside_whole() -> None:
    (foreign, normal), (remark, _) = KEPT["a context"], KEPT["remarks at the end"]
    old = read_catalog(f"{NORMAL}\n{foreign}\n{remark}", "kk", "a.po").value
    assert write_catalog(merge((), old)).endswith(f"\n{normal}\n{remark}")


def test_a_header_in_another_place_and_in_ascii_is_a_header() -> None:
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=US-ASCII\\nLast-Translator: A team\\n"\n'
    read = read_catalog(f'msgid "a"\nmsgstr "b"\n\n{header}', "kk", "a.po")
    assert read.findings == ()
    assert ("Last-Translator", "A team") in read.value.headers


# Damage that no language and no style excuses. The other tests of pofilter judge style: quotation marks, capitals and
# sentences follow the language here, numbers and short texts are judged by `handbook check`, which knows their words.
MEANINGFUL = (
    "blank", "emails", "endwhitespace", "escapes", "newlines", "nplurals", "printf", "pythonbraceformat",
    "startwhitespace", "tabs", "urls", "validchars", "validxml", "variables", "xmltags",
)  # fmt: skip


def test_pofilter_accepts_every_committed_catalogue(tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("pofilter")
    tests = [option for name in MEANINGFUL for option in ("-t", name)]
    command = [program, "--nofuzzy", "--progress", "none", *tests, ROOT / "translations", tmp_path / "out"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    said = [path.read_text("utf-8") for path in sorted((tmp_path / "out").rglob("*.po"))]
    assert said == []


def test_pofilter_would_see_damage(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    broken = write_catalog(Catalog("kk", (Entry("Go <b>now</b> to x@y.example.", "Енді <b>бар."),)))
    (tmp_path / "in" / "a.po").write_text(broken, "utf-8")
    program = Path(sys.executable).with_name("pofilter")
    tests = [option for name in MEANINGFUL for option in ("-t", name)]
    subprocess.run(
        [program, "--progress", "none", *tests, tmp_path / "in", tmp_path / "out"],
        capture_output=True,
        check=True,
    )
    assert "xmltags" in (tmp_path / "out" / "a.po").read_text("utf-8")
