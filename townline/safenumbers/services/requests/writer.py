"""The one writer of a request's state, and taking hold of a request."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db import transaction

from townline.core import audit
from townline.safenumbers.errors import RequestNotFound, RequestOver
from townline.safenumbers.models import Request, RequestPhone
from townline.safenumbers.rules.requests import (
    LIVE,
    RequestEvent,
    RequestState,
    request_after,
    request_subject,
)


def request_lock(request_id: UUID) -> Request:
    """Take hold of a request until the transaction ends. Raises RequestNotFound."""
    row = Request.objects.select_for_update(of=("self",)).filter(id=request_id).first()
    if row is None:
        raise RequestNotFound("there is no such request")
    return row


@transaction.atomic
def request_transition(
    *,
    row: Request,
    event: RequestEvent,
    actor: audit.Actor,
    now: dt.datetime,
    changes: dict[str, Any] | None = None,
) -> RequestState:
    """Move a locked request along its table and write its history (``request:<id>``).

    Raises RequestOver when the table has no such move.
    """
    before = RequestState(row.state)
    after = request_after(before, event)
    if after is None:
        raise RequestOver(f"{event} is not possible while the request is {before}", state=before)
    columns: dict[str, Any] = {"state": after} | (changes or {})
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(update_fields=list(columns))
    if after not in LIVE:
        RequestPhone.objects.filter(request=row, live=True).update(live=False)
    request_record(row, event, actor, now, from_state=before)
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
        audit.Entry(
            subject=request_subject(row.id),
            event=f"request:{event}",
            actor=actor,
            at=now,
            from_state=from_state,
            to_state=str(row.state),
            reason=reason,
            data={"lease": str(row.lease_id), "kind": row.kind, "via": row.via},
        )
    )
