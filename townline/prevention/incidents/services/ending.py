"""An incident ends with what was learnt, goes on in another one, or is opened again."""

from django.db import transaction

from townline.casework.cases.api import NotAllowed
from townline.platform.departments.api import Act, Viewer
from townline.prevention.broadcasts import api as broadcasts
from townline.prevention.incidents.errors import IncidentIntoItself
from townline.prevention.incidents.models import (
    Incident,
    IncidentMember,
    IncidentOffer,
    IncidentPlace,
    Need,
    RoleHolder,
)
from townline.prevention.incidents.rules.states import (
    IncidentEvent,
    Line,
)
from townline.prevention.incidents.selectors.sight import leads
from townline.prevention.incidents.services.marks import (
    INCIDENTS,
    UPDATE,
    incident_lock,
    log,
    publish,
    undo_keep,
)


@transaction.atomic
def incident_end(act: Act, *, incident_id: int, lessons: str = "") -> Incident:
    """End it; ``lessons`` are shown at the next incident of the kind. Cases stay as they are.

    Raises BroadcastWaits while one is before the mayor or leaving, WrongState, NotAllowed.
    """
    incident = incident_lock(incident_id, act.viewer)
    _may(act.viewer)
    if broadcasts.is_under_way(UPDATE, incident.pk):
        raise broadcasts.BroadcastWaits("an update waits for approval, or is on its way")
    INCIDENTS.move(
        incident, IncidentEvent.END, actor=act.actor, now=act.now,
        changes={"ended_at": act.now, "lessons": lessons.strip()},
    )  # fmt: skip
    held = RoleHolder.objects.filter(incident=incident, ends=None)
    roles = list(held.values_list("id", flat=True))
    held.update(ends=act.now)
    undo_keep(act, incident, "end", {"roles": roles})
    publish(incident)
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
    members = _moved(IncidentMember, incident, into, "case")
    moved = {
        "cases": members,
        "places": _moved(IncidentPlace, incident, into, "id"),
        "needs": _moved(Need, incident, into, "id"),
        "departments": sorted(set(incident.departments) - set(into.departments)),
    }
    IncidentOffer.objects.filter(incident=incident, decided_at=None).update(decided_at=act.now)
    into.departments = sorted({*into.departments, *incident.departments})
    into.save(update_fields=["departments"])
    INCIDENTS.move(
        incident, IncidentEvent.MERGE, actor=act.actor, now=act.now,
        changes={"merged_into_id": into.pk, "ended_at": act.now}, data={"into": into.pk},
    )  # fmt: skip
    log(into, Line.ABSORB, act.actor, act.now, other=incident.pk, count=len(members))
    undo_keep(act, incident, "merge", moved | {"into": into.pk})
    publish(incident)
    return into


def _moved(
    model: type[IncidentMember | IncidentPlace | Need], incident: Incident, into: Incident, key: str
) -> list[int]:
    rows = model._default_manager.filter(incident=incident)
    ids = list(rows.values_list(key, flat=True))
    rows.update(incident=into)
    return ids


def _may(viewer: Viewer) -> None:
    if not leads(viewer):
        raise NotAllowed(f"the role {viewer.role} may not do this")
