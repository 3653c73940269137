"""Where people are signed in. A row stands beside each session, so that it can be ended."""

import datetime as dt
import ipaddress

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import transaction

from townline.core import audit
from townline.departments.models import Staff

_UNKNOWN = "::"  # a column of addresses keeps nothing else
_AGENT_LIMIT = 200
_FORGOTTEN = dt.timedelta(hours=24)  # no session lives that long unused (SESSION_COOKIE_AGE)


@transaction.atomic
def session_begin(
    *, staff: Staff, key: str, address: str, agent: str, by: str, now: dt.datetime
) -> None:
    """Write down a sign-in. ``by``: password, code, passkey, provider or demo."""
    UserSession.objects.filter(session_key=key).delete()
    UserSession.objects.filter(last_seen_at__lt=now - _FORGOTTEN).delete()
    UserSession.objects.create(
        user=staff,
        session_key=key,
        ip=_address(address),
        user_agent=agent[:_AGENT_LIMIT],
        created_at=now,
        last_seen_at=now,
    )
    audit.record(
        audit.Entry(
            subject=f"staff:{staff.id}",
            event="sign_in",
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


def session_end(*, staff_id: int, session_id: int) -> bool:
    """End one of a person's sessions."""
    row = UserSession.objects.filter(id=session_id, user_id=staff_id).first()
    if row is None:
        return False
    _end(row)
    return True


def sessions_end(*, staff_id: int, keep: str = "") -> int:
    """End all of a person's sessions but one (its key); return how many."""
    rows = list(UserSession.objects.filter(user_id=staff_id).exclude(session_key=keep))
    for row in rows:
        _end(row)
    return len(rows)


def sessions_end_all() -> int:
    """End the sessions of everybody; return how many people were signed in with."""
    Session.objects.all().delete()
    ended, _ = UserSession.objects.all().delete()
    return int(ended)


def _end(row: UserSession) -> None:
    SessionStore(session_key=row.session_key).delete()
    row.delete()


def session_renamed(*, before: str, after: str) -> None:
    """Follow a session to its new key."""
    UserSession.objects.filter(session_key=before).update(session_key=after)
