"""What the forms of routes hold."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from django.utils.translation import gettext_noop
from pydantic import BeforeValidator, Field

from townline.platform.web.inputs import Day, Input, Line, Mobile, RowId
from townline.prevention.surveys.views.inputs import Spot


def _empty(value: object) -> object:
    return None if value == "" else value


# A field of a form that may be left empty.
type _Clock = Annotated[dt.time | None, BeforeValidator(_empty)]
type _Visits = Annotated[Annotated[int, Field(ge=1, le=60)] | None, BeforeValidator(_empty)]


class RoutesInput(Input):
    """Base: what pages call the fields."""

    CALLED: ClassVar[Mapping[str, str]] = {
        "days": gettext_noop("계획할 일수"),
        "surveyor": gettext_noop("조사원"),
        "begins": gettext_noop("시작 시각"),
        "ends": gettext_noop("끝 시각"),
        "begins_on": gettext_noop("시작일"),
        "ends_on": gettext_noop("종료일"),
        "at": gettext_noop("출발 위치"),
        "start": gettext_noop("출발지"),
        "visits": gettext_noop("하루 방문 수"),
        "skills": gettext_noop("역량"),
        "fixed": gettext_noop("고정"),
        "active": gettext_noop("활동 여부"),
        "case": gettext_noop("접수번호"),
        "change": gettext_noop("변경"),
        "home": gettext_noop("옮길 방문"),
    }


class RoutesPress(RoutesInput):
    """A button without fields."""


class PlanDays(RoutesInput):
    days: Annotated[int, Field(ge=1, le=60)]


class UndoChange(RoutesInput):
    change: RowId


class MoveVisit(RoutesInput):
    surveyor: RowId
    day: Day
    begins: _Clock = None
    ends: _Clock = None

    def window(self) -> tuple[dt.time, dt.time] | None:
        """Give the appointment; the end alone or the beginning alone is open on its other side."""
        if self.begins is None and self.ends is None:
            return None
        return self.begins or dt.time(), self.ends or dt.time(23, 59)


class ShiftVisit(RoutesInput):
    home: RowId
    surveyor: RowId
    day: Day
    then: Literal["", "plan"] = ""


class FixVisit(RoutesInput):
    fixed: Literal["yes", "no"]


class HomeSkills(RoutesInput):
    skills: list[Line] = []


class SurveyorRoutes(RoutesInput):
    start: Annotated[str, Field(max_length=120)] = ""
    at: Annotated[Spot | None, BeforeValidator(_empty)] = None
    begins: _Clock = None
    ends: _Clock = None
    visits: _Visits = None
    skills: list[Line] = []
    active: bool = False


class AbsentDays(RoutesInput):
    begins_on: Day
    ends_on: Day


class AskDay(RoutesInput):
    day: Day
    surveyor: RowId


class HouseholdPhone(RoutesInput):
    phone: Annotated[Mobile | None, BeforeValidator(_empty)] = None
    case: Annotated[str, Field(max_length=20)] = ""
