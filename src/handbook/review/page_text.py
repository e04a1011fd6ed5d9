"""The texts of a changed paragraph: the English redline and each language's beside it, in lists, tables and steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from handbook.project import Language
from handbook.review.context import far_from_changes, is_same
from handbook.review.model import Kind, Mark, Redline, Run, Standing, Text, Translated
from handbook.review.page_tags import Html, join, safe, sign, tag, unseen
from handbook.review.page_words import KINDS, STANDINGS, block_word

_TAGS = {Mark.INSERTED: "ins", Mark.DELETED: "del"}
# Standings that a reviewer must see at the text they belong to, where a paragraph has several: what was updated shows.
_TOLD = frozenset({Standing.OUTDATED, Standing.MISSING})


@dataclass(frozen=True, slots=True)
class Voices:
    """The languages of a page: the source, and the columns beside it in the handbook's order, counted from 1."""

    source: Language
    others: tuple[Language, ...]

    @property
    def columns(self) -> Iterator[tuple[int, Language]]:
        return enumerate(self.others, 1)


@dataclass(frozen=True, slots=True)
class _Line:
    """A text ready to be placed: `step` is its number in its procedure, 0 elsewhere; `far` is context to fold."""

    text: Text
    body: Html
    step: int
    far: bool

    @property
    def css(self) -> str:
        return " ".join(
            name for name, holds in (("x", True), ("same", is_same(self.text)), ("far", self.far)) if holds
        )


def folded(texts: Sequence[Text]) -> int:
    """How many texts are folded away as context that is far from every change."""
    return sum(far_from_changes(texts))


def redline_html(redline: Redline) -> Html:
    """The runs as readers see them, `ins` and `del` around what changed."""
    return join(_run(run) for run in redline)


def texts_html(texts: Sequence[Text], voices: Voices) -> Html:
    """All texts of a paragraph in their order."""
    several = len(texts) > 1
    # Where everything changed in the same way, the head of the change has said so.
    mixed = len({text.kinds for text in texts}) > 1
    lines = [
        _Line(text, _bilingual(text, voices, several, mixed), step, far)
        for text, step, far in zip(texts, _steps(texts), far_from_changes(texts), strict=True)
    ]
    return join(
        _piece(kind, list(group)) for (kind, _), group in groupby(_numbered(lines), lambda one: one[0])
    )


def _run(run: Run) -> Html:
    name = _TAGS.get(run.mark)
    if name is None or not run.shown:
        return safe(run.shown)
    return tag(name, run.shown, class_="gap" if run.shown.isspace() else None)


def standing_html(standing: Standing, lang: str | None = None) -> Html:
    """A standing's word; its class brings the sign. `lang` is for a word that stands in another language's text."""
    return tag("b", STANDINGS[standing].word, class_=f"st s-{standing.value}", lang=lang)


# --- One text in all its languages ---


def _bilingual(text: Text, voices: Voices, several: bool, mixed: bool) -> Html:
    word = block_word(text.block)
    label = tag("span", word, class_="block", lang="en", dir="ltr") if word else None
    kinds = _text_kinds(text) if mixed else None
    source = voices.source
    english = tag(
        "p", label, kinds, redline_html(text.redline), class_="e", lang=source.tag, dir=source.direction
    )
    others = (_translated(text.languages.get(one.tag), n, one, several) for n, one in voices.columns)
    return tag("div", english, *others, class_="bi")


def _text_kinds(text: Text) -> Html | None:
    if is_same(text):
        return None
    signs = "".join(KINDS[kind].sign for kind in text.kinds)
    words = ", ".join(KINDS[kind].word for kind in text.kinds)
    return tag("span", sign(signs), unseen(f"{words}: "), " ", class_="k", lang="en", dir="ltr", title=words)


def _translated(one: Translated | None, column: int, language: Language, several: bool) -> Html | None:
    if one is None or (one.standing is Standing.NONE and not one.redline and not one.before):
        return None
    told = one.standing in _TOLD and several
    mark = join([standing_html(one.standing, lang="en"), " "]) if told else None
    shown = redline_html(one.redline) if one.redline else safe(one.after or one.before)
    if not shown:
        shown = tag("span", "" if told else "No translation.", class_="none", lang="en", dir="ltr")
    return tag("p", mark, shown, class_=f"t l{column}", lang=language.tag, dir=language.direction)


# --- Lists, steps, tables ---


def _numbered(lines: Sequence[_Line]) -> Iterator[tuple[tuple[str, int], _Line]]:
    """Each line with the piece it belongs to: its kind and a number that grows with each new piece."""
    piece, before, row = 0, "", 0
    for line in lines:
        kind = "table" if line.text.row else {"li": "list", "step": "steps"}.get(line.text.block, "")
        if kind != before or not kind or line.text.row < row:
            piece += 1
        before, row = kind, line.text.row
        yield (kind, piece), line


def _piece(kind: str, found: Sequence[tuple[tuple[str, int], _Line]]) -> Html:
    lines = [line for _, line in found]
    if kind == "table":
        rows = (list(row) for _, row in groupby(lines, lambda line: line.text.row))
        table = tag("table", tag("tbody", join(_row(row) for row in rows)))
        return tag("div", table, class_="scroll", role="group", aria_label="Table", tabindex=0)
    if kind == "list":
        return tag("ul", join(tag("li", line.body, class_=line.css) for line in lines))
    if kind == "steps":
        return tag("ol", join(tag("li", line.body, class_=line.css, value=line.step) for line in lines))
    heading = "h" if lines[0].text.block[:1] == "h" else ""
    return tag("div", lines[0].body, class_=f"{lines[0].css} {heading}".rstrip())


def _row(cells: Sequence[_Line]) -> Html:
    far = "far" if all(cell.far for cell in cells) else None
    return tag("tr", join(_cell(cell) for cell in cells), class_=far)


def _cell(line: _Line) -> Html:
    css = line.css.removesuffix(" far")
    if line.text.block == "th":
        return tag("th", line.body, class_=css, scope="col")
    return tag("td", line.body, class_=css)


def _steps(texts: Sequence[Text]) -> Iterator[int]:
    """The number of each step: as it is now, or as it was for one that is gone."""
    before = after = 0
    for text in texts:
        if text.block != "step":
            yield 0
            continue
        before += Kind.ADDED not in text.kinds
        after += Kind.REMOVED not in text.kinds
        yield before if Kind.REMOVED in text.kinds else after
