"""Visits as the API takes and shows them. Days are the district's own; moments are UTC."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, Self

from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Schema
from pydantic import Field, StrictBool, model_validator

from townline.casework.cases.views.api import shapes
from townline.casework.visits import api
from townline.platform.web.inputs import Day, Input, Line, Moment, Reason, RowId

type Point = tuple[Annotated[float, Field(ge=-90, le=90)], Annotated[float, Field(ge=-180, le=180)]]


_DEGREES = ("latitude", "longitude")
_OF_VISITS = {
    "latitude": gettext_noop("위치"),
    "longitude": gettext_noop("위치"),
    "found": gettext_noop("확인한 내용"),
    "tell": gettext_noop("민원인에게 알리기"),
    "visitor": gettext_noop("방문자"),
    "time": gettext_noop("시각"),
    "place": gettext_noop("방문 위치"),
}


class When(Input):
    """``at``: an exact moment, or ``day``: any time of that day; one of the two."""

    at: Moment | None = None
    day: Day | None = None
    visitor: Line | None = None
    tell: StrictBool = True

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.at is None) == (self.day is None):
            raise ValueError("say either at (a moment) or day")
        return self

    @property
    def planned_at(self) -> dt.datetime | dt.date:
        if self.at is not None:
            return self.at
        return self.day or dt.date.min  # one of both is there


class Plan(When):
    """``visitor``: a username, by default you; ``place``: the Korean name of a location."""

    note: Reason = ""
    place: Line = ""
    point: Point | None = None


class FromPhone(Input):
    """Where the phone is, if its holder lets it say so: in degrees of WGS 84."""

    CALLED: ClassVar[Mapping[str, str]] = _OF_VISITS
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None

    @property
    def point(self) -> tuple[float, float] | None:
        if self.latitude is None or self.longitude is None:
            return None
        return self.latitude, self.longitude

    def arguments(self) -> dict[str, Any]:
        rest = super().arguments()
        return {n: rest[n] for n in rest if n not in _DEGREES} | {"point": self.point}


class FoundFromPhone(FromPhone):
    found: Reason
    tell: bool = True


class PlanOnPage(FromPhone):
    """``visitor``: the number of a person, else oneself; without ``time`` any time of the day."""

    visitor: RowId | None = None
    day: Day
    time: dt.time | None = None
    note: Reason = ""
    place: Line = ""
    tell: bool = True

    def when(self, visitor: int | None) -> dict[str, Any]:
        """Give when it is, by whom, and whether residents hear of it."""
        return {"planned_at": self.planned_at, "visitor": visitor, "tell": self.tell}

    @property
    def planned_at(self) -> dt.datetime | dt.date:
        if self.time is None:
            return self.day
        return timezone.make_aware(dt.datetime.combine(self.day, self.time.replace(tzinfo=None)))


class Here(Input):
    """Where the phone is, in degrees of WGS 84: latitude, longitude."""

    point: Point | None = None


class WasFound(Here):
    found: Reason
    tell: StrictBool = True


class Off(Input):
    CALLED: ClassVar[Mapping[str, str]] = _OF_VISITS
    reason: Reason
    tell: StrictBool = True


class Grouping(Input):
    """``members``: the other cases' numbers; ``households``: the number known."""

    CALLED: ClassVar[Mapping[str, str]] = {
        "members": gettext_noop("함께 지정할 민원"),
        "households": gettext_noop("확인된 세대 수"),
    }

    reason: Reason
    members: Annotated[list[Line], Field(max_length=199)] = []
    households: Annotated[int, Field(ge=0, le=30_000, strict=True)] = 0


class VisitPhoto(Schema):
    """A photo without metadata (``GET /cases/{code}/photos/…``), and where it was taken."""

    sha256: str
    width: int
    height: int
    latitude: float | None
    longitude: float | None


class Visit(Schema):
    """A site visit. ``timed``: at that time, else any time of that day. ``visitor``: a username."""

    id: int
    case: str
    visitor: str
    state: Literal["planned", "on_the_way", "done", "cancelled", "missed"]
    planned_at: dt.datetime
    timed: bool
    place: str
    latitude: float | None
    longitude: float | None
    note: str
    found: str
    started_at: dt.datetime | None
    arrived_at: dt.datetime | None
    finished_at: dt.datetime | None
    photos: list[VisitPhoto]
    allowed: list[str]


class Visits(Schema):
    items: list[Visit]


class Occasion(Schema):
    code: str
    at: dt.datetime
    answered_at: dt.datetime | None


class Again(Schema):
    """Repeat complaints of the same resident, and group complaints at the same location."""

    complaints: int
    answers: int
    may_close: bool
    occasions: list[Occasion]
    residents: int
    place: str
    alike: list[shapes.Row]
    members: list[shapes.Row]


def visit_item(view: api.VisitView) -> Visit:
    """Show a visit."""
    latitude, longitude = (view.spot.point if view.spot else None) or (None, None)
    return Visit(
        id=view.id,
        case=view.case_code,
        visitor=view.visitor.username,
        state=view.state.value,
        planned_at=view.planned_at,
        timed=view.timed,
        place=view.spot.name_ko if view.spot else "",
        latitude=latitude,
        longitude=longitude,
        note=view.note,
        found=view.found,
        started_at=view.started_at,
        arrived_at=view.arrived_at,
        finished_at=view.finished_at,
        photos=[_photo(visit_photo) for visit_photo in view.photos],
        allowed=sorted(event.removeprefix("visit_") for event in view.allowed),
    )


def _photo(visit_photo: api.LocatedPhoto) -> VisitPhoto:
    latitude, longitude = visit_photo.point or (None, None)
    photo = visit_photo.photo
    return VisitPhoto(
        sha256=photo.sha256,
        width=photo.width,
        height=photo.height,
        latitude=latitude,
        longitude=longitude,
    )
