"""How a request changes its state (``core/history/machine.py``), and taking hold of a request."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db import transaction

from townline.lines.safenumbers.errors import RequestNotFound, RequestOver
from townline.lines.safenumbers.models import Request, RequestPhone
from townline.lines.safenumbers.rules.requests import (
    LIVE,
    TRANSITIONS,
    RequestEvent,
    RequestState,
    request_subject,
)
from townline.platform.core import live
from townline.platform.core.history import audit
from townline.platform.core.history.machine import Machine

CHANNEL = "requests"


def request_lock(request_id: UUID) -> Request:
    """Take hold of a request until the transaction ends. Raises RequestNotFound."""
    row = REQUESTS.lock(request_id)
    if row is None:
        raise RequestNotFound("there is no such request")
    return row


def _history_context(row: Request) -> dict[str, str]:
    return {"lease": str(row.lease_id), "kind": row.kind, "via": row.via}


REQUESTS: Machine[Request, RequestState, RequestEvent] = Machine(
    model=Request,
    table=TRANSITIONS,
    subject=lambda row: request_subject(row.id),
    refusal=lambda row, event: RequestOver(
        f"{event} is not possible while the request is {row.state}", state=str(row.state)
    ),
    data=lambda step: _history_context(step.row),
)


@transaction.atomic
def request_transition(
    *,
    row: Request,
    event: RequestEvent,
    actor: audit.Actor,
    now: dt.datetime,
    changes: dict[str, Any] | None = None,
) -> RequestState:
    """Move a locked request along its table; one that is over lets go of its telephones.

    Raises RequestOver when the table has no such move.
    """
    after = REQUESTS.move(row, event, actor=actor, now=now, changes=changes)
    if after not in LIVE:
        RequestPhone.objects.filter(request=row, live=True).update(live=False)
    # Whoever asked by the page sees it at once; no content travels.
    live.wake(live.channel(CHANNEL), str(row.id))
    return after


def request_record(
    row: Request,
    event: str,
    actor: audit.Actor,
    now: dt.datetime,
    *,
    from_state: str = "",
    reason: str = "",
) -> None:
    """Write a line of a request's history. It holds no number and no word of anybody's."""
    audit.record(
        audit.AuditEntry(
            subject=request_subject(row.id),
            event=event,
            actor=actor,
            at=now,
            from_state=from_state,
            to_state=str(row.state),
            reason=reason,
            data=_history_context(row),
        )
    )
