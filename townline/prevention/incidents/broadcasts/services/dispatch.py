"""Broadcasts on their way: so many texts a minute, none twice, gone on with after any death.

A recipient gets its text in the very transaction that writes the text's id beside it: whoever is
killed has either queued a batch and noted it, or neither.
"""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet

from townline.casework.cases import api as cases
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import OneOfMany, TextKind
from townline.platform.conversations.events import OutgoingAccepted, OutgoingSettled
from townline.platform.core.database.rows import rows_update
from townline.platform.core.history import audit
from townline.prevention.incidents.broadcasts.models import Broadcast, BroadcastRecipient
from townline.prevention.incidents.broadcasts.ports import BroadcastKind, kind_of
from townline.prevention.incidents.broadcasts.rules import (
    MINUTE,
    BroadcastEvent,
    batch_begins,
    moments,
)
from townline.prevention.incidents.broadcasts.selectors import words_for
from townline.prevention.incidents.broadcasts.services.marks import BROADCASTS


def broadcasts_run(*, now: dt.datetime) -> int:
    """Queue the texts that are due of every broadcast that leaves; say how many."""
    leaving = Broadcast.objects.filter(next_at__lte=now + MINUTE)
    ids = list(leaving.order_by("next_at").values_list("id", flat=True))
    return sum(_batch(number, now) for number in ids)


@transaction.atomic
def _batch(number: int, now: dt.datetime) -> int:
    rows = Broadcast.objects.select_for_update(of=("self",), skip_locked=True)
    row = rows.filter(id=number, next_at__isnull=False).first()
    # Nothing is queued before the hold is over: until then the approval is taken back whole.
    if row is None or row.leaves_at is None or now < row.leaves_at:
        return 0
    begins = batch_begins(row.next_at or now, now)
    if begins is None:
        return 0
    if not row.urgent and (morning := cases.ends(begins)):
        # A long list that runs into the night waits for the morning.
        row.next_at = morning
        row.save(update_fields=["next_at"])
        return 0
    kind = kind_of(row.kind)
    some = list(_waiting(row)[: kind.per_minute()])
    count = _queue(row, kind, some, begins, now)
    _go_on(row, begins, now)
    kind.changed(row.owner)
    return count


def _waiting(row: Broadcast) -> QuerySet[BroadcastRecipient]:
    """Give who has none yet; who was erased since gets none."""
    own = BroadcastRecipient.objects.filter(broadcast=row, text_id=None, outcome="")
    return own.filter(resident_id__isnull=False).order_by("id")


def _queue(
    row: Broadcast, kind: BroadcastKind, some: list[BroadcastRecipient], begins: dt.datetime,
    now: dt.datetime,
) -> int:  # fmt: skip
    people = {one.resident_id or 0 for one in some}
    unwilling = set(kind.refuses(people, now)) | conversations.automatic_held(people)
    takers = [one for one in some if one.resident_id not in unwilling]
    leaves = list(moments(begins, len(takers), kind.per_minute()))
    ids = conversations.texts_queue(
        texts=[
            OneOfMany(
                resident_id=one.resident_id or 0, body=words_for(row, one.language, one.day),
                reference=cases.subject(one.case_id) if one.case_id else kind.subject(row.owner),
                leaves_at=at,
            )
            for one, at in zip(takers, leaves, strict=True)
        ],
        kind=TextKind.UPDATE, now=now, confirmed_hash=row.hash,
    )  # fmt: skip
    for one, text_id, at in zip(takers, ids, leaves, strict=True):
        one.text_id, one.leaves_at = text_id, at
    for one in some:
        one.outcome = "refused" if one.resident_id in unwilling else ""
    if some:
        rows_update(BroadcastRecipient, ["text_id", "leaves_at", "outcome"], some)
    return len(ids)


def _go_on(row: Broadcast, begins: dt.datetime, now: dt.datetime) -> None:
    if _waiting(row).exists():
        row.next_at = begins + MINUTE
        row.save(update_fields=["next_at"])
        return
    BROADCASTS.move(
        row, BroadcastEvent.FINISH, actor=audit.SYSTEM, now=now,
        changes={"next_at": None, "finished_at": now},
    )  # fmt: skip


def text_accepted(event: OutgoingAccepted) -> None:
    """The network has a text of a broadcast."""
    if event.kind == TextKind.UPDATE:
        rows = BroadcastRecipient.objects.filter(text_id=event.text_id, outcome="")
        rows.update(outcome="accepted")


def text_settled(event: OutgoingSettled) -> None:
    """It is known what became of a text of a broadcast."""
    if event.kind == TextKind.UPDATE:
        rows = BroadcastRecipient.objects.filter(text_id=event.text_id)
        rows.update(outcome=event.state)
