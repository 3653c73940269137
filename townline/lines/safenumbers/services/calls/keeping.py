"""What lets another process hang up when the one that held a call has died."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction

from townline.lines.safenumbers.models import Call, CallWorker
from townline.lines.safenumbers.rules.ringing import CallEvent, CallState
from townline.lines.safenumbers.services.calls.writer import call_transition
from townline.lines.voice_menu import Outcome
from townline.platform.core.keys import crypto

LEASE = dt.timedelta(seconds=4)  # beat each 1.5 seconds: two beats may be lost
_BEAT = (
    "INSERT INTO safenumbers_callworker (name, leased_until) VALUES (%s, %s) "
    "ON CONFLICT (name) DO UPDATE SET leased_until = EXCLUDED.leased_until"
)
_KEEP = (
    f"WITH alive AS ({_BEAT}) "  # noqa: S608 -- a statement of ours
    "UPDATE safenumbers_call SET dialogs = %s WHERE id = %s AND worker = %s AND state = %s"
)


@dataclass(frozen=True, slots=True)
class Orphan:
    """A call that nobody holds any more; ``dialogs`` as ``dialogs_keep`` was given them."""

    call_id: UUID
    dialogs: bytes


def dialogs_keep(*, call_id: UUID, worker: str, dialogs: bytes, now: dt.datetime) -> bool:
    """Keep what is needed to hang up, sealed. False when the call is not this worker's any more.

    The lease of the worker is renewed with it: whoever writes is alive.
    """
    with connection.cursor() as cursor:
        sealed = crypto.ring().seal(dialogs)
        cursor.execute(_KEEP, [worker, now + LEASE, sealed, call_id, worker, CallState.LIVE])
        return bool(cursor.rowcount == 1)


def worker_beat(*, worker: str, now: dt.datetime) -> None:
    """Say that a worker lives, for another LEASE."""
    with connection.cursor() as cursor:
        cursor.execute(_BEAT, [worker, now + LEASE])


def worker_leave(*, worker: str, now: dt.datetime) -> None:
    """Say that a worker ends: calls it still holds may be taken over at once."""
    CallWorker.objects.filter(name=worker, leased_until__gt=now).update(leased_until=now)


@transaction.atomic
def orphans_claim(*, worker: str, now: dt.datetime, limit: int = 50) -> list[Orphan]:
    """Take over calls of workers that are silent; the claimer hangs up and ends them as lost.

    Two claimers never get the same call. Who dies with it lets it become an orphan again. Calls
    that were not answered yet have no dialogs, and end here.
    """
    alive = CallWorker.objects.filter(leased_until__gt=now).values("name")
    rows = list(
        Call.objects.select_for_update(skip_locked=True, of=("self",))
        # A call that has just begun may be of a worker that has just started.
        .filter(state=CallState.LIVE, begun_at__lte=now - LEASE)
        .exclude(worker__in=alive)
        .order_by("begun_at")[:limit]
    )
    orphans = []
    for row in rows:
        if not row.dialogs:
            call_transition(row=row, event=CallEvent.LOSE, outcome=Outcome.LOST, now=now)
            continue
        row.worker = worker
        row.save(update_fields=["worker"])
        orphans.append(Orphan(row.id, crypto.ring().unseal(row.dialogs)))
    return orphans


def workers_forget(*, now: dt.datetime) -> int:
    """Forget workers that have been silent for a day."""
    gone = CallWorker.objects.filter(leased_until__lt=now - dt.timedelta(days=1))
    return gone.delete()[0]
