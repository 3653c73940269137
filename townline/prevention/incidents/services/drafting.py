"""An update is written and put before the mayor with the list of who gets it."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from townline.casework.cases.api import NotAllowed
from townline.platform.core.history import audit
from townline.platform.departments.api import Viewer
from townline.prevention.incidents.errors import (
    NobodyToUpdate,
    NoWords,
    UpdateChanged,
    UpdateSent,
    UpdateWaits,
)
from townline.prevention.incidents.models import Incident, IncidentUpdate, UpdateRecipient
from townline.prevention.incidents.rules.states import UNSENT, UpdateEvent, UpdateState
from townline.prevention.incidents.selectors.recipients import addressees, hash_of
from townline.prevention.incidents.selectors.sight import leads
from townline.prevention.incidents.services.marks import UPDATES, incident_lock, publish

BODY_LIMIT = 2_000


@transaction.atomic
def update_save(
    *,
    incident_id: int,
    viewer: Viewer,
    now: dt.datetime,
    bodies: Mapping[str, str],
    urgent: bool = False,
    base_version: int = 0,
) -> IncidentUpdate:
    """Write the update of an incident: its words by language, ``ko`` among them.

    What waits for the mayor goes back to being written. ``base_version``: the one it was written
    from, 0 for a new one. Raises NoWords, UpdateWaits, UpdateChanged, NotAllowed.
    """
    incident = incident_lock(incident_id, viewer)
    _may_write(viewer)
    words = _words(bodies)
    update = _unsent(incident)
    if update is None:
        update = IncidentUpdate(incident=incident, version=0)
    elif not base_version:
        raise UpdateWaits("an update is being written already")
    elif update.version != base_version:
        raise UpdateChanged("somebody else changed it since you opened it")
    update_void(incident, now, actor=viewer.actor)
    if update.pk:
        update.refresh_from_db()
    update.bodies, update.urgent, update.version = words, urgent, update.version + 1
    update.author_id, update.written_at = viewer.staff_id, now
    update.save()
    publish(incident)
    return update


def _words(bodies: Mapping[str, str]) -> dict[str, str]:
    words = {lang: text for lang, body in bodies.items() if (text := body.strip())}
    if not words.get("ko"):
        raise NoWords("an update has words in Korean")
    if long := [lang for lang, text in words.items() if len(text) > BODY_LIMIT]:
        raise NoWords(f"the words in {long[0]} are longer than {BODY_LIMIT} characters")
    return words


def _may_write(viewer: Viewer) -> None:
    if not leads(viewer):
        raise NotAllowed(f"the role {viewer.role} writes no updates")


def _unsent(incident: Incident) -> IncidentUpdate | None:
    rows = IncidentUpdate.objects.select_for_update(of=("self",))
    return rows.filter(incident=incident, state__in=sorted(UNSENT)).first()


def update_locked(incident: Incident, update_id: int) -> IncidentUpdate:
    """Lock one update of a locked incident. Raises UpdateSent for none of it."""
    rows = IncidentUpdate.objects.select_for_update(of=("self",))
    update = rows.filter(incident=incident, id=update_id).first()
    if update is None:
        raise UpdateChanged(f"the incident has no update {update_id}")
    return update


@transaction.atomic
def update_submit(
    *, incident_id: int, viewer: Viewer, now: dt.datetime, update_id: int
) -> IncidentUpdate:
    """Put it before the mayor, with the residents of the incident as they are now.

    Raises NobodyToUpdate, UpdateSent, WrongState.
    """
    incident = incident_lock(incident_id, viewer)
    _may_write(viewer)
    update = update_locked(incident, update_id)
    if update.state not in UNSENT:
        raise UpdateSent(f"the update is {update.state}", state=str(update.state))
    people = addressees(incident, update.bodies)
    if not people:
        raise NobodyToUpdate("no resident of the incident can be reached by text")
    update.recipients.all().delete()
    UpdateRecipient.objects.bulk_create(
        UpdateRecipient(
            update=update, resident_id=one.resident_id, case_id=one.case_id, language=one.language
        )
        for one in people
    )
    UPDATES.move(
        update, UpdateEvent.SUBMIT, actor=viewer.actor, now=now, data={"to": len(people)},
        changes={"submitted_by_id": viewer.staff_id, "submitted_at": now, "hash": hash_of(update)},
    )  # fmt: skip
    publish(incident)
    return update


@transaction.atomic
def update_withdraw(
    *, incident_id: int, viewer: Viewer, now: dt.datetime, update_id: int
) -> IncidentUpdate:
    """Take back what waits for the mayor, to write it anew."""
    incident = incident_lock(incident_id, viewer)
    _may_write(viewer)
    update = update_locked(incident, update_id)
    UPDATES.move(update, UpdateEvent.WITHDRAW, actor=viewer.actor, now=now, changes={"hash": ""})
    publish(incident)
    return update


@transaction.atomic
def update_discard(*, incident_id: int, viewer: Viewer, now: dt.datetime, update_id: int) -> None:
    """Throw a draft away."""
    incident = incident_lock(incident_id, viewer)
    _may_write(viewer)
    update = update_locked(incident, update_id)
    UPDATES.move(update, UpdateEvent.DISCARD, actor=viewer.actor, now=now)
    publish(incident)


def update_void(incident: Incident, now: dt.datetime, *, actor: audit.Actor = audit.SYSTEM) -> None:
    """Its words or recipients are others now: what waits for the mayor is a draft again."""
    update = _unsent(incident)
    if update is not None and update.state == UpdateState.SUBMITTED:
        UPDATES.move(update, UpdateEvent.VOID, actor=actor, now=now, changes={"hash": ""})
