"""Updates on their way: so many texts a minute, none twice, gone on with after any death.

A recipient gets its text in the very transaction that writes the text's id beside it: whoever is
killed has either queued a batch and noted it, or neither.
"""

import datetime as dt

from django.db import transaction

from townline.casework.cases import api as cases
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import OneOfMany, TextKind
from townline.platform.conversations.events import OutgoingAccepted, OutgoingSettled
from townline.platform.core.database.rows import rows_update
from townline.platform.core.history import audit
from townline.prevention.incidents.models import IncidentUpdate, UpdateRecipient
from townline.prevention.incidents.rules.pacing import batch_begins, moments
from townline.prevention.incidents.rules.states import UpdateEvent
from townline.prevention.incidents.selectors.words import told
from townline.prevention.incidents.services.marks import UPDATES, publish


def updates_run(*, now: dt.datetime) -> int:
    """Queue the texts that are due of every update that leaves; say how many."""
    leaving = IncidentUpdate.objects.filter(next_at__lte=now + dt.timedelta(minutes=1))
    return sum(
        _batch(number, now) for number in leaving.order_by("next_at").values_list("id", flat=True)
    )


@transaction.atomic
def _batch(update_id: int, now: dt.datetime) -> int:
    rows = IncidentUpdate.objects.select_for_update(of=("self",), skip_locked=True)
    update = rows.filter(id=update_id, next_at__isnull=False).select_related("incident").first()
    # Nothing is queued before the hold is over: until then the approval is taken back whole.
    if update is None or update.leaves_at is None or now < update.leaves_at:
        return 0
    begins = batch_begins(update.next_at or now, now)
    if begins is None:
        return 0
    # Who was erased since gets none.
    waiting = update.recipients.filter(text_id=None, resident_id__isnull=False)
    some = list(waiting.order_by("id")[: told().per_minute])
    _queue(update, some, begins, now)
    _go_on(update, begins, now)
    publish(update.incident)
    return len(some)


def _queue(
    update: IncidentUpdate, some: list[UpdateRecipient], begins: dt.datetime, now: dt.datetime
) -> None:
    leaves = list(moments(begins, len(some), told().per_minute))
    ids = conversations.texts_queue(
        texts=[
            OneOfMany(
                resident_id=one.resident_id or 0, body=update.bodies[one.language],
                reference=cases.subject(one.case_id), leaves_at=at,
            )
            for one, at in zip(some, leaves, strict=True)
        ],
        kind=TextKind.UPDATE, now=now, confirmed_hash=update.hash,
    )  # fmt: skip
    for one, text_id, at in zip(some, ids, leaves, strict=True):
        one.text_id, one.leaves_at = text_id, at
    if some:
        rows_update(UpdateRecipient, ["text_id", "leaves_at"], some)


def _go_on(update: IncidentUpdate, begins: dt.datetime, now: dt.datetime) -> None:
    left = update.recipients.filter(text_id=None, resident_id__isnull=False).exists()
    if left:
        update.next_at = begins + dt.timedelta(minutes=1)
        update.save(update_fields=["next_at"])
        return
    UPDATES.move(
        update, UpdateEvent.FINISH, actor=audit.SYSTEM, now=now,
        changes={"next_at": None, "finished_at": now},
    )  # fmt: skip


def update_accepted(event: OutgoingAccepted) -> None:
    """The network has a text of an update."""
    if event.kind == TextKind.UPDATE:
        UpdateRecipient.objects.filter(text_id=event.text_id, outcome="").update(outcome="accepted")


def update_settled(event: OutgoingSettled) -> None:
    """It is known what became of a text of an update."""
    if event.kind == TextKind.UPDATE:
        UpdateRecipient.objects.filter(text_id=event.text_id).update(outcome=event.state)
