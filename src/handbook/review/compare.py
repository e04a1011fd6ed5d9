"""Two commits compared by paragraph: what changed in the English, in every language, in the law the handbook cites."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor

from handbook.project import CONFIG, Project
from handbook.project.history import Commit, History
from handbook.review.bytewise import byte_redline
from handbook.review.changes import Maker, PageFacts, plain
from handbook.review.contents import Content, plainly, read_contents
from handbook.review.facts import facts
from handbook.review.model import Change, Place, Review, Shift, SignOffChange
from handbook.review.navigation import may_have_changed, navigation_facts, navigation_units
from handbook.review.others import other_files
from handbook.review.pairing import PagePair, pair_units, same_pages
from handbook.review.parted import Match
from handbook.review.revision import Revision, printable, revision
from handbook.review.shifts import Numbered, shifts
from handbook.review.shown import Reader, cited_in
from handbook.review.signatures import signature_changes
from handbook.review.states import Catalogues, Languages
from handbook.review.units import FRONT, Unit


def compare(
    project: Project,
    history: History,
    base: Commit,
    head: Commit,
    names: tuple[str, str] = ("", ""),
    *,
    pool: Executor | None = None,
    tags: Sequence[str] = (),
) -> Review:
    """Compare two commits of a project. `names` is what the user calls them, `tags` the languages wanted (none: all).

    `pool` shares the work where there is much. Only git's store is read: the working copy has no say, but where a
    commit has no mkdocs.yml of its own `project` tells where things stand.
    """
    after = revision(history, head, project)
    before = revision(history, base, after.project)
    return _Comparison(before, after, pool, tags).review(names)


class _Comparison:
    """One comparison, step by step; each step is worked out once and then stays."""

    def __init__(self, before: Revision, after: Revision, pool: Executor | None, tags: Sequence[str]) -> None:
        self.before, self.after = before, after
        self.pool = pool
        same_register = before.register_files == after.register_files
        self.past = after.register if same_register else before.register
        self.languages = tuple(one for one in after.project.translated if not tags or one.tag in tags)
        self.source = self.reader(after.project.source.tag)
        readers = {one.tag: self.reader(one.tag) for one in self.languages}
        self.catalogues = Catalogues(before), Catalogues(after)
        self.states = Languages(*self.catalogues, tuple(readers), readers)
        self.pairs = dict(self.page_pairs())
        self.contents = self.read()
        self.add_likely_renames()

    def reader(self, tag: str) -> Reader:
        return Reader(self.after.register, self.past, tag)

    # Pages

    def page_pairs(self) -> Iterator[tuple[str, str]]:
        """Files that are one page before and after: of one path, renamed in git, or of one path below `docs/`."""
        old, new = self.before.pages, self.after.pages
        taken = {file for file in new if file in old}
        yield from ((file, file) for file in sorted(taken))
        known = self.before.history.renames(self.before.commit, self.after.commit)
        renames = sorted((printable(one), printable(other)) for one, other in known.items())
        by_page = {page.page: file for file, page in new.items()}
        moved = [(file, by_page.get(page.page, "")) for file, page in old.items()]
        gone = set(old) - taken
        for one, other in (*renames, *moved):
            if one in gone and other in new and other not in taken:
                gone.discard(one)
                taken.add(other)
                yield one, other

    def read(self) -> tuple[dict[str, Content], dict[str, Content]]:
        """Take apart the pages that may have something to say."""
        partners = {other: one for one, other in self.pairs.items()}
        old = [file for file in self.before.pages if file not in self.pairs or self.is_worth_it(file)]
        new = [file for file in self.after.pages if file not in partners or self.is_worth_it(partners[file])]
        before = read_contents("before", self.before, old, self.pool)
        after = read_contents("after", self.after, new, self.pool)
        for one, other in self.pairs.items():
            if one in before and (before[one].reason or after[other].reason):
                before[one] = plainly(self.before.pages[one], before[one])
                after[other] = plainly(self.after.pages[other], after[other])
        return before, after

    def is_worth_it(self, file: str) -> bool:
        """Whether a page that has a partner differs from it in any way a review tells of."""
        one, other = self.before.pages[file], self.after.pages[self.pairs[file]]
        return (
            one.entry.blob != other.entry.blob
            or (one.number, one.page) != (other.number, other.page)
            or self.states.may_have_changed(one.page, other.page)
        )

    def add_likely_renames(self) -> None:
        old, new = self.contents
        gone = {file: old[file].units for file in self.before.pages if file not in self.pairs}
        partners = set(self.pairs.values())
        come = {file: new[file].units for file in self.after.pages if file not in partners}
        self.pairs |= dict(same_pages(gone, come))

    def facts_of(self, side: Revision, contents: Mapping[str, Content]) -> dict[str, PageFacts]:
        printed = bool(side.project.languages)
        said = {CONFIG: navigation_facts(side)}
        titles = {item.path: item.title for top in side.project.nav for item in top.pages()}
        return said | {
            file: PageFacts(
                file,
                page.page,
                page.number,
                page.part,
                self.title(contents[file].units) or titles.get(page.page) or page.page,
                printed and page.page in titles,
                page.page,
            )
            for file, page in side.pages.items()
            if file in contents
        }

    def title(self, units: Iterable[Unit]) -> str:
        found = (unit.texts[0] for unit in units if unit.sort == "heading")
        return next((plain(text.text, self.source.shown) for text in found), "")

    # The review

    def review(self, names: tuple[str, str]) -> Review:
        old, new = (self.facts_of(*side) for side in zip((self.before, self.after), self.contents, strict=True))
        matches = pair_units(list(self.unit_pairs()))
        maker = Maker(old, new, self.source, self.states, self.renamed(matches))
        ordered = sorted(matches, key=self.order(matches))
        made = [(match, maker.change(match)) for match in ordered]
        changes = self.with_page_changes(made, maker)
        found, broken = facts(self.before, self.after, self.cited())
        project = self.after.project
        return Review(
            project.title,
            project.edition,
            self.before.commit,
            self.after.commit,
            names[0] or self.before.commit.short,
            names[1] or self.after.commit.short,
            project.source,
            self.languages,
            {part: project.part_titles.get(part, part) for part in project.parts},
            tuple(changes),
            tuple(self.shifts(made, old, new)),
            tuple(found),
            tuple(self.signatures()),
            tuple(other_files(self.before, self.after)),
            tuple(sorted(self.unreadable(broken))),
            maker.words_to_do(),
        )

    def unit_pairs(self) -> Iterator[PagePair]:
        if may_have_changed(self.before, self.after, self.states):
            yield PagePair(navigation_units(self.before), navigation_units(self.after))
        old, new = self.contents
        for one in sorted(old):
            other = self.pairs.get(one)
            yield PagePair(old[one].units, new[other].units if other is not None else ())
        partners = set(self.pairs.values())
        yield from (PagePair((), new[file].units) for file in sorted(new) if file not in partners)

    def renamed(self, matches: Iterable[Match]) -> frozenset[tuple[str, int]]:
        """For each page that has another path: the unit that says so, its title if it has one."""
        found: dict[str, Unit] = {}
        for match in matches:
            one, other = match.before, match.after
            if one is None or other is None or self.pairs.get(one.page) != other.page or not self.has_moved(one.page):
                continue
            best = found.get(other.page)
            if best is None or _speaks_before(other, best):
                found[other.page] = other
        return frozenset((unit.page, unit.place) for unit in found.values())

    def has_moved(self, file: str) -> bool:
        return self.before.pages[file].page != self.after.pages[self.pairs[file]].page

    # Order

    def order(self, matches: Iterable[Match]) -> _Order:
        old = list(self.before.pages)
        new = {file: (rank, 0, 0) for rank, file in enumerate(self.after.pages)} | {CONFIG: (-2, 0, 0)}
        ranks = {CONFIG: new[CONFIG]}
        last = -1
        for place, file in enumerate(old):
            partner = self.pairs.get(file)
            if partner is not None:
                ranks[file] = new[partner]
                last = new[partner][0]
            else:
                ranks[file] = (last, 1, place)
        return _Order(ranks, new, self.pairs | {CONFIG: CONFIG}, matches)

    # What no paragraph knows of

    def with_page_changes(self, made: Sequence[tuple[Match, Change | None]], maker: Maker) -> list[Change]:
        """The changes in order, with one for each page that differs though none of its paragraphs does."""
        told = {match.after.page for match, change in made if change and match.after}
        told_before = {match.before.page for match, change in made if change and match.before}
        found = [change for _, change in made if change is not None]
        for one, other in sorted(self.pairs.items()):
            old, new = self.before.pages[one], self.after.pages[other]
            differs = old.entry.blob != new.entry.blob or old.page != new.page
            if differs and other not in told and one not in told_before:
                redline = byte_redline(*(self.after.history.read(page.entry) for page in (old, new)))
                found.append(maker.of_page(maker.before[one], maker.after[other], redline))
        partners = set(self.pairs.values())
        for file in self.after.pages:
            if file not in partners and file not in told:
                found.append(maker.of_page(None, maker.after[file], ()))
        for file in self.before.pages:
            if file not in self.pairs and file not in told_before:
                found.append(maker.of_page(maker.before[file], None, ()))
        return found

    def shifts(
        self,
        made: Sequence[tuple[Match, Change | None]],
        old: Mapping[str, PageFacts],
        new: Mapping[str, PageFacts],
    ) -> Iterator[Shift]:
        """The numbers that changed, of all paragraphs that stayed among their neighbours."""
        yield from shifts(
            Numbered(
                new[match.after.page].page,
                old[match.before.page].number,
                new[match.after.page].number,
                (match.before.paragraph, match.after.paragraph),
                change is None,
            )
            for match, change in made
            if match.before is not None
            and match.after is not None
            and not match.moved
            and match.after.paragraph
            and match.before.paragraph
            and new[match.after.page].numbered
            and old[match.before.page].numbered
        )

    def cited(self) -> dict[str, tuple[str, ...]]:
        """The numbers of the paragraphs that cite each authority, if the register changed at all."""
        if self.before.register_files == self.after.register_files:
            return {}
        known = self.contents[1]
        rest = read_contents("after", self.after, [file for file in self.after.pages if file not in known], self.pool)
        contents = {file: known.get(file) or rest[file] for file in self.after.pages}
        pages = self.facts_of(self.after, contents)
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for file, content in contents.items():
            for unit in content.units:
                for item in (item for text in unit.texts for item in cited_in(text.text)):
                    found[item.id][_name(pages[file].place(unit))] = None
        return {name: tuple(places) for name, places in found.items()}

    def signatures(self) -> Iterator[SignOffChange]:
        pages = {self.before.pages[one].page: self.after.pages[other].page for one, other in self.pairs.items()}
        yield from signature_changes(*self.catalogues, (self.after.project.source.tag, *self.states.tags), pages)

    def unreadable(self, broken: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        yield from broken.items()
        reasons = {file: one.reason for side in self.contents for file, one in side.items() if one.reason}
        yield from reasons.items()
        catalogues = {one.path: one.message for side in self.catalogues for one in side.findings}
        yield from catalogues.items()


def _speaks_before(unit: Unit, other: Unit) -> bool:
    """Whether a unit says more of its page than another: a heading, then what stands first; never the front matter."""
    return (unit.sort != "heading", unit.sort == FRONT, unit.place) < (
        other.sort != "heading",
        other.sort == FRONT,
        other.place,
    )


def _name(place: Place) -> str:
    return place.number if place.number else f"{place.page}#p{place.paragraph}" if place.paragraph else place.page


Rank = tuple[int, int, int]


class _Order:
    """Reading order: pages as they stand now, what is gone behind what stood before it."""

    def __init__(
        self, old: Mapping[str, Rank], new: Mapping[str, Rank], pairs: Mapping[str, str], matches: Iterable[Match]
    ) -> None:
        self.old, self.new = old, new
        # By page, where each unit that stayed at home stood and stands.
        self.homes: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for match in matches:
            if match.before and match.after and not match.moved and pairs.get(match.before.page) == match.after.page:
                self.homes[match.before.page].append((match.before.place, match.after.place))
        for places in self.homes.values():
            places.sort()

    def __call__(self, match: Match) -> tuple[Rank, int, int, int]:
        if match.after is not None:
            return self.new[match.after.page], match.after.place, 0, 0
        assert match.before is not None, "a match has a side"
        place = match.before.place
        last = max((new for old, new in self.homes[match.before.page] if old < place), default=-1)
        return self.old[match.before.page], last, 1, place
