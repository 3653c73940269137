"""Numbers and leases as the front desk sees them: owners masked, newest first."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import CharField, Count, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from townline.lines.safenumbers.models import Lease, OwnerPhone, Pool, SafeNumber
from townline.lines.safenumbers.rules import numbers, plates
from townline.lines.safenumbers.rules.leases import (
    HELD,
    LIVE,
    OPEN,
    LeaseState,
    NumberState,
    Via,
    lease_subject,
)
from townline.lines.safenumbers.sealing import plate_lookups
from townline.lines.safenumbers.selectors.leases import LeaseView, lease_get
from townline.platform.core.history import audit
from townline.platform.core.keys import crypto
from townline.platform.core.models import Transition
from townline.platform.core.text import msisdn

PAGE = 30
_BATCH = 10_000
_CODE = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaseRow:
    """A line of the list. ``owner``: the first telephone, masked, "" once erased."""

    id: UUID
    number: str
    state: LeaseState
    audience: str
    plate_masked: str
    owner: str
    asked_at: dt.datetime
    expires_at: dt.datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneLine:
    """One of an owner's telephones, masked; ``id`` names it among those of its lease."""

    id: int
    masked: str
    fallback: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaseDetail:
    """Everything about one lease that the front desk may see."""

    lease: LeaseView
    phones: tuple[PhoneLine, ...]
    via: str
    consent: str
    asked_at: dt.datetime
    issued_at: dt.datetime | None
    expires_at: dt.datetime | None
    tells_until: dt.datetime | None
    ended_at: dt.datetime | None
    erased_at: dt.datetime | None
    replaces: UUID | None
    replaced_by: UUID | None
    in_line: int
    history: tuple[Transition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolLevel:
    """How full one pool is, in numbers."""

    first: str
    last: str
    quarantine_days: int
    withdrawn: bool
    total: int
    free: int
    leased: int
    resting: int


def _rows(leases: QuerySet[Lease]) -> list[LeaseRow]:
    first = OwnerPhone.objects.filter(lease=OuterRef("pk")).order_by("fallback", "position")
    owner = Subquery(first.values("number_masked")[:1], output_field=CharField())
    return [_row(row) for row in leases.annotate(owner=Coalesce(owner, Value("")))]


def _row(row: Any) -> LeaseRow:  # noqa: ANN401 -- a Lease with its owner beside
    return LeaseRow(
        id=row.id,
        number=row.number_id or "",
        state=LeaseState(row.state),
        audience=row.audience,
        plate_masked=row.plate_masked,
        owner=row.owner,
        asked_at=row.asked_at,
        expires_at=row.expires_at,
    )


def leases_page(*, state: LeaseState | None, page: int) -> tuple[list[LeaseRow], bool]:
    """Give a page of leases (1 is the first), and whether more follow.

    Newest first; who waits stands in the order of the line.
    """
    leases = Lease.objects.filter(state=state) if state else Lease.objects.all()
    order = ("asked_at", "id") if state is LeaseState.WAITING else ("-asked_at", "id")
    start = (page - 1) * PAGE
    found = _rows(leases.order_by(*order)[start : start + PAGE + 1])
    return found[:PAGE], len(found) > PAGE


def leases_held() -> list[LeaseRow]:
    """Give every lease that has a number or waits for one, oldest first."""
    return _rows(Lease.objects.filter(state__in=sorted(LIVE | OPEN)).order_by("asked_at", "id"))


def leases_of_batch(at: dt.datetime) -> list[LeaseRow]:
    """Give the leases of one table that was issued at a moment, in its order."""
    return _rows(Lease.objects.filter(issued_at=at, via=Via.BULK).order_by("asked_at")[:_BATCH])


def leases_by_text(text: str) -> list[LeaseRow] | None:
    """Find leases by safe number, car, or the code of feature phones; None: it is none of these.

    Only whole ones: parts of a plate are not kept in a form that could be searched.
    """
    where = _by_number(text) or _by_plate(text) or _by_code(text)
    if where is None:
        return None
    return _rows(Lease.objects.filter(where).order_by("-asked_at", "id")[:PAGE])


def _by_number(text: str) -> Q | None:
    try:
        return Q(number=numbers.parse(text))
    except numbers.NotSafeNumber:
        return None


def _by_plate(text: str) -> Q | None:
    try:
        return Q(plate_lookup__in=plate_lookups(plates.parse(text)))
    except plates.NotPlate:
        return None


def _by_code(text: str) -> Q | None:
    code = text.replace(" ", "")
    fits = len(code) == _CODE and code.isascii() and code.isdigit()
    return Q(code=code, state__in=sorted(HELD)) if fits else None


def leases_by_phone(number: str) -> list[LeaseRow]:
    """Find the leases that lead to a real number, in any state. The caller records the look."""
    lookups = crypto.ring().lookups_of(msisdn.parse(number).value)
    leases = Lease.objects.filter(phones__number_lookup__in=lookups)
    return _rows(leases.order_by("-asked_at", "id")[:PAGE])


def phone_lines(lease_id: UUID) -> tuple[PhoneLine, ...]:
    """Give an owner's telephones, masked, in the order in which they are called."""
    rows = OwnerPhone.objects.filter(lease=lease_id).order_by("fallback", "position")
    return tuple(PhoneLine(id=r.pk, masked=r.number_masked, fallback=r.fallback) for r in rows)


def lease_detail(lease_id: UUID) -> LeaseDetail:
    """Give one lease with all that the front desk may see. Raises LeaseNotFound."""
    lease = lease_get(lease_id)
    row = Lease.objects.annotate(follower=F("replaced_by")).get(id=lease_id)
    waiting = lease.state is LeaseState.WAITING
    return LeaseDetail(
        lease=lease,
        phones=phone_lines(lease_id),
        via=row.via,
        consent=row.consent_version,
        asked_at=row.asked_at,
        issued_at=row.issued_at,
        expires_at=row.expires_at,
        tells_until=row.tells_until,
        ended_at=row.ended_at,
        erased_at=row.erased_at,
        replaces=row.replaces_id,
        replaced_by=row.follower,
        in_line=_in_line(row) if waiting else 0,
        history=tuple(audit.history(lease_subject(lease_id))),
    )


def _in_line(row: Lease) -> int:
    before = Q(asked_at__lt=row.asked_at) | Q(asked_at=row.asked_at, id__lte=row.id)
    return Lease.objects.filter(before, state=LeaseState.WAITING).count()


def pools_level() -> list[PoolLevel]:
    """Say how full each pool is; one query, over the index of states."""
    counts = {
        state: Count("numbers", filter=Q(numbers__state=state))
        for state in (NumberState.FREE, NumberState.LEASED, NumberState.RESTING)
    }
    named = {str(state): count for state, count in counts.items()}
    rows: Any = Pool.objects.annotate(total=Count("numbers"), **named).order_by("first")
    return [_level(row) for row in rows if not row.withdrawn or row.leased]


def _level(row: Any) -> PoolLevel:  # noqa: ANN401 -- a Pool with its counts beside
    return PoolLevel(
        first=row.first,
        last=row.last,
        quarantine_days=row.quarantine_days,
        withdrawn=row.withdrawn,
        total=row.total,
        free=row.free,
        leased=row.leased,
        resting=row.resting,
    )


def leases_count() -> dict[str, int]:
    """Count leases by state."""
    found = Lease.objects.values("state").annotate(n=Count("id")).values_list("state", "n")
    return dict(found)


def number_known(number: str) -> bool:
    """Say whether a number (twelve digits) belongs to a pool of ours."""
    return SafeNumber.objects.filter(number=number).exists()
