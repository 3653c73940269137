"""Writes of who may what, by an administrator: each with a reason, none for oneself."""

import datetime as dt
import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from townline.platform.core import events
from townline.platform.core.history import audit
from townline.platform.departments.events import StaffMoved
from townline.platform.departments.models import Department, Staff
from townline.platform.departments.rules import CONFIRMED, NEEDS_DEPARTMENT, UNLINKED, Role
from townline.platform.departments.services.factors import factors_reset
from townline.platform.departments.services.identities import (
    identity_confirm,
    identity_link_path,
    identity_remove,
)
from townline.platform.departments.services.notifications import notify_person
from townline.platform.departments.services.passwords import way_in_give
from townline.platform.departments.services.sessions import SessionEndReason, sessions_end

REASON_LIMIT = 500
_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,59}")
_LANGUAGES = ("ko", "en")
_NAME_LIMITS = {"name_ko": 60, "name_en": 80}


def is_username(name: str) -> bool:
    """Say whether somebody may be called so: 2 to 60 of a to z, digits, dot, dash, underscore."""
    return _USERNAME.fullmatch(name) is not None


class RolesRefused(ValueError):
    """Nothing was changed. ``why`` is a code, ``field`` the part of the form it is about."""

    def __init__(self, why: str, field: str) -> None:
        super().__init__(why)
        self.why, self.field = why, field


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonEntry:
    """What an administrator decides about a person. ``department`` None: none."""

    name_ko: str
    name_en: str
    role: str
    department: str | None
    language: str
    email: str = ""


@transaction.atomic
def person_add(
    *, username: str, entry: PersonEntry, reason: str, actor: audit.Actor, now: dt.datetime
) -> Staff:
    """Add a person without a password. Raises RolesRefused."""
    _need_reason(reason)
    staff = person_create(username=username, entry=entry)
    _record(staff, "staff:account:add", actor, now, reason, to_state=staff.role)
    return staff


def person_create(*, username: str, entry: PersonEntry) -> Staff:
    """Add a person without a password and without a line of history. Raises RolesRefused."""
    if not is_username(username):
        raise RolesRefused("username", "username")
    if Staff.objects.filter(username=username).exists():
        raise RolesRefused("username_taken", "username")
    staff = Staff(username=username)
    staff.set_unusable_password()
    _take(staff, entry)
    staff.save()
    return staff


@transaction.atomic
def person_imported(
    *, staff_id: int, reason: str, now: dt.datetime, actor: audit.Actor = audit.SYSTEM
) -> str:
    """Note that a file brought a person; give the path by which they choose a password.

    Raises RolesRefused without a reason.
    """
    _need_reason(reason)
    staff = _lock_person(staff_id, actor)
    _record(staff, "staff:account:add", actor, now, reason, to_state=staff.role)
    return way_in_give(staff=staff, actor=actor, reason=reason, now=now)


@transaction.atomic
def person_change(
    *, staff_id: int, entry: PersonEntry, reason: str, actor: audit.Actor, now: dt.datetime
) -> Staff:
    """Change names, role, department, language, e-mail address. Raises RolesRefused."""
    _need_reason(reason)
    staff = _lock_person(staff_id, actor)
    before = _state(staff)
    if entry.role != Role.ADMINISTRATOR:
        _keep_one_administrator(staff)
    _take(staff, entry)
    staff.save()
    changed = sorted(name for name, value in _state(staff).items() if value != before[name])
    if {"role", "department_id"} & {*changed}:
        events.emit(StaffMoved(staff_id=staff.id, at=now))
    if before["email"] and staff.email != before["email"]:
        notify_person(staff=staff, what="email", now=now, to=str(before["email"]))
    _record(
        staff, "staff:account:change", actor, now, reason,
        from_state=str(before["role"]), to_state=staff.role, data={"changed": changed},
    )  # fmt: skip
    return staff


@transaction.atomic
def person_active(
    *, staff_id: int, active: bool, reason: str, actor: audit.Actor, now: dt.datetime
) -> None:
    """Send a person away, at once and everywhere, or let them in again. Raises RolesRefused."""
    _need_reason(reason)
    staff = _lock_person(staff_id, actor)
    if not active:
        _keep_one_administrator(staff)
        sessions_end(staff_id=staff.id, why=SessionEndReason.SUSPENDED, actor=actor, now=now)
    staff.is_active = active
    staff.save(update_fields=["is_active"])
    events.emit(StaffMoved(staff_id=staff.id, at=now))
    _record(
        staff, "staff:account:restore" if active else "staff:account:suspend", actor, now, reason
    )


@transaction.atomic
def person_factors_reset(
    *, staff_id: int, reason: str, actor: audit.Actor, now: dt.datetime
) -> None:
    """Take a person's second factors away and end their sessions. Raises RolesRefused."""
    _need_reason(reason)
    staff = _lock_person(staff_id, actor)
    sessions_end(staff_id=staff.id, why=SessionEndReason.FACTORS, actor=actor, now=now)
    factors_reset(staff_id=staff.id, actor=actor, reason=reason, now=now)


@transaction.atomic
def person_way_in(*, staff_id: int, reason: str, actor: audit.Actor, now: dt.datetime) -> str:
    """Give the path by which a person chooses a password. Raises RolesRefused."""
    _need_reason(reason)
    staff = _lock_person(staff_id, actor)
    if not staff.is_active:
        raise RolesRefused("inactive", "reason")
    return way_in_give(staff=staff, actor=actor, reason=reason, now=now)


@transaction.atomic
def person_identity_link(
    *, staff_id: int, reason: str, actor: audit.Actor, now: dt.datetime
) -> str:
    """Give the path by which a person binds their account at the provider. Raises RolesRefused."""
    _need_reason(reason)
    staff = _lock_person(staff_id, actor)
    if not staff.works(now):
        raise RolesRefused("inactive", "reason")
    _record(staff, "staff:identity_link:give", actor, now, reason)
    return identity_link_path(staff)


@transaction.atomic
def person_identity_confirm(
    *, staff_id: int, reason: str, actor: audit.Actor, now: dt.datetime
) -> None:
    """Say that a person's account at the provider is truly theirs. Raises RolesRefused."""
    _need_reason(reason)
    staff = _lock_person(staff_id, actor)
    if not identity_confirm(staff_id=staff.id):
        raise RolesRefused("unlinked", "reason")
    _record(staff, CONFIRMED, actor, now, reason)


@transaction.atomic
def person_identity_unlink(
    *, staff_id: int, reason: str, actor: audit.Actor, now: dt.datetime
) -> None:
    """Part a person from their account at the provider; whoever is inside by it goes out.

    Raises RolesRefused.
    """
    _need_reason(reason)
    staff = _lock_person(staff_id, actor)
    if not identity_remove(staff_id=staff.id):
        raise RolesRefused("unlinked", "reason")
    sessions_end(staff_id=staff.id, why=SessionEndReason.UNLINKED, actor=actor, now=now)
    _record(staff, UNLINKED, actor, now, reason)


def _need_reason(reason: str) -> None:
    if not reason.strip() or len(reason) > REASON_LIMIT:
        raise RolesRefused("reason", "reason")


def _lock_person(staff_id: int, actor: audit.Actor) -> Staff:
    # Always all administrators first, in one order: two who send each other away must meet.
    list(Staff.objects.select_for_update().filter(role=Role.ADMINISTRATOR).order_by("id"))
    staff = Staff.objects.select_for_update().filter(id=staff_id).first()
    if staff is None:
        raise RolesRefused("unknown", "reason")
    if actor.kind == "staff" and actor.id == staff.id:
        raise RolesRefused("own", "reason")
    if actor.kind == "staff" and not _still_manages(actor.id or 0):
        raise RolesRefused("not_any_more", "reason")
    return staff


def _still_manages(staff_id: int) -> bool:
    managers = Staff.objects.filter(role=Role.ADMINISTRATOR, is_active=True)
    return managers.filter(id=staff_id).exists()


def _keep_one_administrator(staff: Staff) -> None:
    if staff.role != Role.ADMINISTRATOR or not staff.is_active:
        return
    others = Staff.objects.filter(role=Role.ADMINISTRATOR, is_active=True).exclude(id=staff.id)
    if not others.exists():
        raise RolesRefused("last_administrator", "role")


def _take(staff: Staff, entry: PersonEntry) -> None:
    _check_role(staff, entry)
    for name, limit in _NAME_LIMITS.items():
        if not 0 < len(getattr(entry, name)) <= limit:
            raise RolesRefused("name", name)
        setattr(staff, name, getattr(entry, name))
    if entry.language not in _LANGUAGES:
        raise RolesRefused("language", "language")
    staff.role, staff.department_id = entry.role, entry.department
    staff.language, staff.email = entry.language, _email(staff, entry)


def _check_role(staff: Staff, entry: PersonEntry) -> None:
    if entry.role not in set(Role):
        raise RolesRefused("role", "role")
    # Such an account is made with its end, and never becomes one without.
    if (entry.role == Role.HELPER) != (staff.role == Role.HELPER):
        raise RolesRefused("helper", "role")
    if entry.department is None and entry.role in NEEDS_DEPARTMENT:
        raise RolesRefused("department", "department")
    if entry.department and not Department.objects.filter(code=entry.department).exists():
        raise RolesRefused("department", "department")


def _email(staff: Staff, entry: PersonEntry) -> str:
    email = entry.email.strip().lower()
    if not email:
        return ""
    try:
        validate_email(email)
    except ValidationError:
        raise RolesRefused("email", "email") from None
    if Staff.objects.filter(email=email).exclude(id=staff.id).exists():
        raise RolesRefused("email_taken", "email")
    return email


def _state(staff: Staff) -> dict[str, object]:
    names = ("name_ko", "name_en", "role", "department_id", "language", "email")
    return {name: getattr(staff, name) for name in names}


def _record(
    staff: Staff, event: str, actor: audit.Actor, now: dt.datetime, reason: str, *,
    from_state: str = "", to_state: str = "", data: dict[str, object] | None = None,
) -> None:  # fmt: skip
    audit.record(
        audit.AuditEntry(
            subject=f"staff:{staff.id}", event=event, actor=actor, at=now, reason=reason.strip(),
            from_state=from_state, to_state=to_state, data=data,
        )
    )  # fmt: skip
