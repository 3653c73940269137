"""What warnings keep of one person: what they asked for, and that they were told how to."""

import datetime as dt
from typing import Any

from townline.platform.conversations import api as conversations
from townline.platform.core.history.audit import Actor
from townline.platform.core.personal_data import persons, retention
from townline.platform.core.personal_data.retention import by_age
from townline.prevention.incidents.warnings.models import Invitation, Subscription


def person_part() -> persons.PersonPart:
    """Name the part of warnings in what is kept of one person."""
    return persons.PersonPart(name="warnings", tell=_export_person, erase=_erase)


def _export_person(number: str) -> list[dict[str, Any]]:
    resident = conversations.resident_find(number) or 0
    subscriptions = Subscription.objects.filter(resident_id=resident).order_by("id")
    invited = Invitation.objects.filter(resident_id=resident)
    return [
        *(
            {"kind": r.kind, "dong": r.dong, "via": r.via, "at": r.at.isoformat()}
            | ({"grade_of_home": r.grade} if r.grade else {})
            for r in subscriptions
        ),
        *({"told_how_to_ask": row.at.isoformat()} for row in invited),
    ]


def _erase(number: str, *, actor: Actor, reason: str, now: dt.datetime) -> int:
    resident = conversations.resident_find(number) or 0
    subscriptions, _ = Subscription.objects.filter(resident_id=resident).delete()
    invitations, _ = Invitation.objects.filter(resident_id=resident).delete()
    return subscriptions + invitations


def retention_rules() -> list[retention.Rule]:
    """Name what goes by age: whoever asked three years ago is to ask again."""
    return [
        by_age(
            "warning_subscriptions", "P1095D",
            lambda before: Subscription.objects.filter(at__lt=before),
        ),
        by_age(
            "warning_invitations", "P1095D",
            lambda before: Invitation.objects.filter(at__lt=before),
        ),
    ]  # fmt: skip
