"""Homes at one door are visited together: what is bundled is one stop of a route."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import batched

from townline.prevention.surveys.routes.rules.shapes import Person, Point, Stop


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """Homes at one door that are visited one after the other, on one day by one surveyor."""

    homes: tuple[int, ...]
    building: str
    point: Point
    skills: frozenset[str]
    current: int | None = None
    surveyor: int | None = None
    day: dt.date | None = None
    not_before: dt.time | None = None
    not_after: dt.time | None = None
    earliest: dt.date | None = None

    @property
    def size(self) -> int:
        return len(self.homes)

    @property
    def is_bound(self) -> bool:
        return self.surveyor is not None or self.day is not None


def bundle_stops(stops: Iterable[Stop], people: Sequence[Person]) -> list[Bundle]:
    """Put the homes at each door together, as far as what they are bound to lets them."""
    doors: dict[str, list[Stop]] = {}
    for stop in stops:
        doors.setdefault(stop.building or f"home:{stop.id}", []).append(stop)
    most = min((each.most for each in people), default=1)
    return [
        part
        for homes in doors.values()
        for bundle in _door(homes, people)
        for part in _parts(bundle, most)
    ]


def _door(homes: Sequence[Stop], people: Sequence[Person]) -> Iterator[Bundle]:
    """What is bound to the same stays together, and so do free homes of the same day to come again.

    Free ones are not bound along with a neighbour's appointment: its day may be full without them.
    They lie no step away from it, so that they go along wherever there is room.
    """
    bound: dict[tuple[object, ...], list[Stop]] = {}
    free: dict[dt.date | None, list[Stop]] = {}
    for home in homes:
        if home.surveyor is None and home.day is None:
            free.setdefault(home.earliest, []).append(home)
        else:
            key = (home.surveyor, home.day, home.not_before, home.not_after)
            bound.setdefault(key, []).append(home)
    for waiting in free.values():
        yield from _able_parts(waiting, people)
    yield from (_bundle(each) for each in bound.values())


def _able(people: Sequence[Person], homes: Iterable[Stop]) -> bool:
    needed = frozenset[str]().union(*(home.skills for home in homes))
    return any(needed <= each.skills for each in people)


def _able_parts(homes: list[Stop], people: Sequence[Person]) -> Iterator[Bundle]:
    """Keep homes together where somebody can do all that they ask for."""
    if _able(people, homes):
        yield _bundle(homes)
        return
    by_skills: dict[frozenset[str], list[Stop]] = {}
    for home in homes:
        by_skills.setdefault(home.skills, []).append(home)
    yield from (_bundle(each) for each in by_skills.values())


def _bundle(homes: Sequence[Stop]) -> Bundle:
    first = homes[0]
    return Bundle(
        homes=tuple(home.id for home in homes),
        building=first.building or f"home:{first.id}",
        point=first.point,
        skills=frozenset[str]().union(*(home.skills for home in homes)),
        current=next((home.current for home in homes if home.current), None),
        surveyor=first.surveyor,
        day=first.day,
        not_before=first.not_before,
        not_after=first.not_after,
        earliest=None if first.day else first.earliest,
    )


def _parts(bundle: Bundle, most: int) -> Iterator[Bundle]:
    """Divide what is more than a day holds."""
    if bundle.size <= most:
        yield bundle
        return
    yield from (replace(bundle, homes=each) for each in batched(bundle.homes, max(1, most)))
