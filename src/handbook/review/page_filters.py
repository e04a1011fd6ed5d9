"""What a reviewer steers the page with: the filters, the list of parts and pages, and the sheet of keys and signs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from handbook.review.model import Change, Kind, Review, Standing
from handbook.review.page_tags import Html, join, sign, tag, unseen
from handbook.review.page_words import KINDS, STANDINGS, Word

_KEYS = (
    (("j", "n"), "next change"),
    (("k", "p"), "previous change"),
    (("l",), "next language beside the English"),
    (("1", "9"), "the first to the ninth language"),
    (("0",), "English alone"),
    (("c",), "copy the link to this change"),
    (("/",), "search in the changes"),
    (("?",), "this sheet"),
    (("Esc",), "close the sheet, leave the search"),
)


class PageGroup(NamedTuple):
    """The changes of one page; `id` names its place here."""

    id: str
    title: str
    page: str
    number: str
    changes: Sequence[Change]


class PartGroup(NamedTuple):
    """The changed pages of one part; `key` is what the filter calls it."""

    id: str
    key: str
    title: str
    pages: Sequence[PageGroup]


def filters_html(review: Review, parts: Sequence[PartGroup]) -> Html:
    """The form: every choice with room for its count."""
    languages: list[tuple[str, str, str | None]] = [("none", f"{review.source.name} alone", None)]
    languages += [(one.tag, one.name, one.tag) for one in review.languages]
    languages += [("all", "All languages", None)] if len(review.languages) > 1 else []
    # Pages outside the parts stand before them and behind.
    choices = [("", "All parts", None), *((key, title, None) for key, title in _titles(parts).items())]
    kinds = {kind for change in review.changes for kind in change.kinds}
    met = {one for change in review.changes for one in change.languages.values()}
    standings = [one for one in Standing if one in met]
    form = tag(
        "form",
        _field("text", "Search in the changes", "input", type="search"),
        _select("lang", "Language beside the source", languages) if review.languages else None,
        _select("part", "Part", choices),
        _boxes("Kind of change", "kind", [(one.value, KINDS[one]) for one in Kind if one in kinds]),
        _boxes("Standing of the translation", "standing", [(one.value, STANDINGS[one]) for one in standings]),
        id="r_filters",
    )
    return tag("details", tag("summary", "Filters"), form, class_="panel js-only", id="r_panel", open=True)


def shown_html() -> Html:
    """The bar that stays in view: how many changes are shown, and the way back to the filters."""
    return tag(
        "p",
        tag("output", id="r_count", form="r_filters"),
        tag("a", "Filters", href="#r_panel", class_="to-filters"),
        tag("button", "Clear", unseen(" filters"), type="reset", form="r_filters", id="r_clear"),
        class_="shown js-only",
    )


def contents_html(parts: Sequence[PartGroup]) -> Html | None:
    """Parts and pages with the number of their changes."""
    if not parts:
        return None
    lists = [
        tag("li", tag("span", part.title, class_="part-title"), tag("ol", *map(_entry, part.pages)))
        for part in parts
    ]
    nav = tag("nav", tag("ol", *lists), aria_label="Parts and pages")
    return tag("details", tag("summary", "Pages"), nav, class_="panel", id="r_pages", open=True)


def help_html() -> Html:
    """The sheet of keys and signs; it opens above the page."""
    off = tag("input", type="checkbox", id="r_shortcuts", checked=True)
    return tag(
        "dialog",
        tag("h2", "Keys and signs", id="r_help-title"),
        tag("dl", *(_key(keys, says) for keys, says in _KEYS)),
        tag("p", tag("label", off, " One-letter keys are on")),
        tag("h3", "Kinds of change"),
        tag("dl", *map(_sign, (KINDS[one] for one in Kind if one is not Kind.SAME))),
        tag("h3", "Standing of a translation"),
        tag("dl", *map(_sign, STANDINGS.values())),
        tag("h3", "Text"),
        tag("p", tag("ins", "Put in"), " is underlined, ", tag("del", "taken out"), " is struck out."),
        tag("p", tag("button", "Close", type="button", id="r_close")),
        id="r_help",
        aria_labelledby="r_help-title",
    )


def _titles(parts: Sequence[PartGroup]) -> dict[str, str]:
    return {part.key: part.title for part in parts}


def _field(name: str, label: str, element: str, *children: Html, **attributes: str) -> Html:
    control = tag(element, *children, id=f"r_{name}", name=name, autocomplete="off", **attributes)
    return tag("p", tag("label", label, for_=f"r_{name}"), control, class_="field")


def _select(name: str, label: str, choices: Iterable[tuple[str, str, str | None]]) -> Html:
    options = (tag("option", text, value=value, lang=lang) for value, text, lang in choices)
    return _field(name, label, "select", *options)


def _boxes(legend: str, name: str, choices: Sequence[tuple[str, Word]]) -> Html | None:
    if not choices:
        return None
    boxes = [_box(name, value, word) for value, word in choices]
    return tag("fieldset", tag("legend", legend), *boxes)


def _box(name: str, value: str, word: Word) -> Html:
    box = tag("input", type="checkbox", name=name, value=value, autocomplete="off")
    count = tag("span", class_="n", data_count=f"{name}={value}")
    return tag("label", box, sign(word.sign), tag("span", word.word), count, title=word.says)


def _entry(page: PageGroup) -> Html:
    count = tag("span", f"{len(page.changes):,}", class_="n")
    return tag("li", tag("a", f"{page.number} {page.title}".strip(), href=f"#{page.id}"), " ", count)


def _key(keys: Sequence[str], says: str) -> Html:
    between = " … " if keys == ("1", "9") else " or "
    shown = join(join([between if number else None, tag("kbd", key)]) for number, key in enumerate(keys))
    return join([tag("dt", shown), tag("dd", says)])


def _sign(word: Word) -> Html:
    return join([tag("dt", sign(word.sign), " ", word.word), tag("dd", word.says)])
