"""Where a case lies, through the API: read, looked up, and put right."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from django.db import transaction
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema

from townline.casework.cases import api as cases
from townline.casework.cases.views.access import StaffRequest
from townline.casework.cases.views.api import inputs
from townline.casework.cases.views.api.reading import Code, reader
from townline.casework.classification import api
from townline.platform.core import clock
from townline.platform.departments.api import Act
from townline.platform.triage import api as triage
from townline.platform.web.inputs import Input, Line

router = Router(tags=["triage"])
of_case = Router(tags=["triage"])
_NOTHING = inputs.Nothing()


class Spot(Schema):
    """A location of the gazetteer; ``dong`` "" where several match; degrees of WGS 84."""

    kind: str
    name_ko: str
    name_en: str
    dong: str
    latitude: float | None
    longitude: float | None


class Location(Spot):
    """Where a case's location comes from; ``by_person``: staff set it."""

    source: Literal["text", "photo", "both", ""]
    sure: bool
    by_person: bool


class Spots(Schema):
    items: list[Spot]


class PlaceQuery(Schema):
    named: Line = ""


class Chosen(Input):
    """``name`` (Korean) and ``dong`` as in ``GET /places``."""

    CALLED: ClassVar[Mapping[str, str]] = {
        "name": gettext_noop("위치"),
        "dong": gettext_noop("동"),
    }

    name: Line
    dong: Line = ""


@router.get("/places", response=Spots, operation_id="places_find")
def places(request: StaffRequest, query: Query[PlaceQuery]) -> Spots:
    """Search locations by name or address; at most twelve, the best match first."""
    reader(request)
    return Spots(items=[_spot(place) for place in triage.places_matching(query.named)])


@of_case.get("/{slug:code}/place", response=Location, operation_id="place_get")
def place(request: StaffRequest, code: Code) -> Location:
    """Get the location of a case. 404 where it is unknown."""
    detail = cases.case_get(Act(reader(request), clock.now()), code=code)
    found = api.case_location(api.readings_of(detail.row.id))
    if found is None:
        raise cases.NotFound(f"nobody knows where {code} is", code=code)
    source = {"source": found.source, "sure": found.sure, "by_person": found.by_person}
    return Location.model_validate(_spot(found).model_dump() | source)


@of_case.post("/{slug:code}/place", response=Location, operation_id="place_set")
@transaction.atomic
def put_right(request: StaffRequest, code: Code, payload: Chosen) -> Location:
    """Set the location of a case; it is no longer changed automatically."""
    act = Act(reader(request), clock.now())
    api.place_correct(act, code=code, name=payload.name, dong=payload.dong)
    return place(request, code)


@of_case.post("/{slug:code}/place/clear", response={204: None}, operation_id="place_clear")
@transaction.atomic
def clear(request: StaffRequest, code: Code, payload: inputs.Nothing = _NOTHING) -> None:
    """Remove the location of a case."""
    api.place_clear(Act(reader(request), clock.now()), code=code)


def _spot(found: triage.FoundPlace | api.Located) -> Spot:
    return Spot(
        kind=found.kind,
        name_ko=found.name_ko,
        name_en=found.name_en,
        dong=found.dong,
        latitude=found.latitude,
        longitude=found.longitude,
    )
