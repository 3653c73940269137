"""Six weeks of contacts to the demo's safe numbers, and one request that waits for its answer."""

import datetime as dt
import random
from uuid import UUID

from townline.lines.safenumbers import api
from townline.lines.safenumbers.api import CallOutcome, LeaseState, PastContact
from townline.platform.core import district

_DAYS = 42
_A_DAY = 4
_MINUTE, _DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)
_HOURS = (7, 8, 8, 9, 11, 12, 14, 16, 17, 18, 18, 19, 20, 21, 22)
# Calls that asked for nothing: talked through, or not.
_TALKS = (
    (CallOutcome.TALKED, 75, 42), (CallOutcome.TALKED, 110, 80), (CallOutcome.NO_ANSWER, 58, 0),
    (CallOutcome.LEFT, 9, 0), (CallOutcome.BUSY, 31, 0),
)  # fmt: skip
_ANSWERS = (1, 1, 1, 1, 2, 2, 3, None)
_BLOCKED_CONTACTS = (
    ("text_spam", 5),
    ("text_other", 2),
    ("calls_unavailable", 3),
    ("calls_limited", 1),
)


def contacts(now: dt.datetime, *, seed: int = 7) -> int:
    """Write the past of the numbers in use; returns how many contacts. Nothing is texted."""
    rng = random.Random(seed)  # noqa: S311 -- a demonstration must be the same each time
    leases = [row for row in api.leases_held() if row.state is LeaseState.ACTIVE]
    if not leases:
        return 0
    past: list[PastContact] = []
    for days in range(_DAYS, 0, -1):
        for _ in range(rng.randint(1, _A_DAY)):
            lease, at = rng.choice(leases), _moment(now - days * _DAY, rng)
            # Nobody calls a number before it was given out.
            if lease.asked_at < at < now - _DAY / 4:
                past.append(_contact(lease.id, at, rng))
    waits = PastContact(lease_id=leases[0].id, at=now - 2 * _MINUTE, via="qr", kind="move")
    today = now.astimezone(district.current().zone).date()
    counts = {
        (today - dt.timedelta(days=days), what): rng.randint(0, most)
        for days in range(_DAYS)
        for what, most in _BLOCKED_CONTACTS
    }
    return api.past_import(contacts=[*past, waits], blocked=counts, now=now)


def _moment(day: dt.datetime, rng: random.Random) -> dt.datetime:
    local = day.astimezone(district.current().zone)
    return local.replace(
        hour=rng.choice(_HOURS), minute=rng.randrange(60), second=rng.randrange(60)
    )


def _contact(lease_id: UUID, at: dt.datetime, rng: random.Random) -> PastContact:
    if rng.random() < 0.12:  # noqa: PLR2004 -- one in eight talks or tries to
        outcome, seconds, talked = rng.choice(_TALKS)
        return PastContact(
            lease_id=lease_id, at=at, via="call", outcome=outcome, seconds=seconds, talked=talked
        )
    via, answer = rng.choice(("call", "qr", "qr", "text")), rng.choice(_ANSWERS)
    waited = dt.timedelta(seconds=rng.randint(15, 400))
    by_call = via == "call"
    answered_live = by_call and answer is not None and waited < _MINUTE
    outcome = CallOutcome.SETTLED if answered_live else CallOutcome.REQUESTED
    return PastContact(
        lease_id=lease_id,
        at=at,
        via=via,
        kind=rng.choice(("move", "move", "move", "trouble")),
        answer=answer,
        waited=waited,
        outcome=outcome if by_call else None,
        seconds=rng.randint(25, 95) if by_call else 0,
    )
