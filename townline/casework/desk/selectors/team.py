"""The work of a department person by person, for who leads it."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncWeek

from townline.casework.cases.api import OPEN, may_know, visible
from townline.casework.cases.models import Case, Presence
from townline.casework.cases.rules import PRESENCE_LIFE
from townline.casework.cases.settings import Cases
from townline.casework.deadlines.api import PromisedState
from townline.casework.deadlines.models import LegalClock, PromisedDate
from townline.platform.core import district
from townline.platform.departments.api import Act, Viewer

WEEKS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """Answers of one week: how many, and how many of them after the promise."""

    starts_on: dt.date
    answered: int
    late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLoad:
    """``staff`` None: what nobody of the department has been given yet.

    ``due_today`` is what falls due before midnight and is not late; ``legal``: legal periods
    that have passed; ``promised``: dates promised in answers that wait for the person;
    ``missed``: those of them that have passed. ``weeks``: the last eight, the oldest first.
    """

    staff: int | None
    open: int = 0
    due_today: int = 0
    late: int = 0
    legal: int = 0
    promised: int = 0
    missed: int = 0
    weeks: tuple[Week, ...] = ()


def team_load(act: Act, *, department: str, day_end: dt.datetime) -> list[PersonLoad]:
    """Count by person for a department's cases that the viewer sees; four queries.

    Lateness is as the figures count it: the first answer against the promise from the first
    text. Cases brought along from a phone are left out.
    """
    counted: dict[int | None, dict[str, int]] = {}
    for person, figures in _counts(act, department, day_end):
        counted.setdefault(person, {}).update(figures)
    weeks = _weeks(act, department)
    people = sorted({*counted, *weeks}, key=lambda person: (person is None, person or 0))
    empty = tuple(weeks_of({}, act.now))
    return [
        PersonLoad(staff=one, weeks=weeks.get(one, empty), **counted.get(one, {})) for one in people
    ]


def team_open(act: Act, *, department: str, day_end: dt.datetime) -> list[PersonLoad]:
    """Count by person what is open, due today and late, as ``team_load`` does; one query."""
    return [
        PersonLoad(staff=one, open=n["open"], due_today=n["due_today"], late=n["late"])
        for one, n in _open_counts(act, department, day_end)
    ]


def _open_counts(
    act: Act, department: str, day_end: dt.datetime
) -> Iterator[tuple[int | None, dict[str, int]]]:
    soon = Q(answer_due_at__gte=act.now, answer_due_at__lt=day_end)
    late = Q(answer_due_at__lt=act.now)
    rows = _open(act, department).order_by().values_list("assignee").annotate(
        open=Count("id"), due_today=Count("id", filter=soon), late=Count("id", filter=late)
    )  # fmt: skip
    for person, everything, today, passed in rows:
        yield person, {"open": everything, "due_today": today, "late": passed}


def _open(act: Act, department: str) -> QuerySet[Case]:
    return visible(act.viewer).filter(department=department, state__in=sorted(OPEN))


def _counts(
    act: Act, department: str, day_end: dt.datetime
) -> Iterator[tuple[int | None, dict[str, int]]]:
    yield from _open_counts(act, department, day_end)
    cases = _open(act, department)
    legal = LegalClock.objects.filter(ended_at=None, due_at__lt=act.now, case__in=cases)
    for person, count in legal.order_by().values_list("case__assignee").annotate(n=Count("id")):
        yield person, {"legal": count}
    unsettled = [PromisedState.OPEN, PromisedState.MISSED]
    dates = PromisedDate.objects.filter(department=department, state__in=unsettled)
    dates = dates.filter(may_know(act.viewer, "case__"))
    missed = Count("id", filter=Q(state=PromisedState.MISSED))
    if act.viewer.departments is not None:
        dates = dates.filter(case__in=visible(act.viewer))
    waiting = dates.order_by().values_list("officer").annotate(n=Count("id"), missed=missed)
    for person, count, passed in waiting:
        yield person, {"promised": count, "missed": passed}


def _weeks(act: Act, department: str) -> dict[int | None, tuple[Week, ...]]:
    settings = district.current()
    since = _monday(act.now) - dt.timedelta(weeks=WEEKS - 1)
    answered = visible(act.viewer).filter(
        department=department,
        imported=False,
        first_answer_at__gte=since,
        first_answer_at__lt=act.now,
    )
    late = Q(first_answer_at__gt=F("first_text_at") + settings.part(Cases).promise)
    rows = (
        answered.order_by()
        .annotate(week=TruncWeek("first_answer_at", tzinfo=settings.zone))
        .values_list("assignee", "week")
        .annotate(n=Count("id"), late=Count("id", filter=late))
    )
    found: dict[int | None, dict[dt.date, tuple[int, int]]] = {}
    for person, week, count, passed in rows:
        found.setdefault(person, {})[week.date()] = (count, passed)
    return {person: tuple(weeks_of(counts, act.now)) for person, counts in found.items()}


def _monday(now: dt.datetime) -> dt.datetime:
    local = now.astimezone(district.current().zone)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight - dt.timedelta(days=midnight.weekday())


def weeks_of(counts: dict[dt.date, tuple[int, int]], now: dt.datetime) -> Iterator[Week]:
    """Give the last eight weeks, also those in which nothing was answered."""
    this = _monday(now).date()
    for back in range(WEEKS - 1, -1, -1):
        monday = this - dt.timedelta(weeks=back)
        answered, late = counts.get(monday, (0, 0))
        yield Week(starts_on=monday, answered=answered, late=late)


def team_cases(*, viewer: Viewer, department: str, person: int | None) -> list[Case]:
    """List the open cases of one person of a department (None: of nobody yet); one query."""
    cases = visible(viewer).filter(department=department, state__in=sorted(OPEN))
    cases = cases.filter(assignee=person) if person else cases.filter(assignee=None)
    return list(cases.order_by("-danger", "answer_due_at", "id")[:100])


def present_at(act: Act, case_ids: Iterable[int]) -> set[int]:
    """Give those of some cases that somebody else has open; one query."""
    there = Presence.objects.filter(case__in=list(case_ids), seen_at__gt=act.now - PRESENCE_LIFE)
    return set(there.exclude(staff=act.viewer.staff_id).values_list("case_id", flat=True))
