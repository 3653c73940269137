"""Writes of second factors: an authenticator app, passkeys, recovery codes."""

import datetime as dt
import unicodedata
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction

from townline.platform.core.history import audit
from townline.platform.departments import one_time, sealing
from townline.platform.departments.models import Staff
from townline.platform.departments.services.notifications import notify_person

TOTP, PASSKEY, CODES = (
    Authenticator.Type.TOTP,
    Authenticator.Type.WEBAUTHN,
    Authenticator.Type.RECOVERY_CODES,
)
_NOTIFIED_EVENTS = {"staff:factor:add", "staff:factor:remove", "staff:factors:reset"}
_LAST_STEP, _HASHES = "last_step", "hashes"


@transaction.atomic
def app_add(*, staff: Staff, secret: str, code: str, actor: audit.Actor, now: dt.datetime) -> bool:
    """Keep an app's secret once a code of it was shown; it replaces the one before."""
    step = one_time.step_matching(secret, code, now=now, after=-1)
    if step is None:
        return False
    data = {sealing.SECRET: sealing.seal(secret), _LAST_STEP: step}
    Authenticator.objects.filter(user=staff, type=TOTP).delete()
    Authenticator.objects.create(user=staff, type=TOTP, data=data, created_at=now)
    _record(staff.id, "staff:factor:add", actor, now, kind=TOTP)
    return True


@transaction.atomic
def passkey_add(
    *, staff: Staff, name: str, credential: dict[str, Any], actor: audit.Actor, now: dt.datetime
) -> None:
    """Keep a passkey that was just made and checked (WebAuthn registration as JSON)."""
    data = {"name": name, "credential": credential}
    Authenticator.objects.create(user=staff, type=PASSKEY, data=data, created_at=now)
    _record(staff.id, "staff:factor:add", actor, now, kind=PASSKEY)


@transaction.atomic
def recovery_codes_make(*, staff: Staff, actor: audit.Actor, now: dt.datetime) -> list[str]:
    """Make new recovery codes; those before end. Only hashes are kept."""
    codes = one_time.new_recovery_codes()
    data = {_HASHES: [one_time.hash_of(code) for code in codes]}
    Authenticator.objects.filter(user=staff, type=CODES).delete()
    Authenticator.objects.create(user=staff, type=CODES, data=data, created_at=now)
    _record(staff.id, "staff:factor:add", actor, now, kind=CODES)
    return codes


@transaction.atomic
def code_check(*, staff: Staff, code: str, now: dt.datetime) -> bool:
    """Say whether a code of the app or a recovery code is right; none is right twice."""
    # A Korean keyboard may write full-width digits.
    plain = unicodedata.normalize("NFKC", "".join(code.split()))
    rows = Authenticator.objects.select_for_update().filter(user=staff, type__in=[TOTP, CODES])
    return any(_take(row, plain, now) for row in rows.order_by("id"))


def _take(row: Authenticator, code: str, now: dt.datetime) -> bool:
    accepted = _take_step(row, code, now) if row.type == TOTP else _take_hash(row, code)
    if accepted:
        row.last_used_at = now
        row.save(update_fields=["data", "last_used_at"])
    return accepted


def _take_step(row: Authenticator, code: str, now: dt.datetime) -> bool:
    secret = sealing.unseal(row.data[sealing.SECRET])
    step = one_time.step_matching(secret, code, now=now, after=row.data[_LAST_STEP])
    if step is None:
        return False
    row.data = row.data | {_LAST_STEP: step}
    return True


def _take_hash(row: Authenticator, code: str) -> bool:
    left, used = list(row.data[_HASHES]), one_time.hash_of(code)
    if used not in left:
        return False
    left.remove(used)
    row.data = row.data | {_HASHES: left}
    return True


def factor_used(*, factor_id: int, now: dt.datetime) -> None:
    """Note when a passkey opened the door."""
    Authenticator.objects.filter(id=factor_id).update(last_used_at=now)


@transaction.atomic
def factor_remove(*, staff_id: int, factor_id: int, actor: audit.Actor, now: dt.datetime) -> bool:
    """Take one of a person's own second factors away."""
    row = Authenticator.objects.filter(id=factor_id, user_id=staff_id).first()
    if row is None:
        return False
    row.delete()
    _record(staff_id, "staff:factor:remove", actor, now, kind=row.type)
    return True


@transaction.atomic
def passkey_rename(
    *, staff_id: int, factor_id: int, name: str, actor: audit.Actor, now: dt.datetime
) -> bool:
    """Give one of a person's own passkeys another name. False: there is no such one."""
    rows = Authenticator.objects.select_for_update().filter(user_id=staff_id, type=PASSKEY)
    row = rows.filter(id=factor_id).first()
    if row is None:
        return False
    row.data = row.data | {"name": name}
    row.save(update_fields=["data"])
    _record(staff_id, "staff:factor:rename", actor, now, kind=PASSKEY)
    return True


@transaction.atomic
def factors_reset(*, staff_id: int, actor: audit.Actor, reason: str, now: dt.datetime) -> None:
    """Take all second factors of a person away: the next sign-in sets up new ones."""
    Authenticator.objects.filter(user_id=staff_id).delete()
    _record(staff_id, "staff:factors:reset", actor, now, reason=reason)


def _record(
    staff_id: int, event: str, actor: audit.Actor, now: dt.datetime, *, kind: str = "",
    reason: str = "",
) -> None:  # fmt: skip
    data = {"kind": str(kind)} if kind else None
    if event in _NOTIFIED_EVENTS:
        notify_person(staff=Staff.objects.get(id=staff_id), what=event, now=now)
    audit.record(
        audit.AuditEntry(
            subject=f"staff:{staff_id}", event=event, actor=actor, at=now, reason=reason, data=data
        )
    )
