"""How far a list is: by dong, surveyor and grade, per day against the plan, and what is stuck."""

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from townline.platform.core.district import office_calendar
from townline.prevention.surveys.models import Home, PlannedVisit, SecondReview, Submission
from townline.prevention.surveys.rules.burn_up import BurnUpPoint, burn_up
from townline.prevention.surveys.rules.forecast import End, expected_end
from townline.prevention.surveys.rules.states import HomeState
from townline.prevention.surveys.selectors.homes import surveys

_LONG = 21  # days without anything, and it is stuck


@dataclass(slots=True)
class ProgressCounts:
    """A dong or a surveyor: what of its homes is where. ``grades`` by letter."""

    name: str
    id: int | None = None
    listed: int = 0
    excluded: int = 0
    waiting: int = 0
    graded: int = 0
    in_vain: int = 0
    grades: Counter[str] = field(default_factory=Counter)

    @property
    def settled(self) -> int:
        return self.excluded + self.graded

    @property
    def share(self) -> float | None:
        return self.settled / self.listed if self.listed else None


@dataclass(frozen=True, slots=True)
class ProgressDay:
    """Homes settled on a day, in all until then, and what the plan wanted by then."""

    day: dt.date
    settled: int
    so_far: int
    planned: float | None


@dataclass(frozen=True, slots=True)
class Stuck:
    """What waits for a person, by kind: how many."""

    often_in_vain: int
    unassigned: int
    unplaced: int
    overdue: int
    problems: int
    reviews: int
    undecided: int


@dataclass(frozen=True, slots=True)
class SurveyProgress:
    whole: ProgressCounts
    dongs: list[ProgressCounts]
    surveyors: list[ProgressCounts]
    days: list[ProgressDay]
    end: End | None
    plan_ends_on: dt.date | None
    stuck: Stuck
    course: list[BurnUpPoint]


def progress(kind: str, *, today: dt.date) -> SurveyProgress:
    """Read how far a kind's list is; six queries however long it is."""
    rows = _rows(kind)
    dongs: dict[object, ProgressCounts] = defaultdict(lambda: ProgressCounts(""))
    people: dict[object, ProgressCounts] = defaultdict(lambda: ProgressCounts(""))
    whole = ProgressCounts("")
    for dong, surveyor, name, state, grade, unsuccessful, count in rows:
        for line in (whole, _of(dongs, dong, dong), _of(people, surveyor, name or "")):
            _add(line, state, grade, count, unsuccessful=unsuccessful)
    for surveyor, line in people.items():
        line.id = surveyor if isinstance(surveyor, int) else None
    days = _days(kind, whole.listed, today)
    end = _end(whole.waiting, days, today)
    return SurveyProgress(
        whole=whole,
        dongs=sorted(dongs.values(), key=lambda line: line.name),
        surveyors=sorted(people.values(), key=lambda line: (line.id is None, line.name)),
        days=days,
        end=end,
        plan_ends_on=surveys().ends_on,
        stuck=_stuck(kind, today),
        course=burn_up(
            {day.day: day.so_far for day in days}, listed=whole.listed,
            plan=_planned_days(surveys().begins_on, surveys().ends_on), end=end, today=today,
        ),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class HomeCounts:
    """Homes of a list in all, settled, and waiting: in vain too often, no surveyor, no place."""

    listed: int
    settled: int
    in_vain: int
    unassigned: int
    unplaced: int


def count_homes(kind: str) -> HomeCounts:
    """Count how far a kind's list is, and what waits for a person; one query."""
    waiting = Q(state=HomeState.LISTED)
    found = Home.objects.filter(kind=kind).aggregate(
        listed=Count("id"),
        settled=Count("id", filter=Q(state__in=[HomeState.EXCLUDED, HomeState.GRADED])),
        in_vain=Count("id", filter=waiting & Q(attempts_made__gte=surveys().attempts)),
        unassigned=Count("id", filter=waiting & Q(surveyor=None)),
        unplaced=Count("id", filter=waiting & Q(latitude=None)),
    )
    return HomeCounts(**found)


def _rows(kind: str) -> list[tuple[object, ...]]:
    columns = ("dong", "surveyor", "surveyor__name", "state", "grade")
    homes = Home.objects.filter(kind=kind)
    found = homes.values_list(*columns).annotate(
        vain=Count("id", filter=Q(attempts_made__gt=0)), n=Count("id")
    )
    return list(found.order_by())


def _of(lines: dict[object, ProgressCounts], key: object, name: object) -> ProgressCounts:
    line = lines[key]
    line.name = str(name)
    return line


def _add(
    line: ProgressCounts, state: object, grade: object, count: object, *, unsuccessful: object
) -> None:
    number = int(str(count))
    line.listed += number
    if state == HomeState.EXCLUDED:
        line.excluded += number
    elif state == HomeState.GRADED:
        line.graded += number
        line.grades[str(grade)] += number
    else:
        line.waiting += number
        line.in_vain += int(str(unsuccessful))


def _works(day: dt.date) -> bool:
    return office_calendar().days.works(day.toordinal())


def _days(kind: str, listed: int, today: dt.date) -> list[ProgressDay]:
    settled = Home.objects.filter(kind=kind, settled_at__isnull=False)
    by_day = dict(
        settled.annotate(day=TruncDate("settled_at", tzinfo=timezone.get_current_timezone()))
        .values_list("day")
        .annotate(n=Count("id"))
        .order_by("day")
    )
    if not by_day:
        return []
    plan, day, so_far, found = surveys(), min(by_day), 0, []
    working = _planned_days(plan.begins_on, plan.ends_on)
    while day <= today:
        so_far += by_day.get(day, 0)
        if day in by_day or _works(day):
            found.append(
                ProgressDay(day, by_day.get(day, 0), so_far, _planned_count(working, day, listed))
            )
        day += dt.timedelta(days=1)
    return found


def _planned_days(first: dt.date | None, last: dt.date | None) -> list[dt.date]:
    if first is None or last is None:
        return []
    count = (last - first).days + 1
    days = (first + dt.timedelta(days=ago) for ago in range(max(0, count)))
    return [day for day in days if _works(day)]


def _planned_count(working: list[dt.date], day: dt.date, listed: int) -> float | None:
    if not working:
        return None
    return listed * sum(each <= day for each in working) / len(working)


def _end(waiting: int, days: list[ProgressDay], today: dt.date) -> End | None:
    # Today is not over yet.
    done = [each.settled for each in days if each.day < today and _works(each.day)]
    return expected_end(waiting, done, today, _works)


def _stuck(kind: str, today: dt.date) -> Stuck:
    homes = count_homes(kind)
    open_visits = PlannedVisit.objects.filter(home__kind=kind, done_at=None, day__lt=today)
    reviews = SecondReview.objects.filter(first__home__kind=kind).aggregate(
        open=Count("id", filter=Q(done_at=None)),
        undecided=Count("id", filter=Q(done_at__isnull=False, stands="")),
    )
    return Stuck(
        often_in_vain=homes.in_vain,
        unassigned=homes.unassigned,
        unplaced=homes.unplaced,
        overdue=open_visits.count(),
        problems=Submission.objects.filter(home__kind=kind).exclude(problem="").count(),
        reviews=reviews["open"],
        undecided=reviews["undecided"],
    )
