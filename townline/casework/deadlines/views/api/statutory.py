"""The legal clock through the API: read, its kind set, its period extended; the days off."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Annotated, ClassVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema
from pydantic import Field, StrictBool

from townline.casework.cases import api as cases
from townline.casework.cases.views.access import StaffRequest
from townline.casework.cases.views.api.reading import Code, reader
from townline.casework.deadlines import api
from townline.platform.core import clock
from townline.platform.departments.api import Act
from townline.platform.web.inputs import Input, Line, Reason

router = Router(tags=["calendar"])
of_case = Router(tags=["cases"])


class LegalPause(Schema):
    start_at: dt.datetime
    end_at: dt.datetime | None


class LegalExtension(Schema):
    rule: str
    decided_at: dt.datetime
    consent: bool
    reason: str
    due_before: dt.datetime | None
    due_after: dt.datetime | None


class LegalClock(Schema):
    """The current or last statutory deadline; ``due_at`` null while paused, or without a period."""

    kind: str
    rule: str
    state: str
    started_at: dt.datetime
    counted_from: dt.datetime
    due_at: dt.datetime | None
    ended_at: dt.datetime | None
    pauses: list[LegalPause]
    extensions: list[LegalExtension]


class DayOff(Schema):
    date: dt.date
    name_ko: str
    name_en: str
    kind: str


class DaysOff(Schema):
    items: list[DayOff]


class Year(Schema):
    """The year; the current one by default."""

    year: Annotated[int, Field(ge=2000, le=2100)] | None = None


class PetitionKind(Input):
    CALLED: ClassVar[Mapping[str, str]] = {"kind": gettext_noop("민원 종류")}
    kind: Line


class Extend(Input):
    """``count``: in the period's own unit; ``consent``: the resident agreed."""

    CALLED: ClassVar[Mapping[str, str]] = {
        "count": gettext_noop("연장 기간"),
        "consent": gettext_noop("민원인 동의"),
    }

    count: Annotated[int, Field(ge=1, le=10_000, strict=True)]
    reason: Reason
    consent: StrictBool = False


def _clock_of(request: StaffRequest, code: str) -> LegalClock:
    detail = cases.case_get(Act(reader(request), clock.now()), code=code)
    found = api.legal_clock(case_id=detail.row.id)
    if found is None:
        raise cases.NotFound(f"case {code} has no legal clock yet", code=code)
    return LegalClock.from_orm(found)


@transaction.atomic
def _apply_action(
    request: StaffRequest, code: str, action: Callable[..., object], **arguments: object
) -> LegalClock:
    action(Act(reader(request), clock.now()), code=code, **arguments)
    return _clock_of(request, code)


@of_case.get("/{slug:code}/legal", response=LegalClock, operation_id="case_legal")
def legal(request: StaffRequest, code: Code) -> LegalClock:
    """Get the statutory deadline of a case."""
    return _clock_of(request, code)


@of_case.post("/{slug:code}/petition-kind", response=LegalClock, operation_id="legal_retype")
def petition_kind(request: StaffRequest, code: Code, payload: PetitionKind) -> LegalClock:
    """Change the case type; the statutory period is counted again from the start."""
    return _apply_action(request, code, api.legal_retype, kind=payload.kind)


@of_case.post("/{slug:code}/extend", response=LegalClock, operation_id="legal_extend")
def extend(request: StaffRequest, code: Code, payload: Extend) -> LegalClock:
    """Extend the statutory deadline as far as the law allows."""
    return _apply_action(request, code, api.legal_extend, **dict(payload))


@router.get("/calendar", response=DaysOff, operation_id="calendar")
def calendar(request: StaffRequest, query: Query[Year]) -> DaysOff:
    """List the holidays of a year."""
    reader(request)
    year = query.year or timezone.localtime(clock.now()).year
    return DaysOff(items=[DayOff.from_orm(day) for day in api.days_off(year=year)])
