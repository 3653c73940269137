"""What works keep of one resident's answers, and how long."""

import datetime as dt
from typing import Any

from townline.platform.conversations import api as conversations
from townline.platform.core.history.audit import Actor
from townline.platform.core.personal_data import persons
from townline.platform.core.personal_data.retention import Rule, by_age
from townline.prevention.works.progress.models import ResidentAsk


def person_part() -> persons.PersonPart:
    """Name the part of works in what is kept of one person."""
    return persons.PersonPart(name="works_visits", tell=_export_person, erase=_erase)


def _export_person(number: str) -> list[dict[str, Any]]:
    resident = conversations.resident_find(number)
    if resident is None:
        return []
    rows = ResidentAsk.objects.filter(resident_id=resident).order_by("id")
    return [
        {
            "asked_of_measure": row.measure_id, "kind": row.kind, "answer": row.answer,
            "asked_at": row.asked_at.isoformat(),
            "day": row.chosen_on.isoformat() if row.chosen_on else None,
        }
        for row in rows
    ]  # fmt: skip


def _erase(number: str, *, actor: Actor, reason: str, now: dt.datetime) -> int:
    resident = conversations.resident_find(number)
    if resident is None:
        return 0
    gone, _ = ResidentAsk.objects.filter(resident_id=resident).delete()
    return gone


def retention_rules() -> list[Rule]:
    """Name what goes by age: what residents were asked of works at their home."""
    return [
        by_age(
            "works_visits", "P1095D", lambda before: ResidentAsk.objects.filter(asked_at__lt=before)
        )
    ]
