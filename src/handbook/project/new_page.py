"""A new page in the form its kind promises: its text with notes to the author, its place in nav and in CODEOWNERS.

Everything is worked out before anything is written, and written together.
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from importlib.resources import files

from handbook.errors import HandbookError
from handbook.project.config import CONFIG, Project, read_project
from handbook.project.nav_edit import with_new_section, with_page_after
from handbook.project.owners import NOBODY, file_changes

MARK = "TODO"
"""Opens each note to the author; the rule MK301 finds what is left of them."""
KINDS = ("framework", "safeguard", "procedure")
MAX_TITLE = 150
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TEAM = re.compile(r"\S(?:.*\S)?")
_BARE = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
# What Markdown gives a meaning to, in one of its dialects; an ampersand only where it looks like an entity.
_MARKS = re.compile(r"[\\`*_{}\[\]<>#|~^=]|&(?=#?\w+;)")
# The first would be the page of a folder; the others are no names of files on Windows.
_TAKEN_NAMES = re.compile(r"index|readme|con|prn|aux|nul|(?:com|lpt)[0-9]")


@dataclass(frozen=True, slots=True)
class Wish:
    """What the author asks for; empty where the handbook is to decide. `after` is a page below `docs/`."""

    kind: str
    title: str
    name: str
    part: str = ""
    after: str = ""
    owner: str = ""
    review_by: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What the handbook holds: kind and owner of each page, the ids of those who act, the states; the day."""

    kinds: Mapping[str, str]
    owners: Mapping[str, str]
    actors: tuple[str, ...]
    states: tuple[str, ...]
    today: str


@dataclass(frozen=True, slots=True)
class NewPage:
    """A page below `docs/` and every file it takes, by path below the project, with its bytes.

    `renumbered` are the pages that get another number by it: page, old number, new number.
    """

    page: str
    number: str
    owner: str
    files: dict[str, bytes]
    renumbered: tuple[tuple[str, str, str], ...]


def new_page(project: Project, wish: Wish, known: Known) -> NewPage:
    """Work a new page out. Raises HandbookError for whatever stands in its way; nothing is written."""
    title = clean_title(wish.title)
    part = _part(project, wish, known)
    page = _free(project, f"{part}/{_file_name(wish.name)}.md")
    owner = _owner(project, wish, part, known)
    text = _text(wish, title, owner, known)
    config = _config(project, part, wish.after, page)
    with_it = _reread(project, config, page, wish.after)
    changes = {project.shown(project.docs / page): text.encode(), CONFIG: config.encode()}
    if with_it.owners != NOBODY:
        changes |= file_changes(with_it, {**known.owners, page: owner})
    return NewPage(page, str(with_it.numbers[page]), owner, changes, tuple(_renumbered(project, with_it)))


def clean_title(title: str) -> str:
    """Return the title on one line. Raises HandbookError for one without letters, too long, or with invisible signs."""
    title = unicodedata.normalize("NFC", " ".join(title.split()))
    if any(unicodedata.category(sign) in ("Cc", "Cf", "Co", "Cs", "Cn") for sign in title):
        raise HandbookError("the title has characters that nobody sees", "TITLE", "type it again, without pasting")
    if not any(sign.isalpha() for sign in title):
        raise HandbookError("the title has no letters", "TITLE", "say what the page is about, in a few words")
    if len(title) > MAX_TITLE:
        raise HandbookError(f"the title has more than {MAX_TITLE} characters", "TITLE", "say it in a few words")
    return title


def as_markdown(title: str) -> str:
    """The title as Markdown that shows it to the letter."""
    return _MARKS.sub(lambda sign: f"&#{ord(sign.group())};", title)


def _part(project: Project, wish: Wish, known: Known) -> str:
    choices = ", ".join(project.parts) or "there is none: list the folders under parts: in mkdocs.yml"
    home = wish.after.partition("/")[0]
    if wish.after and home not in project.parts:
        raise HandbookError(f"the page {wish.after} stands in none of the parts", "--after", f"parts: {choices}")
    if wish.part and wish.part not in project.parts:
        raise HandbookError(f"there is no part {wish.part!r}", "--part", f"one of: {choices}")
    if wish.part and home and wish.part != home:
        raise HandbookError(f"the page {wish.after} stands in another part: {home}", "--after", "leave --part out")
    if named := wish.part or home:
        return named
    there = Counter(page.partition("/")[0] for page, kind in known.kinds.items() if kind == wish.kind)
    usual = [part for part in project.parts if there[part] and there[part] == max(there[one] for one in project.parts)]
    if not usual:
        raise HandbookError(f"no part has pages of kind {wish.kind} yet", "--part", f"say which: {choices}")
    return usual[0]


def _file_name(name: str) -> str:
    if not _NAME.fullmatch(name):
        hint = "give one of small letters, digits and hyphens: --name joint-patrols"
        raise HandbookError(f"no file name can be made of it: {name!r}", "--name", hint)
    if _TAKEN_NAMES.fullmatch(name):
        raise HandbookError(f"a page cannot be called {name}.md", "--name", f"give another one: --name {name}-page")
    return name


def _free(project: Project, page: str) -> str:
    path = project.docs / page
    if not path.parent.resolve().is_relative_to(project.root):
        raise HandbookError("the folder leads out of the project", project.shown(path.parent))
    there = {name.casefold() for name in os.listdir(path.parent)} if path.parent.is_dir() else set()
    if path.name.casefold() in there or page in project.pages:
        hint = "edit that page, or give another file name with --name"
        raise HandbookError("there is such a page already", project.shown(path), hint)
    return page


def _owner(project: Project, wish: Wish, part: str, known: Known) -> str:
    """The team that was asked for, or the one that answers for most pages of the part."""
    teams = tuple(dict(project.owners.teams)) or tuple(sorted(set(known.owners.values()) - {""}))
    if not wish.owner:
        there = Counter(sorted(owner for page, owner in known.owners.items() if owner and page.startswith(f"{part}/")))
        if not there:
            raise HandbookError("nobody answers for this part yet", "--owner", f"say which team: {', '.join(teams)}")
        return there.most_common(1)[0][0]
    if project.owners.teams and wish.owner not in teams:
        near = get_close_matches(wish.owner, teams, 2) or teams
        hint = f"one of: {', '.join(near)}; or list it first under owners: in mkdocs.yml"
        raise HandbookError(f"there is no team {wish.owner!r}", "--owner", hint)
    if not _TEAM.fullmatch(wish.owner) or not wish.owner.isprintable():
        raise HandbookError(f"{wish.owner!r} is no name of a team", "--owner", "such as legal-team")
    return wish.owner


def _text(wish: Wish, title: str, owner: str, known: Known) -> str:
    text = files("handbook.project").joinpath("new_pages", f"{wish.kind}.md").read_text("utf-8")
    tabs = (f'=== "{state}"\n\n    {MARK}: the laws of this state, or that they could not be confirmed.\n'
            for state in known.states)  # fmt: skip
    fields = {
        "owner": owner if _BARE.fullmatch(owner) else json.dumps(owner, ensure_ascii=False),
        "review_by": _review_by(wish.review_by, known.today),
        "states": "\n".join(tabs).rstrip("\n"),
        "title": as_markdown(title),
        **(_actors(known.actors) if wish.kind == "procedure" else {}),
    }
    filled = re.sub(r"\{\{(\w+)\}\}", lambda field: fields[field.group(1)], text)
    return re.sub(r"\n{3,}", "\n\n", filled).rstrip("\n") + "\n"


def _review_by(given: str, today: str) -> str:
    """The day that was asked for, or this day next year."""
    if not given:
        year, _, day = today.partition("-")
        return f"{int(year) + 1}-{day.replace('02-29', '02-28')}"
    try:
        if date.fromisoformat(given).isoformat() == given:
            return given
    except ValueError:
        pass
    raise HandbookError(f"{given!r} is no day", "--review-by", "write it as 2027-11-01")


def _actors(known: Iterable[str]) -> dict[str, str]:
    first, second, *_ = (*known, "", "")
    if not first:
        hint = "add roles to docs/register/actors.yml first: a step says who acts"
        raise HandbookError("the register names nobody who could act in a procedure", "docs/register/actors.yml", hint)
    return {"first": first, "second": second or first}


def _config(project: Project, part: str, after: str, page: str) -> str:
    text = (project.root / CONFIG).read_bytes().decode("utf-8")
    there = [one for one in project.pages if one.startswith(f"{part}/")]
    if after or there:
        return with_page_after(text, CONFIG, after or there[-1], page)
    # The first page of a part: its section follows that of the part before it.
    earlier = project.parts[: project.parts.index(part)]
    before = [one for one in project.pages if one.partition("/")[0] in earlier]
    title = part.replace("-", " ").replace("_", " ")
    return with_new_section(text, CONFIG, before[-1] if before else "", title[:1].upper() + title[1:], page)


def _reread(project: Project, config: str, page: str, after: str) -> Project:
    """The project as it will be. Raises HandbookError if that is not the one of today with the page at its place."""
    read = read_project(config.removeprefix("\ufeff"), project.root)
    pages = list(read.value.pages)
    at = pages.index(page) if page in pages else 0
    if read.findings or [*pages[:at], *pages[at + 1 :]] != list(project.pages) or (after and pages[at - 1] != after):
        hint = f"add '{page}' to nav by hand"
        raise HandbookError("the page could not be added to nav; nothing was written", CONFIG, hint)
    return read.value


def _renumbered(before: Project, after: Project) -> Iterable[tuple[str, str, str]]:
    for page, number in before.numbers.items():
        if after.numbers[page] != number:
            yield page, str(number), str(after.numbers[page])
