"""Lists, homes, grades, counts and progress of surveys for programs of the office."""

import datetime as dt
from typing import Annotated, Any, cast

from django.utils import timezone
from ninja import Field, Query, Router, Schema

from townline.casework.cases.api import NotAllowed
from townline.platform.core import clock
from townline.platform.departments.views.api import KnownRequest
from townline.prevention.surveys.api import (
    PAGE,
    Counted,
    Grade,
    Home,
    HomeFilters,
    HomeState,
    ProgressCounts,
    count_list,
    home_get,
    homes_page,
    kind_of,
    kinds,
    progress,
    reads,
)

router = Router(tags=["surveys"])
_MOST = 1_000_000


class SurveyCount(Schema):
    """``listed`` is the sum of the others; ``excluded`` by reason, ``graded`` by grade."""

    listed: int
    excluded: dict[str, int]
    not_yet_seen: int
    graded: dict[str, int]


class SurveyKind(Schema):
    kind: str
    name_ko: str
    name_en: str
    count: SurveyCount


class SurveyKinds(Schema):
    items: list[SurveyKind]


class HomeRow(Schema):
    """``state``: listed (not yet seen), excluded or graded. ``grade`` is that which counts."""

    id: int
    uuid: str
    kind: str
    reference: str
    address: str
    unit: str
    dong: str
    latitude: float | None
    longitude: float | None
    state: str
    excluded_for: str
    grade: str
    points: float | None
    surveyor: str | None
    attempts: int
    come_back_on: dt.date | None
    settled_at: dt.datetime | None


class HomeRows(Schema):
    """``count``: how many there are in all; ``next``: the offset to go on with, null at the end."""

    items: list[HomeRow]
    count: int
    next: int | None


class HomeGrade(Schema):
    """Where a grade comes from. ``points`` of 100; ``lost``: what an item took of them."""

    grade: str
    points: float
    rules: int = Field(description="the version of the rules")
    current: bool
    at: dt.datetime
    surveyor: str | None
    areas: dict[str, float]
    items: list[dict[str, Any]]
    reasons: list[dict[str, str]]
    needs: list[str]


class HomeAttempt(Schema):
    outcome: str
    at: dt.datetime
    surveyor: str | None
    card_left: bool


class HomeVisit(Schema):
    day: dt.date
    surveyor: str
    not_before: dt.time | None
    not_after: dt.time | None
    done_at: dt.datetime | None


class HomeWhole(HomeRow):
    """A home with its grades (the one that counts first), visits in vain and planned visits."""

    grades: list[HomeGrade]
    visits_in_vain: list[HomeAttempt]
    visits: list[HomeVisit]


class ProgressLine(Schema):
    """A dong or a surveyor. ``in_vain``: of those not yet seen, where somebody came in vain."""

    name: str
    listed: int
    excluded: int
    not_yet_seen: int
    in_vain: int
    graded: int
    grades: dict[str, int]


class ProgressDay(Schema):
    day: dt.date
    settled: int
    so_far: int
    planned: float | None


class SurveyProgress(Schema):
    """``ends``: eight in ten runs end within that; null where it cannot be told."""

    whole: ProgressLine
    dongs: list[ProgressLine]
    surveyors: list[ProgressLine]
    days: list[ProgressDay]
    ends_soonest: dt.date | None
    ends_latest: dt.date | None
    plan_ends_on: dt.date | None


class HomeQuery(Schema):
    """A filter of homes; ``state`` also in_vain, unplaced, problem; ``surveyor``: id or none."""

    state: str = ""
    dong: str = ""
    grade: str = ""
    why: str = ""
    surveyor: str = ""
    q: str = ""
    offset: Annotated[int, Field(ge=0, le=_MOST)] = 0


def _check(request: KnownRequest) -> None:
    if not kinds() or not reads(request.viewer):
        raise NotAllowed("this person or token may not read home surveys")


@router.get("/surveys", response=SurveyKinds, operation_id="surveys_list")
def surveys_list(request: KnownRequest) -> SurveyKinds:
    """List the kinds of homes with their counts."""
    _check(request)
    return SurveyKinds(
        items=[
            SurveyKind(
                kind=kind.code,
                name_ko=kind.name.ko,
                name_en=kind.name.en,
                count=_survey_count(count_list(kind.code)),
            )
            for kind in kinds()
        ]
    )


def _survey_count(found: Counted) -> SurveyCount:
    return SurveyCount(
        listed=found.listed,
        excluded=found.excluded,
        not_yet_seen=found.not_yet_seen,
        graded=found.graded,
    )


@router.get("/surveys/homes/{int:id}", response=HomeWhole, operation_id="survey_home")
def survey_home(
    request: KnownRequest,
    id: int,  # noqa: A002 -- the name of the part of the path
) -> HomeWhole:
    """Give one home with its grades explained, and its visits. No answers and no notes."""
    _check(request)
    found = home_get(id)
    grades = [found.grade, *found.earlier] if found.grade else [*found.earlier]
    return HomeWhole(
        **_home(found.home),
        grades=[_grade(each) for each in grades],
        visits_in_vain=[
            HomeAttempt(
                outcome=each.outcome,
                at=each.at,
                surveyor=each.surveyor.name if each.surveyor else None,
                card_left=each.card_left,
            )
            for each in found.attempts
        ],
        visits=[
            HomeVisit(
                day=each.day,
                surveyor=each.surveyor.name,
                not_before=each.not_before,
                not_after=each.not_after,
                done_at=each.done_at,
            )
            for each in found.visits
        ],
    )


@router.get("/surveys/{slug:kind}/count", response=SurveyCount, operation_id="survey_count")
def survey_count(request: KnownRequest, kind: str) -> SurveyCount:
    """Count the homes of a kind; the parts make up the whole."""
    _check(request)
    return _survey_count(count_list(kind_of(kind).code))


@router.get("/surveys/{slug:kind}/homes", response=HomeRows, operation_id="survey_homes")
def survey_homes(request: KnownRequest, kind: str, query: Query[HomeQuery]) -> HomeRows:
    """List homes of a kind, fifty at a time, by dong and address."""
    _check(request)
    criteria = query.model_dump(exclude={"offset"})
    rows, count = homes_page(HomeFilters(kind=kind_of(kind).code, **criteria), query.offset)
    more = query.offset + PAGE
    return HomeRows(
        items=[HomeRow(**_home(home)) for home in rows],
        count=count,
        next=more if more < count else None,
    )


@router.get(
    "/surveys/{slug:kind}/progress", response=SurveyProgress, operation_id="survey_progress"
)
def survey_progress(request: KnownRequest, kind: str) -> SurveyProgress:
    """Tell how far a kind is by dong, surveyor and day, and when it may end."""
    _check(request)
    found = progress(kind_of(kind).code, today=timezone.localdate(clock.now()))
    return SurveyProgress(
        whole=_line(found.whole),
        dongs=[_line(each) for each in found.dongs],
        surveyors=[_line(each) for each in found.surveyors],
        days=[
            ProgressDay(
                day=each.day, settled=each.settled, so_far=each.so_far, planned=each.planned
            )
            for each in found.days
        ],
        ends_soonest=found.end.soonest if found.end else None,
        ends_latest=found.end.latest if found.end else None,
        plan_ends_on=found.plan_ends_on,
    )


def _line(line: ProgressCounts) -> ProgressLine:
    return ProgressLine(
        name=line.name,
        listed=line.listed,
        excluded=line.excluded,
        not_yet_seen=line.waiting,
        in_vain=line.in_vain,
        graded=line.graded,
        grades=dict(line.grades),
    )


def _home(home: Home) -> dict[str, Any]:
    own = ("id", "kind", "reference", "address", "unit", "dong", "latitude", "longitude", "state",
           "excluded_for", "come_back_on", "settled_at")  # fmt: skip
    is_graded = home.state == HomeState.GRADED
    return {name: getattr(home, name) for name in own} | {
        "uuid": str(home.uuid),
        "grade": home.grade if is_graded else "",
        "points": home.points if is_graded else None,
        "surveyor": home.surveyor.name if home.surveyor else None,
        "attempts": home.attempts_made,
    }


def _grade(grade: Grade) -> HomeGrade:
    return HomeGrade(
        grade=grade.grade,
        points=grade.points,
        rules=grade.rules.number,
        current=grade.current,
        at=grade.at,
        surveyor=grade.surveyor.name if grade.surveyor else None,
        areas=grade.areas,
        items=cast("list[dict[str, Any]]", grade.items),
        reasons=grade.reasons,
        needs=grade.needs,
    )
