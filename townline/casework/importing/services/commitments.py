"""The dates that told answers promised, and what became of them: for a history that is made up."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction

from townline.casework.answers.models import Confirmation, Draft, DraftVersion
from townline.casework.cases.api import FINISHED, CaseState, Kind, Remark, subject
from townline.casework.cases.models import Case
from townline.casework.deadlines.api import (
    Promise,
    PromisedState,
    dates_checked,
    dates_found,
    next_moment,
    with_next_word,
)
from townline.casework.deadlines.models import PromisedDate
from townline.platform.core.history import audit
from townline.platform.core.text.dates import DateKind
from townline.platform.departments import api as departments

_S = PromisedState
_OF_A_HUNDRED_KEPT, _OR_MOVED = 88, 95
_STILL_OPEN = dt.timedelta(days=4)
_WEEK, _BEFORE = dt.timedelta(days=7), dt.timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class PromisedNotes:
    """What officers write when they settle a date: any of these."""

    kept: Sequence[str]
    moved: Sequence[str]


@transaction.atomic
def promised_import(*, now: dt.datetime, notes: PromisedNotes) -> int:
    """Keep the dates of all answers that were sent, most of them kept; returns how many.

    Dates ahead are open, a few that have just passed are missed. No notice, no text. What waits
    for the mayor has its dates checked as well.
    """
    _check_waiting()
    bodies = _bodies()
    made = [
        promised
        for confirmation in Confirmation.objects.exclude(ended_at=None).select_related("case")
        for promised in _of(confirmation, bodies.get(confirmation.case_id, []))
    ]
    later: list[PromisedDate] = []
    for number, promised in enumerate(made):
        later += _settle(promised, number, notes, now)
    PromisedDate.objects.bulk_create(made, batch_size=500)
    PromisedDate.objects.bulk_create(later, batch_size=500)
    audit.record_many(sorted(_lines(made), key=lambda entry: entry.at))
    return len(made) + len(later)


def _check_waiting() -> None:
    for draft in Draft.objects.filter(case__state=CaseState.AWAITING_CONFIRMATION):
        at = draft.submitted_at or draft.updated_at
        draft.promised = dates_checked(draft, _promises(draft.body, at), at)
        draft.save(update_fields=["promised"])


def _promises(body: str, at: dt.datetime) -> list[Promise]:
    found = dates_found(body, at)
    return [Promise(at=f.at, words=f.words) for f in found if f.looks is DateKind.PROMISE]


def _bodies() -> dict[int, list[DraftVersion]]:
    found: dict[int, list[DraftVersion]] = {}
    for version in DraftVersion.objects.order_by("at"):
        found.setdefault(version.case_id, []).append(version)
    return found


def _of(confirmation: Confirmation, versions: list[DraftVersion]) -> Iterator[PromisedDate]:
    at = confirmation.ended_at or confirmation.at
    words = [version for version in versions if version.at <= confirmation.at]
    if not words:
        return
    dates = _promises(words[-1].body, at)
    if confirmation.kind == Kind.INTERIM and confirmation.next_due_at:
        dates = with_next_word(dates, confirmation.next_due_at)
    for one in dates:
        yield PromisedDate(
            case=confirmation.case,
            text_id=confirmation.outgoing_text_id,
            department_id=confirmation.case.department_id,
            officer_id=confirmation.case.assignee_id or words[-1].author_id,
            words=one.words[:80],
            next_word=one.next_word,
            made_at=at,
            due_at=one.at,
        )


def _settle(
    promised: PromisedDate, number: int, notes: PromisedNotes, now: dt.datetime
) -> list[PromisedDate]:
    """Say what became of a date by now; gives the date that stands in its place, if any."""
    if promised.due_at > now:
        _leave_open(promised, now)
        return []
    if promised.next_word:
        _settle_next_word(promised, promised.case)
        return []
    luck = number * 37 % 100
    settled_at = max(promised.made_at, promised.due_at - _BEFORE)
    if luck < _OF_A_HUNDRED_KEPT:
        promised.state, promised.settled_at = _S.KEPT, settled_at
        promised.note = notes.kept[number % len(notes.kept)]
    elif luck < _OR_MOVED:
        promised.state, promised.settled_at = _S.MOVED, settled_at
        promised.note = notes.moved[number % len(notes.moved)]
        return _in_its_place(promised, notes, now)
    else:
        promised.state, promised.missed_at = _S.MISSED, promised.due_at
        if promised.due_at < now - _STILL_OPEN:
            promised.state, promised.settled_at = _S.KEPT, promised.due_at + _STILL_OPEN / 2
            promised.note = notes.kept[number % len(notes.kept)]
    return []


def _leave_open(promised: PromisedDate, now: dt.datetime) -> None:
    promised.next_at = next_moment(
        promised.made_at, promised.due_at, now=now, next_word=promised.next_word
    )


def _settle_next_word(promised: PromisedDate, case: Case) -> None:
    answered_at = case.answered_at or case.finished_at
    promised.state = _S.KEPT if case.state in FINISHED and answered_at else _S.MISSED
    if answered_at is None or answered_at > promised.due_at:
        promised.missed_at = promised.due_at
    if promised.state == _S.KEPT:
        promised.settled_at = answered_at


def _in_its_place(old: PromisedDate, notes: PromisedNotes, now: dt.datetime) -> list[PromisedDate]:
    new = PromisedDate(
        case=old.case,
        text_id=old.text_id,
        department_id=old.department_id,
        officer_id=old.officer_id,
        words=old.words,
        made_at=old.settled_at or old.made_at,
        due_at=old.due_at + _WEEK,
        moved_from=old,
    )
    if new.due_at > now:
        _leave_open(new, now)
    else:
        new.state, new.settled_at, new.note = _S.KEPT, new.due_at - _BEFORE, notes.kept[0]
    return [new]


def _lines(made: list[PromisedDate]) -> Iterator[audit.AuditEntry]:
    people = departments.staff_names({one.officer_id for one in made if one.officer_id})
    remarks = {_S.KEPT: Remark.PROMISED_KEEP, _S.MOVED: Remark.PROMISED_MOVE}
    for one in made:
        officer = people.get(one.officer_id or 0)
        actor = audit.Actor("staff", officer.id, officer.name_ko) if officer else audit.SYSTEM
        event_data = {"promised": one.id, "due_at": one.due_at.isoformat()}
        about = subject(one.case_id)
        if one.missed_at:
            yield audit.AuditEntry(
                subject=about, event=Remark.PROMISED_MISS, actor=audit.SYSTEM, at=one.missed_at,
                data=event_data,
            )  # fmt: skip
        if one.settled_at:
            by = audit.SYSTEM if one.next_word else actor
            yield audit.AuditEntry(
                subject=about, event=remarks[_S(one.state)], actor=by, at=one.settled_at,
                reason=one.note, data=event_data,
            )  # fmt: skip
