"""A call while it goes on: its stage, its request, its code, its end."""

import datetime as dt
from uuid import UUID

from django.db import connection, transaction

from townline.lines.safenumbers import doors
from townline.lines.safenumbers.doors import with_district_limit
from townline.lines.safenumbers.errors import AskerBlocked, RequestOver, SafeNumberError
from townline.lines.safenumbers.models import Call
from townline.lines.safenumbers.rules.leases import LeaseState
from townline.lines.safenumbers.rules.requests import Answer, RequestVia
from townline.lines.safenumbers.rules.ringing import CallEvent, CallState
from townline.lines.safenumbers.selectors.blocks import is_blocked
from townline.lines.safenumbers.selectors.leases import lease_by_code, owner_phones
from townline.lines.safenumbers.services.calls.beginning import line_of
from townline.lines.safenumbers.services.calls.writer import call_transition
from townline.lines.safenumbers.services.help_tasks import help_ask
from townline.lines.safenumbers.services.numbers import day_count
from townline.lines.safenumbers.services.requests.answering import request_agree, request_answer
from townline.lines.safenumbers.services.requests.making import request_make
from townline.lines.safenumbers.voice_menu import (
    CallOutcome,
    CodeFound,
    CodeWrong,
    RequestMade,
    RequestRefused,
    Stage,
)
from townline.platform.core.http.limits import Bound, Limit
from townline.platform.core.keys import crypto
from townline.platform.core.text import msisdn
from townline.platform.core.text.msisdn import Msisdn

_TOO_MANY = 429
# Several times in each call: in Python the statement would cost more than in the database.
_STAGE = """
UPDATE safenumbers_call SET stage = %s, talked_at = coalesce(%s::timestamptz, talked_at),
  language = coalesce(nullif(%s, ''), language)
WHERE id = %s AND state = %s
"""


def call_stage(*, call_id: UUID, stage: Stage, now: dt.datetime, language: str = "") -> None:
    """Note how far a call has come; nothing once it is over."""
    talked_at = now if stage is Stage.TALKING else None
    with connection.cursor() as cursor:
        cursor.execute(_STAGE, [stage, talked_at, language, call_id, CallState.LIVE])


def call_request(*, call_id: UUID, kind: str, now: dt.datetime) -> RequestMade | RequestRefused:
    """Send the request that a caller chose; a second one of the same call is the first."""
    row = Call.objects.filter(id=call_id, state=CallState.LIVE).first()
    if row is None or row.lease_id is None:
        return RequestRefused("unavailable")
    if row.request_id is not None:
        return RequestMade()
    try:
        made = request_make(
            lease_id=row.lease_id,
            kind=kind,
            via=RequestVia.CALL,
            asker=_caller(row),
            tell=row.agreed,
            language=row.language,
            now=now,
        )
    except AskerBlocked:
        return RequestRefused("blocked")
    except SafeNumberError as error:
        return RequestRefused("limited" if error.status == _TOO_MANY else "unavailable")
    Call.objects.filter(id=call_id).update(request=made.id)
    return RequestMade(waits=made.waits)


def _caller(row: Call) -> Msisdn | None:
    if not row.caller:
        return None
    return msisdn.parse(crypto.ring().decrypt(row.caller))


@transaction.atomic
def call_agree(*, call_id: UUID, now: dt.datetime) -> None:
    """Note that the caller wants the owner's answer as a text."""
    row = Call.objects.select_for_update(of=("self",)).filter(id=call_id).first()
    if row is None or row.agreed:
        return
    row.agreed = True
    row.save(update_fields=["agreed"])
    if row.request_id is not None:
        request_agree(request_id=row.request_id, now=now)


def call_code(*, call_id: UUID, code: str, now: dt.datetime) -> CodeFound | CodeWrong:
    """Look for the sticker whose six digits were keyed in. Guessing is limited."""
    row = Call.objects.filter(id=call_id, state=CallState.LIVE).first()
    if row is None or not row.access:
        return CodeWrong(final=True)
    if Limit.check(_code_bounds(row), now):
        day_count("codes_limited", now)
        return CodeWrong(final=True)
    lease = lease_by_code(code)
    usable = lease is not None and lease.state is LeaseState.ACTIVE and lease.phones
    if lease is None or not usable or _is_caller_blocked(row, lease.id, now):
        day_count("codes_wrong", now)
        return CodeWrong()
    Call.objects.filter(id=call_id).update(lease=lease.id, number=lease.number, stage=Stage.MENU)
    return CodeFound(line_of(lease, now))


@transaction.atomic
def call_help(*, call_id: UUID, now: dt.datetime) -> None:
    """Let the duty room help: the owner, on the telephone, cannot come.

    A request that the caller sent before is answered by it, as if the owner had texted 3.
    """
    row = Call.objects.select_for_update(of=("self",)).filter(id=call_id).first()
    if row is None or row.lease_id is None:
        return
    if row.request_id is not None:
        try:
            request_answer(request_id=row.request_id, answer=int(Answer.CANNOT), now=now)
        except RequestOver:
            help_ask(lease_id=row.lease_id, call=row, now=now)
    else:
        help_ask(lease_id=row.lease_id, call=row, now=now)


def _code_bounds(row: Call) -> list[Bound]:
    # Who hides the number shares one count with all who do.
    caller = bytes(row.caller_lookup).hex() or "withheld"
    return [
        (with_district_limit(doors.CODES_OF), caller),
        (with_district_limit(doors.ALL_CODES), ""),
    ]


def _is_caller_blocked(row: Call, lease_id: UUID, now: dt.datetime) -> bool:
    caller = _caller(row)
    return caller is not None and is_blocked(caller.value, lease_id=lease_id, now=now)


@transaction.atomic
def call_end(*, call_id: UUID, outcome: CallOutcome, now: dt.datetime) -> None:
    """Note how a call ended; a second end changes nothing."""
    row = Call.objects.select_for_update(of=("self",)).filter(id=call_id).first()
    if row is None or row.state != CallState.LIVE:
        return
    event = CallEvent.LOSE if outcome is CallOutcome.LOST else CallEvent.END
    call_transition(row=row, event=event, outcome=outcome, now=now)


def call_reply(call_id: UUID) -> int | None:
    """Give the owner's answer to the request of a call: 1, 2, 3, or None."""
    answer = Call.objects.filter(id=call_id).values_list("request__answer", flat=True).first()
    return int(answer) if answer else None


def call_phones(call_id: UUID) -> tuple[Msisdn, ...]:
    """Give the owner's real numbers in order, for the process that dials them."""
    lease_id = Call.objects.filter(id=call_id).values_list("lease", flat=True).first()
    return owner_phones(lease_id) if lease_id else ()
