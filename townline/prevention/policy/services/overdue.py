"""A step is due, or late: its owner hears, then the heads, then the mayor's office."""

import datetime as dt

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext

from townline.casework.cases import api as cases
from townline.platform.core.history import audit
from townline.platform.core.http import public
from townline.platform.core.outgoing import emails
from townline.platform.departments import api as departments
from townline.platform.departments.api import Role
from townline.prevention.policy.models import Matter
from townline.prevention.policy.rules.states import LIVE, PolicyRemark
from townline.prevention.policy.selectors.labels import AWAITED, awaited_of
from townline.prevention.policy.services.due import due_mark, notice_at
from townline.prevention.policy.services.marks import MATTER_MACHINE, matter_record

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
