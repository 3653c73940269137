"""Writes of helpers' accounts: made with an end, ended, prolonged; nothing else is theirs."""

import datetime as dt
import secrets

from django.db import transaction

from townline.platform.core.history import audit
from townline.platform.departments.models import Staff
from townline.platform.departments.rules import HELPER_AT_MOST, Role
from townline.platform.departments.services.passwords import way_in_give
from townline.platform.departments.services.roles import RolesRefused
from townline.platform.departments.services.sessions import SessionEndReason, sessions_end

_NAME, _OFFICE, _LANGUAGES = 60, 60, ("ko", "en")


@transaction.atomic
def helper_add(
    *,
    name: str,
    office: str,
    ends_at: dt.datetime,
    language: str,
    actor: audit.Actor,
    now: dt.datetime,
) -> tuple[Staff, str]:
    """Make a helper's account; give it with the path by which its person signs in.

    Raises RolesRefused for no name, or an end that is past or more than seven days away.
    """
    if not 0 < len(name.strip()) <= _NAME or len(office) > _OFFICE:
        raise RolesRefused("name", "name")
    if language not in _LANGUAGES:
        raise RolesRefused("language", "language")
    _check_end(ends_at, now)
    staff = Staff(
        username=_username(), name_ko=name.strip(), name_en=name.strip(), role=Role.HELPER,
        language=language, ends_at=ends_at, office=office.strip(),
    )  # fmt: skip
    staff.set_unusable_password()
    staff.save()
    _record(staff, "staff:helper:add", actor, now)
    return staff, way_in_give(staff=staff, actor=actor, reason="", now=now)


def _username() -> str:
    # Typed by hand on a borrowed machine: short, and not to be guessed from the one before.
    return f"helper-{secrets.token_hex(4)}"


def _check_end(ends_at: dt.datetime, now: dt.datetime) -> None:
    if not now < ends_at <= now + HELPER_AT_MOST:
        raise RolesRefused("end", "ends_at")


@transaction.atomic
def helper_prolong(
    *, staff_id: int, ends_at: dt.datetime, actor: audit.Actor, now: dt.datetime
) -> None:
    """Let an account that has not ended end at another moment. Raises RolesRefused."""
    staff = _lock_helper(staff_id, now)
    _check_end(ends_at, now)
    staff.ends_at = ends_at
    staff.save(update_fields=["ends_at"])
    _record(staff, "staff:helper:prolong", actor, now)


@transaction.atomic
def helper_end(*, staff_id: int, actor: audit.Actor, now: dt.datetime) -> None:
    """End an account now, and its sessions with it. Raises RolesRefused."""
    _end(_lock_helper(staff_id, now), actor, now)


@transaction.atomic
def helper_link(*, staff_id: int, actor: audit.Actor, now: dt.datetime) -> str:
    """Give a new path for signing in; the one before is of no use. Raises RolesRefused."""
    staff = _lock_helper(staff_id, now)
    # A path holds while the password is the same: an unusable one is random each time.
    staff.set_unusable_password()
    staff.save(update_fields=["password"])
    sessions_end(staff_id=staff.pk, why=SessionEndReason.PASSWORD, actor=actor, now=now)
    return way_in_give(staff=staff, actor=actor, reason="", now=now)


@transaction.atomic
def helpers_settle(*, now: dt.datetime) -> int:
    """Write down of whom the end has come; they have opened nothing since. Safe to repeat."""
    rows = Staff.objects.select_for_update(skip_locked=True, no_key=True)
    over = list(rows.filter(role=Role.HELPER, is_active=True, ends_at__lte=now))
    for staff in over:
        _end(staff, audit.SYSTEM, now)
    return len(over)


def _lock_helper(staff_id: int, now: dt.datetime) -> Staff:
    rows = Staff.objects.select_for_update(no_key=True).filter(role=Role.HELPER)
    staff = rows.filter(id=staff_id).first()
    if staff is None:
        raise RolesRefused("unknown", "name")
    if not staff.works(now):
        raise RolesRefused("ended", "ends_at")
    return staff


def _end(staff: Staff, actor: audit.Actor, now: dt.datetime) -> None:
    sessions_end(staff_id=staff.pk, why=SessionEndReason.ENDED, actor=actor, now=now)
    staff.is_active, staff.ends_at = False, min(staff.ends_at or now, now)
    staff.save(update_fields=["is_active", "ends_at"])
    _record(staff, "staff:helper:end", actor, now)


def _record(staff: Staff, event: str, actor: audit.Actor, now: dt.datetime) -> None:
    until = staff.ends_at.isoformat() if staff.ends_at else ""
    data = {"until": until, "office": staff.office}
    audit.record(
        audit.AuditEntry(subject=f"staff:{staff.pk}", event=event, actor=actor, at=now, data=data)
    )
