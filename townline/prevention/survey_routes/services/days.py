"""One surveyor's day put in order again, after a visit came to it by hand."""

import datetime as dt

from townline.prevention.survey_routes.rules.bundles import Bundle
from townline.prevention.survey_routes.rules.greedy import inserted
from townline.prevention.survey_routes.rules.shapes import Person
from townline.prevention.survey_routes.rules.timing import Ground, clock
from townline.prevention.survey_routes.selectors.planning import hours_of, pace
from townline.prevention.surveys.api import PlannedVisit, Surveyor, surveys


def day_order(who: Surveyor, day: dt.date, came: PlannedVisit) -> None:
    """Take a visit in where it makes the day least longer, and estimate all times anew.

    The others keep their order. Homes without a position, and surveyors without a start, come at
    the end of the day, with no estimate.
    """
    rows = PlannedVisit.objects.filter(surveyor=who, day=day, done_at=None)
    visits = list(rows.select_related("home").order_by("position", "id"))
    placed = [each for each in visits if each.home.latitude is not None]
    if who.latitude is None or came.home.latitude is None:
        _number([*(each for each in visits if each.id != came.id), came])
        return
    ground = _ground(who, day, placed)
    order = [n for n, each in enumerate(placed) if each.id != came.id]
    order = inserted(ground, order, next(n for n, e in enumerate(placed) if e.id == came.id))
    for n, arrival in zip(order, ground.timed(order).arrivals, strict=True):
        placed[n].arrives_at = clock(arrival)
    _number([*(placed[n] for n in order), *(e for e in visits if e.home.latitude is None)])


def _ground(who: Surveyor, day: dt.date, visits: list[PlannedVisit]) -> Ground:
    begins, ends = hours_of(who)
    person = Person(
        id=who.id,
        start=(float(who.latitude or 0), float(who.longitude or 0)),
        begins_at=begins,
        ends_at=ends,
        most=who.visits_a_day or surveys().visits_a_day,
        days=(day,),
    )
    return Ground(person, [_bundle(each) for each in visits], pace())


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
