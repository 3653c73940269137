"""What the forms of surveys hold."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from django.utils.translation import gettext_noop
from pydantic import Field

from townline.platform.web.inputs import Day, Input, Line, Reason, RowId
from townline.prevention.surveys.rules.states import Exclusion, VisitOutcome

type Spot = Annotated[str, Field(pattern=r"^-?\d{1,2}(\.\d+)?,-?\d{1,3}(\.\d+)?$", max_length=40)]


def point_of(at: str) -> tuple[float, float] | None:
    """Read a spot of a map: latitude and longitude."""
    if not at:
        return None
    latitude, longitude = at.split(",")
    return float(latitude), float(longitude)


class SurveyInput(Input):
    """Base: what pages call the fields."""

    CALLED: ClassVar[Mapping[str, str]] = {
        "at": gettext_noop("위치"),
        "why": gettext_noop("제외 이유"),
        "outcome": gettext_noop("방문 결과"),
        "card_left": gettext_noop("안내문"),
        "come_back_on": gettext_noop("다시 방문할 날"),
        "kind": gettext_noop("주택 유형"),
        "sheet": gettext_noop("시트"),
        "fields": gettext_noop("열 연결"),
        "kept": gettext_noop("함께 보관할 열"),
        "surveyor": gettext_noop("조사원"),
        "same": gettext_noop("같은 주택"),
        "keep": gettext_noop("남길 주택"),
        "purpose": gettext_noop("자료 종류"),
        "begins_on": gettext_noop("시작일"),
        "ends_on": gettext_noop("종료일"),
        "update": gettext_noop("현장에서 고친 내용"),
        "second": gettext_noop("등급"),
    }


class SurveyPress(SurveyInput):
    """A button without fields."""


class Choose(SurveyInput):
    update: RowId


class Exclude(SurveyInput):
    why: Exclusion
    reason: Reason
    at: Spot = ""


class SurveyReason(SurveyInput):
    reason: Reason = ""


class FailedVisit(SurveyInput):
    outcome: VisitOutcome
    note: Reason = ""
    card_left: bool = False
    come_back_on: Day | None = None


class HomePlacing(SurveyInput):
    at: Spot


class FileAttachment(SurveyInput):
    purpose: Literal["drawing", "terrain", "photo"]


class AssignSurveyor(SurveyInput):
    surveyor: RowId | None = None


class Upload(SurveyInput):
    kind: Line


class SheetChoice(SurveyInput):
    sheet: Line = ""


class ColumnChoice(SurveyInput):
    fields: dict[str, str] = {}
    kept: list[str] = []


class Decide(SurveyInput):
    same: bool = False
    keep: RowId | None = None


class SurveyorNamed(SurveyInput):
    name: Annotated[str, Field(min_length=1, max_length=60)]


class AbsenceDays(SurveyInput):
    begins_on: Day
    ends_on: Day

    def days(self) -> tuple[dt.date, dt.date]:
        return self.begins_on, self.ends_on


class Stands(SurveyInput):
    second: bool = False
