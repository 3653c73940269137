"""What planning starts from: homes to visit, who goes on which days, what stands already."""

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from townline.platform.core import district
from townline.platform.core.models import Holiday
from townline.platform.core.settings import Working
from townline.prevention.surveys.api import (
    Home,
    HomeState,
    PlannedVisit,
    Surveyor,
    SurveyorAbsence,
    surveys,
)
from townline.prevention.surveys.routes.models import HomeNeeds
from townline.prevention.surveys.routes.rules.shapes import Pace, Person, Stop
from townline.prevention.surveys.routes.settings import Routes, SurveyRoutes

_ROOM, _SPARE, _LONGEST = 1.3, 5, 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What a run plans. ``days``: those that are wanted; ``unplaced``: home to why.

    ``people_out``: surveyor to why nothing is planned for them: no_start, no_hours, absent.
    """

    days: Sequence[dt.date]
    stops: Sequence[Stop]
    people: Sequence[Person]
    pace: Pace
    unplaced: Mapping[int, str] = field(default_factory=dict)
    people_out: Mapping[int, str] = field(default_factory=dict)


def routes() -> Routes:
    """Give what the district says of routes."""
    return district.part(SurveyRoutes).routes


def pace() -> Pace:
    settings = routes()
    return Pace(
        minutes=settings.minutes,
        minutes_more=settings.minutes_more,
        detour=settings.detour,
        kmh=float(settings.kilometres_per_hour),
        stay_m=float(settings.stay_metres),
    )


def working_days(first: dt.date, count: int) -> list[dt.date]:
    """Give so many working days from a day on; one query."""
    weekdays = district.part(Working).office_hours.weekdays
    last = first + dt.timedelta(days=2 * count + 60)
    off = set(Holiday.objects.filter(date__range=(first, last)).values_list("date", flat=True))
    days = (first + dt.timedelta(days=n) for n in range((last - first).days))
    return [day for day in days if day.isoweekday() in weekdays and day not in off][:count]


def first_day(now: dt.datetime) -> dt.date:
    """Give the first day that can be planned: today before its hours begin, else the next one."""
    local = now.astimezone(district.current().zone)
    begun = local.time() >= routes().begins_at
    return local.date() + dt.timedelta(days=int(begun))


def start(first: dt.date, count: int) -> Start:
    """Read what a run of ``count`` days from ``first`` on starts from; six queries."""
    homes = list(Home.objects.filter(state=HomeState.LISTED).order_by("id"))
    visits = {each.home_id: each for each in PlannedVisit.objects.filter(done_at=None)}
    rows = list(Surveyor.objects.filter(active=True).order_by("id"))
    people, out = _people(rows, working_days(first, _horizon(len(homes), rows, count)))
    wanted = working_days(first, count)
    able = {each.id: each for each in people}
    skills = dict(HomeNeeds.objects.values_list("home_id", "skills"))
    unplaced: dict[int, str] = {}
    stops = []
    for home in homes:
        visit = visits.get(home.id)
        if home.latitude is None or home.longitude is None:
            unplaced[home.id] = "no_place"
        elif visit is None or is_free(visit, first):
            stops.append(_stop(home, None, skills.get(home.id, ()), able))
        elif why := _stands(visit, first, able, {each.id for each in rows}):
            if why != "stands":
                unplaced[home.id] = why
        else:
            stops.append(_stop(home, visit, skills.get(home.id, ()), able))
    return Start(
        days=wanted, stops=stops, people=people, pace=pace(), unplaced=unplaced, people_out=out
    )


def is_free(visit: PlannedVisit, first: dt.date) -> bool:
    """Say whether planning from ``first`` on may put a visit elsewhere: its day may be over."""
    today = first - dt.timedelta(days=1)
    return visit.day < today or (visit.day >= first and not is_bound(visit))


def is_bound(visit: PlannedVisit) -> bool:
    """Say whether a visit is fixed by hand, or has an appointment."""
    return visit.fixed or visit.not_before is not None


def _stands(
    visit: PlannedVisit, first: dt.date, able: Mapping[int, Person], active: Iterable[int]
) -> str:
    """Say why a visit is left as it is: today's has begun, or nobody goes on its day.

    ``absence_spans``: people must see to it; "": it is planned with the others.
    """
    if visit.day < first:
        return "stands"
    person = able.get(visit.surveyor_id)
    if person is not None and visit.day in person.days:
        return ""
    goes = visit.surveyor_id in active and not _absent(visit)
    return "stands" if goes else "away"  # on a day off, as people want it


def _absent(visit: PlannedVisit) -> bool:
    rows = SurveyorAbsence.objects.filter(surveyor=visit.surveyor_id)
    return rows.filter(begins_on__lte=visit.day, ends_on__gte=visit.day).exists()


def _stop(
    home: Home, visit: PlannedVisit | None, skills: Iterable[str], able: Mapping[int, Person]
) -> Stop:
    bound = visit is not None
    return Stop(
        id=home.id,
        point=(float(home.latitude or 0), float(home.longitude or 0)),
        building=f"{home.kind}|{home.building}" if home.building else "",
        # Whoever fixed a visit by hand has said that they can.
        skills=frozenset() if bound else frozenset(skills),
        current=home.surveyor_id if home.surveyor_id in able else None,
        surveyor=visit.surveyor_id if visit else None,
        day=visit.day if visit else None,
        not_before=visit.not_before if visit else None,
        not_after=visit.not_after if visit else None,
        earliest=home.come_back_on,
    )


def _horizon(homes: int, people: Sequence[Surveyor], count: int) -> int:
    """Give how many days all homes take, with room for days away and hours that are short."""
    daily = sum(each.visits_a_day or surveys().visits_a_day for each in people)
    needed = math.ceil(homes / max(1, daily) * _ROOM) + _SPARE
    return min(_LONGEST, max(count, needed))


def _people(
    rows: Sequence[Surveyor], days: Sequence[dt.date]
) -> tuple[list[Person], dict[int, str]]:
    absence_spans: dict[int, list[tuple[dt.date, dt.date]]] = {}
    absences = SurveyorAbsence.objects.filter(surveyor__in=rows, ends_on__gte=days[0])
    for number, begins, ends in absences.values_list("surveyor", "begins_on", "ends_on"):
        absence_spans.setdefault(number, []).append((begins, ends))
    people, out = [], {}
    for row in rows:
        own = [d for d in days if not any(a <= d <= b for a, b in absence_spans.get(row.id, ()))]
        if why := _unable(row, own):
            out[row.id] = why
        else:
            people.append(_person(row, own))
    return people, out


def _unable(row: Surveyor, days: Sequence[dt.date]) -> str:
    if row.latitude is None or row.longitude is None:
        return "no_start"
    begins, ends = hours_of(row)
    if begins >= ends:
        return "no_hours"
    return "" if days else "absent"


def hours_of(row: Surveyor) -> tuple[dt.time, dt.time]:
    """Give from when to when a surveyor goes: their own hours, else the district's."""
    return row.begins_at or routes().begins_at, row.ends_at or routes().ends_at


def pause() -> tuple[dt.time, int] | None:
    """Give from when surveyors rest, and for how many minutes; None: as they like."""
    settings = routes()
    return (settings.pause_begins_at, settings.pause_minutes) if settings.pause_begins_at else None


def _person(row: Surveyor, days: Sequence[dt.date]) -> Person:
    begins, ends = hours_of(row)
    return Person(
        id=row.id,
        start=(float(row.latitude or 0), float(row.longitude or 0)),
        begins_at=begins,
        ends_at=ends,
        most=row.visits_a_day or surveys().visits_a_day,
        days=tuple(days),
        skills=frozenset(row.skills),
        pause=pause(),
    )
