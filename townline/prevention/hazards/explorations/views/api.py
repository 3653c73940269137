"""Explorations as JSON for programs of the office: campaigns, lines, cavities."""

import datetime as dt
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from pydantic import Field as Bounded

from townline.platform.web.inputs import RowId
from townline.prevention.hazards.explorations import api
from townline.prevention.hazards.views.api import reader

router = Router(tags=["explorations"])


class CampaignOut(Schema):
    """``km`` explored of ``planned_km``; ``cost`` in won."""

    id: int
    name: str
    year: int
    team: str
    begins_on: dt.date | None
    ends_on: dt.date | None
    cost: int | None
    lines: int
    km: float
    planned_km: float


class CampaignsOut(Schema):
    items: list[CampaignOut]


class ExploredLine(Schema):
    """``explored_on`` null: planned."""

    id: int
    campaign_id: int
    campaign: str
    year: int
    surface: str
    geometry: dict[str, Any] = Field(description="GeoJSON line, WGS 84")
    length_m: float
    address: str
    begins_at: str
    ends_at: str
    dong: str
    explored_on: dt.date | None


class ExploredLines(Schema):
    """``next``: the ``after`` to go on with, null at the end."""

    items: list[ExploredLine]
    next: int | None


class CavityOut(Schema):
    """``hazard_id``: through which hazard it is repaired, null where it is only watched."""

    id: int
    anomaly_id: int
    number: str
    line_id: int
    campaign: str
    year: int
    surface: str
    address: str
    dong: str
    latitude: float
    longitude: float
    found_on: dt.date
    confirmed_at: dt.datetime
    grade: str
    flags: list[str]
    asphalt_cm: float | None
    cover_cm: float | None
    width_m: float | None
    length_m: float | None
    depth_m: float | None
    repair_by: dt.datetime | None
    resurvey_on: dt.date | None
    hazard_id: int | None
    repaired_at: dt.datetime | None


class CavitiesOut(Schema):
    """``next``: the ``after`` to go on with, null at the end."""

    items: list[CavityOut]
    next: int | None


class ExplorationQuery(Schema):
    after: Annotated[int, Bounded(ge=0)] = 0
    limit: Annotated[int, Bounded(ge=1, le=200)] = 50


class LinesAsked(ExplorationQuery):
    campaign: RowId | None = None


class CavitiesAsked(ExplorationQuery):
    grade: Annotated[str, Bounded(pattern="^(|emergency|priority|general|watch)$")] = ""


@router.get("/explorations", response=CampaignsOut, operation_id="explorations_list")
def campaigns(request: HttpRequest) -> CampaignsOut:
    """List campaigns, the newest years first."""
    reader(request)
    found = (CampaignOut.model_validate(one, from_attributes=True) for one in api.campaigns())
    return CampaignsOut(items=list(found))


@router.get("/explorations/lines", response=ExploredLines, operation_id="exploration_lines")
def lines(request: HttpRequest, query: Query[LinesAsked]) -> ExploredLines:
    """List lines by number, from ``after`` on."""
    reader(request)
    rows = api.lines_after(after=query.after, limit=query.limit + 1, campaign=query.campaign)
    items = [ExploredLine.model_validate(one, from_attributes=True) for one in rows[: query.limit]]
    return ExploredLines(items=items, next=items[-1].id if len(rows) > len(items) else None)


@router.get("/explorations/cavities", response=CavitiesOut, operation_id="exploration_cavities")
def cavities(request: HttpRequest, query: Query[CavitiesAsked]) -> CavitiesOut:
    """List cavities by number, from ``after`` on."""
    reader(request)
    rows = api.cavities_after(after=query.after, limit=query.limit + 1, grade=query.grade)
    items = [CavityOut.model_validate(one, from_attributes=True) for one in rows[: query.limit]]
    return CavitiesOut(items=items, next=items[-1].id if len(rows) > len(items) else None)
