"""Who is asked to review what: `owners` of mkdocs.yml, and the CODEOWNERS file that follows from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handbook.errors import HandbookError

if TYPE_CHECKING:
    from handbook.project.config import Project

PLACES = (".github/CODEOWNERS", ".gitlab/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")
"""Where GitHub and GitLab look for the file; the first is where a new one is written."""
HEAD = "# Who is asked to review what, written by `handbook owners`: edit `owner` of a page, or `owners` in mkdocs.yml."
# What stays of the head, whatever it says about editing.
_OURS = HEAD.partition(":")[0].encode()
KEYS = ("teams", "translators", "register", "program")
# Knowledge of a language inside the program, where a project brings the program along.
_OF_LANGUAGE = (
    "src/handbook/checks/tongues/{tag}.yml",
    "src/handbook/translation/words/{tag}.po",
)
# `@person`, `@organisation/team`, GitLab's groups in groups and roles (`@@maintainer`), or an address.
HANDLE = r"@{1,2}[A-Za-z0-9](?:[A-Za-z0-9._/-]*[A-Za-z0-9])?|[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}"
# What the file's syntax has a meaning for, or cannot hold at all: `?` stands for any one character.
_UNSPEAKABLE = re.compile(r"[^\w ./@+~,;:=()'&%$-]")

Place = tuple[str | int, ...]
Note = Callable[[Place, str, str], None]
Handles = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Owners:
    """Handles by team and by language, sorted; `register` and `program` name the teams that answer for these two."""

    teams: tuple[tuple[str, Handles], ...] = ()
    translators: tuple[tuple[str, Handles], ...] = ()
    register: str = ""
    program: str = ""

    def team(self, name: str) -> Handles:
        """The handles of a team; none for a team that is not listed."""
        return dict(self.teams).get(name, ())


NOBODY = Owners()


def read_owners(given: Any, tags: tuple[str, ...], here: Place, note: Note) -> Owners:
    """Read `owners: {teams: …, translators: …, register: team, program: team}`; `note` gathers what is wrong.

    `tags` are the languages that have catalogues, `here` is where the setting stands.
    """
    if given is None:
        return NOBODY
    if not isinstance(given, dict):
        hint = "write 'owners: {teams: {legal-team: \"@organisation/legal-team\"}}'"
        note(here, "owners must be teams and translators", hint)
        return NOBODY
    for key in given:
        if key not in KEYS:
            note((*here, key), f"owners: {key!r} is no setting", f"one of: {', '.join(KEYS)}")
    teams = dict(_handles(given.get("teams"), (*here, "teams"), note))
    translators = dict(_handles(given.get("translators"), (*here, "translators"), note))
    for tag in translators:
        if tag not in tags:
            choices = ", ".join(tags) or "there is none"
            note((*here, "translators", tag), f"owners: {tag!r} is no translated language", f"one of: {choices}")
    answering = {}
    for key in ("register", "program"):
        team = given.get(key)
        if team is not None and (not isinstance(team, str) or team not in teams):
            choices = ", ".join(teams) or "list it under teams: first"
            note((*here, key), f"owners: {key}: {team!r} is no team", choices)
        answering[key] = str(team or "")
    return Owners(tuple(sorted(teams.items())), tuple(sorted(translators.items())), **answering)


def _handles(given: Any, here: Place, note: Note) -> Iterator[tuple[str, Handles]]:
    if given is None:
        return
    if not isinstance(given, dict):
        note(here, f"owners: {here[-1]} must be names with handles", 'write a line each: name: "@organisation/team"')
        return
    for name, written in given.items():
        handles = written if isinstance(written, list) else [written]
        for handle in handles:
            if not isinstance(handle, str) or not re.fullmatch(HANDLE, handle):
                hint = 'write "@person", "@organisation/team" (in quotes) or an address'
                note((*here, name), f"owners: {handle!r} is no handle", hint)
        yield str(name), tuple(str(handle) for handle in handles)


def codeowners(project: Project, owner_of: Mapping[str, str]) -> str:
    """The text of CODEOWNERS; `owner_of` gives the `owner` of each page. The last line that matches a path counts."""
    owners = project.owners
    law = owners.team(owners.register)
    docs = project.shown(project.docs)
    groups = [
        ("Whatever no line below names", [("*", owners.team(owners.program))]),
        (
            "The register; the law in the English text; which English changes are no more than typos",
            [
                (_pattern(f"{project.shown(project.register)}/"), law),
                (_pattern(f"translations/{project.source.tag}/"), law),
                ("/translations/waivers.yml", law),
            ],
        ),
        (
            "Pages",
            [(_pattern(f"{docs}/{page}"), owners.team(owner_of.get(page, ""))) for page in sorted(project.pages)],
        ),
        (
            "Languages",
            [(path, handles) for tag, handles in owners.translators for path in _of_language(project.root, tag)],
        ),
    ]
    return f"{HEAD}\n# The last line that matches a file counts.\n" + "".join(_group(*group) for group in groups)


def _of_language(root: Path, tag: str) -> Iterator[str]:
    yield _pattern(f"translations/{tag}/")
    for name in _OF_LANGUAGE:
        if (root / (path := name.format(tag=tag))).is_file():
            yield _pattern(path)


def _group(title: str, lines: list[tuple[str, Handles]]) -> str:
    told = [f"{pattern} {' '.join(handles)}\n" for pattern, handles in lines if handles]
    return f"\n# {title}\n{''.join(told)}" if told else ""


def _pattern(path: str) -> str:
    """A path as the file writes it: from the root, spaces escaped. GitHub knows no other escape, and no brackets."""
    return "/" + _UNSPEAKABLE.sub("?", path).replace(" ", "\\ ")


def written_files(root: Path) -> tuple[str, ...]:
    """The files that exist at the places where one is looked for; links that lead out of the project are none."""
    return tuple(place for place in PLACES if (root / place).is_file() and _is_inside(root, place))


def file_changes(project: Project, owner_of: Mapping[str, str]) -> dict[str, bytes]:
    """The files to write, by path, with their bytes; none if all are up to date.

    Raises HandbookError for a file that somebody wrote by hand, whose lines would be lost, and for a link that leads
    out of the project.
    """
    data = codeowners(project, owner_of).encode()
    changes = {}
    for place in written_files(project.root) or PLACES[:1]:
        if not _is_inside(project.root, place):
            raise HandbookError("the file leads out of the project", place, "replace the link by a file of its own")
        there = _bytes(project.root / place)
        if there.strip() and not there.startswith(_OURS):
            hint = "say the same under owners: in mkdocs.yml, delete the file, then run: handbook owners"
            raise HandbookError("this file was written by hand and would be lost", place, hint)
        if there != data:
            changes[place] = data
    return changes


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _is_inside(root: Path, place: str) -> bool:
    return (root / place).resolve().is_relative_to(root.resolve())
