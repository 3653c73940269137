"""What people decide about a legal clock: which kind of petition it is, and a longer period."""

import datetime as dt

from django.db import transaction

from townline.casework.cases.api import (
    InvalidInput,
    PetitionKindSet,
    Remark,
    WrongState,
    case_lock,
    publish,
    subject,
)
from townline.casework.cases.models import Case
from townline.casework.deadlines.errors import ExtensionRefused
from townline.casework.deadlines.models import LegalClock, LegalExtension
from townline.casework.deadlines.rules.statutory import ClockEvent
from townline.casework.deadlines.services.statutory.counting import (
    added_to,
    basis,
    clock_columns,
    pauses_of,
    period_of,
)
from townline.casework.deadlines.services.statutory.following import live_clocks
from townline.casework.deadlines.services.statutory.writing import CLOCKS
from townline.casework.deadlines.settings import Kinds
from townline.platform.core import district, events
from townline.platform.core.calendars import (
    ClockError,
    Extension,
    Rule,
    extension_refusal,
    parse_rule,
)
from townline.platform.core.history import audit
from townline.platform.core.history.machine import Move
from townline.platform.departments.api import Act, Permission, Viewer


def _lock_clock(code: str, viewer: Viewer) -> tuple[Case, LegalClock]:
    case = case_lock(code=code, viewer=viewer, permission=Permission.ASSIGN)
    clocks = live_clocks(case.id)
    if not clocks:
        raise WrongState("the statutory period has ended, or has not begun", state=case.state)
    return case, clocks[0]


@transaction.atomic
def legal_retype(act: Act, *, code: str, kind: str) -> LegalClock:
    """Say which kind of petition a case is; its period counts from the beginning again.

    Periods that were added stay added. Raises InvalidInput naming an unknown kind.
    """
    case, clock = _lock_clock(code, act.viewer)
    before = clock.kind
    try:
        clock.rule = period_of(kind)
    except KeyError as error:
        known = ", ".join(each.kind for each in district.part(Kinds).kinds)
        raise InvalidInput(f"unknown kind {kind!r}; accepted: {known}") from error
    columns = clock_columns(clock, basis(), pauses_of(clock), added_to(clock))
    change = Move(row=clock, event=ClockEvent.RETYPE, changes={"kind": kind, **columns})
    CLOCKS.move_all([change], actor=act.actor, now=act.now)
    _remark(act, case, Remark.LEGAL_RETYPE, before=before, after=kind)
    events.emit(PetitionKindSet(case_id=case.id, kind=kind, at=act.now))
    return clock


@transaction.atomic
def legal_extend(
    act: Act, *, code: str, count: int, reason: str, consent: bool = False
) -> LegalExtension:
    """Add ``count`` of the period's own unit, at most as much as it had at first.

    Once within the period, and once more with the resident's consent. Raises ExtensionRefused
    (``why`` in its ``extra``), InvalidInput without a reason, WrongState without a period.
    """
    case, clock = _lock_clock(code, act.viewer)
    if not reason.strip():
        raise InvalidInput("write the reason; the resident is told it, and it stays in the history")
    added = _check_extension(clock, count, act.now, consent=consent)
    before = clock.due_at
    columns = clock_columns(clock, basis(), pauses_of(clock), [*added_to(clock), str(added)])
    change = Move(row=clock, event=ClockEvent.EXTEND, changes=columns, reason=reason.strip())
    CLOCKS.move_all([change], actor=act.actor, now=act.now)
    extension = LegalExtension.objects.create(
        clock=clock,
        rule=str(added),
        decided_at=act.now,
        consent=consent,
        reason=reason.strip(),
        due_before=before,
        due_after=clock.due_at,
        by_id=act.viewer.staff_id,
    )
    moved = {"from": _iso(before), "to": _iso(clock.due_at), "consent": consent}
    _remark(act, case, Remark.LEGAL_EXTEND, reason=reason.strip(), rule=str(added), **moved)
    return extension


def _check_extension(clock: LegalClock, count: int, now: dt.datetime, *, consent: bool) -> Rule:
    if not clock.rule:
        raise WrongState("this case type has no statutory period", state=clock.state)
    rules = [parse_rule(rule) for rule in (clock.rule, *added_to(clock))]
    try:
        added = parse_rule(f"{rules[0].unit}:{count}")
    except ClockError as error:
        raise InvalidInput(str(error)) from error
    refusal = extension_refusal(
        Extension(added, now, consent), rules, clock.counted_from, clock.due_at
    )
    if refusal is not None:
        raise ExtensionRefused(str(refusal), why=refusal.name.lower())
    return added


def _iso(at: dt.datetime | None) -> str | None:
    return at.isoformat() if at else None


def _remark(act: Act, case: Case, event: Remark, *, reason: str = "", **data: object) -> None:
    audit.record(
        audit.AuditEntry(
            subject=subject(case.id),
            event=event,
            actor=act.actor,
            at=act.now,
            reason=reason,
            data=data,
        )
    )
    publish(case)
