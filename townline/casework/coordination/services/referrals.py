"""Handing a case to an outside agency: it stays ours until they have answered."""

import datetime as dt
from typing import Any

from django.db import transaction

from townline.casework.cases.api import (
    OPEN,
    InvalidInput,
    NotFound,
    Remark,
    WrongState,
    case_lock,
    notify,
    publish,
    recipients,
    remark,
    subject,
)
from townline.casework.cases.models import Case
from townline.casework.coordination.errors import InThePast, UnknownAgency
from townline.casework.coordination.models import Referral
from townline.casework.coordination.rules.referral import (
    HEAD_STAGE,
    TRANSITIONS,
    ReferralEvent,
    ReferralState,
    referral_reminders,
)
from townline.casework.coordination.selectors.referrals import agencies
from townline.casework.coordination.services.joint_writer import staff_of
from townline.platform.core.history import audit
from townline.platform.core.history.machine import Machine
from townline.platform.departments.api import Act, Permission, Viewer


@transaction.atomic
def referral_hand(
    act: Act,
    *,
    code: str,
    agency: str,
    promised_at: dt.datetime,
    contact: str = "",
    reference: str = "",
    note: str = "",
) -> Referral:
    """Note that a case was handed to an agency of the district's list, and by when it answers.

    Raises UnknownAgency naming what is accepted, InThePast, WrongState for a finished case.
    """
    case = case_lock(code=code, viewer=act.viewer, permission=Permission.WRITE)
    if case.state not in OPEN or case.department_id is None:
        raise WrongState("send the case to a department that stays with it first", state=case.state)
    if agency not in agencies():
        raise UnknownAgency(f"unknown agency {agency!r}; accepted: {', '.join(agencies())}")
    if promised_at <= act.now:
        raise InThePast("the day by which they answer is past; choose a later one")
    referral = Referral.objects.create(
        case=case,
        agency=agency,
        contact=contact.strip(),
        reference=reference.strip(),
        handed_by_id=act.viewer.staff_id,
        handed_at=act.now,
        promised_at=promised_at,
        next_at=referral_reminders(act.now, promised_at)[0],
    )
    remark(
        act, case, Remark.REFERRAL_HAND, reason=note.strip(), referral=referral.id, agency=agency
    )
    publish(case)
    return referral


def referral_lock(*, referral_id: int, viewer: Viewer) -> tuple[Referral, Case]:
    """Lock a referral of a case that the viewer leads. Raises NotFound, NotAllowed."""
    found = Referral.objects.filter(id=referral_id).select_related("case").first()
    if found is None:
        raise NotFound(f"there is no referral {referral_id}")
    case = case_lock(code=found.case.code or "", viewer=viewer, permission=Permission.WRITE)
    return Referral.objects.select_for_update().get(id=referral_id), case


@transaction.atomic
def referral_move(act: Act, *, referral_id: int, promised_at: dt.datetime, reason: str) -> Referral:
    """Note that the agency named another day. Raises InThePast, InvalidInput, WrongState."""
    referral, case = referral_lock(referral_id=referral_id, viewer=act.viewer)
    if promised_at <= act.now:
        raise InThePast("the day by which they answer is past; choose a later one")
    if not reason.strip():
        raise InvalidInput("write what they said; it stays in the history")
    changes = {
        "promised_at": promised_at,
        "stage": 0,
        "next_at": referral_reminders(act.now, promised_at)[0],
    }
    _settle(act, case, referral, ReferralEvent.MOVE, reason, changes)
    return referral


@transaction.atomic
def referral_answer(act: Act, *, referral_id: int, outcome: str) -> Referral:
    """Write what the agency answered; the case can be answered now. Raises WrongState."""
    referral, case = referral_lock(referral_id=referral_id, viewer=act.viewer)
    if not outcome.strip():
        raise InvalidInput("write what they answered")
    changes = {"outcome": outcome.strip(), "settled_at": act.now, "next_at": None}
    _settle(act, case, referral, ReferralEvent.ANSWER, "", changes)
    return referral


@transaction.atomic
def referral_call_back(act: Act, *, referral_id: int, reason: str) -> Referral:
    """Take the matter back from an agency. Raises WrongState, InvalidInput."""
    referral, case = referral_lock(referral_id=referral_id, viewer=act.viewer)
    if not reason.strip():
        raise InvalidInput("write why; it stays in the history")
    changes = {"settled_at": act.now, "next_at": None}
    _settle(act, case, referral, ReferralEvent.CALL_BACK, reason, changes)
    return referral


def _settle(  # noqa: PLR0917 -- the steps above differ in nothing else
    act: Act,
    case: Case,
    referral: Referral,
    event: ReferralEvent,
    reason: str,
    changes: dict[str, Any],
) -> None:
    referral_transition(
        case=case,
        referral=referral,
        event=event,
        actor=act.actor,
        now=act.now,
        reason=reason.strip(),
        changes=changes,
    )


REFERRALS: Machine[Referral, ReferralState, ReferralEvent] = Machine(
    model=Referral,
    table=TRANSITIONS,
    subject=lambda row: subject(row.case_id),
    refusal=lambda row, event: WrongState(
        f"{event} is not possible: it is {row.state} already", state=row.state
    ),
    states=False,
    data=lambda step: {"referral": step.row.id, "from": step.before, "to": str(step.after)},
)


def referral_transition(
    *,
    case: Case,
    referral: Referral,
    event: ReferralEvent,
    actor: audit.Actor,
    now: dt.datetime,
    reason: str = "",
    changes: dict[str, Any] | None = None,
) -> None:
    """Move a locked referral along the table, and tell the pages of its case."""
    REFERRALS.move(referral, event, actor=actor, now=now, reason=reason, changes=changes)
    publish(case)


def referrals_run(*, now: dt.datetime, limit: int = 200) -> int:
    """Remind of agencies' answers that are near or late; one transaction each, safe to repeat."""
    done = 0
    while done < limit and _remind_next(now):
        done += 1
    return done


@transaction.atomic
def _remind_next(now: dt.datetime) -> bool:
    due = Referral.objects.filter(next_at__lte=now).order_by("next_at")
    referral = due.select_for_update(skip_locked=True).first()
    if referral is None:
        return False
    case = referral.case
    moments = referral_reminders(referral.handed_at, referral.promised_at)
    # After an outage several may have passed: one reminder for the last of them.
    passed = sum(moment <= now for moment in moments)
    people = {case.assignee_id or referral.handed_by_id, *staff_of(case.department_id or "")}
    if passed >= HEAD_STAGE:
        people |= recipients(case, HEAD_STAGE)
    late = referral.promised_at <= now
    notify(case, people, "referral_late" if late else "referral_near", now)
    next_at = moments[passed] if passed < len(moments) else None
    referral_transition(
        case=case,
        referral=referral,
        event=ReferralEvent.REMIND,
        actor=audit.SYSTEM,
        now=now,
        changes={"stage": passed, "next_at": next_at},
    )
    return True
