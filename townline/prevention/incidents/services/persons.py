"""What incidents keep of one person: which updates they got, and what they wrote afterwards."""

import datetime as dt
from typing import Any

from townline.casework.cases import api as cases
from townline.platform.conversations import api as conversations
from townline.platform.core.history.audit import Actor
from townline.platform.core.personal_data import persons, retention
from townline.platform.core.personal_data.retention import by_age
from townline.prevention.incidents.models import IncidentQuestion, UpdateRecipient


def person_part() -> persons.Part:
    """Name the part of incidents in what is kept of one person."""
    return persons.Part(name="incidents", tell=_tell, erase=_erase)


def _tell(number: str) -> list[dict[str, Any]]:
    resident = conversations.resident_find(number)
    rows = UpdateRecipient.objects.filter(resident_id=resident or 0).select_related("update")
    asked = IncidentQuestion.objects.filter(case__in=cases.cases_of(resident or 0))
    return [
        *(
            {"incident": row.update.incident_id, "update": row.update_id, "outcome": row.outcome}
            for row in rows.order_by("id")
        ),
        *({"incident": row.incident_id, "asked_at": row.at.isoformat()} for row in asked),
    ]


def _erase(number: str, *, actor: Actor, reason: str, now: dt.datetime) -> int:
    resident = conversations.resident_find(number)
    if resident is None:
        return 0
    gone, _ = IncidentQuestion.objects.filter(case__in=cases.cases_of(resident)).delete()
    # The row stays, for how many were told; who it was does not.
    return gone + UpdateRecipient.objects.filter(resident_id=resident).update(resident_id=None)


def retention_rules() -> list[retention.Rule]:
    """Name what goes by age: who got which update, and what was asked after it."""
    return [
        by_age(
            "incident_recipients", "P1095D",
            lambda before: UpdateRecipient.objects.filter(update__finished_at__lt=before),
        ),
        by_age(
            "incident_questions", "P1095D",
            lambda before: IncidentQuestion.objects.filter(at__lt=before),
        ),
    ]  # fmt: skip
