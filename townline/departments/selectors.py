"""Reads of the directory."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q

from townline.departments.models import ApiToken, Delegation, Department, Service, Staff
from townline.departments.rules import CONFIRM_SCOPE, Role


def department_scope(code: str) -> frozenset[str]:
    """Give a department and those below it."""
    rows = Department.objects.filter(Q(code=code) | Q(parent_id=code) | Q(parent__parent_id=code))
    return frozenset(rows.values_list("code", flat=True))


def departments() -> list[Department]:
    """List both levels in the order of the district's file."""
    return list(Department.objects.order_by("position", "code"))


def services() -> list[Service]:
    """List what a text can be about, in the order of the district's file."""
    return list(Service.objects.order_by("position", "service_code"))


def service_department(service_code: str) -> str | None:
    """Give the code of the department that answers a service, or None."""
    return (
        Service.objects.filter(service_code=service_code)
        .values_list("department_id", flat=True)
        .first()
    )


def is_delegated(staff_id: int, now: dt.datetime) -> bool:
    """Say whether the mayor lets this deputy confirm at this moment."""
    return Delegation.objects.filter(
        deputy_id=staff_id, revoked_at=None, starts_at__lte=now, ends_at__gt=now
    ).exists()


def delegations() -> list[Delegation]:
    """List who may confirm for the mayor, latest end first."""
    return list(
        Delegation.objects.filter(revoked_at=None)
        .select_related("deputy", "given_by")
        .order_by("-ends_at")[:50]
    )


def deputies() -> list[Staff]:
    """List active deputies."""
    return list(Staff.objects.filter(role=Role.DEPUTY, is_active=True).order_by("username"))


def staff_ids(*, roles: Iterable[Role], department: str | None = None) -> list[int]:
    """Find active people by role, in one department or anywhere."""
    people = Staff.objects.filter(is_active=True, role__in=list(roles))
    if department is not None:
        people = people.filter(department_id=department)
    return list(people.order_by("id").values_list("id", flat=True))


def staff_in_departments(*, roles: Iterable[Role]) -> list[Staff]:
    """List active people of these roles, department by department in the district's order."""
    people = Staff.objects.filter(is_active=True, role__in=list(roles), department__isnull=False)
    order = ("department__position", "department__code", "id")
    return list(people.select_related("department").order_by(*order))


def staff_by_username(username: str) -> Staff | None:
    """Find a person by sign-in name."""
    return Staff.objects.select_related("department").filter(username=username).first()


def staff_by_id(staff_id: int) -> Staff | None:
    """Find a person by number."""
    return Staff.objects.select_related("department").filter(id=staff_id).first()


def staff_names(ids: Iterable[int]) -> dict[int, Staff]:
    """Give people by id, for showing names; one query."""
    return Staff.objects.in_bulk(list(ids))


def tokens_of(staff_id: int) -> list[ApiToken]:
    """List a person's tokens, newest first."""
    return list(ApiToken.objects.filter(staff_id=staff_id).order_by("-created_at"))


def tokens_confirming(*, staff_id: int, now: dt.datetime) -> list[ApiToken]:
    """List a person's live tokens that may confirm, the one that lives longest first."""
    live = ApiToken.objects.filter(staff_id=staff_id, revoked_at=None, expires_at__gt=now)
    return list(live.filter(scopes__contains=[CONFIRM_SCOPE]).order_by("-expires_at"))
