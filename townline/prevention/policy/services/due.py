"""Who does what comes next, and by which day; whoever is late is told, and others with them."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from townline.platform.core import district
from townline.platform.core.history import marks
from townline.platform.core.history.marks import Marked
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act
from townline.prevention.policy.errors import StepUnowned
from townline.prevention.policy.models import Matter, StepDone
from townline.prevention.policy.rules.states import AWAITS, LIVE, PolicyRemark, Stage
from townline.prevention.policy.services.marks import (
    matter_lock,
    matter_record,
    reason_of,
    today,
)

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
