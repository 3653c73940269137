"""Where people are signed in. A row stands beside each session, so that it can be ended.

A session ends here only, for one reason, which goes into the history and the log.
"""

import datetime as dt
import ipaddress
import logging
from collections.abc import Sequence
from enum import StrEnum

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from townline.platform.core.history import audit
from townline.platform.core.http.limits import Bound, Limit
from townline.platform.departments.doors import ADDRESS, CODES, NAME, SIGN_IN
from townline.platform.departments.models import Staff

log = logging.getLogger(__name__)
_UNKNOWN = "::"  # a column of addresses keeps nothing else
_AGENT_LIMIT = 200


class SessionEndReason(StrEnum):
    """Why a session ended."""

    SIGNED_OUT = "signed_out"
    ELSEWHERE = "ended_elsewhere"  # by its own person, from another session
    REPLACED = "replaced"  # somebody else signed in at the same browser
    PASSWORD = "password"  # noqa: S105 -- a reason: the person has another password
    FACTORS = "factors_reset"
    UNLINKED = "unlinked"  # from the account at the identity provider
    SUSPENDED = "suspended"
    ENDED = "ended"  # its account had an end, or somebody ended it
    KEYS = "keys"  # everybody was signed out, with a new signing key
    TIMED_OUT = "timed_out"
    TAKEN_AWAY = "taken_away"  # its row is gone, or no longer fits its person


@transaction.atomic
def session_begin(
    *, staff: Staff, key: str, address: str, agent: str, by: str, now: dt.datetime
) -> None:
    """Write down a sign-in. ``by``: password, code, passkey, provider, link or demo."""
    UserSession.objects.filter(session_key=key).delete()
    UserSession.objects.create(
        user=staff,
        session_key=key,
        ip=_address(address),
        user_agent=agent[:_AGENT_LIMIT],
        created_at=now,
        last_seen_at=now,
    )
    audit.record(
        audit.AuditEntry(
            subject=f"staff:{staff.id}",
            event="staff:session:begin",
            actor=audit.Actor("staff", staff.id, staff.name_ko),
            at=now,
            data={"by": by, "address": _address(address)},
        )
    )


def _address(given: str) -> str:
    try:
        return str(ipaddress.ip_address(given))
    except ValueError:
        return _UNKNOWN


def session_seen(*, key: str, now: dt.datetime) -> None:
    """Note that a session is in use."""
    UserSession.objects.filter(session_key=key).update(last_seen_at=now)


@transaction.atomic
def session_end(*, staff_id: int, session_id: int, actor: audit.Actor, now: dt.datetime) -> bool:
    """End one of a person's sessions from another one."""
    row = UserSession.objects.filter(id=session_id, user_id=staff_id).first()
    if row is None:
        return False
    _end(row, SessionEndReason.ELSEWHERE, actor, now)
    return True


@transaction.atomic
def session_over(*, key: str, why: SessionEndReason, actor: audit.Actor, now: dt.datetime) -> None:
    """End the session of a cookie, if it is known."""
    row = UserSession.objects.filter(session_key=key).first()
    if row is not None:
        _end(row, why, actor, now)


@transaction.atomic
def session_gone(*, key: str, now: dt.datetime) -> int | None:
    """Write down, once, why a cookie opens nothing any more; give whose it was."""
    row = UserSession.objects.select_for_update().filter(session_key=key).first()
    if row is None:
        return None
    _end(row, _reason(row), audit.SYSTEM, now)
    return int(row.user_id)


@transaction.atomic
def sessions_settle(*, now: dt.datetime) -> None:
    """Write down which sessions, of anybody, have ended unnoticed."""
    # As the sessions themselves do it, by the machine's own time.
    live = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    for row in UserSession.objects.exclude(session_key__in=live).select_related("user"):
        _end(row, _reason(row), audit.SYSTEM, now)


def _reason(row: UserSession) -> SessionEndReason:
    ends = Session.objects.filter(session_key=row.session_key).values_list("expire_date", flat=True)
    end = ends.first()
    if not row.user.is_active:
        return SessionEndReason.ENDED if row.user.ends_at else SessionEndReason.SUSPENDED
    return (
        SessionEndReason.TIMED_OUT if end and end <= timezone.now() else SessionEndReason.TAKEN_AWAY
    )


@transaction.atomic
def sessions_end(
    *, staff_id: int, why: SessionEndReason, actor: audit.Actor, now: dt.datetime, keep: str = ""
) -> int:
    """End all of a person's sessions but one (its key); return how many."""
    rows = list(UserSession.objects.filter(user_id=staff_id).exclude(session_key=keep))
    for row in rows:
        _end(row, why, actor, now)
    return len(rows)


@transaction.atomic
def sessions_end_all(*, now: dt.datetime) -> int:
    """End the sessions of everybody; return how many people were signed in with."""
    rows = list(UserSession.objects.all())
    for row in rows:
        _end(row, SessionEndReason.KEYS, audit.SYSTEM, now)
    Session.objects.all().delete()
    return len(rows)


def _end(row: UserSession, why: SessionEndReason, actor: audit.Actor, now: dt.datetime) -> None:
    SessionStore(session_key=row.session_key).delete()
    row.delete()
    log.info("a session of staff:%s ended: %s", row.user_id, why)
    audit.record(
        audit.AuditEntry(
            subject=f"staff:{row.user_id}",
            event="staff:session:end",
            actor=actor,
            at=now,
            data={"why": str(why)},
        )
    )


def session_renamed(*, before: str, after: str) -> None:
    """Follow a session to its new key."""
    UserSession.objects.filter(session_key=before).update(session_key=after)


# Counting wrong proofs at the sign-in, so that guessing stops.


def password_bounds(name: str, address: str) -> list[Bound]:
    """Give what a wrong password counts against. ``address``: as ``client_key`` gives it."""
    # By the written name: "Clerk1" and "clerk1" sign in as the same person.
    plain = name.casefold()
    return [(SIGN_IN, f"{plain} {address}"), (NAME, plain), (ADDRESS, address)]


def code_bounds(staff_id: int, address: str) -> list[Bound]:
    """Give what a wrong code counts against: whoever gets so far has the password."""
    return [(CODES, staff_id), (ADDRESS, address)]


def passkey_bounds(address: str) -> list[Bound]:
    """Give what a wrong passkey counts against; it cannot be guessed, only cost time."""
    return [(ADDRESS, address)]


def sign_in_blocked_until(bounds: Sequence[Bound], *, now: dt.datetime) -> dt.datetime | None:
    """Say until when no further proof is looked at."""
    wait = max(limit.waits(key, now) for limit, key in bounds)
    return now + dt.timedelta(seconds=wait) if wait else None


def sign_in_failed(bounds: Sequence[Bound], *, now: dt.datetime) -> None:
    """Count a wrong proof."""
    Limit.check(bounds, now)


def sign_in_succeeded(bounds: Sequence[Bound]) -> None:
    """Forget the wrong ones once the right one was given; an address keeps its own."""
    for limit, key in bounds:
        if limit is not ADDRESS:
            limit.clear(key)
