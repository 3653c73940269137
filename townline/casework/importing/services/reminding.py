"""The reminders that would have come while a told case was open."""

import datetime as dt

from townline.casework.cases.api import OPEN, Remark, case_moments, recipients, subject
from townline.casework.cases.models import Case, Notice
from townline.platform.core.history import audit

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
