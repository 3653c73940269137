"""What routes keep of one person, and how long: what they were asked and said of a visit."""

import datetime as dt
from typing import Any

from townline.platform.conversations import api as conversations
from townline.platform.core.history.audit import Actor
from townline.platform.core.personal_data import persons, retention
from townline.prevention.surveys.routes.models import Appointment, PlanChange, PlanRun


def appointment_person_part() -> persons.PersonPart:
    """Name the appointments in what is kept of one person."""
    return persons.PersonPart(name="survey_appointments", tell=_export_person, erase=_erase)


def _of(number: str) -> Any:  # noqa: ANN401 -- rows of this room
    resident = conversations.resident_find(number)
    return Appointment.objects.filter(resident_id=resident or 0)


def _export_person(number: str) -> list[dict[str, Any]]:
    rows = _of(number).select_related("home").order_by("id")
    return [
        {
            "home": row.home.address,
            "asked_at": row.asked_at.isoformat(),
            "state": row.state,
            "times": row.offers,
            "chosen": row.chosen,
        }
        for row in rows
    ]


def _erase(number: str, *, actor: Actor, reason: str, now: dt.datetime) -> int:
    del actor, reason, now
    return int(_of(number).delete()[0])


def routes_retention_rules() -> list[retention.Rule]:
    """Name how long appointments and past plans are kept."""
    return [
        retention.by_age(
            "survey_appointments",
            "P180D",
            lambda before: Appointment.objects.filter(asked_at__lt=before),
        ),
        retention.by_age(
            "survey_plans", "P30D", lambda before: PlanChange.objects.filter(at__lt=before)
        ),
        retention.by_age(
            "survey_runs", "P365D", lambda before: PlanRun.objects.filter(ended_at__lt=before)
        ),
    ]
