"""The mayor's word for an update: for exactly its words and its recipients."""

import datetime as dt

from django.conf import settings
from django.db import transaction
from procrastinate.contrib.django import app

from townline.casework.cases import api as cases
from townline.platform.conversations import api as conversations
from townline.platform.departments.api import Permission, Role, Viewer
from townline.prevention.incidents.errors import (
    NobodyToUpdate,
    TextsLeft,
    UpdateChanged,
    UpdateSent,
)
from townline.prevention.incidents.models import IncidentUpdate, UpdateRecipient
from townline.prevention.incidents.rules.states import UNSENT, UpdateEvent, UpdateState
from townline.prevention.incidents.selectors.recipients import hash_of
from townline.prevention.incidents.services.drafting import update_locked
from townline.prevention.incidents.services.marks import UPDATES, incident_lock, publish

JOB = "townline.prevention.incidents.tasks.send_updates"


@transaction.atomic
def update_approve(
    *, incident_id: int, viewer: Viewer, now: dt.datetime, update_id: int, hash_: str
) -> IncidentUpdate:
    """Approve what hashes to ``hash_``; it leaves after the hold, at night only where urgent.

    Raises UpdateChanged when words or recipients are others, UpdateSent for one that was approved
    already, NobodyToUpdate, WrongState, NotAllowed.
    """
    incident = incident_lock(incident_id, viewer, Permission.CONFIRM)
    update = update_locked(incident, update_id)
    if update.state not in UNSENT:
        raise UpdateSent(f"the update is {update.state}", state=str(update.state))
    if update.state == UpdateState.DRAFT or hash_ != hash_of(update) or hash_ != update.hash:
        raise UpdateChanged("words or recipients have changed; look at them again")
    if not update.recipients.exists():
        raise NobodyToUpdate("the update has no recipients")
    held = now + settings.TOWNLINE_CONFIRM_HOLD
    leaves = held if update.urgent else cases.ends(held) or held
    UPDATES.move(
        update, UpdateEvent.APPROVE, actor=viewer.actor, now=now,
        changes={
            "approved_by_id": viewer.staff_id, "on_behalf": viewer.role is Role.DEPUTY,
            "approved_at": now, "leaves_at": leaves, "next_at": leaves,
        },
        data={"hash": hash_, "to": update.recipients.count()},
    )  # fmt: skip
    job = app.configure_task(JOB, queue=settings.TOWNLINE_DISTRICT, schedule_at=leaves)
    job.defer(timestamp=int(leaves.timestamp()))
    publish(incident)
    return update


@transaction.atomic
def update_return(
    *, incident_id: int, viewer: Viewer, now: dt.datetime, update_id: int, reason: str
) -> IncidentUpdate:
    """Give it back for rewording, with what should be different. Raises InvalidInput."""
    incident = incident_lock(incident_id, viewer, Permission.SEND_BACK)
    if not reason.strip():
        raise cases.InvalidInput("say what should be different")
    update = update_locked(incident, update_id)
    UPDATES.move(
        update, UpdateEvent.RETURN, actor=viewer.actor, now=now, reason=reason.strip(),
        changes={"hash": ""},
    )  # fmt: skip
    publish(incident)
    return update


@transaction.atomic
def update_undo(
    *, incident_id: int, viewer: Viewer, now: dt.datetime, update_id: int
) -> IncidentUpdate:
    """Take an approval back while none of its texts has been queued. Raises TextsLeft."""
    incident = incident_lock(incident_id, viewer, Permission.CONFIRM, over=True)
    update = update_locked(incident, update_id)
    if update.recipients.filter(text_id__isnull=False).exists():
        raise TextsLeft("texts of the update have been handed on")
    UPDATES.move(
        update, UpdateEvent.UNDO, actor=viewer.actor, now=now,
        changes={"approved_by_id": None, "approved_at": None, "leaves_at": None, "next_at": None},
    )  # fmt: skip
    publish(incident)
    return update


@transaction.atomic
def update_stop(
    *, incident_id: int, viewer: Viewer, now: dt.datetime, update_id: int, reason: str = ""
) -> int:
    """Stop an update that is leaving; say how many will not get it.

    What a link holds already goes out; the others' texts are taken back or never queued.
    """
    incident = incident_lock(incident_id, viewer, Permission.CONFIRM, over=True)
    update = update_locked(incident, update_id)
    waiting = update.recipients.filter(text_id__isnull=False, outcome="")
    ids = [number for number in waiting.values_list("text_id", flat=True) if number]
    back = conversations.texts_cancel(ids=ids, now=now)
    UpdateRecipient.objects.filter(text_id__in=back).update(outcome="cancelled")
    kept = update.recipients.filter(text_id=None).count()
    UPDATES.move(
        update, UpdateEvent.STOP, actor=viewer.actor, now=now, reason=reason.strip(),
        changes={"next_at": None, "finished_at": now}, data={"left_out": kept + len(back)},
    )  # fmt: skip
    publish(incident)
    return kept + len(back)
