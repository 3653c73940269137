"""One surveyor's day put in order again, after a visit came to it by hand."""

import datetime as dt
from collections.abc import Iterable

from townline.prevention.surveys.api import PlannedVisit, Surveyor, surveys
from townline.prevention.surveys.routes.rules.bundles import Bundle
from townline.prevention.surveys.routes.rules.greedy import insert_stop
from townline.prevention.surveys.routes.rules.shapes import Person
from townline.prevention.surveys.routes.rules.timing import RouteGround, clock
from townline.prevention.surveys.routes.selectors.planning import hours_of, pace, pause


def day_order(who: Surveyor, day: dt.date, added: PlannedVisit) -> None:
    """Take a visit in where it makes the day least longer, and estimate all times anew.

    The others keep their order. Homes without a position, and surveyors without a start, come at
    the end of the day, with no estimate.
    """
    visits = _visits(who, day)
    placed = [each for each in visits if each.home.latitude is not None]
    if who.latitude is None or added.home.latitude is None:
        _number([*(each for each in visits if each.id != added.id), added])
        return
    order = [n for n, each in enumerate(placed) if each.id != added.id]
    new = next(n for n, each in enumerate(placed) if each.id == added.id)
    _time(who, day, visits, [placed[n] for n in insert_stop(_ground(who, day, placed), order, new)])


def days_retime(days: Iterable[tuple[int, dt.date]]) -> None:
    """Estimate the times of surveyors' days anew, in the order that they have."""
    wanted = sorted(days)
    people = Surveyor.objects.in_bulk([number for number, _ in wanted])
    for number, day in wanted:
        visits = _visits(people[number], day)
        if people[number].latitude is None:
            _number(visits)
        else:
            placed = [each for each in visits if each.home.latitude is not None]
            _time(people[number], day, visits, placed)


def _visits(who: Surveyor, day: dt.date) -> list[PlannedVisit]:
    rows = PlannedVisit.objects.filter(surveyor=who, day=day, done_at=None)
    return list(rows.select_related("home").order_by("position", "id"))


def _time(
    who: Surveyor, day: dt.date, visits: list[PlannedVisit], placed: list[PlannedVisit]
) -> None:
    arrivals = _ground(who, day, placed).timed(range(len(placed))).arrivals
    for each, arrival in zip(placed, arrivals, strict=True):
        each.arrives_at = clock(arrival)
    _number([*placed, *(each for each in visits if each.home.latitude is None)])


def _ground(who: Surveyor, day: dt.date, visits: list[PlannedVisit]) -> RouteGround:
    begins, ends = hours_of(who)
    person = Person(
        id=who.id,
        start=(float(who.latitude or 0), float(who.longitude or 0)),
        begins_at=begins,
        ends_at=ends,
        most=who.visits_a_day or surveys().visits_a_day,
        days=(day,),
        pause=pause(),
    )
    return RouteGround(person, [_bundle(each) for each in visits], pace())


def _bundle(visit: PlannedVisit) -> Bundle:
    home = visit.home
    return Bundle(
        homes=(home.id,),
        building=home.building,
        point=(float(home.latitude or 0), float(home.longitude or 0)),
        skills=frozenset(),
        not_before=visit.not_before,
        not_after=visit.not_after,
    )


def _number(visits: list[PlannedVisit]) -> None:
    for position, each in enumerate(visits, 1):
        each.position = position
    PlannedVisit.objects.bulk_update(visits, ["position", "arrives_at"])
