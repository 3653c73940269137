"""Homes with and without works, and the trouble before and after a season; three queries."""

import datetime as dt
from collections import Counter

from townline.prevention.works.api import Measure, MeasureState, ObjectState, WorkObject
from townline.prevention.works.progress.models import Trouble
from townline.prevention.works.progress.rules.effect import Effect, Home, effect

_DONE = (MeasureState.ACCEPTED, MeasureState.DEFECTIVE)


def effect_of(*, season: dt.date, span_days: int, kind: str = "") -> Effect:
    """Hold homes whose works were accepted before a season against similar ones not yet done.

    Trouble is counted for as many days before the first of these works' season a year earlier as
    after ``season``: the same months, so that rain of the year falls on both groups alike.
    ``kind``: of object, "" all. Homes done after the season began are in neither group.
    """
    span = dt.timedelta(days=span_days)
    before = (_year_earlier(season), _year_earlier(season) + span)
    after = (season, season + span)
    done, later = _completed_objects(season)
    counts = {name: _troubles(*days) for name, days in (("before", before), ("after", after))}
    rows = WorkObject.objects.filter(state=ObjectState.ACTIVE, measures__isnull=False).distinct()
    rows = rows.filter(kind=kind) if kind else rows
    return effect(
        Home(
            stratum=f"{what} {grade}", done=number in done, before=counts["before"][number],
            after=counts["after"][number],
        )
        for number, what, grade in rows.values_list("id", "kind", "grade")
        if number not in later
    )  # fmt: skip


def _completed_objects(season: dt.date) -> tuple[set[int], set[int]]:
    """Give the objects with works accepted in the year before a season, and those otherwise done.

    What was done before that year had its works on both sides: it is in neither group.
    """
    begin = _year_earlier(season)
    rows = Measure.objects.filter(state__in=_DONE).values_list("object_id", "accepted_at__date")
    done: set[int] = set()
    others: set[int] = set()
    for number, day in rows:
        (done if day is not None and begin <= day < season else others).add(number)
    return done - others, others


def _troubles(since: dt.date, until: dt.date) -> Counter[int]:
    rows = Trouble.objects.filter(on__gte=since, on__lt=until)
    return Counter(rows.values_list("object_id", flat=True))


def _year_earlier(day: dt.date) -> dt.date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)
