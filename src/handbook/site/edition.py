"""What a build is told about the edition it makes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from handbook.project import Language, Project
from handbook.stable import Clock


@dataclass(frozen=True, slots=True)
class Followed:
    """The earlier English text that an edition follows: the day (ISO) and the short hash of its commit.

    `changed` are the pages whose English has changed since, `gone` those that English no longer has, `new` those it
    has got since; `newer` whether anything in the English has changed, the register and the navigation included.
    `languages` and `site_url` are those of today: there the edition stands among the others.
    """

    date: str
    commit: str
    changed: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()
    new: tuple[str, ...] = ()
    newer: bool = True
    languages: tuple[Language, ...] = ()
    site_url: str = ""

    def among_today(self, project: Project) -> Project:
        """The project as it was, with the languages and the address of today."""
        return replace(project, languages=self.languages or project.languages, site_url=self.site_url)

    def key(self) -> str:
        """What pages show of it depends on this."""
        parts = (sorted(self.changed), sorted(self.gone), self.new, self.newer, self.languages, self.site_url)
        return repr((self.date, self.commit, *parts))


@dataclass(frozen=True, slots=True)
class Edition:
    """`number` as in mkdocs.yml, `date` ISO, `commit` short or empty; `pdf`: whether a PDF stands beside the site.

    `follows` is the earlier English text it was translated from, if that is not the English of today.
    """

    number: str
    date: str
    commit: str
    pdf: bool = True
    follows: Followed | None = None

    @property
    def behind(self) -> Followed | None:
        """The earlier English text, if the English of today differs from it: then readers must be told."""
        return self.follows if self.follows is not None and self.follows.newer else None

    @staticmethod
    def of(number: str, clock: Clock, follows: Followed | None = None) -> Edition:
        return Edition(number, clock.date, clock.label, follows=follows)
