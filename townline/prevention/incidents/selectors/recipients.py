"""Who gets an update: every resident of every case of the incident, each once."""

from collections.abc import Mapping
from dataclasses import dataclass

from townline.casework.cases import api as cases
from townline.platform.conversations import api as conversations
from townline.prevention.incidents.models import (
    Incident,
    IncidentMember,
    IncidentUpdate,
    UpdateRecipient,
)
from townline.prevention.incidents.rules.binding import Recipient, language_for, update_hash


@dataclass(frozen=True, slots=True)
class Addressee:
    """One resident with the case whose thread the text lies in, and the language they get."""

    resident_id: int
    case_id: int
    language: str


def addressees(incident: Incident, bodies: Mapping[str, str]) -> list[Addressee]:
    """Give the residents of an incident's cases as they are now; three queries.

    Somebody with several cases gets one text, in the thread of their newest one. Whose number was
    erased, or is none that texts go to, gets none.
    """
    rows = IncidentMember.objects.filter(incident=incident).exclude(case__state="merged")
    found = list(rows.order_by("-case").values_list("case", "case__resident", "case__language"))
    others = cases.others_of([case for case, _, _ in found])
    people: dict[int, Addressee] = {}
    for case, resident, language in found:
        for one in (resident, *others.get(case, ())):
            people.setdefault(one, Addressee(one, case, language_for(language, bodies)))
    briefs = conversations.residents_brief(people)
    return [people[one] for one in sorted(people) if one in briefs and _reached(briefs[one])]


def _reached(brief: conversations.ResidentBrief) -> bool:
    return brief.is_mobile and not brief.is_erased


def hash_of(update: IncidentUpdate) -> str:
    """Give the hash of an update as it stands, over its words and its stored recipients."""
    rows = UpdateRecipient.objects.filter(update=update).values_list("resident_id", "language")
    return update_hash(
        bodies=update.bodies,
        urgent=update.urgent,
        recipients=[Recipient(resident or 0, language) for resident, language in rows],
    )


def left_out(update: IncidentUpdate) -> int:
    """Count the residents of the incident who are not among an update's recipients."""
    incident = update.incident
    have = set(UpdateRecipient.objects.filter(update=update).values_list("resident_id", flat=True))
    return sum(one.resident_id not in have for one in addressees(incident, update.bodies))
