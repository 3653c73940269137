"""A matter goes on: taken up, proposed, decided, tried, measured, and what became of it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from townline.casework.cases import api as cases
from townline.platform.core.history import audit
from townline.platform.departments.api import Act, Permission
from townline.prevention.policy.errors import DatesReversed, OutcomeIncomplete, PilotUnmeasured
from townline.prevention.policy.models import Decision, Matter, Outcome, Pilot, Proposal
from townline.prevention.policy.rules.states import (
    WITH_REASON,
    PolicyEvent,
    Stage,
    policy_subject,
)
from townline.prevention.policy.selectors.counts import count_voices
from townline.prevention.policy.services import overdue
from townline.prevention.policy.services.marks import MATTER_MACHINE, matter_lock, may, reason_of
from townline.prevention.policy.services.origins import origins_add
from townline.prevention.policy.services.overdue import Next

AREA, SEASON = "area", "season"


@transaction.atomic
def matter_open(
    act: Act, *, title: str, department: str, then: Next, theme: int | None = None,
    title_en: str = "", codes: Iterable[str] = (),
) -> Matter:  # fmt: skip
    """Take a matter up; ``codes``: cases whose texts began it. A proposal is due next.

    Raises NotAllowed, StepUnowned, NotFound.
    """
    may(act.viewer, Permission.WRITE)
    cases.check_department(department)
    matter = Matter.objects.create(
        title=title.strip(), title_en=title_en.strip(), state=Stage.NOTED, theme=theme,
        department=department, began_at=act.now, began_by_id=act.viewer.staff_id,
        **overdue.columns(then, act.now),
    )  # fmt: skip
    audit.record(
        audit.AuditEntry(
            subject=policy_subject(matter.pk), event=PolicyEvent.OPEN.tag, actor=act.actor,
            at=act.now, to_state=Stage.NOTED, data={"theme": theme} if theme else {},
        )
    )  # fmt: skip
    overdue.step_follow(matter, act.now)
    origins_add(act, matter, codes)
    return matter


@transaction.atomic
def proposal_make(
    act: Act, *, number: int, then: Next, problem: str, evidence: str, options: str, cost: str
) -> Matter:
    """Write down what is proposed; until the meeting it may be written anew."""
    matter = _move_matter(act, number, PolicyEvent.PROPOSE, then=then)
    Proposal.objects.update_or_create(
        matter=matter,
        defaults={
            "problem": problem.strip(), "evidence": evidence.strip(), "options": options.strip(),
            "cost": cost.strip(), "at": act.now,
        },
    )  # fmt: skip
    return matter


@transaction.atomic
def decision_record(
    act: Act, *, number: int, then: Next, meeting: str, decided_on: dt.date, minutes: str
) -> Matter:
    """Write down that a meeting decided to try it, and the votes that it had before it."""
    matter = _move_matter(act, number, PolicyEvent.DECIDE, then=then)
    votes = count_voices([matter.pk])[matter.pk]
    Decision.objects.update_or_create(
        matter=matter,
        defaults={
            "meeting": meeting.strip(), "decided_on": decided_on, "minutes": minutes.strip(),
            "supports": votes.supports, "opposes": votes.opposes,
        },
    )  # fmt: skip
    return matter


@transaction.atomic
def pilot_start(
    act: Act, *, number: int, then: Next, partner: str, place: str, begins_on: dt.date,
    ends_on: dt.date, measure: str, control: str, control_kind: str = AREA, agreement: str = "",
) -> Matter:  # fmt: skip
    """Begin a trial. Raises PilotUnmeasured without a measure or a control, DatesReversed."""
    if not measure.strip() or not control.strip() or control_kind not in {AREA, SEASON}:
        raise PilotUnmeasured("say what is counted, and with what it is compared")
    if ends_on < begins_on:
        raise DatesReversed("the pilot ends before it begins")
    matter = _move_matter(act, number, PolicyEvent.START, then=then)
    Pilot.objects.create(
        matter=matter, partner=partner.strip(), agreement=agreement.strip(), place=place.strip(),
        begins_on=begins_on, ends_on=ends_on, measure=measure.strip(), control=control.strip(),
        control_kind=control_kind,
    )  # fmt: skip
    return matter


@transaction.atomic
def outcome_record(
    act: Act, *, number: int, then: Next, counts: Mapping[str, int | None], words: str
) -> Matter:
    """Write down what the trial came to. Raises OutcomeIncomplete, WrongState.

    ``counts``: before, before_days, after, after_days, and control_before, control_after where
    the control is an area.
    """
    matter = _move_matter(act, number, PolicyEvent.MEASURE, then=then)
    pilot = Pilot.objects.filter(matter=matter).latest("id")
    Outcome.objects.create(pilot=pilot, words=words.strip(), at=act.now, **_complete(pilot, counts))
    return matter


def _complete(pilot: Pilot, counts: Mapping[str, int | None]) -> dict[str, int | None]:
    needed = ["before", "before_days", "after", "after_days"]
    if pilot.control_kind == AREA:
        needed += ["control_before", "control_after"]
    found = {name: counts.get(name) for name in needed}
    days = (found["before_days"], found["after_days"])
    if None in found.values() or any(not each for each in days):
        raise OutcomeIncomplete("the result lacks counts or days")
    return found


def matter_adopt(act: Act, *, number: int, reason: str) -> Matter:
    """Say that it is what the district does from now on, and why."""
    return _end_matter(act, number, PolicyEvent.ADOPT, reason)


def matter_drop(act: Act, *, number: int, reason: str) -> Matter:
    """Say that it is not done, and why."""
    return _end_matter(act, number, PolicyEvent.DROP, reason)


@transaction.atomic
def matter_change(act: Act, *, number: int, then: Next, reason: str) -> Matter:
    """Say that it is to be done otherwise than it was tried, and why."""
    return _move_matter(act, number, PolicyEvent.CHANGE, then=then, reason=reason)


@transaction.atomic
def matter_reopen(act: Act, *, number: int, then: Next, reason: str) -> Matter:
    """Take a dropped matter up once more, and say why."""
    return _move_matter(act, number, PolicyEvent.REOPEN, then=then, reason=reason)


@transaction.atomic
def _end_matter(act: Act, number: int, event: PolicyEvent, reason: str) -> Matter:
    return _move_matter(act, number, event, reason=reason)


def _move_matter(
    act: Act, number: int, event: PolicyEvent, *, then: Next | None = None, reason: str = ""
) -> Matter:
    matter = matter_lock(number, act.viewer)
    why = reason_of(reason) if event in WITH_REASON else reason.strip()
    changes: dict[str, Any] = overdue.columns(then, act.now) if then else {}
    MATTER_MACHINE.move(matter, event, actor=act.actor, now=act.now, reason=why, changes=changes)
    overdue.step_follow(matter, act.now)
    return matter
