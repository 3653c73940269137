"""An owner answers, by text or on the page; whoever asked hears of it."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from townline.lines.safenumbers.errors import AnswerUnknown, RequestOver
from townline.lines.safenumbers.models import Call, Request
from townline.lines.safenumbers.rules.requests import Answer, RequestEvent, RequestState
from townline.lines.safenumbers.rules.ringing import CallState
from townline.lines.safenumbers.selectors.requests import RequestView, view_of
from townline.lines.safenumbers.services.help_tasks import help_ask, help_withdraw
from townline.lines.safenumbers.services.leases.writer import OWNER
from townline.lines.safenumbers.services.requests.notifications import notify_asker
from townline.lines.safenumbers.services.requests.writer import request_lock, request_transition
from townline.platform.core import live
from townline.platform.core.history import audit


@transaction.atomic
def request_answer(*, request_id: UUID, answer: int, now: dt.datetime) -> RequestView:
    """Note an owner's answer; the same one again changes nothing."""
    if str(answer) not in set(Answer):
        raise AnswerUnknown("answer 1 (coming now), 2 (in ten minutes) or 3 (cannot)")
    row = request_lock(request_id)
    if row.answer == str(answer):
        return view_of(row)
    if row.state == RequestState.ANSWERED and row.expires_at <= now:
        raise RequestOver("nobody waits for this answer any more", state=row.state)
    request_transition(
        row=row,
        event=RequestEvent.ANSWER,
        actor=OWNER,
        now=now,
        changes={"answer": str(answer), "answered_at": row.answered_at or now},
    )
    notify_asker(row, now=now)
    _callers_wake(row)
    _office_helps(row, now)
    return view_of(row)


def _office_helps(row: Request, now: dt.datetime) -> None:
    """Keep the promise of the text that asked: where an owner cannot come, the office helps."""
    if row.answer == Answer.CANNOT:
        help_ask(lease_id=row.lease_id, request=row, now=now)
    else:
        help_withdraw(request=row, now=now)


def _callers_wake(row: Request) -> None:
    """Let the process that holds the caller's line ask for the answer; no content travels."""
    waiting = Call.objects.filter(request=row, state=CallState.LIVE)
    for call_id in waiting.values_list("id", flat=True):
        live.wake(live.channel("calls"), str(call_id))


@transaction.atomic
def request_agree(*, request_id: UUID, now: dt.datetime) -> None:
    """Note that whoever asked wants the answer as a text; one that came already goes now."""
    row = request_lock(request_id)
    if row.tell or not row.asker:
        return
    row.tell = True
    row.save(update_fields=["tell"])
    if row.state == RequestState.ANSWERED:
        notify_asker(row, now=now)


def requests_expire(*, now: dt.datetime, limit: int = 500) -> int:
    """End requests that nobody answered in time; one transaction each, safe to repeat."""
    done = 0
    while done < limit and _expire_next(now):
        done += 1
    return done


@transaction.atomic
def _expire_next(now: dt.datetime) -> bool:
    row = (
        Request.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(state__in=[RequestState.WAITING, RequestState.OPEN], expires_at__lte=now)
        .order_by("expires_at")
        .first()
    )
    if row is None:
        return False
    request_transition(row=row, event=RequestEvent.EXPIRE, actor=audit.SYSTEM, now=now)
    return True
