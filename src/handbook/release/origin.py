"""What a language is built from: the working copy, or the commit at which its translation was complete."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.project import Project
from handbook.site.edition import Edition, Followed
from handbook.stable import Clock


@dataclass(frozen=True, slots=True)
class Origin:
    """A project as it stands somewhere, its time, and the English text it follows, if that is not today's."""

    project: Project
    clock: Clock
    follows: Followed | None = None

    @property
    def edition(self) -> Edition:
        return Edition.of(self.project.edition, self.clock, self.follows)
