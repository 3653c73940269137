"""Leases as the rest of the house sees them: never a real number, the plate only masked."""

import datetime as dt
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from townline.lines.safenumbers.errors import LeaseNotFound
from townline.lines.safenumbers.models import Lease, OwnerLink, OwnerPhone
from townline.lines.safenumbers.rules import plates
from townline.lines.safenumbers.rules.leases import HELD, LIVE, LeaseState
from townline.lines.safenumbers.rules.requests import token_hash
from townline.platform.core.keys import crypto
from townline.platform.core.text import msisdn
from townline.platform.core.text.msisdn import Msisdn


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaseView:
    """A lease. ``number``: twelve digits, "" while it waits; ``phones``: how many it leads to.

    ``code``: six digits for feature phones, "" if there is none. Quiet hours are the
    district's time, and may reach over midnight. ``proved``: somebody looked at whose car it is.
    """

    id: UUID
    number: str
    state: LeaseState
    language: str
    audience: str
    talks_unasked: bool
    quiet_from: dt.time | None
    quiet_until: dt.time | None
    plate_masked: str
    code: str
    phones: int
    proved: bool


def with_phones(leases: QuerySet[Lease]) -> QuerySet[Any]:
    """Count each lease's telephones in the same query."""
    of_lease = OwnerPhone.objects.filter(lease=OuterRef("pk")).order_by().values("lease")
    counted = Subquery(of_lease.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
    return leases.annotate(phone_count=Coalesce(counted, 0))


def view_of(row: Any) -> LeaseView:  # noqa: ANN401 -- a Lease with a count beside
    """Tell of a row of ``with_phones``."""
    return LeaseView(
        id=row.id,
        number=row.number_id or "",
        state=LeaseState(row.state),
        language=row.language,
        audience=row.audience,
        talks_unasked=row.talks_unasked,
        quiet_from=row.quiet_from,
        quiet_until=row.quiet_until,
        plate_masked=row.plate_masked,
        code=row.code,
        phones=row.phone_count,
        proved=row.proved_at is not None,
    )


def _one(**where: object) -> LeaseView | None:
    row = with_phones(Lease.objects.filter(**where)).first()
    return view_of(row) if row else None


def lease_get(lease_id: UUID) -> LeaseView:
    """Give a lease in any state. Raises LeaseNotFound."""
    found = _one(id=lease_id)
    if found is None:
        raise LeaseNotFound("there is no such lease")
    return found


def lease_chain(lease_id: UUID) -> list[UUID]:
    """Give a lease and those that it replaced, the latest first: all numbers of one owner's car."""
    chain = [lease_id]
    while earlier := _neighbour(chain[-1], "replaces"):
        chain.append(earlier)
    return chain


def lease_latest(lease_id: UUID) -> UUID:
    """Give the lease that a lease was replaced by, after however many rotations; else itself."""
    while later := _neighbour(lease_id, "replaced_by"):
        lease_id = later
    return lease_id


def _neighbour(lease_id: UUID, side: str) -> UUID | None:
    return Lease.objects.filter(id=lease_id).values_list(side, flat=True).first()


def lease_by_number(number: str) -> LeaseView | None:
    """Find whose number this is now (twelve digits), or who had it and still tells so."""
    with connection.cursor() as cursor:
        cursor.execute(_BY_NUMBER, [number])
        found = cursor.fetchone()
    return lease_of_row(found) if found else None


COLUMNS = """id, number_id, state, language, audience, talks_unasked, quiet_from, quiet_until,
  plate_masked, code,
  (SELECT count(*) FROM safenumbers_ownerphone AS phone WHERE phone.lease_id = lease.id),
  proved_at IS NOT NULL"""
"""What ``lease_of_row`` reads, of ``safenumbers_lease AS lease``."""
# In Python the query would cost more than in the database.
_BY_NUMBER = f"""
SELECT {COLUMNS} FROM safenumbers_lease AS lease
WHERE number_id = %s AND state IN ({", ".join(f"'{state}'" for state in sorted(LIVE))})
"""  # noqa: S608 -- the states are names of ours


def lease_of_row(row: Sequence[Any]) -> LeaseView:
    """Tell of a row of COLUMNS."""
    return LeaseView(
        id=row[0],
        number=row[1],
        state=LeaseState(row[2]),
        language=row[3],
        audience=row[4],
        talks_unasked=row[5],
        quiet_from=row[6],
        quiet_until=row[7],
        plate_masked=row[8],
        code=row[9],
        phones=row[10],
        proved=row[11],
    )


def lease_by_code(code: str) -> LeaseView | None:
    """Find a lease by the six digits that feature phones key in."""
    return _one(code=code, state__in=LIVE) if code else None


def lease_by_qr(token: str) -> LeaseView | None:
    """Find a lease by the token of the address on its sticker."""
    return _one(qr_hash=token_hash(token), state__in=LIVE)


def lease_by_owner_token(token: str, *, now: dt.datetime) -> LeaseView | None:
    """Find the lease of an owner's page; None where the link is unknown or over."""
    links = OwnerLink.objects.filter(token_hash=token_hash(token), expires_at__gt=now)
    lease_id = links.values_list("lease", flat=True).first()
    return _one(id=lease_id) if lease_id else None


def leases_of_phone(phone: Msisdn) -> tuple[LeaseView, ...]:
    """Give what leads to a real number now, the oldest first."""
    lookups = crypto.ring().lookups_of(phone.value)
    found = Lease.objects.filter(
        phones__number_lookup__in=lookups, phones__fallback=False, state__in=HELD
    )
    return tuple(view_of(row) for row in with_phones(found).order_by("issued_at", "id"))


def owner_phones(lease_id: UUID) -> tuple[Msisdn, ...]:
    """Give the real numbers in order, a company's fallback last.

    For the process that calls and for texts only: never for a page, a log or the other side.
    """
    rows = OwnerPhone.objects.filter(lease=lease_id).order_by("fallback", "position")
    ring = crypto.ring()
    return tuple(msisdn.parse(ring.decrypt(row.number)) for row in rows)


def qr_token(lease_id: UUID) -> str:
    """Give the token of the address on a lease's sticker, "" where there is none."""
    sealed = Lease.objects.filter(id=lease_id).values_list("qr_token", flat=True).first()
    return crypto.ring().decrypt(sealed) if sealed else ""


def plate_tail_fits(lease_id: UUID, typed: str) -> bool:
    """Say whether the last four characters of the plate were typed; takes the same time always."""
    sealed = Lease.objects.filter(id=lease_id).values_list("plate", flat=True).first()
    if not sealed:
        return False
    right = plates.tail(crypto.ring().decrypt(sealed))
    return hmac.compare_digest(right.encode(), plates.plain(typed).encode())
