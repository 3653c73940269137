"""What a session says about how its person came in."""

import datetime as dt

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

from townline.platform.departments.models import Staff
from townline.platform.departments.selectors import second_factor_roles

FACTOR, PASSED, DEMO = "second_factor", "passed", "demo"
PROVED = "proved_at"  # seconds; when the person last showed who they are
SEEN = "seen_at"
PENDING = "signing_in"
PROOF_LIFE = dt.timedelta(minutes=15)
PENDING_LIFE = dt.timedelta(minutes=10)


def pending(staff: Staff, now: dt.datetime) -> dict[str, str | float]:
    """Give what a half-done sign-in keeps: who, since when, and under which password."""
    return {"id": staff.id, "at": now.timestamp(), "hash": staff.get_session_auth_hash()}


def factor_due(staff: Staff, session: SessionBase) -> bool:
    """Say whether this person must show a second factor before anything else.

    The demo's one press is exempt, and only where the demo runs.
    """
    mark = session.get(FACTOR)
    if mark == PASSED or (mark == DEMO and settings.TOWNLINE_DEMO):
        return False
    return staff.role in second_factor_roles()


def recently_proved(session: SessionBase, now: dt.datetime) -> bool:
    """Say whether who sits there is still who signed in, as far as one can know.

    Who stepped in at the demo has nothing to show, and is never asked.
    """
    if session.get(FACTOR) == DEMO and settings.TOWNLINE_DEMO:
        return True
    proved = float(session.get(PROVED, 0))
    return now - dt.datetime.fromtimestamp(proved, dt.UTC) < PROOF_LIFE
