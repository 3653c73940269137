"""STOP and START: a resident turns the automatic texts off and on."""

from django.db import transaction

from townline.platform.conversations import rules
from townline.platform.conversations.events import AutomaticStopped
from townline.platform.conversations.models import Resident
from townline.platform.conversations.ports import Claim, IncomingView
from townline.platform.conversations.rules import COMMANDED
from townline.platform.conversations.services.outgoing.queueing import automatic_queue
from townline.platform.core import district, events
from townline.platform.core.history import audit
from townline.platform.core.text.line_words import lexicon


# Without a savepoint: the router undoes its whole transaction when a text fails.
@transaction.atomic(savepoint=False)
def stop_claim(text: IncomingView) -> Claim | None:
    """Take a text that is only STOP or START (``words`` of the district), and obey it.

    Words in use for it and slips of the finger are understood; a text that only holds such words
    is a matter. What was asked for goes on: answers, interim answers and questions. A START where
    nothing was stopped is left to the other rooms.
    """
    if text.photos or text.parts_missing:
        return None  # there is more to it than the word
    group = lexicon().find(text.body)
    if group == "stop":
        return _stop(text)
    return _start(text) if group == "start" else None


def _lock_resident(view: IncomingView) -> Resident:
    return Resident.objects.select_for_update(no_key=True).get(id=view.resident_id)


def _stop(view: IncomingView) -> Claim:
    resident = _lock_resident(view)
    if resident.stopped_at is None:
        _switch(resident, view, stopped=True)
    events.emit(AutomaticStopped(resident_id=resident.pk, at=view.now))
    _answer(resident, view, "stopped")
    return _claim(view)


def _start(view: IncomingView) -> Claim | None:
    resident = _lock_resident(view)
    if resident.stopped_at is None:
        # Nothing was stopped: then it is a word like any other.
        return None
    _switch(resident, view, stopped=False)
    _answer(resident, view, "started")
    return _claim(view)


def _switch(resident: Resident, view: IncomingView, *, stopped: bool) -> None:
    resident.stopped_at = view.received_at if stopped else None
    resident.save(update_fields=["stopped_at"])
    event = "resident:automatic:stop" if stopped else "resident:automatic:start"
    audit.record(
        audit.AuditEntry(
            subject=f"resident:{resident.pk}",
            event=event,
            actor=audit.RESIDENT,
            at=view.now,
            data={"text": view.id},
        )
    )


def _answer(resident: Resident, view: IncomingView, key: str) -> None:
    """Answer each such text, also one that changes nothing: silence looks like a fault."""
    automatic_queue(
        resident_id=resident.pk,
        body=district.text(key, view.language),
        reference=f"resident:{resident.pk}",
        now=view.now,
        cause=rules.Cause.SWITCHED,
    )


def _claim(view: IncomingView) -> Claim:
    return Claim(by=COMMANDED, reference=f"resident:{view.resident_id}")
