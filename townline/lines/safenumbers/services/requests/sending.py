"""Requests that waited for the end of an owner's quiet hours are texted then."""

import datetime as dt

from django.db import transaction

from townline.lines.safenumbers.models import Request
from townline.lines.safenumbers.rules.leases import LeaseState
from townline.lines.safenumbers.rules.requests import RequestEvent, RequestState
from townline.lines.safenumbers.selectors.leases import owner_phones
from townline.lines.safenumbers.services.requests.notifications import owner_ask
from townline.lines.safenumbers.services.requests.writer import request_transition
from townline.platform.core.history import audit


def requests_send(*, now: dt.datetime, limit: int = 500) -> int:
    """Text what waited; one transaction each, safe to repeat."""
    done = 0
    while done < limit and _send_next(now):
        done += 1
    return done


@transaction.atomic
def _send_next(now: dt.datetime) -> bool:
    row = (
        Request.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("lease")
        .filter(state=RequestState.WAITING, send_at__lte=now)
        .order_by("send_at")
        .first()
    )
    if row is None:
        return False
    phones = owner_phones(row.lease_id) if row.lease.state == LeaseState.ACTIVE else ()
    event = RequestEvent.SEND if phones and row.expires_at > now else RequestEvent.EXPIRE
    changes = {"sent_at": now} if event == RequestEvent.SEND else None
    request_transition(row=row, event=event, actor=audit.SYSTEM, now=now, changes=changes)
    if event == RequestEvent.SEND:
        owner_ask(row, phones, now=now)
    return True
