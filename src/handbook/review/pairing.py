"""Which page, and which paragraph, became which: by exact text, by the names git knows, by nearness, then anywhere."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from handbook.review.matching import matches, rising
from handbook.review.nearness import gaps, in_order, nearest_pairs
from handbook.review.parted import Match, is_long, parted
from handbook.review.units import FRONT, Unit
from handbook.translation.kin import kinship

# So much of the smaller and of the larger of two pages must stand in the other for them to be one, where git sees two.
_SAME_PAGE, _LARGER = 0.5, 0.3
# Between two neighbours that stayed, one text for another is a new wording even if little of it is the same.
_IN_PLACE = 0.3
_ALIKE = 0.45


@dataclass(slots=True)
class PagePair:
    """A page before and after; `pairs` are the places of units that belong together."""

    before: tuple[Unit, ...]
    after: tuple[Unit, ...]
    pairs: list[tuple[int, int]] = field(default_factory=list)

    def left(self) -> tuple[list[int], list[int]]:
        """The places of units without a partner."""
        here, there = {i for i, _ in self.pairs}, {j for _, j in self.pairs}
        return (
            [unit.place for unit in self.before if unit.place not in here],
            [unit.place for unit in self.after if unit.place not in there],
        )


def same_pages(
    gone: Mapping[str, Sequence[Unit]], come: Mapping[str, Sequence[Unit]]
) -> list[tuple[str, str]]:
    """Pages that are one page under two names: most of what the smaller says stands in the other."""
    homes: dict[str, set[str]] = defaultdict(set)
    for file, units in come.items():
        for unit in units:
            homes[unit.key].add(file)
    scored = []
    for file, units in gone.items():
        shared = Counter(home for unit in units for home in homes.get(unit.key, ()))
        for home, count in shared.items():
            small, large = sorted((len(units), len(come[home])))
            if count >= _SAME_PAGE * small and count >= _LARGER * large:
                scored.append((count / small, file, home))
    found: dict[str, str] = {}
    for _, old, new in sorted(scored, key=lambda one: (-one[0], one[1], one[2])):
        if old not in found and new not in found.values():
            found[old] = new
    return sorted(found.items())


def pair_units(pages: Sequence[PagePair]) -> list[Match]:
    """Match the units of all pages; each stands in one match."""
    for page in pages:
        _exactly(page)
    journeys = _across(pages, exact=True)
    away = _taken(journeys)
    for page in pages:
        _in_gaps(page, away)
        _anywhere_on(page, away)
    journeys += _across(pages, exact=False, away=away)
    found = [*_matches(pages, _taken(journeys)), *(Match(one, other, True) for one, other in journeys)]
    return parted(found)


Journey = tuple[Unit, Unit]
Away = tuple[set[tuple[str, int]], set[tuple[str, int]]]


def _taken(journeys: Iterable[Journey]) -> Away:
    listed = list(journeys)
    return {(one.page, one.place) for one, _ in listed}, {(other.page, other.place) for _, other in listed}


def _exactly(page: PagePair) -> None:
    keys = [unit.key for unit in page.before], [unit.key for unit in page.after]
    page.pairs = matches(*keys)
    here, there = page.left()
    places: dict[str, list[int]] = defaultdict(list)
    for place in here:
        places[keys[0][place]].append(place)
    for place in there:
        if found := places.get(keys[1][place]):
            page.pairs.append((found.pop(0), place))
    _by_lead(page)
    fronts = [[unit.place for unit in side if unit.sort == FRONT] for side in (page.before, page.after)]
    taken = {place for pair in page.pairs for place in pair[:1]}
    if all(fronts) and fronts[0][0] not in taken:
        page.pairs.append((fronts[0][0], fronts[1][0]))


def _by_lead(page: PagePair) -> None:
    """Match paragraphs that open with the same sentence, whatever became of their lists, tables and code."""
    here, there = page.left()
    places: dict[str, list[int]] = defaultdict(list)
    for place in here:
        places[page.before[place].lead].append(place)
    for place in there:
        unit = page.after[place]
        if is_long(unit.lead) and unit.sort == "body" and (found := places.get(unit.lead)):
            page.pairs.append((found.pop(0), place))


def _free(page: PagePair, away: Away) -> tuple[list[int], list[int]]:
    here, there = page.left()
    return (
        [place for place in here if (page.before[place].page, place) not in away[0]],
        [place for place in there if (page.after[place].page, place) not in away[1]],
    )


def _in_gaps(page: PagePair, away: Away) -> None:
    """Match what stands between the same neighbours."""
    fixed = in_order(page.pairs, rising)
    free = tuple(map(set, _free(page, away)))
    for here, there in gaps(fixed, len(page.before), len(page.after)):
        sides = [place for place in here if place in free[0]], [place for place in there if place in free[1]]
        for sort in ("heading", "body"):
            page.pairs += _in_gap(page, sort, *sides)


def _in_gap(page: PagePair, sort: str, here: list[int], there: list[int]) -> list[tuple[int, int]]:
    here = [place for place in here if page.before[place].sort == sort]
    there = [place for place in there if page.after[place].sort == sort]
    texts = [page.before[place].words for place in here], [page.after[place].words for place in there]
    found = [(here[i], there[j]) for i, j in nearest_pairs(*texts, _ALIKE)]
    for alone, other in gaps(in_order(found, rising), len(page.before), len(page.after)) if found else [(here, there)]:
        alone = [place for place in alone if place in here and place not in {i for i, _ in found}]
        other = [place for place in other if place in there and place not in {j for _, j in found}]
        if len(alone) == len(other) == 1 and _in_place(page.before[alone[0]], page.after[other[0]]):
            found.append((alone[0], other[0]))
    return found


def _in_place(before: Unit, after: Unit) -> bool:
    if before.sort == "heading":
        return True
    if before.words.split() == after.words.split():
        return True
    return kinship(before.words, after.words) >= _IN_PLACE


def _anywhere_on(page: PagePair, away: Away) -> None:
    here, there = _free(page, away)
    for sort in ("heading", "body"):
        mine = [place for place in here if _known_again(page.before[place], sort)]
        yours = [place for place in there if _known_again(page.after[place], sort)]
        texts = [page.before[place].words for place in mine], [page.after[place].words for place in yours]
        page.pairs += [(mine[i], yours[j]) for i, j in nearest_pairs(*texts)]


def _known_again(unit: Unit, sort: str) -> bool:
    return unit.sort == sort and is_long(unit.words)


def _across(pages: Sequence[PagePair], *, exact: bool, away: Away = (set(), set())) -> list[Journey]:
    """Units that went to another page; short ones stay at home."""
    left = [(_free(page, away), page) for page in pages]
    gone = [page.before[place] for (here, _), page in left for place in here]
    come = [page.after[place] for (_, there), page in left for place in there]
    gone, come = ([unit for unit in side if _may_travel(unit)] for side in (gone, come))
    if not exact:
        pairs = nearest_pairs([unit.words for unit in gone], [unit.words for unit in come])
        return [(gone[i], come[j]) for i, j in pairs]
    places: dict[str, list[Unit]] = defaultdict(list)
    for unit in gone:
        places[unit.key].append(unit)
    return [(found.pop(0), unit) for unit in come if (found := places.get(unit.key))]


def _may_travel(unit: Unit) -> bool:
    return unit.sort == "body" and is_long(unit.words)


def _matches(pages: Sequence[PagePair], away: Away) -> list[Match]:
    found: list[Match] = []
    for page in pages:
        stayed = set(in_order(page.pairs, rising))
        found += [Match(page.before[i], page.after[j], (i, j) not in stayed) for i, j in page.pairs]
        here, there = _free(page, away)
        found += [Match(page.before[place], None) for place in here]
        found += [Match(None, page.after[place]) for place in there]
    return found
