"""The day of the people who go: their visits in the order of the way."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from townline.casework.cases.api import Point
from townline.casework.visits.rules.route import Leg, Pace, Stop, legs, order_stops
from townline.casework.visits.rules.visit import VisitState
from townline.casework.visits.selectors.visits import VisitView
from townline.casework.visits.settings import Fieldwork
from townline.platform.core import district
from townline.platform.core.settings import Working
from townline.platform.departments.api import Staff


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stop of the way: the visit, when one is there by estimate, and the way in metres."""

    visit: VisitView
    leg: Leg


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRoute:
    """One person's day: ``ahead`` in the order of the way, ``over`` in the order of the plan."""

    visitor: Staff
    ahead: tuple[Stage, ...]
    over: tuple[VisitView, ...]

    @property
    def metres(self) -> float:
        return sum(stage.leg.metres for stage in self.ahead)


def visit_routes(
    visits: Sequence[VisitView], *, now: dt.datetime, day: dt.date
) -> list[VisitRoute]:
    """Order each person's visits of a day on the way, from where they are or the office."""
    people = {visit.visitor.id: visit.visitor for visit in visits}
    return [
        _visit_route(person, [v for v in visits if v.visitor.id == key], now, day)
        for key, person in people.items()
    ]


def _visit_route(
    person: Staff, visits: list[VisitView], now: dt.datetime, day: dt.date
) -> VisitRoute:
    ahead = {visit.id: visit for visit in visits if visit.is_live}
    walked = _plan_route(list(ahead.values()), _start(visits), max(now, _opening(day)))
    return VisitRoute(
        visitor=person,
        ahead=tuple(Stage(visit=ahead[leg.stop.key], leg=leg) for leg in walked),
        over=tuple(visit for visit in visits if not visit.is_live),
    )


def _plan_route(visits: Sequence[VisitView], start: Point | None, leaves: dt.datetime) -> list[Leg]:
    """Walk on to where one is heading already, then to the others in the order of the way."""
    stops = {visit.id: _stop(visit) for visit in visits}
    heading = [stops.pop(v.id) for v in visits if v.state is VisitState.ON_THE_WAY]
    first = legs(heading, start=start, leaves=leaves, pace=pace())
    for leg in first:
        leaves, start = leg.arrives + pace().stay, leg.stop.point or start
    return first + order_stops(list(stops.values()), start=start, leaves=leaves, pace=pace())


def _stop(visit: VisitView) -> Stop:
    point = visit.spot.point if visit.spot else None
    return Stop(key=visit.id, point=point, at=visit.planned_at if visit.timed else None)


def _start(visits: Iterable[VisitView]) -> Point | None:
    """Begin where the person was last today: told by the phone, or a place they have seen."""
    known = [(_last_press(visit), point) for visit in visits if (point := _been_at(visit))]
    return max(known)[1] if known else office()


def _last_press(visit: VisitView) -> dt.datetime:
    moments = (visit.started_at, visit.arrived_at, visit.finished_at)
    return max((moment for moment in moments if moment), default=visit.planned_at)


def _been_at(visit: VisitView) -> Point | None:
    """Give where a visit brought its visitor for certain."""
    there = visit.state is VisitState.DONE or visit.arrived_at is not None
    return visit.here or (visit.spot.point if visit.spot and there else None)


def office() -> Point | None:
    """Give where the town hall stands, as the district says it."""
    place = district.part(Fieldwork).visits.office
    return (place.latitude, place.longitude) if place else None


def pace() -> Pace:
    """Give how people of the district get about, as the district says it."""
    settings = district.part(Fieldwork).visits
    return Pace(
        metres_a_minute=settings.kilometres_per_hour * 1000 / 60,
        stay=dt.timedelta(minutes=settings.minutes),
    )


def _opening(day: dt.date) -> dt.datetime:
    opens = district.part(Working).office_hours.start
    return dt.datetime.combine(day, opens, tzinfo=district.current().zone)
