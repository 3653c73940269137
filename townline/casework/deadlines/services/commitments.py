"""How a promised date changes its state (``core/history/machine.py``), and what is done with it."""

import datetime as dt
from typing import Any

from django.db import transaction

from townline.casework.cases import api as cases, api as cases_api
from townline.casework.cases.api import (
    OPEN,
    InvalidInput,
    NotAllowed,
    NotFound,
    case_check,
    due_columns,
    others_of,
    publish,
    subject,
    survivor,
)
from townline.casework.cases.models import Case
from townline.casework.deadlines.errors import PromiseSettled
from townline.casework.deadlines.models import PromisedDate
from townline.casework.deadlines.rules.commitments import TRANSITIONS, PromisedEvent, PromisedState
from townline.casework.deadlines.services.commitment_times import next_moment
from townline.platform.conversations import api as conversations
from townline.platform.core import district, resident_moments
from townline.platform.core.district import office_calendar
from townline.platform.core.history.machine import Machine, MachineStep
from townline.platform.departments.api import Act, Permission, Viewer


# Texts to residents about a promised date, in the district's own words.
def notify_promise(
    key: str,
    case: Case,
    promised: PromisedDate,
    *,
    now: dt.datetime,
    due_at: dt.datetime | None = None,
) -> None:
    """Tell a case's residents that a date was kept (``promise_kept``) or moved.

    A template with dates and a code needs no confirmation; free words would. It waits for the
    end of the quiet hours, and goes to nobody who said STOP.
    """
    lang = case.language
    values = {"code": case.code or "", "promised": day(promised.due_at, lang)}
    if due_at is not None:
        values["due"] = day(due_at, lang)
    for resident in (case.resident_id, *others_of([case.id]).get(case.id, ())):
        conversations.automatic_queue(
            resident_id=resident,
            body=cases_api.automatic(key, lang, **values),
            reference=subject(case.id),
            now=now,
            not_before=cases.ends(now),
            cause=conversations.Cause.FOLLOWS,
        )


def day(at: dt.datetime, lang: str) -> str:
    """Write a promised date: the day, and the hour where one was promised."""
    office = office_calendar()
    local = at.astimezone(district.current().zone)
    plain = office.spans and local.time() == office.spans[-1][1]
    return resident_moments.day(at, lang) if plain else resident_moments.moment(at, lang)


_E = PromisedEvent
NOTE_LIMIT = 2_000
_FURTHEST = dt.timedelta(days=3 * 366)


def _settle_changes(step: MachineStep[PromisedDate]) -> dict[str, Any]:
    if step.event == _E.MISS:
        return {"next_at": None, "missed_at": step.at}
    return {"next_at": None, "settled_at": step.at, "note": step.reason}


PROMISED: Machine[PromisedDate, PromisedState, PromisedEvent] = Machine(
    model=PromisedDate,
    table=TRANSITIONS,
    subject=lambda row: subject(survivor(row.case).id),
    refusal=PromiseSettled.of_move("the date"),
    states=False,
    data=lambda step: {"promised": step.row.id, "due_at": step.row.due_at.isoformat()},
    columns=_settle_changes,
)


def _lock(promised_id: int, viewer: Viewer, permission: Permission) -> tuple[PromisedDate, Case]:
    """Lock a date and the case that it belongs to today."""
    found = PromisedDate.objects.filter(id=promised_id).select_related("case").first()
    if found is None:
        raise NotFound("there is no such commitment")
    # The case first, as everywhere: two locks in two orders wait for each other.
    case = Case.objects.select_for_update().get(id=survivor(found.case).id)
    case_check(case, code=case.code or "", viewer=viewer, permission=permission)
    return PromisedDate.objects.select_for_update(of=("self",)).get(id=promised_id), case


def _clean_note(note: str) -> str:
    note = note.strip()
    if not note or "\x00" in note:
        raise InvalidInput("write what was done, or why; it stays on the case")
    return note[:NOTE_LIMIT]


@transaction.atomic
def promised_keep(act: Act, *, promised_id: int, note: str) -> PromisedDate:
    """Say that what was promised is done; the resident hears that by the district's own words.

    ``note`` says what was done, for the office; it is not sent. Raises PromiseSettled,
    InvalidInput, NotAllowed, NotFound.
    """
    promised, case = _lock(promised_id, act.viewer, Permission.WRITE)
    PROMISED.move(promised, _E.KEEP, actor=act.actor, now=act.now, reason=_clean_note(note))
    notify_promise("promise_kept", case, promised, now=act.now)
    publish(case)
    return promised


@transaction.atomic
def promised_move(act: Act, *, promised_id: int, due_at: dt.datetime, reason: str) -> PromisedDate:
    """Promise another day instead; the resident hears the new one. Gives the new date.

    The date on which the next word of an interim answer is due moves the case's own deadline
    along. Raises as ``promised_keep``, and InvalidInput for a day that is past.
    """
    old, case = _lock(promised_id, act.viewer, Permission.WRITE)
    if not act.now < due_at <= act.now + _FURTHEST:
        raise InvalidInput("the new date must lie ahead, and within three years")
    clean_reason = _clean_note(reason)
    due_before = old.due_at
    PROMISED.move(
        old, _E.MOVE, actor=act.actor, now=act.now, reason=clean_reason,
        data={"to": due_at.isoformat()},
    )  # fmt: skip
    new = PromisedDate.objects.create(
        case=old.case,
        text_id=old.text_id,
        department_id=case.department_id,
        officer_id=act.viewer.staff_id,
        words=old.words,
        next_word=old.next_word,
        made_at=act.now,
        due_at=due_at,
        next_at=next_moment(act.now, due_at, now=act.now, next_word=old.next_word),
        moved_from=old,
    )
    if old.next_word and case.state in OPEN and case.answer_due_at == due_before:
        for name, value in (due_columns(act.now, due_at) | {"promise_from": act.now}).items():
            setattr(case, name, value)
        case.save(
            update_fields=["answer_due_at", "reminder_stage", "next_reminder_at", "promise_from"]
        )
    notify_promise("promise_moved", case, old, now=act.now, due_at=due_at)
    publish(case)
    return new


@transaction.atomic
def promised_withdraw(act: Act, *, promised_id: int, reason: str) -> PromisedDate:
    """Take a date out that was no promise, or no longer is one. For heads and the mayor's office.

    Nobody is told: what a resident must know is an answer. Raises as ``promised_keep``.
    """
    promised, case = _lock(promised_id, act.viewer, Permission.WRITE)
    if not act.viewer.may(Permission.SEND_BACK):
        raise NotAllowed("only a head or the mayor can remove a commitment")
    PROMISED.move(promised, _E.WITHDRAW, actor=act.actor, now=act.now, reason=_clean_note(reason))
    publish(case)
    return promised
