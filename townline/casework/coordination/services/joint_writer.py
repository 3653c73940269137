"""The one writer of a department's place in a case, and of who sees the case by it."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import Q

from townline.casework.cases.api import OPEN, CaseState, WrongState, publish, subject
from townline.casework.cases.models import Case, Notice
from townline.casework.coordination.errors import JointCase, ReferralOpen
from townline.casework.coordination.models import (
    Decision,
    Meeting,
    Participation,
    PositionVersion,
    Referral,
)
from townline.casework.coordination.rules.joint import (
    PARTICIPATING,
    TRANSITIONS,
    PositionEvent,
    PositionState,
)
from townline.casework.coordination.rules.meeting import AHEAD
from townline.casework.coordination.selectors.referrals import referral_is_open
from townline.casework.coordination.services.meetings_leaving import department_leave
from townline.platform.core.history import audit
from townline.platform.core.history.machine import Machine
from townline.platform.core.personal_data import persons
from townline.platform.departments import api as departments
from townline.platform.departments.api import Role

ASKABLE = OPEN - {CaseState.CONFIRMED, CaseState.BUNDLED}


_NEW: Any = ""  # of a row that is not written yet
PARTICIPATIONS: Machine[Participation, PositionState, PositionEvent] = Machine(
    model=Participation,
    table=TRANSITIONS | {(_NEW, PositionEvent.ASK): PositionState.ASKED},
    subject=lambda row: subject(row.case_id),
    refusal=WrongState.of_move("the position"),
    states=False,
    data=lambda step: {
        "department": step.row.department_id,
        "from": step.before,
        "to": str(step.after),
    },
)


@transaction.atomic
def participation_transition(
    *,
    case: Case,
    row: Participation,
    event: PositionEvent,
    actor: audit.Actor,
    now: dt.datetime,
    reason: str = "",
    changes: dict[str, Any] | None = None,
) -> None:
    """Move a place in a case along the table, with who sees the case.

    The case is locked by the caller, except for what changes nobody's sight. A new row has the
    state "". Raises WrongState when the table has no such move.
    """
    before = row.state
    after = PARTICIPATIONS.move(row, event, actor=actor, now=now, reason=reason, changes=changes)
    if (before in PARTICIPATING) != (after in PARTICIPATING):
        _update_visibility(case, row, actor, now, joins=after in PARTICIPATING)
    publish(case, also=row.department_id)


def _update_visibility(
    case: Case, row: Participation, actor: audit.Actor, now: dt.datetime, *, joins: bool
) -> None:
    """Let a department see a case, or no longer; with the sight reminders and invitations go."""
    code = row.department_id
    case.taking_part = sorted({*case.taking_part, code} if joins else {*case.taking_part} - {code})
    case.save(update_fields=["taking_part"])
    if not joins and code != case.department_id:
        Notice.objects.filter(case=case, staff__department=code).delete()
        department_leave(case, code, actor, now)


def staff_of(department: str) -> set[int]:
    """Give the people of a department who write: officers and heads."""
    return set(departments.staff_ids(roles=[Role.OFFICER, Role.HEAD], department=department))


# What may not be done with a case to which other offices belong.


def referral_keeps_open(case: Case) -> None:
    """Keep a locked case open while an agency owes an answer. Raises ReferralOpen."""
    if referral_is_open(case.id):
        raise ReferralOpen("an agency has not answered yet; record its answer first")


def joint_keeps_apart(case: Case) -> None:
    """Keep a locked case to which other offices belong: others are merged into it instead.

    Raises JointCase.
    """
    ahead = Meeting.objects.filter(case=case, state__in=sorted(AHEAD)).exists()
    if case.taking_part or ahead or referral_is_open(case.id):
        raise JointCase(
            f"other offices take part in {case.code}; merge the other case into this one",
            code=case.code,
        )


# Erasing what departments, meetings and outside agencies wrote about a person's cases.


def joint_erase(case_ids: Collection[int]) -> None:
    """Erase their words; who took part, met and was asked stays, as figures do."""
    places = Participation.objects.filter(case__in=case_ids)
    places.update(question=persons.WORDS)
    places.filter(~Q(position="")).update(position=persons.WORDS)
    PositionVersion.objects.filter(participation__case__in=case_ids).update(body=persons.WORDS)
    meetings = Meeting.objects.filter(case__in=case_ids)
    meetings.update(agenda=persons.WORDS)
    meetings.filter(~Q(minutes="")).update(minutes=persons.WORDS)
    Decision.objects.filter(meeting__case__in=case_ids).update(body=persons.WORDS)
    referrals = Referral.objects.filter(case__in=case_ids)
    referrals.filter(~Q(outcome="")).update(outcome=persons.WORDS)
    referrals.update(contact="", reference="")
