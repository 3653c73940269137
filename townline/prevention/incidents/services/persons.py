"""What incidents keep of one person: questions after an update, and whether they were safe."""

import datetime as dt
from typing import Any

from townline.casework.cases import api as cases
from townline.platform.conversations import api as conversations
from townline.platform.core.history.audit import Actor
from townline.platform.core.personal_data import persons, retention
from townline.platform.core.personal_data.retention import by_age
from townline.prevention.incidents.models import IncidentQuestion, SafetyAnswer


def person_part() -> persons.PersonPart:
    """Name the part of incidents in what is kept of one person."""
    return persons.PersonPart(name="incidents", tell=_export_person, erase=_erase)


def _export_person(number: str) -> list[dict[str, Any]]:
    resident = conversations.resident_find(number)
    questions = IncidentQuestion.objects.filter(case__in=cases.cases_of(resident or 0))
    answers = SafetyAnswer.objects.filter(resident_id=resident or 0).select_related("check_of")
    return [
        *({"incident": row.incident_id, "asked_at": row.at.isoformat()} for row in questions),
        *(
            {
                "incident": row.check_of.incident_id,
                "place": row.place,
                "asked_whether_safe": row.check_of.at.isoformat(),
                "ground": row.check_of.ground,
                "answer": row.answer or "none",
                "answered_at": row.answered_at.isoformat() if row.answered_at else "",
            }
            for row in answers.order_by("id")
        ),
    ]


def _erase(number: str, *, actor: Actor, reason: str, now: dt.datetime) -> int:
    resident = conversations.resident_find(number)
    if resident is None:
        return 0
    gone, _ = IncidentQuestion.objects.filter(case__in=cases.cases_of(resident)).delete()
    answers, _ = SafetyAnswer.objects.filter(resident_id=resident).delete()
    return gone + answers


def retention_rules() -> list[retention.Rule]:
    """Name what goes by age: what was asked after an update, and whether people were safe."""
    return [
        by_age(
            "incident_questions", "P1095D",
            lambda before: IncidentQuestion.objects.filter(at__lt=before),
        ),
        by_age(
            "safety_answers", "P90D",
            lambda before: SafetyAnswer.objects.filter(check_of__at__lt=before),
        ),
    ]  # fmt: skip
