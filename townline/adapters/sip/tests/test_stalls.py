"""A database or a machine that stands still for ten seconds ends no call."""

import asyncio
import contextlib
import os
import signal

import pytest
from django.db import connection

from townline.adapters.sip.tests.test_process import (
    calls,
    number,
    query_database,
    rows,
    run_joined_call,
    shows,
    stopped_twice,
)

__all__ = ["number"]
pytestmark = [pytest.mark.peer, pytest.mark.django_db(transaction=True)]
STILL, LEASE = 10, 4  # seconds
_BACKENDS = (
    "SELECT pid FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
# Workers that have renewed their leases for long enough since to claim what others held.
_STEADY = "SELECT count(*) FROM safenumbers_callworker WHERE leased_until > clock_timestamp() AND "


@contextlib.contextmanager
def pause_processes(pids):
    """Hold processes as a machine does that is swapped out."""
    try:
        for pid in pids:
            os.kill(pid, signal.SIGSTOP)
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


async def backends(_workers):
    """Give the processes of this test's own database that serve the workers."""
    return [pid for (pid,) in await query_database(lambda: rows(_BACKENDS))]


async def themselves(workers):
    return [worker.process.pid for worker in workers]


def survives(tmp_path, number, rtpengine, *, workers, whom):
    async def act(*started):
        with pause_processes(await whom(started)):
            await asyncio.sleep(STILL)
        ((since,),) = await query_database(lambda: rows("SELECT clock_timestamp()"))
        long = f"unbroken_since < clock_timestamp() - interval '{LEASE + 2} s'"
        later = f"leased_until > '{since}'::timestamptz + interval '{2 * LEASE} s'"
        await shows(lambda: rows(f"{_STEADY} {long} AND {later}"), [(workers,)])
        assert await query_database(calls) == [("live", "talking", "")]
        assert not any("is gone" in line for each in started for line in each.lines)
        assert await stopped_twice(started[0]) == 0

    connection.close()
    run_joined_call(tmp_path, number, rtpengine, act, workers=workers)


def test_a_database_that_stands_still_ends_no_call_of_two_workers(tmp_path, number, rtpengine):
    survives(tmp_path, number, rtpengine, workers=2, whom=backends)


@pytest.mark.long  # the one above stands for these
@pytest.mark.parametrize(
    ("workers", "whom"),
    [(1, backends), (1, themselves), (2, themselves)],
    ids=["database-1", "worker-1", "worker-2"],
)
def test_nothing_that_stands_still_ends_a_call(tmp_path, number, rtpengine, workers, whom):
    survives(tmp_path, number, rtpengine, workers=workers, whom=whom)
