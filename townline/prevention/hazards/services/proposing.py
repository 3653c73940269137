"""What residents write may be of a dangerous spot: proposed, and a person decides."""

import datetime as dt

from townline.casework.cases import api as cases
from townline.platform.conversations import api as conversations
from townline.platform.core.history import audit
from townline.prevention.hazards.models import HazardCase
from townline.prevention.hazards.selectors.findings import kind_in, kind_of_words
from townline.prevention.hazards.selectors.labels import hazard_settings
from townline.prevention.hazards.selectors.places import Where, place_of_case, place_of_words
from townline.prevention.hazards.services.opening import TRIAGE, HazardReport, hazard_propose
from townline.prevention.work_orders.api import point


def opened_propose(event: cases.CaseOpened) -> None:
    """Propose a hazard for a new case whose words speak of a kind that wants no category."""
    # Its texts lie in no thread yet.
    bodies = event.words or [
        text.body for text in conversations.incoming_many(event.text_ids).values()
    ]
    kind = kind_of_words(bodies, None)
    if kind:
        _propose(event.case_id, kind, place_of_words(bodies), event.at)


def assigned_propose(event: cases.CaseAssigned) -> None:
    """Propose one when a person or a rule has said which category a case is."""
    if not any(kind.services for kind in hazard_settings().kinds.values()):
        return  # all was proposed when the case came, if anything
    kind = kind_in(conversations.thread(cases.subject(event.case_id)), event.service)
    if kind:
        _propose(event.case_id, kind, place_of_case(event.case_id, "", event.at), event.at)


def _propose(case_id: int, kind: str, where: Where | None, now: dt.datetime) -> None:
    # Without a place there is nothing to show on a map: the case page offers the kind instead.
    if where is None or HazardCase.objects.filter(case=case_id).exists():
        return
    report = HazardReport(
        kind=kind,
        geometry=point(*where.point),
        source=TRIAGE,
        address=where.address,
        dong=where.dong,
    )
    hazard = hazard_propose(report=report, actor=audit.SYSTEM, now=now)
    HazardCase.objects.create(hazard=hazard, case_id=case_id, at=now)
