"""What the forms behind a firm's link hold, and those of a look on the spot."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Annotated, ClassVar

from django.utils.translation import gettext_noop
from pydantic import Field

from townline.platform.web.inputs import Day, Input, Moment, Reason
from townline.prevention.work_orders.rules import Point

_CALLED: Mapping[str, str] = {
    "latitude": gettext_noop("위치"),
    "longitude": gettext_noop("위치"),
    "accuracy_m": gettext_noop("위치"),
    "step": gettext_noop("단계"),
    "reason": gettext_noop("사유"),
    "planned_on": gettext_noop("예정일"),
    "seen_at": gettext_noop("확인 일시"),
    "width_cm": gettext_noop("너비"),
    "length_cm": gettext_noop("길이"),
    "depth_cm": gettext_noop("깊이"),
    "sketch": gettext_noop("범위"),
    "moment": gettext_noop("보수 전·후"),
    "done": gettext_noop("단계 완료"),
}
type Degrees = Annotated[float, Field(ge=-180, le=180)]
type Centimetres = Annotated[float, Field(ge=0, le=100_000)]


class OrderInput(Input):
    """Base: what pages call the fields."""

    CALLED: ClassVar[Mapping[str, str]] = _CALLED


class OrderReason(OrderInput):
    reason: Reason = ""


class LookDiscarded(OrderInput):
    """A refused look that its telephone gives up. ``look``: its key."""

    key: uuid.UUID
    reason: Reason = ""


class SpotLook(OrderInput):
    """One look from a telephone; photos come beside it. ``sketch``: GeoJSON."""

    key: uuid.UUID
    step: Annotated[str, Field(max_length=12, pattern="^[a-z_]*$")] = ""
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


class Planned(OrderInput):
    planned_on: Day | None = None


class OrderSent(OrderInput):
    """The name that a hidden field gives a form behind a link."""

    key: Annotated[str, Field(max_length=200)]
