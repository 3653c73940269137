"""Safe numbers through the API: issued, found, changed. Cars and owners are masked throughout."""

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

from ninja import Query, Router, Schema
from pydantic import Field

from townline.lines.safenumbers import api
from townline.lines.safenumbers.api import Audience, LeaseRequest, LeaseState, Via
from townline.lines.safenumbers.views.api.keeper import keeper
from townline.platform.core import clock
from townline.platform.departments.api import Act
from townline.platform.departments.views.api import KnownRequest
from townline.platform.web.inputs import Input, Line, Reason

type Short = Annotated[Line, Field(max_length=40)]


router = Router()
type State = Literal["waiting", "active", "suspended", "rotated", "ended"]


class LeaseOut(Schema):
    """A safe number.

    ``number`` is null on the waiting list; ``owner``: the first telephone, masked.
    """

    id: UUID
    number: str | None
    state: State
    audience: str
    car: str
    owner: str
    asked_at: dt.datetime
    expires_at: dt.datetime | None


class LeasesOut(Schema):
    items: list[LeaseOut]
    more: bool


class OneOut(Schema):
    """A safe number with its public page. ``code``: six digits for feature phones."""

    id: UUID
    number: str | None
    state: State
    audience: str
    language: str
    car: str
    code: str | None
    phones: int
    talks_unasked: bool
    quiet_from: dt.time | None
    quiet_until: dt.time | None


class PoolOut(Schema):
    first: str
    last: str
    total: int
    free: int
    leased: int
    resting: int
    quarantine_days: int


class PoolsOut(Schema):
    items: list[PoolOut]


class LeaseQuery(Schema):
    state: State | None = None
    page: Annotated[int, Field(ge=1, le=1_000)] = 1


class IssueIn(Input):
    """``phones`` in their call order; ``consent``: the owner agreed to the district's terms."""

    plate: Short
    phones: Annotated[list[Short], Field(min_length=1, max_length=9)]
    consent: Literal[True]
    fallback: Short = ""
    audience: Literal["resident", "visitor", "fleet"] = "resident"
    language: Literal["ko", "en"] = "ko"


class FindIn(Input):
    """``text``: a whole car number, safe number, telephone or short code."""

    text: Short


class LeaseReasonIn(Input):
    reason: Reason = ""


@router.get("/safe-numbers", response=LeasesOut, operation_id="safe_numbers_list")
def leases(request: KnownRequest, query: Query[LeaseQuery]) -> LeasesOut:
    """List safe numbers, newest first; the waiting list in its order."""
    keeper(request)
    state = LeaseState(query.state) if query.state else None
    rows, more = api.leases_page(state=state, page=query.page)
    return LeasesOut(items=[_row(row) for row in rows], more=more)


def _row(row: api.LeaseRow) -> LeaseOut:
    return LeaseOut(
        id=row.id,
        number=api.number_shown(row.number) if row.number else None,
        state=row.state.value,
        audience=row.audience,
        car=row.plate_masked,
        owner=row.owner,
        asked_at=row.asked_at,
        expires_at=row.expires_at,
    )


@router.post("/safe-numbers", response=OneOut, operation_id="safe_number_issue")
def issue(request: KnownRequest, payload: IssueIn) -> OneOut:
    """Issue a safe number, or a place on the waiting list when none is free."""
    lease_request = LeaseRequest(
        plate=payload.plate,
        phones=payload.phones,
        audience=Audience(payload.audience),
        language=payload.language,
        consent=api.numbers_settings().consent.version,
        fallback=payload.fallback,
    )
    lease = api.lease_issue(
        by=keeper(request), wish=lease_request, via=Via.COUNTER, now=clock.now()
    )
    return _one(lease)


def _one(lease: api.LeaseView) -> OneOut:
    return OneOut(
        id=lease.id,
        number=api.number_shown(lease.number) if lease.number else None,
        state=lease.state.value,
        audience=lease.audience,
        language=lease.language,
        car=lease.plate_masked,
        code=lease.code or None,
        phones=lease.phones,
        talks_unasked=lease.talks_unasked,
        quiet_from=lease.quiet_from,
        quiet_until=lease.quiet_until,
    )


@router.post("/safe-numbers/find", response=LeasesOut, operation_id="safe_numbers_find")
def find(request: KnownRequest, payload: FindIn) -> LeasesOut:
    """Find safe numbers; a search by telephone number is recorded."""
    rows = api.leases_search(Act(keeper(request), clock.now()), text=payload.text)
    return LeasesOut(items=[_row(row) for row in rows], more=False)


@router.get("/safe-pools", response=PoolsOut, operation_id="safe_pools_list")
def pools(request: KnownRequest) -> PoolsOut:
    """Show how many numbers of each pool are in use."""
    keeper(request)
    return PoolsOut(
        items=[
            PoolOut(
                first=api.number_shown(level.first),
                last=api.number_shown(level.last),
                total=level.total,
                free=level.free,
                leased=level.leased,
                resting=level.resting,
                quarantine_days=level.quarantine_days,
            )
            for level in api.pools_level()
        ]
    )


@router.get("/safe-numbers/{uuid:lease}", response=OneOut, operation_id="safe_number_get")
def one(request: KnownRequest, lease: UUID) -> OneOut:
    """Get a safe number."""
    keeper(request)
    return _one(api.lease_get(lease))


@router.post("/safe-numbers/{uuid:lease}/suspend", response=OneOut, operation_id="safe_suspend")
def suspend(request: KnownRequest, lease: UUID, payload: LeaseReasonIn) -> OneOut:
    """Suspend a safe number."""
    by, now = keeper(request), clock.now()
    return _one(api.lease_suspend(by=by, lease_id=lease, now=now, reason=payload.reason))


@router.post("/safe-numbers/{uuid:lease}/resume", response=OneOut, operation_id="safe_resume")
def resume(request: KnownRequest, lease: UUID, payload: LeaseReasonIn) -> OneOut:
    """Resume a safe number."""
    by, now = keeper(request), clock.now()
    return _one(api.lease_resume(by=by, lease_id=lease, now=now, reason=payload.reason))


@router.post("/safe-numbers/{uuid:lease}/rotate", response=OneOut, operation_id="safe_rotate")
def rotate(request: KnownRequest, lease: UUID, payload: LeaseReasonIn) -> OneOut:
    """Replace a safe number with another; returns the new one."""
    by, now = keeper(request), clock.now()
    return _one(api.lease_rotate(by=by, lease_id=lease, now=now, reason=payload.reason))


@router.post("/safe-numbers/{uuid:lease}/end", response=OneOut, operation_id="safe_end")
def end(request: KnownRequest, lease: UUID, payload: LeaseReasonIn) -> OneOut:
    """Cancel a safe number, or remove a car from the waiting list."""
    by, now = keeper(request), clock.now()
    return _one(api.lease_end(by=by, lease_id=lease, now=now, reason=payload.reason))
