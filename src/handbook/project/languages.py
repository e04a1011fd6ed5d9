"""A language of the handbook as readers and machines name it."""

from __future__ import annotations

from dataclasses import dataclass

# Scripts written from right to left, by primary language subtag.
_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})


@dataclass(frozen=True, slots=True)
class Language:
    """`tag` is BCP 47 (`kk`), `name` the language's own name for itself (`Қазақша`)."""

    tag: str
    name: str

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`, as HTML's `dir`."""
        return "rtl" if self.tag.partition("-")[0] in _RIGHT_TO_LEFT else "ltr"
