"""Reads of the directory."""

import datetime as dt
from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from townline.platform.core import district
from townline.platform.departments.models import ApiToken, Delegation, Department, Service, Staff
from townline.platform.departments.rules import CONFIRM_SCOPE, SECOND_FACTOR_ROLES, Role
from townline.platform.departments.settings import House

SESSIONS_SHOWN = 100


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


def people_called(usernames: Iterable[str]) -> dict[str, Staff]:
    """Find people by sign-in names; a name that nobody has is missing."""
    return {one.username: one for one in Staff.objects.filter(username__in=set(usernames))}


def staff_by_id(staff_id: int) -> Staff | None:
    """Find a person by number."""
    return Staff.objects.select_related("department").filter(id=staff_id).first()


def staff_names(ids: Iterable[int]) -> dict[int, Staff]:
    """Give people by id, for showing names; one query."""
    return Staff.objects.in_bulk(list(ids))


def tokens_of(staff_id: int) -> list[ApiToken]:
    """List a person's tokens, newest first."""
    return list(ApiToken.objects.filter(staff_id=staff_id).order_by("-created_at"))


def tokens_live(*, now: dt.datetime) -> list[ApiToken]:
    """List the tokens that open something now, of all people, the last used first."""
    return list(_live(now).select_related("staff").order_by("-last_used_at", "-created_at"))


def count_tokens_live(now: dt.datetime) -> int:
    """Count the tokens that open something now; one query."""
    return _live(now).count()


def token_owner(token_id: int) -> int | None:
    """Give the number of the person whose token it is."""
    return ApiToken.objects.filter(id=token_id).values_list("staff_id", flat=True).first()


def _live(now: dt.datetime) -> QuerySet[ApiToken]:
    ending = Q(expires_at=None) | Q(expires_at__gt=now)
    return ApiToken.objects.filter(ending, revoked_at=None, staff__is_active=True)


def tokens_confirming(*, staff_id: int, now: dt.datetime) -> list[ApiToken]:
    """List a person's live tokens that may confirm, the one that lives longest first."""
    live = ApiToken.objects.filter(staff_id=staff_id, revoked_at=None, expires_at__gt=now)
    return list(live.filter(scopes__contains=[CONFIRM_SCOPE]).order_by("-expires_at"))


def second_factor_roles() -> frozenset[str]:
    """Give the roles that sign in with a second factor: the district's word, else our own."""
    try:
        configured = district.part(House).second_factor_roles
    except district.DistrictMissing:
        configured = None
    return frozenset(SECOND_FACTOR_ROLES if configured is None else configured)


def factors_of(staff_id: int) -> list[Authenticator]:
    """List a person's second factors, the app first, then passkeys, oldest first."""
    return list(Authenticator.objects.filter(user_id=staff_id).order_by("type", "id"))


def has_second_factor(staff_id: int) -> bool:
    """Say whether a person can show a second factor (recovery codes alone are none)."""
    return staff_id in with_second_factor([staff_id])


def sessions_of(staff_id: int) -> list[UserSession]:
    """List where a person is signed in, last seen first."""
    rows = UserSession.objects.filter(user_id=staff_id).order_by("-last_seen_at", "-id")
    found = list(rows[:SESSIONS_SHOWN])
    keys = [row.session_key for row in found]
    live = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    alive = set(live.values_list("session_key", flat=True))
    return [row for row in found if row.session_key in alive]


def people(*, words: str = "", limit: int, offset: int = 0) -> list[Staff]:
    """Find people by name, username or department, active ones first."""
    rows = Staff.objects.select_related("department")
    for word in words.split():
        rows = rows.filter(
            Q(username__icontains=word)
            | Q(name_ko__icontains=word)
            | Q(name_en__icontains=word)
            | Q(department__name_ko__icontains=word)
            | Q(department__name_en__icontains=word)
        )
    order = ("-is_active", F("department__position").asc(nulls_first=True), "username")
    return list(rows.order_by(*order)[offset : offset + limit])


def count_without_second_factor() -> int:
    """Count the people with an account in use who have no second factor; one query."""
    factors = Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES)
    people = Staff.objects.filter(is_active=True).exclude(id__in=factors.values("user_id"))
    return people.count()


def count_without_head() -> int:
    """Count the departments below a bureau that nobody with an account in use heads; one query."""
    heads = Staff.objects.filter(is_active=True, role=Role.HEAD, department=OuterRef("code"))
    return Department.objects.filter(parent__isnull=False).exclude(Exists(heads)).count()


def with_second_factor(ids: Iterable[int]) -> set[int]:
    """Say which of these people have a second factor; one query."""
    rows = Authenticator.objects.filter(user_id__in=list(ids))
    rows = rows.exclude(type=Authenticator.Type.RECOVERY_CODES)
    return set(rows.values_list("user_id", flat=True))
