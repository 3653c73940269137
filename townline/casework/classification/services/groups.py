"""A complaint of several households: marked by a person, decided by the head, never by itself."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import transaction

from townline.casework.cases.api import (
    OPEN,
    CaseError,
    InvalidInput,
    NotAGroup,
    Remark,
    case_check,
    case_merge,
    notify,
    others_of,
    publish,
    remark,
)
from townline.casework.cases.models import Case, Group
from townline.casework.classification.selectors.groups import households_needed
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Permission, Role, Viewer


@transaction.atomic
def case_group(
    act: Act, *, code: str, members: Sequence[str] = (), households: int = 0, reason: str
) -> Case:
    """Mark a case and others (codes) as one complaint of several households; or add to it.

    ``households`` counts those that a person knows of, one text may speak for many; what counts
    is the greater of it and of the residents who wrote. The head of each department hears of
    it and has the cases. Raises NotAGroup for too few, InvalidInput without a reason.
    """
    codes = list(dict.fromkeys([code, *members]))
    if not reason.strip():
        raise InvalidInput("write what the households have in common; it stays in the history")
    cases = _lock_cases(codes, act.viewer)
    lead, group = cases[code], cases[code].group
    every = [*cases.values(), *(group.cases.exclude(code__in=codes) if group else ())]
    number = max(households, _residents(every), group.households if group else 0)
    if number < households_needed():
        raise NotAGroup(f"{number} households are no group complaint", needed=households_needed())
    if group is None:
        group = Group(lead=lead, by_id=act.viewer.staff_id, at=act.now)
    group.households, group.reason = number, reason.strip()
    group.save()
    for case in cases.values():
        _mark(act, case, group, reason=reason.strip())
    _to_heads(cases.values(), act.now)
    return lead


def _lock_cases(codes: Sequence[str], viewer: Viewer) -> dict[str, Case]:
    # In one order, so that two who group crosswise do not wait for each other for ever.
    rows = Case.objects.select_for_update().filter(code__in=codes).order_by("id")
    found = {case.code: case for case in rows}
    return {
        code: case_check(found.get(code), code=code, viewer=viewer, permission=Permission.WRITE)
        for code in codes
    }


def _residents(cases: Sequence[Case]) -> int:
    others = others_of([case.id for case in cases])
    return len({case.resident_id for case in cases}.union(*others.values()))


def _mark(act: Act, case: Case, group: Group, *, reason: str) -> None:
    if case.group_id == group.id:
        return
    Case.objects.filter(id=case.id).update(group=group, updated_at=act.now)
    case.group = group
    remark(act, case, Remark.GROUP_ON, reason=reason, group=group.id)
    publish(case)


def _to_heads(cases: Iterable[Case], now: dt.datetime) -> None:
    """Put the cases into the hands of their departments' heads, who hear of it."""
    for case in cases:
        if case.department_id is None or case.state not in OPEN:
            continue
        heads = departments.staff_ids(roles=[Role.HEAD], department=case.department_id)
        if heads and case.assignee_id not in heads:
            Case.objects.filter(id=case.id).update(assignee=heads[0])
            notify(case, heads, "group", now)


@transaction.atomic
def case_ungroup(act: Act, *, code: str, reason: str) -> Case:
    """Take a case out of its group; with the one that it was marked on, the group ends."""
    case = _lock_cases([code], act.viewer)[code]
    group = case.group
    if group is None or not reason.strip():
        raise InvalidInput("write why this case does not belong to the group")
    whole = group.lead_id == case.id
    leaving = list(group.cases.select_for_update().order_by("id")) if whole else [case]
    for one in leaving:
        Case.objects.filter(id=one.id).update(group=None, updated_at=act.now)
        remark(act, one, Remark.GROUP_OFF, reason=reason.strip(), group=group.id)
        publish(one)
    if whole:
        Group.objects.filter(id=group.id).update(ended_at=act.now)
    case.group = None
    return case


def group_merge(act: Act, *, code: str) -> tuple[list[str], list[str]]:
    """Merge the open cases of a group into one of them, so that one answer goes to all.

    Each is a merge of its own that can be undone. Gives the codes that went in, and those that
    could not (an answer on its way), which are answered one by one.
    """
    with transaction.atomic():
        case = _lock_cases([code], act.viewer)[code]
    others = Case.objects.filter(group=case.group_id, state__in=sorted(OPEN)).exclude(id=case.id)
    merged: list[str] = []
    left: list[str] = []
    for other in others.order_by("id") if case.group_id else ():
        try:
            case_merge(act, code=other.code or "", into=code, confirm=True)
            merged.append(other.code or "")
        except CaseError:
            left.append(other.code or "")
    return merged, left
