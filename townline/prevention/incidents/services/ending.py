"""An incident ends with what was learnt, goes on in another one, or is opened again."""

from django.db import transaction

from townline.casework.cases.api import InvalidInput, NotAllowed, WrongState
from townline.platform.departments.api import Act, Viewer
from townline.prevention.incidents.broadcasts import api as broadcasts
from townline.prevention.incidents.errors import IncidentIntoItself, StillToDo
from townline.prevention.incidents.models import (
    Incident,
    IncidentMember,
    IncidentOffer,
    IncidentPlace,
    Need,
    RoleHolder,
)
from townline.prevention.incidents.rules import (
    IncidentEvent,
    IncidentLogEvent,
    IncidentState,
    NeedState,
)
from townline.prevention.incidents.selectors.boards import open_of
from townline.prevention.incidents.selectors.incidents import leads
from townline.prevention.incidents.services.marks import (
    INCIDENTS,
    UPDATE,
    incident_lock,
    log,
    publish,
    undo_keep,
)


@transaction.atomic
def incident_end(
    act: Act,
    *,
    incident_id: int,
    lessons: str = "",
    reason: str = "",
    carry_to: int | None = None,
) -> Incident:
    """End it; ``lessons`` are shown at the next incident of the kind. Cases stay as they are.

    What is still to do (needs, lines of the checklist) goes on in another incident (``carry_to``:
    its needs), or ``reason`` says why it need not be done. Raises StillToDo without either,
    BroadcastWaits while an update is before the mayor or leaving, IncidentOver, WrongState,
    NotAllowed.
    """
    into = _locked_with(act, incident_id, carry_to)
    incident = incident_lock(incident_id, act.viewer)
    _may(act.viewer)
    needs, items = open_of(incident)
    if (needs or items) and not (reason.strip() or into):
        raise StillToDo("needs or checks are open", needs=len(needs), items=len(items))
    if broadcasts.is_under_way(UPDATE, incident.pk):
        raise broadcasts.BroadcastWaits("an update waits for approval, or is on its way")
    carried = _carry(act, incident, into) if into else []
    INCIDENTS.move(
        incident, IncidentEvent.END, actor=act.actor, now=act.now, reason=reason.strip()[:500],
        changes={"ended_at": act.now, "lessons": lessons.strip()},
        data={"needs": len(needs), "items": len(items), **({"into": into.pk} if into else {})},
    )  # fmt: skip
    held = RoleHolder.objects.filter(incident=incident, ends=None)
    roles = list(held.values_list("id", flat=True))
    held.update(ends=act.now)
    undo_keep(act, incident, "end", {"roles": roles, "needs": carried})
    publish(incident)
    return incident


def _locked_with(act: Act, incident_id: int, carry_to: int | None) -> Incident | None:
    """Lock both incidents in the order of their numbers; give the one that takes over."""
    if carry_to is None:
        return None
    if carry_to == incident_id:
        raise IncidentIntoItself(f"{carry_to} is this very incident")
    locked = {one: incident_lock(one, act.viewer) for one in sorted((incident_id, carry_to))}
    return locked[carry_to]


def _carry(act: Act, incident: Incident, into: Incident) -> list[int]:
    """Let open needs go on in another incident."""
    rows = Need.objects.filter(incident=incident, state=NeedState.OPEN)
    ids = list(rows.values_list("id", flat=True))
    rows.update(incident=into)
    log(into, IncidentLogEvent.CARRY, act.actor, act.now, other=incident.pk, count=len(ids))
    publish(into)
    return ids


@transaction.atomic
def lessons_write(act: Act, *, incident_id: int, lessons: str) -> Incident:
    """Write what was learnt of an incident that has ended. Raises WrongState while it goes on."""
    incident = incident_lock(incident_id, act.viewer, over=True)
    _may(act.viewer)
    if incident.state != IncidentState.ENDED:
        raise WrongState(f"the incident is {incident.state}", state=incident.state)
    words = lessons.strip()[:2_000]
    if not words:
        raise InvalidInput("write what was learnt")
    incident.lessons = words
    incident.save(update_fields=["lessons"])
    log(incident, IncidentLogEvent.LESSONS, act.actor, act.now)
    return incident


@transaction.atomic
def incident_reopen(act: Act, *, incident_id: int, reason: str = "") -> Incident:
    """Let it go on; its lessons stay. Raises WrongState."""
    incident = incident_lock(incident_id, act.viewer, over=True)
    _may(act.viewer)
    INCIDENTS.move(
        incident, IncidentEvent.REOPEN, actor=act.actor, now=act.now, reason=reason.strip(),
        changes={"ended_at": None},
    )  # fmt: skip
    publish(incident)
    return incident


@transaction.atomic
def incident_merge(act: Act, *, incident_id: int, into_id: int) -> Incident:
    """Let it go on in another one: its cases, places, needs and offers come along.

    Updates that were sent stay with it. Raises IncidentIntoItself, IncidentOver, BroadcastWaits.
    """
    if incident_id == into_id:
        raise IncidentIntoItself(f"{into_id} is this very incident")
    first, second = (incident_lock(one, act.viewer) for one in sorted((incident_id, into_id)))
    incident, into = (first, second) if first.pk == incident_id else (second, first)
    _may(act.viewer)
    broadcasts.broadcast_void(UPDATE, into.pk, act.now, actor=act.actor)
    if broadcasts.is_under_way(UPDATE, incident.pk):
        raise broadcasts.BroadcastWaits("an update of it waits for approval, or is on its way")
    members = _move_rows(IncidentMember, incident, into, "case")
    moved = {
        "cases": members,
        "places": _move_rows(IncidentPlace, incident, into, "id"),
        "needs": _move_rows(Need, incident, into, "id"),
        "departments": sorted(set(incident.departments) - set(into.departments)),
    }
    IncidentOffer.objects.filter(incident=incident, decided_at=None).update(decided_at=act.now)
    into.departments = sorted({*into.departments, *incident.departments})
    into.save(update_fields=["departments"])
    INCIDENTS.move(
        incident, IncidentEvent.MERGE, actor=act.actor, now=act.now,
        changes={"merged_into_id": into.pk, "ended_at": act.now}, data={"into": into.pk},
    )  # fmt: skip
    log(into, IncidentLogEvent.ABSORB, act.actor, act.now, other=incident.pk, count=len(members))
    undo_keep(act, incident, "merge", moved | {"into": into.pk})
    publish(incident)
    return into


def _move_rows(
    model: type[IncidentMember | IncidentPlace | Need], incident: Incident, into: Incident, key: str
) -> list[int]:
    rows = model._default_manager.filter(incident=incident)
    ids = list(rows.values_list(key, flat=True))
    rows.update(incident=into)
    return ids


def _may(viewer: Viewer) -> None:
    if not leads(viewer):
        raise NotAllowed(f"the role {viewer.role} may not do this")
