"""Whose case it is."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from townline.casework.cases.models import Case, CaseResident
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import ResidentBrief
from townline.platform.core import district
from townline.platform.departments import api as departments
from townline.platform.departments.api import Role
from townline.platform.departments.settings import House


@dataclass(frozen=True, slots=True)
class Sender:
    """A resident of a case. ``stopped_at``: said STOP then; ``blocked_until``: blocked."""

    resident_id: int
    masked: str
    stopped_at: dt.datetime | None
    blocked_until: dt.datetime | None


def others_of(case_ids: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """Give further residents who get the answers of these cases, by case; one query."""
    found: dict[int, tuple[int, ...]] = {}
    rows = CaseResident.objects.filter(case__in=list(case_ids)).order_by("resident")
    for case, resident in rows.values_list("case", "resident"):
        found[case] = (*found.get(case, ()), resident)
    return found


def senders_of(case: Case, others: tuple[int, ...]) -> list[Sender]:
    """Give a case's residents, the first one first; at most two queries."""
    further = conversations.residents_brief(others) if others else {}
    briefs = [_own(case), *(further[one] for one in others)]
    return [Sender(b.id, b.masked, b.stopped_at, b.blocked_until) for b in briefs]


def _own(case: Case) -> ResidentBrief:
    if hasattr(case, "brief_number_masked"):
        return conversations.brief_in(case, case.resident_id)
    return conversations.residents_brief([case.resident_id])[case.resident_id]


# Who hears of a case that waits, from stage to stage the next person up.

HEAD_STAGE = 2
OFFICE_STAGE = 3


def recipients(case: Case, stage: int) -> set[int]:
    """Say who hears at a stage: officer, head, then the mayor's office."""
    house = district.part(House)
    if stage == 1:
        if case.assignee_id:
            return {case.assignee_id}
        if case.department_id is None:
            return set(departments.staff_ids(roles=[Role.CLERK]))
        return set(departments.staff_ids(roles=[Role.OFFICER], department=case.department_id))
    if stage == HEAD_STAGE:
        where = case.department_id or house.front_department
        return set(departments.staff_ids(roles=[Role.HEAD], department=where))
    office = [Role.OFFICER, Role.HEAD, Role.CLERK, Role.MAYOR]
    return set(departments.staff_ids(roles=office, department=house.mayors_office))
