"""How readers of a language see the words of a page: citations by name and place, actors by name."""

from __future__ import annotations

import html
from dataclasses import dataclass, field

from handbook.markdown.citations import CitationRenderer
from handbook.markdown.procedure_steps import Problem, parse_limit
from handbook.register.actors import actor_name
from handbook.register.citation import CitationError, CitedItem, parse_citation
from handbook.register.models import SOURCE_LANGUAGE
from handbook.register.register import Register
from handbook.register.wording import has_wording, wording
from handbook.review.tokens import Sort, Token, tokens


@dataclass(slots=True)
class Reader:
    """Reads in one language. What `register` does not know is looked for in `past`, the register as it was."""

    register: Register
    past: Register
    tag: str
    known: dict[str, str] = field(default_factory=dict)

    @property
    def language(self) -> str:
        return self.tag if has_wording(self.tag) else SOURCE_LANGUAGE

    def shown(self, token: Token) -> str:
        """A token as this reader sees it."""
        if token.sort in (Sort.CITE, Sort.ACTOR, Sort.LIMIT):
            if token.raw not in self.known:
                self.known[token.raw] = self._shown(token)
            return self.known[token.raw]
        if token.sort is Sort.CODE:
            return token.raw.strip("`")
        if token.sort is Sort.MARK and len(token.raw) > 1:
            return token.raw[1:] if token.raw.startswith("\\") else html.unescape(token.raw)
        return token.raw

    def _shown(self, token: Token) -> str:
        if token.sort is Sort.ACTOR:
            return self._actor(token.raw[1:]) or token.raw
        if token.sort is Sort.LIMIT:
            return self._limit(token.raw)
        items = cited(token.raw)
        return f"[{'; '.join(map(self.citation, items))}]" if items else token.raw

    def citation(self, item: CitedItem) -> str:
        """One authority and the place in it; an unknown id as it is written."""
        register = self.register if item.id in self.register.authorities else self.past
        return CitationRenderer(register, self.language, None).text(item)

    def _actor(self, name: str) -> str:
        found = (actor_name(name, register, self.language) for register in (self.register, self.past))
        return next((one.text for one in found if one is not None), "")

    def _limit(self, raw: str) -> str:
        limit = parse_limit(raw.partition(":")[2].rstrip("} "))
        if isinstance(limit, Problem):
            return raw
        return f"({wording(self.language).limit(limit.count, limit.unit, self.language)})"


def cited(raw: str) -> tuple[CitedItem, ...]:
    """What a citation cites; nothing if it is none."""
    try:
        return parse_citation(raw).items
    except CitationError:
        return ()


def cited_in(text: str) -> tuple[CitedItem, ...]:
    """What a piece of Markdown cites, in its order."""
    if "[@" not in text:
        return ()
    return tuple(item for token in tokens(text) if token.sort is Sort.CITE for item in cited(token.raw))
