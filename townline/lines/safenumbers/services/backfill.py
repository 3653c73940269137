"""Contacts of the past, written as they were, for a demonstration or from another system.

Nobody is texted by it, and whose calls they were is not kept.
"""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import transaction

from townline.lines.safenumbers.models import Call, DayCount, Lease, Request, RequestPhone
from townline.lines.safenumbers.rules.requests import RequestState, request_subject, token_draw
from townline.lines.safenumbers.rules.ringing import CallState
from townline.lines.safenumbers.selectors.leases import owner_phones
from townline.lines.safenumbers.selectors.requests import asking_settings
from townline.lines.safenumbers.voice_menu import CallOutcome, Stage
from townline.platform.core.history import audit
from townline.platform.core.keys import crypto


@dataclass(frozen=True, slots=True, kw_only=True)
class PastContact:
    """One contact. ``kind`` "": nothing was asked, it was only a call.

    ``answer``: 1, 2, 3 or None; ``waited``: from the text to the owner until it. ``outcome``,
    ``seconds``, ``talked`` tell of a call (``via`` call): how it ended, how long it was, and how
    much of that was talk.
    """

    lease_id: UUID
    at: dt.datetime
    via: str
    kind: str = ""
    answer: int | None = None
    waited: dt.timedelta = dt.timedelta()
    outcome: CallOutcome | None = None
    seconds: int = 0
    talked: int = 0


@transaction.atomic
def past_import(
    *,
    contacts: Sequence[PastContact],
    blocked: Mapping[tuple[dt.date, str], int],
    now: dt.datetime,
) -> int:
    """Write contacts and daily counts of what was kept out; give how many contacts."""
    known = Lease.objects.in_bulk({each.lease_id for each in contacts})
    requests = {at: _request(each, now) for at, each in enumerate(contacts) if each.kind}
    Request.objects.bulk_create(requests.values())
    _phones(requests.values())
    Call.objects.bulk_create(
        _call(each, known[each.lease_id], requests.get(at))
        for at, each in enumerate(contacts)
        if each.outcome is not None
    )
    audit.record_many(_lines(requests.values()))
    for (day, what), count in blocked.items():
        DayCount.objects.update_or_create(day=day, what=what, defaults={"count": count})
    return len(contacts)


def _request(each: PastContact, now: dt.datetime) -> Request:
    expires = each.at + asking_settings().request_for
    answered = each.at + each.waited if each.answer else None
    open_now = answered is None and expires > now
    state = RequestState.EXPIRED
    if answered is not None or open_now:
        state = RequestState.OPEN if open_now else RequestState.ANSWERED
    return Request(
        id=uuid4(),
        lease_id=each.lease_id,
        kind=each.kind,
        via=each.via,
        state=state,
        token=token_draw(()) or "",
        made_at=each.at,
        sent_at=each.at,
        expires_at=expires,
        answer=str(each.answer or ""),
        answered_at=answered,
    )


def _phones(rows: Collection[Request]) -> None:
    """Let owners answer what is still open."""
    ring = crypto.ring()
    for row in rows:
        if row.state != RequestState.OPEN:
            continue
        RequestPhone.objects.bulk_create(
            RequestPhone(
                request=row,
                number=ring.encrypt(phone.value),
                number_lookup=ring.lookup_of(phone.value),
                token=row.token,
                made_at=row.made_at,
            )
            for phone in owner_phones(row.lease_id)
        )


def _call(each: PastContact, lease: Lease, request: Request | None) -> Call:
    ended = each.at + dt.timedelta(seconds=each.seconds)
    return Call(
        id=uuid4(),
        lease=lease,
        number=lease.number_id or "",
        state=CallState.OVER,
        stage=Stage.OVER,
        outcome=each.outcome or "",
        trunk="past",
        worker="past",
        request=request,
        begun_at=each.at,
        talked_at=ended - dt.timedelta(seconds=each.talked) if each.talked else None,
        ended_at=ended,
    )


def _lines(rows: Collection[Request]) -> list[audit.AuditEntry]:
    return [
        audit.AuditEntry(
            subject=request_subject(row.id),
            event="request:history:import",
            actor=audit.SYSTEM,
            at=row.made_at,
            to_state=row.state,
            data={"lease": str(row.lease_id), "kind": row.kind, "via": row.via},
        )
        for row in rows
    ]
