"""How texts change their state (``core/history/machine.py``), and who hears of what went out."""

from collections.abc import Iterator

from townline.platform.conversations import rules
from townline.platform.conversations.events import OutgoingAccepted, OutgoingSettled
from townline.platform.conversations.models import IncomingText, OutgoingText
from townline.platform.conversations.rules import (
    IncomingEvent,
    IncomingState,
    OutgoingEvent,
    OutgoingState,
)
from townline.platform.core.history.machine import Machine, MachineStep
from townline.platform.core.outgoing.outbox import Outbox

_SETTLED = {OutgoingState.DELIVERED, OutgoingState.FAILED, OutgoingState.UNKNOWN}


def _news(step: MachineStep[OutgoingText]) -> Iterator[OutgoingAccepted | OutgoingSettled]:
    text = step.row
    if text.accepted_at and step.was.get("accepted_at", text.accepted_at) is None:
        yield OutgoingAccepted(
            text_id=text.pk, kind=text.kind, reference=text.reference, at=text.accepted_at
        )
    if text.state in _SETTLED:
        yield OutgoingSettled(
            text_id=text.pk,
            kind=text.kind,
            reference=text.reference,
            state=text.state,
            at=step.at,
            detail=text.error,
        )


OUTGOING: Machine[OutgoingText, OutgoingState, OutgoingEvent] = Machine(
    model=OutgoingText,
    table=rules.OUTGOING_TRANSITIONS,
    subject=lambda text: f"text:{text.pk}",
    refusal=lambda text, event: rules.TransitionRefused(
        f"a text that is {text.state} cannot {event}"
    ),
    columns=lambda step: {"settled_at": step.at if step.after in _SETTLED else None},
    writes=("lease_until", "session", "transport", "attempts", "not_before", "error"),
    emits=_news,
)
OUTBOX = Outbox(
    machine=OUTGOING,
    claimed=OutgoingState.CLAIMED,
    claim=OutgoingEvent.CLAIM,
    lose=OutgoingEvent.LOSE,
    until="lease_until",
    made="queued_at",
    due="not_before",
)
INCOMING: Machine[IncomingText, IncomingState, IncomingEvent] = Machine(
    model=IncomingText,
    table=rules.INCOMING_TRANSITIONS,
    subject=lambda text: f"incoming:{text.pk}",
    refusal=lambda text, event: rules.TransitionRefused(
        f"an incoming text that is {text.state} cannot {event}"
    ),
    writes=("resident_id", "claimed_by", "reference", "routed_at", "problem"),
)
