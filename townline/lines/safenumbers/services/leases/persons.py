"""What is kept of an owner: told to them, or erased, on their wish."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from townline.lines.safenumbers.models import Lease, OwnerPhone
from townline.lines.safenumbers.rules import numbers, plates
from townline.lines.safenumbers.rules.leases import LeaseEvent, LeaseState, lease_subject
from townline.lines.safenumbers.services.leases.ending import lease_erase
from townline.lines.safenumbers.services.leases.over import lease_over
from townline.lines.safenumbers.services.leases.writer import LEASES
from townline.platform.core.history import audit
from townline.platform.core.history.audit import Actor
from townline.platform.core.keys import crypto
from townline.platform.core.personal_data import persons
from townline.platform.core.text import msisdn


def _leases(number: str) -> QuerySet[Lease]:
    lookups = crypto.ring().lookups_of(msisdn.parse(number).value)
    of_number = OwnerPhone.objects.filter(number_lookup__in=lookups).values("lease")
    return Lease.objects.filter(id__in=of_number).order_by("asked_at", "id")


def person_leases(number: str) -> list[dict[str, Any]]:
    """Give every lease that leads to a number, ready for JSON: car, settings, history."""
    return [_lease_export(row) for row in _leases(number)]


def _lease_export(row: Lease) -> dict[str, Any]:
    moments = ("asked_at", "issued_at", "expires_at", "ended_at")
    times = {name: at.isoformat() for name in moments if (at := getattr(row, name))}
    return times | {
        "safe_number": numbers.format_number(row.number_id) if row.number_id else "",
        "state": row.state,
        "audience": row.audience,
        "car": plates.format_plate(crypto.ring().decrypt(row.plate)) if row.plate else "",
        "consent": row.consent_version,
        "history": [
            {"at": line.at.isoformat(), "event": line.event, "by": line.actor_label}
            for line in audit.history(lease_subject(row.id))
        ],
    }


def person_leases_erase(number: str, *, actor: Actor, reason: str, now: dt.datetime) -> int:
    """Take a number out of every lease; a lease that leads nowhere else ends and is erased."""
    rows = list(_leases(number).select_for_update(of=("self",)))
    lookups = crypto.ring().lookups_of(msisdn.parse(number).value)
    for row in rows:
        OwnerPhone.objects.filter(lease=row, number_lookup__in=lookups).delete()
        _erase(row, actor, reason, now)
    return len(rows)


def _erase(row: Lease, actor: Actor, reason: str, now: dt.datetime) -> None:
    others = OwnerPhone.objects.filter(lease=row, fallback=False).exists()
    if row.state == LeaseState.ENDED:
        lease_erase(row, now=now)
    elif others and row.state != LeaseState.ROTATED:
        row.links.all().delete()
        data = {"what": "phones", "erased": True}
        LEASES.move(row, LeaseEvent.CHANGE, actor=actor, now=now, reason=reason, data=data)
    else:
        lease_over(row, event=LeaseEvent.END, actor=actor, now=now, reason=reason)
        lease_erase(row, now=now)


def lease_person_part() -> persons.PersonPart:
    """Name what this room keeps of an owner."""
    return persons.PersonPart(name="safe_numbers", tell=person_leases, erase=person_leases_erase)
