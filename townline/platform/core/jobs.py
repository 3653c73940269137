"""Long work of a page: enqueued in its transaction, carried out by a worker, seen on the page.

A job has a subject (``survey_list:12``), and there is at most one at work for each. A page shows
``job_of``; the template ``web/job.html`` renders it and asks again.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from procrastinate.contrib.django import app

from townline.platform.core import clock
from townline.platform.core.models import Job
from townline.platform.core.personal_data.retention import Rule, by_age

if TYPE_CHECKING:
    from procrastinate.types import JSONValue
from typing import Final

SILENT = dt.timedelta(minutes=5)  # without a sign of a job that was begun it counts as gone
_PAUSE = dt.timedelta(seconds=1)

# Called with how much is done, and of how many (0: nobody knows).
type Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class JobState:
    """``phase`` is a word of the room; ``of`` is 0 while nobody knows how much there is."""

    phase: str
    done: int
    of: int
    running: bool
    failed: bool


@transaction.atomic
def job_start(
    *, subject: str, task: str, phase: str, now: dt.datetime, **arguments: "JSONValue"
) -> None:
    """Enqueue a task for a subject; where one is at work already nothing happens."""
    row, _ = Job.objects.select_for_update().get_or_create(
        subject=subject, defaults={"seen_at": now - 2 * SILENT}
    )
    if _running(row, now):
        return
    row.phase, row.done, row.of = phase, 0, 0
    row.seen_at, row.finished_at, row.failed = now, None, False
    row.save()
    app.configure_task(task, queue=settings.TOWNLINE_DISTRICT).defer(**arguments)


def job_of(subject: str, now: dt.datetime) -> JobState | None:
    """Give how far the last job of a subject is; None where there was none."""
    row = Job.objects.filter(subject=subject).first()
    if row is None:
        return None
    running = _running(row, now)
    gone = not running and row.finished_at is None
    return JobState(row.phase, row.done, row.of, running, row.failed or gone)


@contextmanager
def job_carry_out(subject: str) -> Iterator[Report]:
    """Carry out a job: give what reports progress, and note at the end how it went.

    What it raises is noted as failed and passes through.
    """
    last = clock.now()

    def report(done: int, of: int) -> None:
        nonlocal last
        if (now := clock.now()) - last >= _PAUSE:
            last = now
            Job.objects.filter(subject=subject).update(done=done, of=of, seen_at=now)

    # Also done again by another worker, when the first one was killed.
    Job.objects.filter(subject=subject).update(seen_at=last, finished_at=None, failed=False)
    try:
        yield report
    except BaseException:
        Job.objects.filter(subject=subject).update(finished_at=clock.now(), failed=True)
        raise
    Job.objects.filter(subject=subject).update(finished_at=clock.now(), failed=False)


def job_phase(subject: str, phase: str) -> None:
    """Say what a job at work does next."""
    Job.objects.filter(subject=subject).update(phase=phase, done=0, of=0, seen_at=clock.now())


def retention_rules() -> list[Rule]:
    """Let how jobs went go a month after they ended."""
    return [by_age("jobs", "P30D", lambda before: Job.objects.filter(seen_at__lt=before))]


def _running(row: Job, now: dt.datetime) -> bool:
    # A sign from the future is of a clock that was set back since: of nobody who works now.
    return row.finished_at is None and abs(now - row.seen_at) < SILENT


# Jobs that a clock deferred which was set back since: nothing would begin them for a year.
#
# A job's own plan is how long after its making it was to begin: that much is kept, from now on.

# The clock is the database's, by which jobs begin. Five minutes: clocks differ by seconds.
AHEAD: Final = """
SELECT j.id, j.scheduled_at - max(e.at) AS plan
FROM procrastinate_jobs j JOIN procrastinate_events e ON e.job_id = j.id
WHERE j.queue_name = %(queue)s AND j.status = 'todo' AND j.scheduled_at > now()
  AND e.type IN ('deferred', 'deferred_for_retry')
GROUP BY j.id HAVING max(e.at) > now() + interval '5 minutes'
"""
# Also what the dead clock's workers said last: a worker that is gone would live for a year.
RELEASE: Final = f"""
WITH wrong AS ({AHEAD}),
noted AS (
  UPDATE procrastinate_events SET at = now() FROM wrong
  WHERE job_id = wrong.id AND at > now() AND type IN ('deferred', 'deferred_for_retry')),
alive AS (
  UPDATE procrastinate_workers SET last_heartbeat = now()
  WHERE last_heartbeat > now() + interval '5 minutes')
UPDATE procrastinate_jobs j SET scheduled_at = now() + greatest(wrong.plan, interval '0')
FROM wrong WHERE j.id = wrong.id
"""  # noqa: S608 -- of our own words
