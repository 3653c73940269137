"""What orders keep of one person: the telephone of a firm."""

import datetime as dt
from typing import Any

from townline.platform.conversations import api as conversations
from townline.platform.core.history.audit import Actor
from townline.platform.core.personal_data import persons
from townline.prevention.work_orders.models import Contractor


def person_part() -> persons.PersonPart:
    """Name the part of orders in what is kept of one person."""
    return persons.PersonPart(name="work_orders", tell=_export_person, erase=_erase)


def _export_person(number: str) -> list[dict[str, Any]]:
    resident = conversations.resident_find(number)
    if resident is None:
        return []
    rows = Contractor.objects.filter(resident_id=resident).order_by("id")
    return [{"contractor": firm.name} for firm in rows]


def _erase(number: str, *, actor: Actor, reason: str, now: dt.datetime) -> int:
    resident = conversations.resident_find(number)
    if resident is None:
        return 0
    return Contractor.objects.filter(resident_id=resident).update(resident_id=None)
