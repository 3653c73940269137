"""Which homes of a list may be one: a suggestion, which a person decides."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

_METRES = 111_320.0  # a degree of latitude
_NEAR = 25.0  # metres: one plot of land
_MOST = 12  # homes at one door that are compared with one another


@dataclass(frozen=True, slots=True)
class Known:
    """What is compared of a home; ``unit``: floor and room, ``B1-2``."""

    id: int
    place: str
    building: str
    unit: str
    latitude: float | None
    longitude: float | None
    exact: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """``reasons``: same_unit, unit_missing, two_addresses; ``score`` up to 1."""

    first: int
    second: int
    reasons: tuple[str, ...]
    score: float


_SCORES = {"same_unit": 0.95, "two_addresses": 0.8, "unit_missing": 0.6}


def suggest_pairs(homes: Sequence[Known], fresh: frozenset[int]) -> list[Pair]:
    """Give the pairs in which at least one is ``fresh``, the likeliest first, each once."""
    found: dict[tuple[int, int], str] = {}
    for one, other in (*_at_one_door(homes), *_close_by(homes)):
        if one.id in fresh or other.id in fresh:
            reason = _reason(one, other)
            key = (min(one.id, other.id), max(one.id, other.id))
            if reason and key not in found:
                found[key] = reason
    pairs = [Pair(*key, (reason,), _SCORES[reason]) for key, reason in found.items()]
    return sorted(pairs, key=lambda pair: (-pair.score, pair.first, pair.second))


def _reason(one: Known, other: Known) -> str:
    if one.place == other.place:
        if one.unit == other.unit:
            return "same_unit"
        return "unit_missing" if _room(one) == "" or _room(other) == "" else ""
    return "two_addresses" if one.unit == other.unit else ""


def _room(home: Known) -> str:
    return home.unit.partition("-")[2]


def _at_one_door(homes: Iterable[Known]) -> Iterator[tuple[Known, Known]]:
    doors: dict[str, list[Known]] = defaultdict(list)
    for home in homes:
        doors[home.building].append(home)
    for own in doors.values():
        unnamed = [home for home in own if not _room(home)]
        same: dict[str, list[Known]] = defaultdict(list)
        for home in own:
            same[home.unit].append(home)
        for group in same.values():
            yield from combinations(group[:_MOST], 2)
        # One line without a room beside one with it; more rooms, and it could be any of them.
        if len(unnamed) == 1 and len(own) == 2:  # noqa: PLR2004 -- the two of a pair
            yield own[0], own[1]


def _close_by(homes: Iterable[Known]) -> Iterator[tuple[Known, Known]]:
    """Pair homes on one plot whose addresses differ: one by its road, one by its lot."""
    squares: dict[tuple[int, int, str], list[Known]] = defaultdict(list)
    side = _NEAR / _METRES
    for home in homes:
        if home.latitude is not None and home.longitude is not None and home.exact:
            at = math.floor(home.latitude / side), math.floor(home.longitude / side)
            squares[(*at, home.unit)].append(home)
    for (row, column, unit), own in squares.items():
        around = [
            (row + down, column + right, unit) for down, right in ((0, 1), (1, -1), (1, 0), (1, 1))
        ]
        neighbours = [other for square in around for other in squares.get(square, ())]
        pairs = [*combinations(own[:_MOST], 2)]
        pairs += [(one, other) for one in own[:_MOST] for other in neighbours[:_MOST]]
        yield from (pair for pair in pairs if _other_address(*pair) and _metres(*pair) <= _NEAR)


def _other_address(one: Known, other: Known) -> bool:
    """By road and by lot only: two numbers of one road are two houses."""
    return _is_lot(one.place) != _is_lot(other.place)


def _is_lot(place: str) -> bool:
    return place.partition(" ")[0][-1:] in {"동", "리", "가"}


def _metres(one: Known, other: Known) -> float:
    assert one.latitude is not None  # noqa: S101 -- squares hold placed homes only
    assert one.longitude is not None  # noqa: S101 -- the same
    assert other.latitude is not None  # noqa: S101 -- the same
    assert other.longitude is not None  # noqa: S101 -- the same
    down = (one.latitude - other.latitude) * _METRES
    right = (one.longitude - other.longitude) * _METRES * math.cos(math.radians(one.latitude))
    return math.hypot(down, right)
