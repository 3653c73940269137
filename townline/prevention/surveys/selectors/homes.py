"""Homes of a list as a page shows them, and one home with all that is known of it."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from townline.casework.cases.api import NotFound
from townline.casework.cases.ports import Holder
from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.core.models import Transition
from townline.platform.core.text.addresses import neighbours, parse_address
from townline.platform.departments.api import Permission, Role, Viewer
from townline.prevention.surveys.errors import UnknownKind
from townline.prevention.surveys.models import (
    Attempt,
    Grade,
    Home,
    HomeFile,
    PlannedVisit,
    Submission,
    SubmissionFile,
)
from townline.prevention.surveys.rules.states import HomeState, home_subject
from townline.prevention.surveys.settings import HomeKind, Surveys

# The kinds of homes that the district visits.


def surveys() -> Surveys:
    """Give what the district says of surveys."""
    return district.part(Surveys)


def kinds() -> tuple[HomeKind, ...]:
    """Give the kinds in the order of the district's data; none where it has no surveys."""
    return surveys().kinds


def kind_of(code: str) -> HomeKind:
    """Give a kind by its code. Raises UnknownKind."""
    found = next((kind for kind in kinds() if kind.code == code), None)
    if found is None:
        known = ", ".join(kind.code for kind in kinds())
        raise UnknownKind(f"there is no kind {code!r}; there are: {known}", known=known)
    return found


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
    return Home.objects.filter(wanted & _state(filters.state) & words(filters.q))


def _state(state: str) -> Q:
    if state in HomeState:
        return Q(state=state)
    return {
        "in_vain": Q(state=HomeState.LISTED, attempts_made__gt=0),
        "unplaced": Q(located_by__in=_ROUGH) & ~Q(state=HomeState.EXCLUDED),
        "problem": Q(submissions__problem__gt=""),
    }.get(state, Q())


def words(q: str) -> Q:
    """Give the condition of words: an address, or the reference of a register."""
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


# What a visit may come to, in words: on pages and in forms.

EXCLUSIONS = {
    "not_lived_in": _("거주하지 않음"),
    "demolished": _("철거됨"),
    "not_existing": _("존재하지 않음"),
    "other_kind": _("해당 유형 아님"),
    "duplicate": _("중복"),
}
OUTCOMES = {
    "nobody_home": _("부재중"),
    "refused": _("조사 거절"),
    "postponed": _("다른 날 요청"),
}


# Who sees the lists, who works on them, and who decides: as the district's data say.

_WORK = frozenset({Role.OFFICER, Role.HEAD})


def _own(viewer: Viewer) -> bool:
    department = surveys().department
    return bool(department) and department in (viewer.departments or ())


def reads(viewer: Viewer) -> bool:
    """Say whether they see homes: who reads everything, and the department's own people.

    Nobody does in a district that surveys no kind of home.
    """
    return bool(kinds()) and _reads(viewer)


def _reads(viewer: Viewer) -> bool:
    return viewer.may(Permission.READ_ALL) or (viewer.reads and _own(viewer))


def works(viewer: Viewer) -> bool:
    """Say whether they work on the lists: officers and heads of the department."""
    return viewer.role in _WORK and viewer.may(Permission.WRITE) and _own(viewer) and reads(viewer)


def decides(viewer: Viewer) -> bool:
    """Say whether they adopt rules and say which of two grades stands: heads."""
    return works(viewer) and viewer.role is Role.HEAD


# Photos that surveys keep.


def survey_photo_holder() -> Holder:
    """Name what keeps photos of homes; none of them belongs to a case."""
    return Holder(every=_every)


def _every() -> Iterable[str]:
    return chain(
        HomeFile.objects.values_list("sha256", flat=True),
        SubmissionFile.objects.values_list("sha256", flat=True),
    )
