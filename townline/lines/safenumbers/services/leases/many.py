"""Many leases in one transaction, with few statements for all of them."""

import datetime as dt
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from townline.lines.safenumbers.models import Lease, OwnerPhone
from townline.lines.safenumbers.rules import plates
from townline.lines.safenumbers.rules.leases import LIVE, OPEN, LeaseEvent, LeaseState, Via
from townline.lines.safenumbers.sealing import plate_lookup
from townline.lines.safenumbers.selectors.settings import quiet_columns
from townline.lines.safenumbers.services.leases.claims import claims_yield
from townline.lines.safenumbers.services.leases.issuing import CODES, LeaseRequest, issued_columns
from townline.lines.safenumbers.services.leases.phones import phones_parse
from townline.lines.safenumbers.services.leases.writer import LEASES
from townline.lines.safenumbers.services.numbers import numbers_take
from townline.platform.core.history import audit
from townline.platform.core.keys import crypto
from townline.platform.core.text import msisdn

_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Issued:
    """What came of it: numbers that were given, cars that wait, and their leases in order."""

    issued: int
    waiting: int
    leases: tuple[UUID, ...]


def leases_issue(
    *, actor: audit.Actor, lease_requests: Sequence[LeaseRequest], now: dt.datetime
) -> Issued:
    """Give numbers to cars whose wishes were checked; the last wait where none is left.

    In the caller's transaction. Owners are told afterwards (``expiry.py``): ten thousand texts
    must not hold these rows.
    """
    others_wait = Lease.objects.filter(state=LeaseState.WAITING).exists()
    rows = [_row(lease_request, now, place) for place, lease_request in enumerate(lease_requests)]
    Lease.objects.bulk_create(rows, batch_size=_BATCH)
    phones = [
        phone
        for row, lease_request in zip(rows, lease_requests, strict=True)
        for phone in _phones(row, lease_request)
    ]
    OwnerPhone.objects.bulk_create(phones, batch_size=_BATCH)
    numbers = [] if others_wait else numbers_take(len(rows), actor=actor, now=now)
    codes = _codes(len(numbers))
    with audit.batch_entries():
        for row, number in zip(rows, numbers, strict=False):
            changes = issued_columns(row, number, next(codes), now)
            LEASES.move(row, LeaseEvent.ISSUE, actor=actor, now=now, changes=changes)
    _claims_yield(rows, actor, now)
    return Issued(len(numbers), len(rows) - len(numbers), tuple(row.id for row in rows))


def _claims_yield(rows: Sequence[Lease], actor: audit.Actor, now: dt.datetime) -> None:
    """End what others claimed of these cars: one question for all, as hardly any is claimed."""
    mine = {bytes(row.plate_lookup): row for row in rows}
    claims = Lease.objects.filter(plate_lookup__in=list(mine), state__in=OPEN, proved_at=None)
    for lookup in claims.values_list("plate_lookup", flat=True).distinct():
        row = mine[bytes(lookup)]
        plate = crypto.ring().decrypt(row.plate)
        claims_yield(plate, to=row.id, actor=actor, now=now)


def _row(lease_request: LeaseRequest, now: dt.datetime, place: int) -> Lease:
    plate = plates.parse(lease_request.plate)
    return Lease(
        audience=lease_request.audience,
        language=lease_request.language,
        via=Via.BULK,
        plate=crypto.ring().encrypt(plate),
        plate_lookup=plate_lookup(plate),
        plate_masked=plates.mask_plate(plate),
        consent_version=lease_request.consent,
        # Who waits is served in the order of the file.
        asked_at=now + dt.timedelta(microseconds=place),
        tell_at=now,
        proved_at=now,
        **quiet_columns(),
    )


def _phones(row: Lease, lease_request: LeaseRequest) -> Iterator[OwnerPhone]:
    ring = crypto.ring()
    for position, (phone, fallback) in enumerate(
        phones_parse(lease_request.phones, lease_request.fallback)
    ):
        yield OwnerPhone(
            lease=row,
            position=position,
            number=ring.encrypt(phone.value),
            number_lookup=ring.lookup_of(phone.value),
            number_masked=msisdn.mask(phone.value),
            number_kind=phone.kind,
            fallback=fallback,
        )


def _codes(count: int) -> Iterator[str]:
    """Give codes that no live lease has; "" where chance finds too few."""
    tries = {f"{secrets.randbelow(CODES):06d}" for _ in range(2 * count + 10)} if count else set()
    used = Lease.objects.filter(code__in=tries, state__in=LIVE).values_list("code", flat=True)
    yield from sorted(tries - set(used), key=lambda _: secrets.randbits(32))
    while True:
        yield ""
