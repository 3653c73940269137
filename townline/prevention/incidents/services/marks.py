"""What an incident writes: its state and the history (the one writer), and who hears of it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from townline.casework.cases.api import NotAllowed, WrongState, subject
from townline.platform.core import live
from townline.platform.core.history import audit
from townline.platform.core.history.machine import Machine
from townline.platform.departments.api import Act, Permission, Viewer
from townline.prevention.incidents.errors import IncidentNotFound, IncidentOver
from townline.prevention.incidents.models import Incident, IncidentUndo, Need
from townline.prevention.incidents.rules import (
    INCIDENT_TRANSITIONS,
    NEED_TRANSITIONS,
    IncidentEvent,
    IncidentLogEvent,
    IncidentState,
    NeedEvent,
    NeedState,
    event_subject,
)
from townline.prevention.incidents.selectors.incidents import sees

# What stands in the histories of its cases too.
CASE_EVENTS: dict[str, str] = {
    IncidentLogEvent.JOIN: "case:incident:join",
    IncidentLogEvent.LEAVE: "case:incident:leave",
}
# What broadcasts of incidents are called.
UPDATE = "update"
UNDO_WITHIN = dt.timedelta(minutes=10)


INCIDENTS: Machine[Incident, IncidentState, IncidentEvent] = Machine(
    model=Incident,
    table=INCIDENT_TRANSITIONS,
    subject=lambda incident: event_subject(incident.pk),
    refusal=WrongState.of_move("the incident"),
    data=lambda step: {"kind": step.row.kind},
)
NEEDS: Machine[Need, NeedState, NeedEvent] = Machine(
    model=Need,
    table=NEED_TRANSITIONS,
    subject=lambda need: event_subject(need.incident_id),
    refusal=WrongState.of_move("the need"),
    data=lambda step: {"need": step.row.pk},
)


def incident_lock(
    incident_id: int,
    viewer: Viewer,
    permission: Permission = Permission.WRITE,
    *,
    over: bool = False,
) -> Incident:
    """Lock an incident that the viewer sees and may act on, one that goes on (``over``: any).

    Raises IncidentNotFound, NotAllowed, IncidentOver.
    """
    incident = INCIDENTS.lock(incident_id)
    if incident is None or incident.state == IncidentState.WITHDRAWN or not sees(viewer, incident):
        raise IncidentNotFound(f"there is no incident {incident_id}")
    if not viewer.may(permission):
        raise NotAllowed(f"the role {viewer.role} may not do this ({permission})")
    if not over and incident.state != IncidentState.OPEN:
        raise IncidentOver(f"the incident is {incident.state}", state=str(incident.state))
    return incident


def log(
    incident: Incident,
    line: IncidentLogEvent | str,
    actor: audit.Actor,
    now: dt.datetime,
    *,
    reason: str = "",
    cases: Iterable[int] = (),
    **data: object,
) -> None:
    """Write a line of an incident's log, which is its history; of ``cases`` (ids) one each too."""
    own = audit.AuditEntry(
        subject=event_subject(incident.pk),
        event=line,
        actor=actor,
        at=now,
        reason=reason,
        data=data,
    )
    case_entries = [
        audit.AuditEntry(
            subject=subject(case), event=CASE_EVENTS[line], actor=actor, at=now,
            data={"incident": incident.pk},
        )
        for case in cases
    ]  # fmt: skip
    audit.record_many([own, *case_entries])
    publish(incident)


def undo_keep(act: Act, incident: Incident, action: str, data: Mapping[str, Any]) -> None:
    """Write how a press is taken back."""
    IncidentUndo.objects.create(
        incident=incident, deed=action, data=dict(data), by_id=act.viewer.staff_id, at=act.now,
        until=act.now + UNDO_WITHIN,
    )  # fmt: skip


def publish(incident: Incident) -> None:
    """Tell the open pages of those who may see it."""
    live.publish("incident", str(incident.pk), incident.departments)
