"""How well cases fit an incident, by the likeness that suggests incidents, and what holds back."""

from collections.abc import Sequence
from dataclasses import dataclass

from townline.casework.cases import api as cases
from townline.casework.classification import api as classification
from townline.platform.triage import api as triage
from townline.prevention.incidents.models import Incident, IncidentMember
from townline.prevention.incidents.selectors.incidents import incident_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """One case beside an incident. ``held``: why it is held back, "" where it fits.

    ``elsewhere``: it belongs to another incident; ``private``: for few people only; ``unread``:
    nobody knows yet what it is about; ``matter``, ``place``, ``time``: what speaks against it.
    """

    case_id: int
    power: float | None
    held: str = ""


def fit_cases(incident: Incident, found: Sequence[cases.Brief]) -> dict[int, Fitted]:
    """Say of cases how well they fit; five queries."""
    ids = [case.id for case in found]
    elsewhere = IncidentMember.objects.filter(case__in=ids).exclude(incident=incident)
    assigned = set(elsewhere.values_list("case", flat=True))
    fits = triage.event_fits(
        about=about(incident),
        members=[cases.subject(number) for number in _known_by(incident)],
        subjects=[cases.subject(number) for number in ids],
    )
    return {case.id: _fit_case(case, fits.get(cases.subject(case.id)), assigned) for case in found}


def _fit_case(case: cases.Brief, fit: triage.Fit | None, assigned: set[int]) -> Fitted:
    power = fit.power if fit else None
    return Fitted(case_id=case.id, power=power, held=_hold_reason(case, fit, assigned))


def _hold_reason(case: cases.Brief, fit: triage.Fit | None, assigned: set[int]) -> str:
    if case.id in assigned:
        return "elsewhere"
    if case.private:
        return "private"
    return "unread" if fit is None else fit.against


def about(incident: Incident) -> list[triage.About]:
    """Give what an incident is known by: its kind, its places, since when."""
    kind = incident_settings().kinds.get(incident.kind)
    types = frozenset(kind.types) if kind else frozenset()
    places = list(incident.places.all())
    if not places:
        return [triage.About(kinds=types, at=incident.since)]
    return [
        triage.About(
            kinds=types, place=place.name, dong=place.dong, at=incident.since,
            latitude=place.latitude, longitude=place.longitude,
        )
        for place in places
    ]  # fmt: skip


def _known_by(incident: Incident) -> list[int]:
    """Give the cases that stand for it: those of its suggestion until any has joined."""
    members = members_of(incident)
    if members or not incident.suggestion_id:
        return members
    return list(classification.suggested_cases(incident.suggestion_id))


def members_of(incident: Incident) -> list[int]:
    """Give the ids of an incident's cases, the newest first."""
    rows = IncidentMember.objects.filter(incident=incident).order_by("-id")
    return list(rows.values_list("case", flat=True))
