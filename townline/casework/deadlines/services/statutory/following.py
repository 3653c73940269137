"""The legal clock goes with its case: begun, stopped for a question, ended by the answer."""

import datetime as dt

from townline.casework.cases.api import (
    FINISHED,
    OPEN,
    CaseChanged,
    CaseEvent,
    CaseOpened,
    CaseState,
)
from townline.casework.cases.models import Case
from townline.casework.deadlines.models import LegalClock, LegalPause
from townline.casework.deadlines.rules.statutory import ClockEvent
from townline.casework.deadlines.services.statutory.counting import (
    added_to,
    basis,
    clock_columns,
    new_clock,
    pauses_of,
    step_of,
)
from townline.casework.deadlines.services.statutory.writing import CLOCKS
from townline.casework.deadlines.settings import Kinds, Legal
from townline.platform.core import district
from townline.platform.core.database import rows
from townline.platform.core.history import audit
from townline.platform.core.history.machine import Move

_QUESTION = CaseState.AWAITING_RESIDENT


def clock_begin(event: CaseOpened) -> None:
    """Begin the legal clock of a case that opens: one row, perhaps together with others'."""
    rows.row_insert(
        new_clock(case_id=event.case_id, kind=event.kind or _usual_kind(), at=event.since)
    )


def _usual_kind() -> str:
    return district.part(Legal).default_kind


def clock_follow(event: CaseChanged) -> None:
    """Do with the clock what was done with the case; most changes ask nothing of it."""
    before, after = CaseState(event.from_state), CaseState(event.to_state)
    if before in FINISHED and after in OPEN and event.event == CaseEvent.REOPEN:
        _begin_again(event)
    elif before not in OPEN and after in OPEN:
        _revive(event)
    elif before in OPEN and after not in OPEN:
        _end(event)
    elif _QUESTION in {before, after} and before is not after:
        _question(event, is_question=after is _QUESTION)


def live_clocks(*case_ids: int) -> list[LegalClock]:
    """Lock the running clocks of cases, in the order of their ids."""
    return list(
        LegalClock.objects.select_for_update()
        .filter(case__in=case_ids, ended_at=None)
        .order_by("id")
    )


def _begin_again(event: CaseChanged) -> None:
    if live_clocks(event.case_id):
        return
    last = LegalClock.objects.filter(case=event.case_id).order_by("-id").first()
    known = last is not None and district.part(Kinds).named(last.kind)
    kind = last.kind if last and known else _usual_kind()
    clock = new_clock(case_id=event.case_id, kind=kind, at=event.at)
    clock.save(force_insert=True)
    _from_the_earliest([clock], event.at)


def _question(event: CaseChanged, *, is_question: bool) -> None:
    for clock in live_clocks(event.case_id):
        if is_question:
            LegalPause.objects.create(clock=clock, start_at=event.at)
        else:
            clock.pauses.filter(end_at=None).update(end_at=event.at)
        _recount(clock, event.at)


def _recount(clock: LegalClock, now: dt.datetime) -> None:
    """Count a locked clock anew after its own pauses changed."""
    own, by = pauses_of(clock), basis()
    columns = clock_columns(clock, by, own, added_to(clock))
    change = Move(row=clock, event=step_of(clock, own, by), changes=columns)
    CLOCKS.move_all([change], actor=audit.SYSTEM, now=now)


def _end(event: CaseChanged) -> None:
    into = Case.objects.values_list("merged_into", flat=True).get(id=event.case_id)
    merged = event.event == CaseEvent.MERGE and into is not None
    clocks = live_clocks(event.case_id, *([into] if merged and into else []))
    ending = [clock for clock in clocks if clock.case_id == event.case_id]
    LegalPause.objects.filter(clock__in=ending, end_at=None).update(end_at=event.at)
    done = {"ended_at": event.at, "ended_by": event.event, "remind_at": None}
    CLOCKS.move_all(
        [Move(row=clock, event=ClockEvent.END, changes=done) for clock in ending],
        actor=audit.SYSTEM,
        now=event.at,
    )
    _from_the_earliest([clock for clock in clocks if clock not in ending], event.at)


def _revive(event: CaseChanged) -> None:
    """A merge or a closing was undone: the clock goes on as if nothing had been."""
    ended = LegalClock.objects.filter(case=event.case_id).order_by("-id")
    last = ended.select_for_update().first()
    if last is None or last.ended_at is None:
        return
    if event.to_state == _QUESTION:
        last.pauses.filter(end_at=last.ended_at).update(end_at=None)
    over = {"ended_at": None, "ended_by": ""}
    change = Move(row=last, event=ClockEvent.REVIVE, changes=over)
    CLOCKS.move_all([change], actor=audit.SYSTEM, now=event.at)
    _recount(last, event.at)
    # Whatever was counted from this clock's beginning counts from its own again.
    _from_the_earliest(
        list(
            LegalClock.objects.select_for_update()
            .filter(counted_from=last.counted_from, ended_at=None)
            .exclude(id=last.id)
        ),
        event.at,
    )


def _from_the_earliest(clocks: list[LegalClock], now: dt.datetime) -> None:
    """Count from the earliest beginning among a case and what was merged into it since."""
    for clock in clocks:
        merged = LegalClock.objects.filter(
            case__merged_into=clock.case_id,
            ended_by=CaseEvent.MERGE,
            ended_at__gte=clock.started_at,
        )
        earliest = min([clock.started_at, *merged.values_list("counted_from", flat=True)])
        if earliest != clock.counted_from:
            clock.counted_from = earliest
            _recount(clock, now)
