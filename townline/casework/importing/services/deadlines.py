"""The legal clocks that told cases would have had, worked out of their history."""

import datetime as dt
from collections.abc import Iterable

from townline.casework.cases.api import (
    FINISHED,
    OPEN,
    CaseEvent,
    CaseState,
    Remark,
    case_id_of,
    case_moments,
    recipients,
    subject,
)
from townline.casework.cases.models import Case, Notice
from townline.casework.deadlines.api import ClockState, basis, clock_columns, new_clock
from townline.casework.deadlines.models import LegalClock, LegalPause
from townline.casework.deadlines.settings import Legal
from townline.platform.core import district
from townline.platform.core.calendars import Pause
from townline.platform.core.history import audit
from townline.platform.core.history.audit import AuditEntry

_BATCH = 500
_AWAITING = CaseState.AWAITING_RESIDENT
_WORDS = {event.tag: str(event) for event in CaseEvent}


class _ClockHistory:
    """The clocks and pauses of many cases, the last clock of each at hand."""

    def __init__(self, now: dt.datetime) -> None:
        self._now, self._usual = now, district.part(Legal).default_kind
        self.clocks: list[LegalClock] = []
        self.pauses: list[LegalPause] = []
        self._last: dict[int, LegalClock] = {}

    def hear(self, case_id: int, entry: AuditEntry) -> None:
        """Do what a line of history means to the clock of its case."""
        before, after = entry.from_state, entry.to_state
        if entry.event == Remark.OPEN or (before in FINISHED and after in OPEN):
            self._last[case_id] = new_clock(case_id=case_id, kind=self._usual, at=entry.at)
            self.clocks.append(self._last[case_id])
        elif before in OPEN and after not in OPEN:
            self._end(self._last[case_id], entry)
        elif after == _AWAITING and before != _AWAITING:
            self.pauses.append(LegalPause(clock=self._last[case_id], start_at=entry.at))
        elif before == _AWAITING and after != _AWAITING:
            self._go_on(self._last[case_id], entry.at)

    def _end(self, clock: LegalClock, entry: AuditEntry) -> None:
        self._go_on(clock, entry.at)
        clock.ended_at, clock.ended_by = entry.at, _WORDS[entry.event]

    def _go_on(self, clock: LegalClock, at: dt.datetime) -> None:
        for pause in self._of(clock):
            pause.end_at = pause.end_at or at

    def _of(self, clock: LegalClock) -> list[LegalPause]:
        return [pause for pause in self.pauses if pause.clock is clock]

    def count(self) -> None:
        """Count each clock once all its pauses are told; what is past is not reminded of."""
        by = basis()
        own: dict[int, list[LegalPause]] = {}
        for pause in self.pauses:
            own.setdefault(id(pause.clock), []).append(pause)
        for clock in self.clocks:
            pauses = own.get(id(clock), [])
            columns = clock_columns(clock, by, [Pause(p.start_at, p.end_at) for p in pauses])
            clock.due_at, clock.remind_at = columns["due_at"], columns["remind_at"]
            clock.state = _state(clock, pauses)
            if clock.ended_at or (clock.due_at and clock.due_at <= self._now):
                clock.remind_at = None
            elif clock.remind_at and clock.remind_at <= self._now:
                clock.remind_at = clock.due_at


def _state(clock: LegalClock, pauses: list[LegalPause]) -> ClockState:
    if clock.ended_at:
        return ClockState.ENDED
    paused = any(pause.end_at is None for pause in pauses)
    return ClockState.PAUSED if paused else ClockState.RUNNING


def clocks_store(entries: Iterable[AuditEntry], now: dt.datetime) -> None:
    """Write the clocks of the cases that these lines of history are of."""
    history = _ClockHistory(now)
    for entry in sorted(entries, key=lambda each: each.at):
        case_id = case_id_of(entry.subject)
        if case_id is not None:
            history.hear(case_id, entry)
    history.count()
    LegalClock.objects.bulk_create(history.clocks, batch_size=_BATCH)
    for pause in history.pauses:
        pause.clock_id = pause.clock.id if pause.clock else None
    LegalPause.objects.bulk_create(history.pauses, batch_size=_BATCH)


# The reminders that would have come while a told case was open.

type Place = tuple[int | None, str | None, int]


class Reminders:
    """Notices of many cases. Who hears is looked up once for each place and stage."""

    def __init__(self) -> None:
        self.notices: list[Notice] = []
        self._people: dict[Place, set[int]] = {}

    def pass_to(self, case: Case, now: dt.datetime, entries: list[audit.AuditEntry]) -> None:
        """Give the reminders of an open case whose moment came before ``now``."""
        while case.state in OPEN and case.next_reminder_at and case.next_reminder_at <= now:
            self._remind(case, case.next_reminder_at, entries)

    def _remind(self, case: Case, at: dt.datetime, entries: list[audit.AuditEntry]) -> None:
        moments = case_moments(case)
        passed = sum(moment <= at for moment in moments)
        overdue = passed == len(moments)
        people = set().union(*(self._recipients(case, n) for n in range(1, passed + 1)))
        kind = "overdue" if overdue else f"stage{passed}"
        self.notices += [
            Notice(case_id=case.id, staff_id=person, kind=kind, at=at) for person in sorted(people)
        ]
        case.reminder_stage = passed
        case.next_reminder_at = None if overdue else moments[passed]
        entries.append(
            audit.AuditEntry(
                subject=subject(case.id),
                event=Remark.OVERDUE if overdue else Remark.REMIND,
                actor=audit.SYSTEM,
                at=at,
                data={"stage": passed, "people": len(people)},
            )
        )

    def _recipients(self, case: Case, stage: int) -> set[int]:
        place = (case.assignee_id, case.department_id, stage)
        if place not in self._people:
            self._people[place] = recipients(case, stage)
        return self._people[place]

    def settle(self, case: Case) -> None:
        """Mark what was said about a case as read once it is finished."""
        if case.state in OPEN:
            return
        for notice in reversed(self.notices):
            if notice.case_id != case.id:
                break
            notice.read_at = case.finished_at
