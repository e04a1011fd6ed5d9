"""Where everything stands in the picture of a procedure: a lane for each actor, steps from left to right, in bands.

Pure geometry in units of a point on paper, read on a telephone too: what does not fit side by side goes on below, so
that the picture is never wider than a column of text and its letters are never small. Letters are counted wide, because
nobody knows here in which font the picture will be shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

WIDTH = 360.0
EDGE = 8.0
RADIUS = 12.0
DOT = 4.5
NAME_SIZE = 12.0
LIMIT_SIZE = 10.5
_LETTER = 0.62
_LINE = 15.0
_COLUMN = 47.0
_AROUND = 6.0
_LIMIT_ROOM = 13.0
_BAND_GAP = 14.0


@dataclass(frozen=True, slots=True)
class Move:
    """One step: the places of its actors and receivers among the lanes, and its time limit as the picture has it."""

    actors: tuple[int, ...]
    receivers: tuple[int, ...] = ()
    limit: str = ""


@dataclass(frozen=True, slots=True)
class Circle:
    """A step's number in an actor's lane."""

    x: float
    y: float
    number: int


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text: of a lane's name (`lane` says whose), or a time limit (`lane` -1), whose middle is at `x`."""

    x: float
    y: float
    text: str
    lane: int = -1


@dataclass(frozen=True, slots=True)
class Path:
    """A line through `points`: `flow` from step to step, `hand-over`, `together` between those who act in one step."""

    kind: str
    points: tuple[tuple[float, float], ...]


@dataclass(slots=True)
class Layout:
    """The whole picture, `height` high; `rules` are the heights of the lines between lanes."""

    height: float = 0
    rules: list[float] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)
    circles: list[Circle] = field(default_factory=list)
    dots: list[tuple[float, float]] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)


def lay_out(names: Sequence[str], moves: Sequence[Move]) -> Layout:
    """Place `moves` in the lanes called `names`."""
    layout = Layout()
    room = int((WIDTH - 2 * EDGE) // _COLUMN)
    bands = -(-len(moves) // room)
    width = -(-len(moves) // bands) if bands else 1
    came_from: int | None = None
    for start in range(0, len(moves), width):
        band = _Band(layout, names, moves, start, min(start + width, len(moves)), width)
        came_from = band.draw(came_from)
        layout.height += _BAND_GAP if start + width < len(moves) else 0
    return layout


@dataclass(slots=True)
class _Band:
    """Steps `start` to `end` (not included), side by side in `width` columns."""

    layout: Layout
    names: Sequence[str]
    moves: Sequence[Move]
    start: int
    end: int
    width: int
    middle: dict[int, float] = field(default_factory=dict)

    def draw(self, came_from: int | None) -> int | None:
        """Draw the band; return the lane its last step leaves the matter in, for the next band."""
        self._lanes()
        for place in range(self.start, self.end):
            self._step(place)
            came_from = self._flow_into(place, came_from)
        if self.end < len(self.moves):
            # The way on leaves the band in the lane it ends in.
            last = self.moves[self.end - 1]
            lane = _origin(last, self.moves[self.end])
            begin = self._x(self.end - 1) + self._side(last, lane)
            self._path("flow", (begin, self.middle[lane]), (WIDTH - 2, self.middle[lane]))
        return came_from

    def _x(self, place: int) -> float:
        column = (WIDTH - 2 * EDGE) / self.width
        return EDGE + column * (place - self.start + 0.5)

    def _lanes(self) -> None:
        used = sorted({lane for move in self.moves[self.start : self.end] for lane in (*move.actors, *move.receivers)})
        self.layout.rules.append(self.layout.height)
        for lane in used:
            for line in wrap(self.names[lane], NAME_SIZE):
                self.layout.height += _LINE
                self.layout.words.append(Words(EDGE, self.layout.height - 2, line, lane))
            above, below = self._limits_of(lane)
            acts = any(lane in move.actors for move in self.moves[self.start : self.end])
            half = RADIUS if acts else DOT
            self.layout.height += _AROUND + above * _LIMIT_ROOM
            self.middle[lane] = self.layout.height + half
            self.layout.height += 2 * half + _AROUND + below * _LIMIT_ROOM
            self.layout.rules.append(self.layout.height)

    def _limits_of(self, lane: int) -> tuple[bool, bool]:
        """Whether the lane needs room for time limits above and below its numbers."""
        above = [_limit_above(move) for move in self.moves[self.start : self.end] if move.limit and _home(move) == lane]
        return True in above, False in above

    def _step(self, place: int) -> None:
        move, x = self.moves[place], self._x(place)
        heights = sorted(self.middle[lane] for lane in move.actors)
        for above, below in pairwise(heights):
            self._path("together", (x, above + RADIUS), (x, below - RADIUS))
        for lane in move.receivers:
            if lane not in move.actors:
                self._hand_over(move, lane, x)
        for lane in move.actors:
            self.layout.circles.append(Circle(x, self.middle[lane], place + 1))
        if move.limit:
            home = self.middle[_home(move)]
            y = home - RADIUS - 4 if _limit_above(move) else home + RADIUS + 10.5
            self.layout.words.append(Words(x, y, move.limit))

    def _hand_over(self, move: Move, lane: int, x: float) -> None:
        target = self.middle[lane]
        source = min((self.middle[actor] for actor in move.actors), key=lambda y: abs(y - target))
        down = 1 if target > source else -1
        self._path("hand-over", (x, source + down * RADIUS), (x, target - down * DOT))
        self.layout.dots.append((x, target))

    def _flow_into(self, place: int, came_from: int | None) -> int:
        """Lead from the step before to this one; return the lane this one leaves the matter in."""
        move, x = self.moves[place], self._x(place)
        if place == self.start:
            if came_from is not None:
                lane = _target(move, _origin(self.moves[place - 1], move))
                self._path("flow", (2.0, self.middle[lane]), (x - RADIUS, self.middle[lane]))
        else:
            before = self.moves[place - 1]
            lane = _origin(before, move)
            target = _target(move, lane)
            begin = self._x(place - 1) + self._side(before, lane)
            turn = (self._x(place - 1) + x) / 2
            points = [(begin, self.middle[lane]), (x - RADIUS, self.middle[target])]
            if lane != target:
                points[1:1] = [(turn, self.middle[lane]), (turn, self.middle[target])]
            self._path("flow", *points)
        return _origin(move, move)

    def _side(self, move: Move, lane: int) -> float:
        """How far from the middle of its column a step ends in a lane."""
        return RADIUS if lane in move.actors else DOT

    def _path(self, kind: str, *points: tuple[float, float]) -> None:
        self.layout.paths.append(Path(kind, points))


def _home(move: Move) -> int:
    """The lane in which a step's time limit stands."""
    return move.actors[0]


def _limit_above(move: Move) -> bool:
    """Whether a time limit stands above its number: below, an arrow or a line would run through it."""
    others = [lane for lane in (*move.actors, *move.receivers) if lane != _home(move)]
    return any(lane > _home(move) for lane in others) and not any(lane < _home(move) for lane in others)


def _origin(move: Move, following: Move) -> int:
    """The lane in which the way to the following step begins: its own, if this step touches it."""
    ends = (*move.receivers, *move.actors)
    return next((lane for lane in following.actors if lane in ends and following is not move), ends[0])


def _target(move: Move, lane: int) -> int:
    """The lane in which the way into a step ends: the one it comes from, else the nearest."""
    return min(move.actors, key=lambda actor: (abs(actor - lane), actor))


def wrap(name: str, size: float, width: float = WIDTH - 2 * EDGE) -> Iterator[str]:
    """A name in lines that fit, at spaces; a word that is too long alone has a line of its own."""
    room, line = int(width / (size * _LETTER)), ""
    for word in name.split():
        if line and len(line) + 1 + len(word) > room:
            yield line
            line = ""
        line = f"{line} {word}".strip()
    yield line
