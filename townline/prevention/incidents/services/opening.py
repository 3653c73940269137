"""An incident begins: from a suggestion or by hand; what is known of it is said anew."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from townline.casework.cases.api import NotAllowed
from townline.casework.classification import api as classification
from townline.platform.core.history import audit
from townline.platform.departments.api import Act
from townline.platform.triage import api as triage
from townline.prevention.incidents.errors import IncidentTitleNeeded
from townline.prevention.incidents.models import ChecklistItem, Incident, IncidentPlace
from townline.prevention.incidents.rules import (
    IncidentEvent,
    IncidentLogEvent,
    IncidentState,
    event_subject,
)
from townline.prevention.incidents.selectors.incidents import kind_of, leads
from townline.prevention.incidents.selectors.places import IncidentSpot, spot_named
from townline.prevention.incidents.services.marks import incident_lock, log, publish, undo_keep

_TITLE = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What is known of an incident when it is opened.

    ``departments``: codes of who takes part beside those of its kind. ``places``: spots.
    """

    kind: str
    title: str
    since: dt.datetime
    note: str = ""
    departments: Sequence[str] = ()
    places: Sequence[IncidentSpot] = ()


@transaction.atomic
def incident_open(act: Act, *, opening: Opening, suggestion: int | None = None) -> Incident:
    """Open an incident; ``suggestion``: the suggested one that it is, which is accepted by that.

    Its cases join by a batch that a person has looked at (``cases_join``). Raises NotAllowed,
    UnknownIncidentKind, IncidentTitleNeeded, NotFound, WrongState.
    """
    if not leads(act.viewer):
        raise NotAllowed(f"the role {act.viewer.role} opens no incidents")
    kind = kind_of(opening.kind)
    own = [act.viewer.department] if act.viewer.department else []
    incident = Incident.objects.create(
        kind=opening.kind,
        title=_title(opening.title),
        since=min(opening.since, act.now),
        note=opening.note.strip(),
        departments=sorted({*kind.departments, *opening.departments, *own}),
        suggestion_id=suggestion,
        opened_at=act.now,
        opened_by_id=act.viewer.staff_id,
        # What came before is looked at by a person, as a batch.
        looked_upto=triage.index_newest(),
    )
    _places_write(incident, opening.places)
    ChecklistItem.objects.bulk_create(
        ChecklistItem(incident=incident, position=number, ko=item.ko, en=item.en)
        for number, item in enumerate(kind.checklist)
    )
    if suggestion is not None:
        _accept(act, suggestion, incident.title)
    _record_opening(act, incident)
    return incident


def _record_opening(act: Act, incident: Incident) -> None:
    audit.record(
        audit.AuditEntry(
            subject=event_subject(incident.pk), event=IncidentEvent.OPEN.tag, actor=act.actor,
            at=act.now, to_state=IncidentState.OPEN, data={"kind": incident.kind},
        )
    )  # fmt: skip
    undo_keep(act, incident, "open", {})
    publish(incident)


def _accept(act: Act, number: int, name: str) -> None:
    known = classification.incident_get(viewer=act.viewer, number=number)
    if known.state == "dismissed":
        classification.incident_put_back(act, number=number)
    if known.state != "accepted":
        classification.incident_accept(act, number=number, name=name)


@transaction.atomic
def incident_edit(act: Act, *, incident_id: int, opening: Opening) -> Incident:
    """Say anew what it is, since when, where, and who takes part."""
    incident = incident_lock(incident_id, act.viewer)
    if not leads(act.viewer):
        raise NotAllowed(f"the role {act.viewer.role} may not do this")
    kind_of(opening.kind)
    incident.kind, incident.title = opening.kind, _title(opening.title)
    incident.since, incident.note = min(opening.since, act.now), opening.note.strip()
    incident.departments = sorted(set(opening.departments))
    incident.save(update_fields=["kind", "title", "since", "note", "departments"])
    if opening.places:
        incident.places.all().delete()
        _places_write(incident, opening.places)
    log(incident, IncidentLogEvent.EDIT, act.actor, act.now, kind=incident.kind)
    return incident


def _title(words: str) -> str:
    title = " ".join(words.split())[:_TITLE]
    if not title:
        raise IncidentTitleNeeded("an incident needs a title")
    return title


def _places_write(incident: Incident, places: Sequence[IncidentSpot]) -> None:
    IncidentPlace.objects.bulk_create(
        IncidentPlace(
            incident=incident, name=spot.name[:120], dong=spot.dong[:60],
            latitude=spot.latitude, longitude=spot.longitude,
        )
        for spot in map(spot_named, places)
    )  # fmt: skip
