"""What hazards keep of one person: who heard what to do."""

import datetime as dt
from typing import Any

from townline.platform.conversations import api as conversations
from townline.platform.core.history.audit import Actor
from townline.platform.core.personal_data import persons
from townline.prevention.hazards.models import HazardTold


def person_part() -> persons.PersonPart:
    """Name the part of hazards in what is kept of one person."""
    return persons.PersonPart(name="hazards", tell=_export_person, erase=_erase)


def _export_person(number: str) -> list[dict[str, Any]]:
    resident = conversations.resident_find(number)
    if resident is None:
        return []
    notices = HazardTold.objects.filter(resident_id=resident).order_by("id")
    return [{"told_of_hazard": row.hazard_id, "at": row.at.isoformat()} for row in notices]


def _erase(number: str, *, actor: Actor, reason: str, now: dt.datetime) -> int:
    resident = conversations.resident_find(number)
    if resident is None:
        return 0
    gone, _ = HazardTold.objects.filter(resident_id=resident).delete()
    return gone
