"""What lets another process hang up when the one that held a call has died.

Leases are counted by the database's clock at the moment at which a statement runs: a worker that
waited for a database that stood still would otherwise write a lease that is over already.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, models, transaction
from django.db.models import Func, Value

from townline.lines.safenumbers.models import Call, CallWorker
from townline.lines.safenumbers.rules.ringing import CallEvent, CallState
from townline.lines.safenumbers.services.calls.writer import call_transition
from townline.lines.safenumbers.voice_menu import CallOutcome
from townline.platform.core.keys import crypto

LEASE = dt.timedelta(seconds=4)  # renewed each 1.5 seconds: one renewal may be lost
# A longer pause between two renewals breaks a worker's run of them: after a database that stood
# still nobody can tell a silent worker from one that waited like everybody else.
GAP = dt.timedelta(seconds=2.5)
# A claim comes right behind a renewal. One that comes later waited for the database in between.
FRESH = dt.timedelta(seconds=1)
_RENEW = """
INSERT INTO safenumbers_callworker AS mine (name, leased_until, unbroken_since, ended)
VALUES (%(worker)s, clock_timestamp() + %(lease)s, clock_timestamp(), false)
ON CONFLICT (name) DO UPDATE SET
  leased_until = clock_timestamp() + %(lease)s,
  unbroken_since = CASE WHEN mine.leased_until - %(lease)s > clock_timestamp() - %(gap)s
    THEN mine.unbroken_since ELSE clock_timestamp() END,
  ended = false
"""
_KEEP = (
    f"WITH alive AS ({_RENEW}) "  # noqa: S608 -- a statement of ours
    "UPDATE safenumbers_call SET dialogs = %(dialogs)s "
    "WHERE id = %(call)s AND worker = %(worker)s AND state = %(live)s"
)


@dataclass(frozen=True, slots=True)
class Orphan:
    """A call that nobody holds any more; ``dialogs`` as ``dialogs_keep`` was given them."""

    call_id: UUID
    dialogs: bytes


def dialogs_keep(*, call_id: UUID, worker: str, dialogs: bytes) -> bool:
    """Keep what is needed to hang up, sealed. False when the call is not this worker's any more.

    The lease of the worker is renewed with it: whoever writes is alive.
    """
    with connection.cursor() as cursor:
        more = {"dialogs": crypto.ring().seal(dialogs), "call": call_id, "live": CallState.LIVE}
        cursor.execute(_KEEP, _renewal(worker) | more)
        return bool(cursor.rowcount == 1)


def worker_beat(*, worker: str) -> None:
    """Renew a worker's lease for another LEASE."""
    with connection.cursor() as cursor:
        cursor.execute(_RENEW, _renewal(worker))


def _renewal(worker: str) -> dict[str, Any]:
    return {"worker": worker, "lease": LEASE, "gap": GAP}


def worker_leave(*, worker: str) -> None:
    """Note that a worker ended: the calls it still holds may be claimed at once."""
    CallWorker.objects.filter(name=worker).update(ended=True)


def workers_died(*, process: str) -> int:
    """Note that a process of this machine died, by the beginning of its workers' names."""
    return CallWorker.objects.filter(name__startswith=process, ended=False).update(ended=True)


@transaction.atomic
def orphans_claim(*, worker: str, now: dt.datetime, limit: int = 50) -> list[Orphan]:
    """Claim calls of workers that are gone; the claimer hangs up and ends them as lost.

    Call it right after ``worker_beat``. A worker never claims its own calls. It claims those of
    one that ended at once, and those of one whose lease is over only after it has renewed its own
    through one whole LEASE. Two claimers never get the same call. A claimer that dies leaves it an
    orphan again. Calls that were not answered yet have no dialogs, and end here (at ``now``).
    """
    rows = list(
        Call.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(state=CallState.LIVE)
        .exclude(worker=worker)
        .filter(_claimable(worker))
        .order_by("begun_at")[:limit]
    )
    orphans = []
    for row in rows:
        if not row.dialogs:
            call_transition(row=row, event=CallEvent.LOSE, outcome=CallOutcome.LOST, now=now)
            continue
        row.worker = worker
        row.save(update_fields=["worker"])
        orphans.append(Orphan(row.id, crypto.ring().unseal(row.dialogs)))
    return orphans


def _claimable(claimer: str) -> models.Q:
    """Say when ``claimer`` may claim a call from the worker that held it."""
    instant = Func(function="clock_timestamp", output_field=models.DateTimeField())
    steady = CallWorker.objects.filter(
        name=claimer,
        leased_until__gt=instant + Value(LEASE - FRESH),
        unbroken_since__lte=instant - Value(LEASE),
    )
    held = CallWorker.objects.filter(name=models.OuterRef("worker"))
    ended = models.Exists(held.filter(ended=True))
    alive = models.Exists(held.filter(leased_until__gt=instant))
    return models.Q(ended) | models.Q(models.Exists(steady), ~alive)


def workers_forget(*, now: dt.datetime) -> int:
    """Forget workers that have been silent for a day."""
    gone = CallWorker.objects.filter(leased_until__lt=now - dt.timedelta(days=1))
    return gone.delete()[0]
