"""The last press on an incident is taken back within ten minutes, where nothing was sent since."""

import datetime as dt
from collections.abc import Callable

from django.db import transaction

from townline.casework.cases.api import NotAllowed
from townline.casework.classification import api as classification
from townline.platform.departments.api import Act
from townline.prevention.incidents.broadcasts import api as broadcasts
from townline.prevention.incidents.errors import (
    IncidentNotFound,
    NothingToUndo,
)
from townline.prevention.incidents.models import (
    Incident,
    IncidentMember,
    IncidentPlace,
    IncidentUndo,
    Need,
    RoleHolder,
)
from townline.prevention.incidents.rules import (
    IncidentEvent,
    IncidentLogEvent,
    IncidentState,
)
from townline.prevention.incidents.selectors.incidents import leads, sees
from townline.prevention.incidents.services.joining import members_leave
from townline.prevention.incidents.services.marks import INCIDENTS, UPDATE, log, publish

type Back = Callable[[Act, Incident, IncidentUndo], None]


@transaction.atomic
def incident_undo(act: Act, *, incident_id: int, own: str = "") -> str:
    """Take the last press back; say which it was (open, join, leave, end, merge).

    ``own``: only if it was this one, and the viewer's.

    Raises NothingToUndo after ten minutes, TextsLeft when an update was approved since.
    """
    incident = INCIDENTS.lock(incident_id)
    if incident is None or not sees(act.viewer, incident):
        raise IncidentNotFound(f"there is no incident {incident_id}")
    if not leads(act.viewer):
        raise NotAllowed(f"the role {act.viewer.role} may not do this")
    last = undo_open(incident, act.now)
    if last is None:
        raise NothingToUndo("there is nothing to undo")
    if own and (last.deed, last.by_id) != (own, act.viewer.staff_id):
        raise NothingToUndo("somebody went on meanwhile")
    if _sent_since(incident, last):
        raise broadcasts.TextsLeft("an update was approved since")
    _BACK[last.deed](act, incident, last)
    last.undone_at = act.now
    last.save(update_fields=["undone_at"])
    publish(incident)
    return last.deed


def undo_open(incident: Incident, now: dt.datetime) -> IncidentUndo | None:
    """Give the last press that can be taken back; of several, only the last."""
    rows = IncidentUndo.objects.filter(incident=incident, undone_at=None)
    last = rows.order_by("-id").first()
    return last if last and last.until >= now else None


def _sent_since(incident: Incident, last: IncidentUndo) -> bool:
    ids = [incident.pk, last.data.get("into", 0)]
    return broadcasts.approved_since(UPDATE, ids, last.at)


def _open(act: Act, incident: Incident, _last: IncidentUndo) -> None:
    if broadcasts.is_begun(UPDATE, incident.pk):
        raise broadcasts.BroadcastWaits("an update of it was written")
    members_leave(incident, list(incident.members.values_list("case", flat=True)))
    number = incident.suggestion_id
    INCIDENTS.move(
        incident, IncidentEvent.WITHDRAW, actor=act.actor, now=act.now,
        changes={"ended_at": act.now, "suggestion_id": None},
    )  # fmt: skip
    if number is not None:
        classification.incident_put_back(act, number=number)


def _join(act: Act, incident: Incident, last: IncidentUndo) -> None:
    ids = members_leave(incident, last.data["cases"])
    broadcasts.broadcast_void(UPDATE, incident.pk, act.now)
    log(incident, IncidentLogEvent.UNDO, act.actor, act.now, deed="join", count=len(ids))
    log(incident, IncidentLogEvent.LEAVE, act.actor, act.now, cases=ids, count=len(ids))


def _leave(act: Act, incident: Incident, last: IncidentUndo) -> None:
    ids = last.data["cases"]
    if IncidentMember.objects.filter(case__in=ids).exists():
        raise NothingToUndo("the case belongs to an incident again")
    IncidentMember.objects.bulk_create(
        IncidentMember(incident=incident, case_id=one, at=act.now, by_id=act.viewer.staff_id)
        for one in ids
    )
    log(incident, IncidentLogEvent.JOIN, act.actor, act.now, cases=ids, count=len(ids))


def _end(act: Act, incident: Incident, last: IncidentUndo) -> None:
    INCIDENTS.move(
        incident, IncidentEvent.REOPEN, actor=act.actor, now=act.now,
        changes={"ended_at": None, "lessons": ""},
    )  # fmt: skip
    RoleHolder.objects.filter(id__in=last.data["roles"]).update(ends=None)
    Need.objects.filter(id__in=last.data.get("needs", ())).update(incident=incident)


def _merge(act: Act, incident: Incident, last: IncidentUndo) -> None:
    into = INCIDENTS.lock(last.data["into"])
    if into is None or into.state != IncidentState.OPEN:
        raise NothingToUndo("the incident that it went into is over")
    broadcasts.broadcast_void(UPDATE, into.pk, act.now)
    INCIDENTS.move(
        incident, IncidentEvent.UNMERGE, actor=act.actor, now=act.now,
        changes={"merged_into_id": None, "ended_at": None},
    )  # fmt: skip
    IncidentMember.objects.filter(incident=into, case__in=last.data["cases"]).update(
        incident=incident
    )
    IncidentPlace.objects.filter(id__in=last.data["places"]).update(incident=incident)
    Need.objects.filter(id__in=last.data["needs"]).update(incident=incident)
    into.departments = sorted(set(into.departments) - set(last.data["departments"]))
    into.save(update_fields=["departments"])
    log(into, IncidentLogEvent.UNDO, act.actor, act.now, deed="merge", other=incident.pk)


_BACK: dict[str, Back] = {
    "open": _open, "join": _join, "leave": _leave, "end": _end, "merge": _merge,
}  # fmt: skip
