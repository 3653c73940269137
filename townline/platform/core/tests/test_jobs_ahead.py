"""The clock was a year ahead and is set back: jobs keep their own delay, from now on."""

import datetime as dt

import pytest
from django.conf import settings
from django.db import connection
from procrastinate.contrib.django import app

from townline.platform.core import clock, jobs
from townline.platform.core.checks.queued import ahead
from townline.platform.core.jobs import RELEASE
from townline.platform.core.models import Job

pytestmark = [pytest.mark.django_db, pytest.mark.server]
YEAR, DELAY = dt.timedelta(days=365), dt.timedelta(minutes=5)


def defer_job(queue: str, *, by: dt.timedelta) -> int:
    """Defer a job as a clock does that is ahead ``by`` so much."""
    now = clock.now()
    job = app.configure_task("nothing", queue=queue, schedule_at=now + by + DELAY).defer()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_events SET at = at + make_interval(secs => %s) WHERE job_id = %s",
            [by.total_seconds(), job],
        )
    return job


def release() -> None:
    with connection.cursor() as cursor:
        cursor.execute(RELEASE, {"queue": settings.TOWNLINE_DISTRICT})


def begins_in(job: int) -> dt.timedelta:
    with connection.cursor() as cursor:
        cursor.execute("SELECT scheduled_at - now() FROM procrastinate_jobs WHERE id = %s", [job])
        found: dt.timedelta = cursor.fetchone()[0]
        return found


def test_a_job_of_the_future_begins_after_its_own_delay() -> None:
    job = defer_job(settings.TOWNLINE_DISTRICT, by=YEAR)
    (finding,) = ahead(clock.now())
    assert "jobs 1" in str(finding.words)
    for _ in range(2):  # the second time nothing is moved on
        release()
        assert dt.timedelta() < begins_in(job) <= DELAY
    assert list(ahead(clock.now())) == []


def test_a_job_planned_by_a_right_clock_stays_and_one_of_another_district_too() -> None:
    right, other = (
        defer_job(settings.TOWNLINE_DISTRICT, by=dt.timedelta()),
        defer_job("far", by=YEAR),
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET scheduled_at = now() + make_interval(secs => %s) "
            "WHERE id = %s",
            [YEAR.total_seconds(), right],
        )
    release()
    assert begins_in(right) == YEAR
    assert begins_in(other) > YEAR - DELAY


def test_a_worker_last_heard_of_in_the_future_counts_from_now() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) "
            "VALUES (now() + make_interval(secs => %s))",
            [YEAR.total_seconds()],
        )
        release()
        cursor.execute("SELECT max(last_heartbeat) <= now() FROM procrastinate_workers")
        assert cursor.fetchone() == (True,)


def test_long_work_of_the_future_is_no_work_and_begins_anew() -> None:
    now = clock.now()
    Job.objects.create(subject="list:1", phase="reading", seen_at=now + YEAR)
    state = jobs.job_of("list:1", now)
    assert state is not None
    assert (state.running, state.failed) == (False, True)
