"""What broadcasts keep of one person: which of them they got."""

import datetime as dt
from typing import Any

from townline.platform.conversations import api as conversations
from townline.platform.core.history.audit import Actor
from townline.platform.core.personal_data import persons, retention
from townline.platform.core.personal_data.retention import by_age
from townline.prevention.incidents.broadcasts.models import BroadcastRecipient


def person_part() -> persons.PersonPart:
    """Name the part of broadcasts in what is kept of one person."""
    return persons.PersonPart(name="broadcasts", tell=_export_person, erase=_erase)


def _export_person(number: str) -> list[dict[str, Any]]:
    resident = conversations.resident_find(number)
    rows = BroadcastRecipient.objects.filter(resident_id=resident or 0).select_related("broadcast")
    return [
        {
            row.broadcast.kind: row.broadcast_id, "of": row.broadcast.owner,
            "outcome": row.outcome, "day": row.day.isoformat() if row.day else None,
        }
        for row in rows.order_by("id")
    ]  # fmt: skip


def _erase(number: str, *, actor: Actor, reason: str, now: dt.datetime) -> int:
    resident = conversations.resident_find(number)
    # The row stays, for how many were told; who it was does not.
    own = BroadcastRecipient.objects.filter(resident_id=resident or 0)
    return own.update(resident_id=None)


def retention_rules() -> list[retention.Rule]:
    """Name what goes by age: who got what; the key is as old as the first kind."""

    def old(before: dt.datetime) -> Any:  # noqa: ANN401 -- rows
        return BroadcastRecipient.objects.filter(broadcast__finished_at__lt=before)

    return [by_age("incident_recipients", "P1095D", old)]
