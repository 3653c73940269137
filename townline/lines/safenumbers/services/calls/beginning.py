"""A call begins: who may, how often, and to which line it leads."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from townline.lines.safenumbers import doors
from townline.lines.safenumbers.doors import with_district_limit
from townline.lines.safenumbers.models import Lease
from townline.lines.safenumbers.rules import numbers
from townline.lines.safenumbers.rules.leases import LeaseState
from townline.lines.safenumbers.rules.limits import WardiallingLevel, Withheld, wardialling_level
from townline.lines.safenumbers.rules.ringing import CallState
from townline.lines.safenumbers.selectors.leases import LeaseView
from townline.lines.safenumbers.selectors.requests import AskingSettings, asking_settings
from townline.lines.safenumbers.services.calls.admission import Admission, admission_of
from townline.lines.safenumbers.services.calls.writer import call_insert
from townline.lines.safenumbers.services.numbers import day_count
from townline.lines.safenumbers.services.requests.making import quiet_until
from townline.lines.safenumbers.settings import Prompts
from townline.lines.safenumbers.voice_menu import (
    CallOutcome,
    CallPlan,
    DialledLine,
    Language,
    Stage,
    call_subject,
)
from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.core.http.limits import Bound, Limit
from townline.platform.core.keys import crypto
from townline.platform.core.text import msisdn
from townline.platform.core.text.msisdn import InvalidNumber, Msisdn


@dataclass(frozen=True, slots=True)
class CallRefused:
    """No call comes about.

    ``status`` is the SIP status to refuse it with. ``prompts``, if any, may be said instead
    where media can be had: 200, say them, BYE. ``words`` go with the refusal, for an operator.
    """

    status: int
    outcome: CallOutcome
    prompts: tuple[str, ...] = ()
    words: str = ""


# Not 503: a carrier would rest the trunk, and with it the calls of everybody else.
_LIMITED = CallRefused(
    480, CallOutcome.LIMITED, words="too many calls lately, try again in a while"
)
# Unknown, ended, paused: nobody can tell which from the answer.
_UNAVAILABLE = CallRefused(480, CallOutcome.UNAVAILABLE, ("unavailable",))
_ROTATED = CallRefused(410, CallOutcome.ROTATED, ("rotated",))
_BLOCKED = CallRefused(603, CallOutcome.BLOCKED, ("blocked",))
_WITHHELD = CallRefused(433, CallOutcome.WITHHELD, ("withheld",))  # RFC 5079: anonymity disallowed


@dataclass(frozen=True, slots=True, kw_only=True)
class _Incoming:
    """A call as it came. ``who`` None: the number is hidden; ``number`` "": none of ours."""

    call_id: UUID
    worker: str
    trunk: str
    who: Msisdn | None
    number: str
    access: bool
    dialogs: bytes
    now: dt.datetime


def call_begin(
    *,
    call_id: UUID,
    worker: str,
    trunk: str,
    dialled: str,
    caller: str | None,
    now: dt.datetime,
    dialogs: bytes = b"",
) -> CallPlan | CallRefused:
    """Write a call down and say what it may do, or why it may not be.

    ``dialogs``: what another process needs to hang up, kept as ``dialogs_keep`` does.
    """
    settings = asking_settings()
    call = _Incoming(
        call_id=call_id,
        worker=worker,
        trunk=trunk,
        who=_caller(caller),
        number=_parse_dialled(dialled),
        access=_same_line(dialled, settings.access_number),
        dialogs=dialogs,
        now=now,
    )
    if Limit.check(_bounds(call), now):
        day_count("calls_limited", now)
        return _LIMITED
    return _record_call(call, settings)


@transaction.atomic
def _record_call(call: _Incoming, settings: AskingSettings) -> CallPlan | CallRefused:
    found = admission_of(
        who=call.who.value if call.who else None,
        number=call.number,
        leased="" if call.access else call.number,
        now=call.now,
    )
    refused = _refusal(call, settings, found) or _wardialling(call, settings, found)
    lease = found.lease
    call_insert(_columns(call, lease, refused))
    if refused is not None:
        day_count(f"calls_{refused.outcome}", call.now)
        return refused
    _record(call, lease)
    return CallPlan(
        call_id=call.call_id,
        line=line_of(lease, call.now) if lease else None,
        stage=Stage.CODE if call.access else Stage.MENU,
        textable=call.who is not None and call.who.is_mobile,
        menu_only=call.who is None and settings.withheld is Withheld.MENU_ONLY,
        menu=district.part(Prompts).call_menu,
    )


def _caller(caller: str | None) -> Msisdn | None:
    """Read a caller's number; a word such as "anonymous" hides it."""
    try:
        who = msisdn.parse(caller or "")
    except InvalidNumber:
        return None
    return who if who.value.startswith("+") else None


def _parse_dialled(text: str) -> str:
    try:
        return numbers.parse(text)
    except numbers.NotSafeNumber:
        return ""


def _same_line(one: str, other: str) -> bool:
    if not other:
        return False
    try:
        return msisdn.parse(one).value == msisdn.parse(other).value
    except InvalidNumber:
        return False


def _bounds(call: _Incoming) -> list[Bound]:
    bounds: list[Bound] = [(with_district_limit(doors.ALL_CALLS), "")]
    if call.who is not None:
        bounds.append((with_district_limit(doors.CALLS_OF), call.who.value))
    if call.number:
        bounds.append((with_district_limit(doors.CALLS_TO), call.number))
    return bounds


def _refusal(call: _Incoming, settings: AskingSettings, found: Admission) -> CallRefused | None:
    if call.who is None and settings.withheld is Withheld.REFUSE:
        return _WITHHELD
    if found.blocked:
        return _BLOCKED
    if call.access:
        return None
    lease = found.lease
    if lease is not None and lease.state is LeaseState.ROTATED:
        return _ROTATED
    usable = lease is not None and lease.state is LeaseState.ACTIVE and lease.phones
    return None if usable else _UNAVAILABLE


def _wardialling(call: _Incoming, settings: AskingSettings, found: Admission) -> CallRefused | None:
    """Hold back who walks through the pool."""
    if call.who is None or not call.number:
        return None
    level = wardialling_level(
        reached=found.reached,
        is_new=found.is_new,
        last=found.last,
        now=call.now,
        limits=settings.limits,
    )
    if level is WardiallingLevel.FREE:
        return None
    day_count(f"walk_{level}", call.now)
    return _LIMITED


def _columns(
    call: _Incoming, lease: LeaseView | None, refused: CallRefused | None
) -> dict[str, Any]:
    ring, who = crypto.ring(), call.who
    stage = Stage.CODE if call.access else Stage.MENU
    return {
        "id": call.call_id,
        "lease_id": lease.id if lease else None,
        "number": call.number,
        "access": call.access,
        "state": CallState.OVER if refused else CallState.LIVE,
        "stage": Stage.OVER if refused else stage,
        "outcome": refused.outcome if refused else "",
        "trunk": call.trunk[:40],
        "worker": call.worker[:80],
        "caller": ring.encrypt(who.value) if who else b"",
        "caller_lookup": ring.lookup_of(who.value) if who else b"",
        "caller_masked": msisdn.mask(who.value)[:24] if who else "",
        "dialogs": ring.seal(call.dialogs) if call.dialogs and not refused else b"",
        "begun_at": call.now,
        "ended_at": call.now if refused else None,
    }


def line_of(lease: LeaseView, now: dt.datetime) -> DialledLine:
    """Say what the owner of a lease allows now."""
    row = Lease(quiet_from=lease.quiet_from, quiet_until=lease.quiet_until)
    language: Language = "ko" if lease.language == "ko" else "en"
    return DialledLine(
        number=numbers.e164(lease.number),
        phones=lease.phones,
        talks_unasked=lease.talks_unasked,
        quiet=quiet_until(row, now) is not None,
        language=language,
    )


def _record(call: _Incoming, lease: LeaseView | None) -> None:
    audit.record(
        audit.AuditEntry(
            subject=call_subject(call.call_id),
            event="call:line:begin",
            actor=audit.NETWORK,
            at=call.now,
            to_state=CallState.LIVE,
            data={"lease": str(lease.id)} if lease else {},
        )
    )
