"""What hazards keep of one person: who heard what to do."""

import datetime as dt
from typing import Any

from townline.platform.conversations import api as conversations
from townline.platform.core.history.audit import Actor
from townline.platform.core.personal_data import persons
from townline.prevention.hazards.models import HazardTold


def person_part() -> persons.Part:
    """Name the part of hazards in what is kept of one person."""
    return persons.Part(name="hazards", tell=_tell, erase=_erase)


def _tell(number: str) -> list[dict[str, Any]]:
    resident = conversations.resident_find(number)
    if resident is None:
        return []
    told = HazardTold.objects.filter(resident_id=resident).order_by("id")
    return [{"told_of_hazard": row.hazard_id, "at": row.at.isoformat()} for row in told]


def _erase(number: str, *, actor: Actor, reason: str, now: dt.datetime) -> int:
    resident = conversations.resident_find(number)
    if resident is None:
        return 0
    gone, _ = HazardTold.objects.filter(resident_id=resident).delete()
    return gone
