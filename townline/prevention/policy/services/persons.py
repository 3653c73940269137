"""What this room keeps of one person: what they said of matters."""

import datetime as dt
from typing import Any

from townline.platform.conversations import api as conversations
from townline.platform.core.history.audit import Actor
from townline.platform.core.personal_data import persons
from townline.platform.core.personal_data.retention import Rule
from townline.prevention.policy.models import Voice

_YEAR = "P365D"


def person_part() -> persons.PersonPart:
    """Name the part of policy in what is kept of one person."""
    return persons.PersonPart(name="policy", tell=_export_person, erase=_erase)


def _export_person(number: str) -> list[dict[str, Any]]:
    resident = conversations.resident_find(number)
    if resident is None:
        return []
    voices = Voice.objects.filter(resident_id=resident).order_by("id")
    return [
        {"matter": row.matter_id, "stance": row.stance, "words": row.words,
             "at": row.at.isoformat()}
        for row in voices
    ]  # fmt: skip


def _erase(number: str, *, actor: Actor, reason: str, now: dt.datetime) -> int:
    """Take the words and whose they were; that a telephone said so still counts, nameless."""
    resident = conversations.resident_find(number)
    if resident is None:
        return 0
    return Voice.objects.filter(resident_id=resident).update(resident_id=None, words="")


def retention_rules() -> list[Rule]:
    """Let words and telephones go a year after they were given; what was counted stays."""
    return [Rule(kind="policy_opinions", default=_YEAR, count=_count, sweep=_sweep)]


def _old(before: dt.datetime) -> Any:  # noqa: ANN401 -- rows
    return Voice.objects.filter(at__lt=before, resident_id__isnull=False)


def _count(before: dt.datetime) -> int:
    return int(_old(before).count())


def _sweep(before: dt.datetime, limit: int) -> int:
    ids = list(_old(before).order_by("pk").values_list("pk", flat=True)[:limit])
    return Voice.objects.filter(pk__in=ids).update(resident_id=None, words="")
