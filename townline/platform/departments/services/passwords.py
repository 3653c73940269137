"""Writes of passwords."""

import datetime as dt

from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.encoding import force_bytes, force_str
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from townline.platform.core.history import audit
from townline.platform.departments.models import Staff
from townline.platform.departments.services.notifications import notify_person
from townline.platform.departments.services.sessions import SessionEndReason, sessions_end


@transaction.atomic
def password_set(
    *, staff: Staff, password: str, actor: audit.Actor, now: dt.datetime, keep: str = ""
) -> None:
    """Give a person another password; sessions end, but for the one with the key ``keep``.

    Raises django's ValidationError with words for people.
    """
    validate_password(password, staff)
    staff.set_password(password)
    staff.save(update_fields=["password"])
    sessions_end(staff_id=staff.id, why=SessionEndReason.PASSWORD, actor=actor, now=now, keep=keep)
    audit.record(
        audit.AuditEntry(
            subject=f"staff:{staff.id}", event="staff:password:set", actor=actor, at=now
        )
    )
    notify_person(staff=staff, what="staff:password:set", now=now)


@transaction.atomic
def way_in_give(*, staff: Staff, actor: audit.Actor, reason: str, now: dt.datetime) -> str:
    """Give a path by which a person chooses a password: once, within PASSWORD_RESET_TIMEOUT."""
    audit.record(
        audit.AuditEntry(
            subject=f"staff:{staff.id}",
            event="staff:password_link:give",
            actor=actor,
            at=now,
            reason=reason,
        )
    )
    who = urlsafe_base64_encode(force_bytes(staff.pk))
    return f"/sign-in/way-in/{who}/{_token(staff)}/"


def _token(staff: Staff) -> str:
    """Give what stands in a path: a helper's opens until their account ends, or a newer one."""
    return _helper_token(staff) if staff.is_helper else default_token_generator.make_token(staff)


def _helper_token(staff: Staff) -> str:
    # The unusable password of a helper is random, and another with each new path.
    value = f"{staff.pk}:{staff.password}"
    return salted_hmac("departments.helper_link", value, algorithm="sha256").hexdigest()


def way_in_person(who: str, token: str, *, now: dt.datetime) -> Staff | None:
    """Find the active person a path was given to, or None when it is used up or too old.

    A helper's path is their way to sign in, as long as their account opens anything.
    """
    try:
        number = int(force_str(urlsafe_base64_decode(who)))
    except ValueError:
        return None
    staff = Staff.objects.filter(pk=number).first()
    return staff if staff and staff.works(now) and _fits(staff, token) else None


def _fits(staff: Staff, token: str) -> bool:
    if staff.is_helper:
        return constant_time_compare(_helper_token(staff), token)
    return default_token_generator.check_token(staff, token)
