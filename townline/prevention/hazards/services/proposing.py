"""What residents write may be of a dangerous spot: proposed, and a person decides."""

import datetime as dt

from townline.casework.cases import api as cases
from townline.platform.conversations import api as conversations
from townline.platform.core.history import audit
from townline.prevention.hazards.models import HazardCase
from townline.prevention.hazards.rules.shapes import point
from townline.prevention.hazards.selectors.places import place_of_case
from townline.prevention.hazards.selectors.proposals import kind_in
from townline.prevention.hazards.services.opening import TRIAGE, Report, hazard_propose


def opened_propose(event: cases.CaseOpened) -> None:
    """Propose a hazard for a new case whose words speak of a kind that wants no category."""
    _propose(event.case_id, None, event.at)


def assigned_propose(event: cases.CaseAssigned) -> None:
    """Propose one when a person or a rule has said which category a case is."""
    _propose(event.case_id, event.service, event.at)


def _propose(case_id: int, service: str | None, now: dt.datetime) -> None:
    thread = conversations.thread(cases.subject(case_id))
    kind = kind_in(thread, service)
    if not kind or HazardCase.objects.filter(case=case_id).exists():
        return
    # Without a place there is nothing to show on a map: the case page offers the kind instead.
    where = place_of_case(case_id, "", now)
    if where is None:
        return
    report = Report(
        kind=kind,
        geometry=point(*where.point),
        source=TRIAGE,
        address=where.address,
        dong=where.dong,
    )
    hazard = hazard_propose(report=report, actor=audit.SYSTEM, now=now)
    HazardCase.objects.create(hazard=hazard, case_id=case_id, at=now)
