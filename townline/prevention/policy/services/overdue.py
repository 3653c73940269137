"""A step is due, or late: its owner hears, then the heads, then the mayor's office."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext

from townline.casework.cases import api as cases
from townline.platform.core import district
from townline.platform.core.history import audit, marks
from townline.platform.core.history.marks import Marked
from townline.platform.core.http import public
from townline.platform.core.outgoing import emails
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Role
from townline.prevention.policy.errors import StepUnowned
from townline.prevention.policy.models import Matter, StepDone
from townline.prevention.policy.rules.states import AWAITS, LIVE, PolicyRemark, Stage
from townline.prevention.policy.selectors.detail import AWAITED, awaited_of
from townline.prevention.policy.services.marks import (
    MATTER_MACHINE,
    matter_lock,
    matter_record,
    reason_of,
    today,
)

# Who does what comes next, and by which day; whoever is late is told, and others with them.

DUE_MARK = "policy_due_steps"  # what the bar of every page reads
_MORNING = dt.time(9)
_WEEK = dt.timedelta(days=7)
MAX_NOTICES = 6  # after so many weeks it stands red on its page, and nobody reads a further word


@dataclass(frozen=True, slots=True)
class Next:
    """Who does the next step (username) and by which day of the district."""

    owner: str
    due_on: dt.date | None


def columns(next_step: Next, now: dt.datetime) -> dict[str, Any]:
    """Give what a matter keeps of its next step. Raises StepUnowned."""
    owner = departments.staff_by_username(next_step.owner.strip())
    if owner is None or not owner.is_active:
        raise StepUnowned("the next step needs an owner who works here")
    if next_step.due_on is None or next_step.due_on < today(now):
        raise StepUnowned("the next step needs a date that is not past")
    return {
        "owner_id": owner.pk, "due_on": next_step.due_on, "told": 0,
        "notice_at": notice_at(next_step.due_on, 0),
    }  # fmt: skip


def notice_at(due_on: dt.date, notified: int) -> dt.datetime | None:
    """Give when somebody is told: in the morning of the day, of the next one, then each week."""
    if notified > MAX_NOTICES:
        return None
    late = dt.timedelta(days=1) + (notified - 1) * _WEEK if notified else dt.timedelta()
    return dt.datetime.combine(due_on + late, _MORNING, district.current().zone)


def step_follow(matter: Matter, now: dt.datetime) -> None:
    """Note the step that was awaited as done, and the one that is awaited now."""
    StepDone.objects.filter(matter=matter, done_at=None).update(done_at=now)
    if matter.state in LIVE and matter.owner_id and matter.due_on:
        StepDone.objects.create(
            matter=matter, step=AWAITS[Stage(matter.state)], owner_id=matter.owner_id,
            due_on=matter.due_on, since=now,
        )  # fmt: skip
    due_mark(now)


@transaction.atomic
def step_move(act: Act, *, number: int, owner: str, due_on: dt.date | None, reason: str) -> Matter:
    """Give the step that is awaited to another, or to another day, with a reason."""
    matter = matter_lock(number, act.viewer)
    if matter.state not in LIVE:
        raise StepUnowned("nothing is awaited any more")
    why = reason_of(reason)
    before = matter.due_on
    found = columns(Next(owner, due_on), act.now)
    for name, value in found.items():
        setattr(matter, name, value)
    matter.save(update_fields=[*found])
    StepDone.objects.filter(matter=matter, done_at=None).update(
        owner_id=matter.owner_id, due_on=matter.due_on
    )
    due_mark(act.now)
    matter_record(
        matter, PolicyRemark.DUE, act.actor, act.now, reason=why,
        before=before.isoformat() if before else "", due=str(matter.due_on),
    )  # fmt: skip
    return matter


def due_mark(now: dt.datetime) -> None:
    """Keep which steps are due first, whose they are, and of which department; two queries."""
    rows = Matter.objects.filter(state__in=sorted(LIVE), due_on__isnull=False).order_by("due_on")
    first = rows.values_list("due_on", "owner", "department")[: marks.MOST_DUE]
    due = [[day.isoformat(), owner, department] for day, owner, department in first if day]
    marks.due_keep(DUE_MARK, due, at=now)


def late_in(act: Act, mark: Marked) -> int:
    """Count the late steps that are a viewer's own, or of a department that they see; no query."""
    day = today(act.now).isoformat()
    late = [(owner, whose) for due, owner, whose in mark.data["due"] if due < day]
    return sum(owner == act.viewer.staff_id or act.viewer.sees(whose) for owner, whose in late)


SOON, LATE = "policy_due", "policy_late"
_HEADS, _OFFICE = 1, 2


def notify_due_steps(*, now: dt.datetime, limit: int = 200) -> int:
    """Tell of every step whose morning has come; one transaction each, safe to repeat."""
    due = Matter.objects.filter(state__in=sorted(LIVE), notice_at__lte=now)
    due_mark(now)
    ids = list(due.order_by("notice_at", "id").values_list("id", flat=True)[:limit])
    return sum(_notify_step(each, now) for each in ids)


@transaction.atomic
def _notify_step(number: int, now: dt.datetime) -> bool:
    matter = MATTER_MACHINE.lock(number)
    if matter is None or matter.due_on is None or matter.notice_at is None:
        return False
    if matter.notice_at > now or matter.state not in LIVE:
        return False
    stage = matter.told
    people = _people(matter, stage)
    _notify(matter, people, stage, now)
    matter.told, matter.notice_at = stage + 1, notice_at(matter.due_on, stage + 1)
    matter.save(update_fields=["told", "notice_at"])
    if stage:
        matter_record(matter, PolicyRemark.LATE, audit.SYSTEM, now, stage=stage, people=len(people))
    return True


def _people(matter: Matter, stage: int) -> set[int]:
    people = {matter.owner_id} if matter.owner_id else set()
    if stage >= _HEADS:
        people |= set(departments.staff_ids(roles=[Role.HEAD], department=matter.department))
    if stage >= _OFFICE:
        people |= set(departments.staff_ids(roles=[Role.DEPUTY]))
    return people


def _notify(matter: Matter, people: set[int], stage: int, now: dt.datetime) -> None:
    """Put a notice with the first case that began it; where none did, write a letter."""
    kind = LATE if stage else SOON
    origin = matter.origins.filter(case__private=False).order_by("id").select_related("case")
    first = origin.first()
    if first is not None:
        cases.notify(cases.survivor(first.case), people, kind, now)
        return
    for staff in departments.staff_names(people).values():
        if staff.email:
            with translation.override(staff.language):
                subject, body = _letter(matter, late=bool(stage))
            emails.email_queue(to=staff.email, subject=subject, body=body, now=now)


def _letter(matter: Matter, *, late: bool) -> tuple[str, str]:
    step = AWAITED[awaited_of(matter)]
    form = (
        gettext("정책 과제 기한 경과: %(title)s (%(step)s)")
        if late
        else gettext("정책 과제 기한 당일: %(title)s (%(step)s)")
    )
    subject = form % {"title": " ".join(matter.title.split()), "step": step}
    page = public.address(f"/policy/{matter.pk}/") or ""
    return subject, f"{subject}\n{page}\n"
