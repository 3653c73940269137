"""STOP and START: a resident turns the automatic texts off and on."""

from dataclasses import dataclass

from django.db import transaction

from townline.conversations import rules
from townline.conversations.models import Resident
from townline.conversations.ports import Claim, IncomingView
from townline.conversations.rules import COMMANDED
from townline.conversations.services.queueing import automatic_queue
from townline.core import audit, district


@dataclass(frozen=True, slots=True)
class _Words:
    stop: frozenset[str]
    start: frozenset[str]


def _words(settings: district.Settings) -> _Words:
    words = settings.raw["texts"]["words"]
    stop, start = (
        frozenset(rules.folded(word) for group in words[name].values() for word in group) - {""}
        for name in ("stop", "start")
    )
    return _Words(stop, start)


# Without a savepoint: the router undoes its whole transaction when a text fails.
@transaction.atomic(savepoint=False)
def stop_claim(view: IncomingView) -> Claim | None:
    words, said = district.made(_words), rules.folded(view.body)
    if said in words.stop:
        return _stop(view)
    return _start(view) if said in words.start else None


def _locked(view: IncomingView) -> Resident:
    return Resident.objects.select_for_update(no_key=True).get(id=view.resident_id)


def _stop(view: IncomingView) -> Claim:
    resident = _locked(view)
    if resident.stopped_at is None:
        _switch(resident, view, stopped=True)
    return _claim(view)


def _start(view: IncomingView) -> Claim | None:
    resident = _locked(view)
    if resident.stopped_at is None:
        # Nothing was stopped: then it is a word like any other, and a person reads it.
        return None
    _switch(resident, view, stopped=False)
    return _claim(view)


def _switch(resident: Resident, view: IncomingView, *, stopped: bool) -> None:
    resident.stopped_at = view.received_at if stopped else None
    resident.save(update_fields=["stopped_at"])
    event = "resident:automatic:stop" if stopped else "resident:automatic:start"
    reference = f"resident:{resident.pk}"
    audit.record(
        audit.Entry(
            subject=reference,
            event=event,
            actor=audit.RESIDENT,
            at=view.now,
            data={"text": view.id},
        )
    )
    automatic_queue(
        resident_id=resident.pk,
        body=district.text("stopped" if stopped else "started", view.language),
        reference=reference,
        now=view.now,
        cause=rules.Cause.SWITCHED,
    )


def _claim(view: IncomingView) -> Claim:
    return Claim(by=COMMANDED, reference=f"resident:{view.resident_id}")
