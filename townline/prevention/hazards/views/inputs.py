"""What the forms of hazards hold."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from django.utils.translation import gettext_noop
from pydantic import Field

from townline.platform.web.inputs import AS_TYPED, Day, Input, Line, Mobile, Reason, RowId
from townline.prevention.hazards.rules.states import HazardStep
from townline.prevention.work_orders.api import Point
from townline.prevention.work_orders.views.inputs import SpotLook

_CALLED: Mapping[str, str] = {
    "kind": gettext_noop("위험 종류"),
    "severity": gettext_noop("심각도"),
    "place": gettext_noop("위치"),
    "source": gettext_noop("발견 경로"),
    "at": gettext_noop("위치"),
    "shape": gettext_noop("모양"),
    "corners": gettext_noop("꼭짓점"),
    "geojson": gettext_noop("GeoJSON"),
    "step": gettext_noop("단계"),
    "reason": gettext_noop("사유"),
    "other": gettext_noop("다른 위험 지점"),
    "code": gettext_noop("접수번호"),
    "contractor": gettext_noop("업체"),
    "due_on": gettext_noop("작업 기한"),
    "phone": gettext_noop("휴대전화"),
    "material": gettext_noop("재료"),
    "photo": gettext_noop("사진"),
    "on": gettext_noop("공개"),
    "assign": gettext_noop("배정"),
}
type Spot = Annotated[str, Field(pattern=r"^-?\d{1,2}(\.\d+)?,-?\d{1,3}(\.\d+)?$", max_length=40)]


class HazardInput(Input):
    """Base: what pages call the fields."""

    CALLED: ClassVar[Mapping[str, str]] = _CALLED


class Where(HazardInput):
    """``at``: pressed on the map; ``place``: a Korean name of the district's places.

    ``corners``: of a line or an area, one a line, as ``at``; ``geojson``: the shape in their place.
    """

    at: Spot = ""
    place: Line = ""
    shape: Annotated[str, Field(pattern="^(point|line|area)$")] = "point"
    corners: Annotated[str, AS_TYPED, Field(max_length=40_000)] = ""
    geojson: Annotated[str, AS_TYPED, Field(max_length=200_000)] = ""


class FromCase(HazardInput):
    assign: bool = False


class NewHazard(Where):
    assign: bool = False
    kind: Line
    severity: Line = ""
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
    step: HazardStep
    reason: Reason = ""


class Accepted(HazardInput):
    kind: Line = ""
    severity: Line = ""


class Other(HazardInput):
    other: RowId


class Unmerge(SpotReason):
    """Undo a merge; the reason is asked for after ten minutes."""


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


class HazardLook(SpotLook):
    """A look at a hazard, at a step of its lane."""

    step: HazardStep = HazardStep.ARRIVE
