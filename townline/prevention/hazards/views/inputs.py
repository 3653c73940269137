"""What the forms of hazards hold."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Annotated, ClassVar

from django.utils.translation import gettext_noop
from pydantic import Field

from townline.platform.web.inputs import Day, Input, Line, Mobile, Moment, Reason, RowId
from townline.prevention.hazards.rules.shapes import Point
from townline.prevention.hazards.rules.states import Step

_CALLED: Mapping[str, str] = {
    "kind": gettext_noop("위험 종류"),
    "severity": gettext_noop("심각도"),
    "place": gettext_noop("위치"),
    "source": gettext_noop("발견 경로"),
    "at": gettext_noop("위치"),
    "latitude": gettext_noop("위치"),
    "longitude": gettext_noop("위치"),
    "accuracy_m": gettext_noop("위치"),
    "step": gettext_noop("단계"),
    "reason": gettext_noop("사유"),
    "other": gettext_noop("다른 위험 지점"),
    "code": gettext_noop("접수번호"),
    "contractor": gettext_noop("업체"),
    "due_on": gettext_noop("작업 기한"),
    "planned_on": gettext_noop("예정일"),
    "phone": gettext_noop("휴대전화"),
    "material": gettext_noop("재료"),
    "seen_at": gettext_noop("확인 일시"),
    "width_cm": gettext_noop("너비"),
    "length_cm": gettext_noop("길이"),
    "depth_cm": gettext_noop("깊이"),
    "sketch": gettext_noop("범위"),
    "moment": gettext_noop("보수 전·후"),
    "done": gettext_noop("단계 완료"),
    "photo": gettext_noop("사진"),
    "on": gettext_noop("공개"),
}
type Degrees = Annotated[float, Field(ge=-180, le=180)]
type Centimetres = Annotated[float, Field(ge=0, le=100_000)]
type Spot = Annotated[str, Field(pattern=r"^-?\d{1,2}(\.\d+)?,-?\d{1,3}(\.\d+)?$", max_length=40)]


class HazardInput(Input):
    """Base: what pages call the fields."""

    CALLED: ClassVar[Mapping[str, str]] = _CALLED


class NewHazard(HazardInput):
    """``at``: pressed on the map; ``place``: a Korean name of the district's places."""

    kind: Line
    severity: Line = ""
    at: Spot = ""
    place: Line = ""
    note: Reason = ""
    code: Line = ""
    source: Annotated[str, Field(pattern="^(staff|round|case)$")] = "staff"

    @property
    def point(self) -> Point | None:
        return spot(self.at)


def spot(at: str) -> Point | None:
    """Read ``36.62118,125.33077``; None where nothing was pressed."""
    latitude, _, longitude = at.partition(",")
    try:
        found = float(latitude), float(longitude)
    except ValueError:
        return None
    return found if -90 <= found[0] <= 90 and -180 <= found[1] <= 180 else None  # noqa: PLR2004 -- degrees


class Edited(HazardInput):
    kind: Line
    severity: Line
    note: Reason = ""
    at: Spot = ""


class SpotReason(HazardInput):
    reason: Reason = ""


class Stepped(HazardInput):
    step: Step
    reason: Reason = ""


class Accepted(HazardInput):
    kind: Line = ""
    severity: Line = ""


class Other(HazardInput):
    other: RowId


class CaseCode(HazardInput):
    code: Line


class Switch(HazardInput):
    on: bool = False


class PhotoSwitch(Switch):
    photo: RowId


class Recheck(HazardInput):
    day: Day


class NewOrder(HazardInput):
    contractor: Line
    due_on: Day
    note: Reason = ""
    material: Line = ""
    phone: Mobile | None = None


class SpotLook(HazardInput):
    """One look from a telephone; photos come beside it. ``sketch``: GeoJSON."""

    key: uuid.UUID
    step: Step = Step.ARRIVE
    seen_at: Moment | None = None
    note: Reason = ""
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    longitude: Degrees | None = None
    accuracy_m: Annotated[float, Field(ge=0, le=1_000_000)] | None = None
    width_cm: Centimetres | None = None
    length_cm: Centimetres | None = None
    depth_cm: Centimetres | None = None
    sketch: Annotated[str, Field(max_length=20_000)] = ""
    moment: Annotated[str, Field(pattern="^(before|after)?$")] = ""
    done: bool = False

    def seen(self, now: dt.datetime) -> dt.datetime:
        return self.seen_at or now

    @property
    def point(self) -> Point | None:
        if self.latitude is None or self.longitude is None:
            return None
        return self.latitude, self.longitude


class Planned(HazardInput):
    planned_on: Day | None = None


class OrderSent(HazardInput):
    """The name that a hidden field gives a form behind a link."""

    key: Annotated[str, Field(max_length=200)]
