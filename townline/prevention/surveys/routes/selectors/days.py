"""The days as they are planned: one day by surveyor, the days around it, one home's planning."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, F

from townline.casework.cases.api import NotFound
from townline.prevention.surveys.api import Home, PlannedVisit, Surveyor
from townline.prevention.surveys.routes.models import PlanRun
from townline.prevention.surveys.routes.rules.bundles import Bundle
from townline.prevention.surveys.routes.rules.shapes import Person
from townline.prevention.surveys.routes.rules.timing import RouteGround
from townline.prevention.surveys.routes.selectors.planning import hours_of, pace


@dataclass(frozen=True, slots=True)
class SurveyorDay:
    """One surveyor's visits of a day in order; ``km`` there and back, None without a start."""

    surveyor: Surveyor
    visits: Sequence[PlannedVisit]
    km: float | None


def day_plan(day: dt.date, surveyor: int | None = None) -> list[SurveyorDay]:
    """Give the open visits of a day by surveyor; one query."""
    rows = PlannedVisit.objects.filter(day=day, done_at=None).select_related("home", "surveyor")
    if surveyor is not None:
        rows = rows.filter(surveyor=surveyor)
    by_surveyor: dict[int, list[PlannedVisit]] = {}
    for row in rows.order_by("surveyor__name", "position", "id"):
        by_surveyor.setdefault(row.surveyor_id, []).append(row)
    return [
        SurveyorDay(own[0].surveyor, own, _km(own[0].surveyor, own)) for own in by_surveyor.values()
    ]


def _km(who: Surveyor, visits: Sequence[PlannedVisit]) -> float | None:
    if who.latitude is None or who.longitude is None:
        return None
    begins, ends = hours_of(who)
    start = (who.latitude, who.longitude)
    person = Person(id=who.id, start=start, begins_at=begins, ends_at=ends, most=0, days=())
    stops = [
        Bundle(
            homes=(each.home_id,),
            building="",
            point=(each.home.latitude, each.home.longitude),
            skills=frozenset(),
        )
        for each in visits
        if each.home.latitude is not None and each.home.longitude is not None
    ]
    return RouteGround(person, stops, pace()).timed(range(len(stops))).metres / 1000


def planned_days(since: dt.date, limit: int = 14) -> list[tuple[dt.date, int]]:
    """Give the next days that have visits, with how many; one query."""
    rows = PlannedVisit.objects.filter(done_at=None, day__gte=since).values("day")
    counted = rows.annotate(visits=Count("id")).order_by("day")[:limit]
    return [(row["day"], row["visits"]) for row in counted]


def overdue(today: dt.date) -> int:
    """Count open visits whose day went by."""
    return PlannedVisit.objects.filter(done_at=None, day__lt=today).count()


def last_run() -> PlanRun | None:
    """Give the run that goes on, else the last one."""
    rows = PlanRun.objects.select_related("requested_by")
    return rows.order_by(F("ended_at").desc(nulls_first=True), "-id").first()


def home_of(home_id: int) -> tuple[Home, PlannedVisit | None]:
    """Give a home and its open visit. Raises NotFound."""
    home = Home.objects.select_related("surveyor").filter(id=home_id).first()
    if home is None:
        raise NotFound(f"there is no home {home_id}")
    rows = PlannedVisit.objects.filter(home=home, done_at=None).select_related("surveyor")
    return home, rows.first()


def surveyor_get(number: int) -> Surveyor:
    """Give a surveyor with their absences. Raises NotFound."""
    found = Surveyor.objects.prefetch_related("absences").filter(id=number).first()
    if found is None:
        raise NotFound(f"there is no surveyor {number}")
    return found
