"""Homes of a list as a page shows them, and one home with all that is known of it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from townline.casework.cases.api import NotFound
from townline.platform.core.history import audit
from townline.platform.core.models import Transition
from townline.platform.core.text.addresses import neighbours, parse_address
from townline.prevention.surveys.models import (
    Attempt,
    Grade,
    Home,
    HomeFile,
    PlannedVisit,
    Submission,
)
from townline.prevention.surveys.rules.states import HomeState, home_subject
from townline.prevention.surveys.selectors.kinds import kinds

PAGE = 50
_ROUGH = ("", "places")
_NEAR, _BESIDE = 30.0, 60  # metres; homes that are looked through


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeFilters:
    """What is wanted. ``state``: a state, ``in_vain``, ``unplaced``, ``problem`` or ""."""

    kind: str
    state: str = ""
    dong: str = ""
    surveyor: str = ""
    grade: str = ""
    why: str = ""
    q: str = ""


def homes_of(filters: HomeFilters) -> QuerySet[Home]:
    """Give the homes that filters mean."""
    wanted = Q(kind=filters.kind)
    for name, column in (("dong", "dong"), ("grade", "grade"), ("why", "excluded_for")):
        if value := getattr(filters, name):
            wanted &= Q(**{column: value})
    if filters.grade:
        wanted &= Q(state=HomeState.GRADED)
    if filters.surveyor:
        none = filters.surveyor == "none"
        number = int(filters.surveyor) if filters.surveyor.isdecimal() else 0
        wanted &= Q(surveyor=None) if none else Q(surveyor=number)
    return Home.objects.filter(wanted & _state(filters.state) & _words(filters.q))


def _state(state: str) -> Q:
    if state in HomeState:
        return Q(state=state)
    return {
        "in_vain": Q(state=HomeState.LISTED, attempts_made__gt=0),
        "unplaced": Q(located_by__in=_ROUGH) & ~Q(state=HomeState.EXCLUDED),
        "problem": Q(submissions__problem__gt=""),
    }.get(state, Q())


def _words(q: str) -> Q:
    if not q:
        return Q()
    place = parse_address(q).place
    as_place = Q(place=place) if place else Q()
    return Q(address__icontains=q) | Q(reference__iexact=q) | Q(place__icontains=q) | as_place


def homes_page(filters: HomeFilters, offset: int) -> tuple[list[Home], int]:
    """Give a page of homes with their surveyors, and how many there are; two queries."""
    found = homes_of(filters)
    rows = found.select_related("surveyor").order_by("dong", "place", "unit", "id").distinct()
    return list(rows[offset : offset + PAGE]), found.distinct().count()


def dongs_of(kind: str) -> list[str]:
    """Give the dongs in which homes of a kind lie."""
    found = Home.objects.filter(kind=kind).exclude(dong="").values_list("dong", flat=True)
    return sorted(found.distinct())


@dataclass(frozen=True, slots=True)
class HomeDetail:
    """One home with its visits, answers, grade and history; seven queries."""

    home: Home
    grade: Grade | None
    earlier: Sequence[Grade]
    attempts: Sequence[Attempt]
    visits: Sequence[PlannedVisit]
    submissions: Sequence[Submission]
    files: Sequence[HomeFile]
    door: Sequence[Home]
    history: Sequence[Transition]


def home_get(home_id: int) -> HomeDetail:
    """Read one home. Raises NotFound."""
    rows = Home.objects.select_related("surveyor", "merged_into")
    home = rows.filter(id=home_id).first()
    if home is None:
        raise NotFound(f"there is no home {home_id}")
    grades = list(
        Grade.objects.filter(home=home).select_related("rules", "surveyor").order_by("-at", "-id")
    )
    submissions = Submission.objects.filter(home=home).select_related("form", "surveyor")
    visits = PlannedVisit.objects.filter(home=home).select_related("surveyor")
    attempts = Attempt.objects.filter(home=home).select_related("surveyor", "staff")
    door_homes = Home.objects.filter(kind=home.kind, building=home.building).exclude(id=home.id)
    return HomeDetail(
        home=home,
        grade=next((each for each in grades if each.current), None),
        earlier=[each for each in grades if not each.current],
        attempts=list(attempts.order_by("-at")),
        visits=list(visits.order_by(F("done_at").desc(nulls_first=True), "day")),
        submissions=list(submissions.prefetch_related("files").order_by("-received_at")),
        files=list(HomeFile.objects.filter(home=home).order_by("id")),
        door=list(door_homes.order_by("unit", "id")[:20]),
        history=list(audit.history(home_subject(home.id))),
    )


def keeps_file(home_id: int, sha256: str) -> bool:
    """Say whether a file hangs on a home or came with its answers."""
    own = HomeFile.objects.filter(home=home_id, sha256=sha256)
    return own.exists() or (Submission.objects.filter(home=home_id, files__sha256=sha256).exists())


def homes_at(place: str, point: tuple[float, float] | None = None) -> list[tuple[Home, bool]]:
    """Give the homes at an address that a case tells (True), then those beside it (False).

    ``point``: where a photo was taken; then also homes around. One query; none without either.
    """
    if not place and point is None:
        return []
    adjacent = neighbours(place)
    wanted = Q(kind__in=[kind.code for kind in kinds()], building__in=[place, *adjacent])
    wanted = wanted if place else Q(pk__in=[])
    if point is not None:
        wanted |= _around(*point)
    rows = list(Home.objects.filter(wanted).order_by("building", "unit", "id")[:_BESIDE])
    nearest = {each: at for at, each in enumerate([place, *adjacent])}
    rows.sort(key=lambda home: nearest.get(home.building, len(nearest)))
    return [(home, home.building == place) for home in rows[:10]]


def _around(latitude: float, longitude: float) -> Q:
    """Select homes within some thirty metres."""
    high = _NEAR / 111_320
    wide = high / max(0.1, math.cos(math.radians(latitude)))
    near = (longitude - wide, longitude + wide)
    return Q(latitude__range=(latitude - high, latitude + high), longitude__range=near)
