"""One change on the page: its number and kinds, where it leads, the law it rests on, and its texts."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from handbook.project import Language
from handbook.review.links import Links
from handbook.review.model import Change, Kind, Place, Review, Standing, Translated
from handbook.review.page_tags import Html, counted, join, sign, tag, unseen
from handbook.review.page_text import Voices, folded, standing_html, texts_html
from handbook.review.page_words import KINDS


@dataclass(frozen=True, slots=True)
class Pointers:
    """What leads out of the page: to source lines at either commit, and to the preview of the site."""

    review: Review
    links: Links

    def source(self, file: str, line: int, *, gone: bool = False, text: str = "") -> Html:
        """`file:line` as a link. What is gone is there at the base commit alone, so from disk it has no link."""
        shown = text or (f"{file}:{line}" if line else file)
        if gone and not self.links.source:
            return tag("span", shown, class_="source")
        commit = (self.review.base if gone else self.review.head).hash
        address = self.links.line_of(commit, file, line)
        return tag("a", shown, href=address, class_="source")

    def preview(self, place: Place, language: Language) -> Html | None:
        """The paragraph on the preview of the site, where there is one."""
        if not self.links.preview:
            return None
        page = quote(place.page.removesuffix(".md"), errors="surrogateescape")
        anchor = f"#p{place.paragraph}" if place.paragraph else ""
        address = f"{self.links.preview.rstrip('/')}/site/{quote(language.tag)}/{page}.html{anchor}"
        return tag("a", "preview", unseen(f" of {number_of(place)}"), href=address)


def number_of(place: Place) -> str:
    """The number as reviewers quote it."""
    if not place.number:
        return "unnumbered"
    return place.number if place.paragraph else f"{place.number} heading"


def page_number(place: Place) -> str:
    """The number of the page a place is on; pages outside the parts have none."""
    return place.number.rpartition(".")[0] if place.paragraph else place.number


def change_html(change: Change, voices: Voices, pointers: Pointers) -> Html:
    """The change as an article that is quoted by its anchor."""
    standings = (change.languages.get(one.tag, Standing.NONE).value for one in voices.others)
    hidden = folded(change.texts)
    return tag(
        "article",
        _head(change, voices, pointers),
        _moved(change, pointers) if Kind.MOVED in change.kinds else None,
        _citations(change),
        tag("div", _columns(change, voices, pointers), class_="heads") if voices.others else None,
        texts_html(change.texts, voices),
        tag("button", f"Show {counted(hidden, 'unchanged text')}", type="button", class_="whole js-only")
        if hidden
        else None,
        class_="change",
        id=change.anchor,
        tabindex=-1,
        aria_labelledby=f"h_{change.anchor}",
        data_kinds=" ".join(kind.value for kind in change.kinds),
        data_standings=" ".join(standings),
    )


def kind_html(kind: Kind) -> Html:
    """A kind's word; its class brings the sign."""
    return tag("b", KINDS[kind].word, class_=f"kind k-{kind.value}")


def _head(change: Change, voices: Voices, pointers: Pointers) -> Html:
    place = change.place
    kinds = join(part for kind in change.kinds for part in (" ", kind_html(kind)))
    copy = tag(
        "a",
        sign("#"),
        unseen(f"Copy link to {number_of(place)}"),
        href=f"#{change.anchor}",
        class_="copy",
        title="Copy the link to this change",
    )
    return tag(
        "header",
        tag("h4", tag("span", _numbers(change), class_="no"), kinds, id=f"h_{change.anchor}"),
        tag(
            "p",
            pointers.source(place.file, place.line, gone=change.after is None),
            pointers.preview(place, voices.source) if change.after else None,
            copy,
            class_="tools",
        ),
    )


def _numbers(change: Change) -> Html:
    before, after = change.before, change.after
    if before is None or after is None or number_of(before) == number_of(after):
        return join([number_of(change.place)])
    return join(
        [
            unseen("from "),
            tag("span", number_of(before), class_="was"),
            sign(" → "),
            unseen(" to "),
            number_of(after),
        ]
    )


def _moved(change: Change, pointers: Pointers) -> Html | None:
    before, after = change.before, change.after
    if before is None or after is None:
        return None
    return tag(
        "p",
        "Moved from ",
        pointers.source(before.file, before.line, gone=True, text=f"{number_of(before)} ({before.source})"),
        " to ",
        pointers.source(after.file, after.line, text=f"{number_of(after)} ({after.source})"),
        class_="note",
    )


def _citations(change: Change) -> Html | None:
    if not change.citations_added and not change.citations_dropped:
        return None
    added = [tag("li", tag("ins", one)) for one in change.citations_added]
    dropped = [tag("li", tag("del", one)) for one in change.citations_dropped]
    return tag("div", tag("p", "Law cited"), tag("ul", *added, *dropped), class_="law")


def _columns(change: Change, voices: Voices, pointers: Pointers) -> Html:
    """Who speaks in which column, and how each language stands."""
    source = voices.source
    heads = [tag("p", tag("span", source.name, lang=source.tag, dir=source.direction), class_="e")]
    for number, language in voices.columns:
        standing = change.languages.get(language.tag)
        text = _kept(change, language)
        heads.append(
            tag(
                "p",
                tag("span", language.name, lang=language.tag, dir=language.direction),
                " ",
                standing_html(standing) if standing else None,
                " ",
                pointers.source(text.file, text.line, text=f"catalogue:{text.line}") if text else None,
                class_=f"t l{number}",
            )
        )
    return join(heads)


def _kept(change: Change, language: Language) -> Translated | None:
    """The first text of a language that says where its catalogue holds it, what changed before what did not."""
    texts = sorted(change.texts, key=lambda text: text.kinds == (Kind.SAME,))
    found = (text.languages.get(language.tag) for text in texts)
    return next((one for one in found if one is not None and one.file), None)
