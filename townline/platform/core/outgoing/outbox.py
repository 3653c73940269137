"""The one outbox: rows that leave this machine, leased by who sends them until it is known how.

A row is taken for a lease (``FOR UPDATE SKIP LOCKED``: two senders never hold the same one), and
settled by what the other side said. What certainly was not taken is tried again, ever later. A
lease that ends without a word leaves a row of which nobody knows whether it left: the table of
its machine says whether it is held then, or may be repeated because the other side knows it again.
"""

import datetime as dt
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from django.db import models, transaction
from django.db.models import QuerySet
from django.db.models.functions import Least
from procrastinate.contrib.django import app

from townline.platform.core.history import audit
from townline.platform.core.history.machine import Machine, Move
from townline.platform.core.history.tags import Tagged

log = logging.getLogger(__name__)
ENDED = "whoever sent it ended without a word"


# No two clocks of a sound machine differ by so much.
SKEW = dt.timedelta(minutes=5)
# Longer than any lease, and than any wait between two tries.
LONGEST_LEASE, LONGEST_WAIT = dt.timedelta(minutes=15), dt.timedelta(days=1)


def waits(row: models.Model, steps: Sequence[dt.timedelta]) -> dt.timedelta | None:
    """Give how long a row with ``attempts`` waits for its next one; None when it had them all."""
    tries: int = max(row.attempts, 1)  # type: ignore[attr-defined]  # counted by the outbox
    return steps[tries - 1] if tries <= len(steps) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outbox[M: models.Model, S: StrEnum, E: Tagged]:
    """How the rows of one machine leave. ``until``: the column that says when a lease ends.

    ``made``, ``due``: the columns that say when a row was queued, and when it may go.

    ``claimed`` is the state of a row in somebody's hands; ``claim`` and ``lose`` are what its
    machine calls the steps to it, and from it when nobody knows. ``counted``: rows have
    ``attempts``.
    """

    machine: Machine[M, S, E]
    claimed: S
    claim: E
    lose: E
    until: str = "due_at"
    counted: bool = True
    made: str = "created_at"
    due: str = "due_at"

    def pick(self, due: QuerySet[M], limit: int = 1) -> list[M]:
        """Lock rows that may go, in their order, for this transaction; pass over what is held."""
        rows = due.select_for_update(skip_locked=True, of=("self",), no_key=True)
        return list(rows[: max(limit, 0)])

    def take(
        self, rows: Sequence[M], *, until: dt.datetime, now: dt.datetime, actor: audit.Actor
    ) -> None:
        """Lease locked rows to the caller until then; each counts as an attempt."""
        moves = [Move(row=row, event=self.claim, changes=self._leased(row, until)) for row in rows]
        self.machine.move_all(moves, actor=actor, now=now)

    def _leased(self, row: M, until: dt.datetime) -> dict[str, object]:
        if not self.counted:
            return {self.until: until}
        return {self.until: until, "attempts": row.attempts + 1}  # type: ignore[attr-defined]

    @transaction.atomic
    def next(self, due: QuerySet[M], *, now: dt.datetime, lease: dt.timedelta) -> M | None:
        """Take the first row that may go, in a transaction of its own; None when none may."""
        rows = self.pick(due)
        self.take(rows, until=now + lease, now=now, actor=audit.SYSTEM)
        return rows[0] if rows else None

    def lapsed(self, now: dt.datetime) -> QuerySet[M]:
        """List the rows whose lease has ended without a word, oldest first."""
        over = {"state": self.claimed, f"{self.until}__lt": now}
        return self.machine.model._default_manager.filter(**over).order_by(self.until)

    @transaction.atomic
    def end(self, rows: QuerySet[M], event: E, *, now: dt.datetime, reason: str, limit: int) -> int:
        """Move rows on of which nobody hears any more; say how many."""
        moves = [Move(row=row, event=event) for row in self.pick(rows, limit)]
        return len(self.machine.move_all(moves, actor=audit.SYSTEM, now=now, reason=reason))

    def ahead(self, now: dt.datetime) -> QuerySet[M]:
        """List the waiting rows that a clock queued which has been set back since.

        Their own moment is later than now, which no plan explains: rows that were queued before
        and wait for a moment that somebody chose (a scheduled send, quiet hours) are none.
        """
        rows = self.machine.model._default_manager.filter(state="queued")
        wrong = models.Q(**{f"{self.made}__gt": now + SKEW})
        if self.counted:
            # A plan is over once a row was tried: what is left is a wait between two tries.
            wrong |= models.Q(attempts__gt=0, **{f"{self.due}__gt": now + LONGEST_WAIT})
        return rows.filter(wrong, **{f"{self.due}__gt": now})

    def release(self, *, now: dt.datetime) -> int:
        """Let rows go that a clock ahead of this one queued or leased; say how many.

        One that was to wait for a moment of its own stays: the moment came from the wrong clock,
        and a person decides (``townline doctor`` names it).
        """
        planned = models.Q(attempts=0) if self.counted else models.Q()
        waiting = self.ahead(now).exclude(planned, **{f"{self.due}__gt": models.F(self.made)})
        count = waiting.update(
            **{self.due: now, self.made: Least(models.F(self.made), models.Value(now))}
        )
        # Then they lapse as any lease does: nobody knows whether these left.
        far = {"state": self.claimed, f"{self.until}__gt": now + LONGEST_LEASE}
        leased = self.machine.model._default_manager.filter(**far)
        count += leased.update(**{self.until: now - dt.timedelta(seconds=1)})
        if count:
            name = self.machine.model._meta.db_table
            log.warning("the clock was set back: %s rows of %s are let go", count, name)
        return count

    def lapse(self, *, now: dt.datetime, limit: int) -> int:
        """Note of which rows nobody knows whether they left; say how many."""
        self.release(now=now)
        return self.end(self.lapsed(now), self.lose, now=now, reason=ENDED, limit=limit)

    def failed(
        self,
        row: M,
        *,
        now: dt.datetime,
        wait: dt.timedelta | None,
        why: dict[str, str],
        again: E,
        give_up: E,
    ) -> S:
        """Note that a locked row certainly was not taken: tried again after ``wait``, or given up.

        ``why``: the column that says so, cut to its length.
        """
        changes: dict[str, object] = dict(why)
        if wait is not None:
            changes |= {self.until: now + wait}
        event = give_up if wait is None else again
        (reason,) = why.values()
        return self.machine.move(
            row, event, actor=audit.SYSTEM, now=now, reason=reason, changes=changes
        )


JOBS = ("townline.config.tasks.send_letters", "townline.config.tasks.send_pushes")


def dispatch_now() -> None:
    """Enqueue the jobs that hand on what waits, in the caller's transaction where there is one."""
    for name in JOBS:
        job = app.configure_task(name, queue=settings.TOWNLINE_DISTRICT)
        job.defer(timestamp=int(time.time()))
