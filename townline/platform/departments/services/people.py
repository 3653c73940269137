"""Writes of the directory: people, tokens, the mayor's word for a deputy, sign-in."""

import datetime as dt
import hashlib
import secrets

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from townline.platform.core.history import audit
from townline.platform.departments import selectors
from townline.platform.departments.models import ApiToken, Delegation, Department, Staff
from townline.platform.departments.rules import (
    CONFIRM_SCOPE,
    LASTING,
    NEEDS_DEPARTMENT,
    SCOPES,
    Role,
)

CONFIRM_TOKEN_LIFE = dt.timedelta(hours=24)
TOKEN_NAME_LIMIT = 60


class InvalidStaff(ValueError):
    """What was given does not make a person; the message says what is accepted."""


@transaction.atomic
def staff_add(
    *,
    username: str,
    role: str,
    password: str | None,
    now: dt.datetime,
    department: str | None = None,
    name_ko: str = "",
    name_en: str = "",
    language: str = "ko",
) -> Staff:
    """Add a person. Raises InvalidStaff naming what was wrong and what is accepted."""
    if role not in set(LASTING):
        raise InvalidStaff(f"unknown role {role!r}; accepted: {', '.join(LASTING)}")
    if department is not None and not Department.objects.filter(code=department).exists():
        codes = ", ".join(d.code for d in selectors.departments())
        raise InvalidStaff(f"unknown department {department!r}; accepted: {codes}")
    if department is None and role in NEEDS_DEPARTMENT:
        raise InvalidStaff(f"the role {role} needs --department CODE")
    if Staff.objects.filter(username=username).exists():
        raise InvalidStaff(f"there is already somebody called {username!r}")
    staff = Staff(
        username=username,
        role=role,
        department_id=department,
        name_ko=name_ko or username,
        name_en=name_en or username,
        language=language,
    )
    _set_password(staff, password)
    staff.save()
    audit.record(
        audit.AuditEntry(
            subject=f"staff:{staff.id}", event="staff:account:add", actor=audit.SYSTEM, at=now
        )
    )
    return staff


def _set_password(staff: Staff, password: str | None) -> None:
    if password is None:
        staff.set_unusable_password()
        return
    try:
        validate_password(password, staff)
    except ValidationError as error:
        raise InvalidStaff("; ".join(error.messages)) from error
    staff.set_password(password)


@transaction.atomic
def token_create(
    *,
    staff: Staff,
    scopes: list[str],
    now: dt.datetime,
    name: str = "",
    expires_at: dt.datetime | None = None,
) -> str:
    """Make a token that acts as a person; only its hash stays here.

    ``cases:confirm`` limits the life of the whole token to 24 hours. ``name`` (60 characters)
    is how people know it again in the history. Raises InvalidStaff.
    """
    if len(name) > TOKEN_NAME_LIMIT or not name.isprintable():
        raise InvalidStaff(f"a name has at most {TOKEN_NAME_LIMIT} characters, in one line")
    if staff.role == Role.HELPER:
        raise InvalidStaff("a helper's account has no tokens: it ends by itself")
    unknown = [scope for scope in scopes if scope not in SCOPES]
    if unknown or not scopes:
        raise InvalidStaff(f"unknown scopes {unknown}; accepted: {', '.join(SCOPES)}")
    if CONFIRM_SCOPE in scopes:
        limit = now + CONFIRM_TOKEN_LIFE
        expires_at = min(expires_at, limit) if expires_at else limit
    secret = f"tl_{secrets.token_urlsafe(32)}"
    token = ApiToken.objects.create(
        staff=staff,
        name=name or "token",
        scopes=sorted(scopes),
        secret_hash=_digest(secret),
        created_at=now,
        expires_at=expires_at,
    )
    audit.record(
        audit.AuditEntry(
            subject=f"staff:{staff.id}",
            event="staff:token:create",
            actor=audit.SYSTEM,
            at=now,
            data={"token": token.id, "scopes": sorted(scopes)},
        )
    )
    return secret


@transaction.atomic
def token_revoke(*, token_id: int, staff_id: int, actor: audit.Actor, now: dt.datetime) -> bool:
    """Make one of a person's tokens useless from now on."""
    done = ApiToken.objects.filter(id=token_id, staff_id=staff_id, revoked_at=None).update(
        revoked_at=now
    )
    if done:
        audit.record(
            audit.AuditEntry(
                subject=f"staff:{staff_id}",
                event="staff:token:revoke",
                actor=actor,
                at=now,
                data={"token": token_id},
            )
        )
    return bool(done)


def token_find(*, secret: str, now: dt.datetime) -> ApiToken | None:
    """Find a live token, or None. Marks when it was used, at most once a minute."""
    token = (
        ApiToken.objects.select_related("staff__department")
        .filter(secret_hash=_digest(secret), revoked_at=None, staff__is_active=True)
        .first()
    )
    if token is None or (token.expires_at and token.expires_at <= now):
        return None
    if token.last_used_at is None or now - token.last_used_at > dt.timedelta(minutes=1):
        ApiToken.objects.filter(id=token.id).update(last_used_at=now)
    return token


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


@transaction.atomic
def delegation_give(
    *,
    mayor: Staff,
    deputy: Staff,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    actor: audit.Actor,
    now: dt.datetime,
) -> Delegation:
    """Let a deputy confirm from one moment to another. Raises InvalidStaff."""
    if mayor.role != Role.MAYOR or deputy.role != Role.DEPUTY:
        raise InvalidStaff("only the mayor gives this, and only to a deputy")
    if ends_at <= starts_at or ends_at <= now:
        raise InvalidStaff("the end must lie after the start and after now")
    given = Delegation.objects.create(
        deputy=deputy, given_by=mayor, starts_at=starts_at, ends_at=ends_at
    )
    audit.record(
        audit.AuditEntry(
            subject=f"staff:{deputy.id}",
            event="staff:delegation:give",
            actor=actor,
            at=now,
            data={"from": starts_at.isoformat(), "until": ends_at.isoformat()},
        )
    )
    return given


@transaction.atomic
def delegation_revoke(*, delegation_id: int, actor: audit.Actor, now: dt.datetime) -> None:
    """Take the word back at once."""
    for given in Delegation.objects.select_for_update().filter(id=delegation_id, revoked_at=None):
        given.revoked_at = now
        given.save(update_fields=["revoked_at"])
        audit.record(
            audit.AuditEntry(
                subject=f"staff:{given.deputy_id}",
                event="staff:delegation:revoke",
                actor=actor,
                at=now,
            )
        )
