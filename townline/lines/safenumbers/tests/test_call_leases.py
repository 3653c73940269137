"""Calls of a worker that is gone are claimed; those of one that only waited are not."""

from uuid import uuid4

import pytest
from django.db import connection

from townline.lines.safenumbers import api
from townline.lines.safenumbers.api import CallOutcome
from townline.lines.safenumbers.models import Call
from townline.lines.safenumbers.tests.asking import ASKER, lease

pytestmark = [pytest.mark.django_db, pytest.mark.server]


@pytest.fixture
def held(world):
    """A call that the worker w1 holds."""
    return hold(world, lease(world).number)


def hold(world, number, worker="w1"):
    plan = begin(world, number, worker)
    api.dialogs_keep(call_id=plan.call_id, worker=worker, dialogs=b"legs")
    return plan.call_id


def begin(world, number, worker="w1"):
    return api.call_begin(
        call_id=uuid4(), worker=worker, trunk="t", dialled=number, caller=ASKER, now=world.now
    )


def pass_time(seconds):
    """Let the time of the database pass for all leases."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE safenumbers_callworker SET"
            " leased_until = leased_until - make_interval(secs => %(seconds)s),"
            " unbroken_since = unbroken_since - make_interval(secs => %(seconds)s)",
            {"seconds": seconds},
        )


def renew(*workers, seconds):
    """Let workers renew their leases for so long, in their own rhythm."""
    for _ in range(int(seconds / 1.5) + 1):
        pass_time(1.5)
        for worker in workers:
            api.worker_beat(worker=worker)


def claim(world, worker):
    return [orphan.call_id for orphan in api.orphans_claim(worker=worker, now=world.now)]


def test_calls_of_a_silent_worker_are_claimed_once(world, held):
    early = begin(world, Call.objects.get().number)
    renew("w2", "w3", seconds=4.5)
    assert api.orphans_claim(worker="w2", now=world.now) == [api.Orphan(held, b"legs")]
    assert claim(world, "w3") == []
    # What was never answered has nobody to hang up on.
    assert Call.objects.get(id=early.call_id).state == "lost"
    api.call_end(call_id=held, outcome=CallOutcome.LOST, now=world.now)
    row = Call.objects.get(id=held)
    assert (row.state, bytes(row.dialogs)) == ("lost", b"")


def test_nothing_is_claimed_from_a_worker_that_renews_its_lease(world, held):
    renew("w1", "w2", seconds=9)
    assert claim(world, "w2") == []


def test_a_call_that_is_kept_renews_the_lease_of_who_holds_it(world, held):
    renew("w2", seconds=6)
    api.dialogs_keep(call_id=held, worker="w1", dialogs=b"legs")
    assert claim(world, "w2") == []


@pytest.mark.parametrize("stall", [3, 4, 6, 3600])
def test_a_worker_never_claims_its_own_calls(world, held, stall):
    renew("w1", seconds=6)
    pass_time(stall)
    assert claim(world, "w1") == []
    api.worker_beat(worker="w1")
    assert claim(world, "w1") == []


@pytest.mark.parametrize("stall", [2.6, 3, 4, 5.5, 6, 10, 3600])
def test_after_the_database_stood_still_nobody_claims_for_a_whole_lease(world, held, stall):
    renew("w1", "w2", seconds=6)
    pass_time(stall)
    api.worker_beat(worker="w2")
    for _ in range(2):
        assert claim(world, "w2") == []
        pass_time(1.5)
        api.worker_beat(worker="w2")
    assert claim(world, "w2") == []
    renew("w2", seconds=3)
    assert claim(world, "w2") == [held]


def test_who_waited_for_its_own_commit_claims_nothing(world, held):
    # The lease was written in time, but seen only when the disk went on.
    renew("w2", seconds=6)
    pass_time(1.1)
    assert claim(world, "w2") == []
    api.worker_beat(worker="w2")
    assert claim(world, "w2") == [held]


def test_calls_of_a_worker_that_ended_are_claimed_at_once(world, held):
    api.worker_leave(worker="w1")
    assert claim(world, "w2") == [held]


def test_a_process_that_died_is_known_by_the_beginning_of_its_workers_name(world):
    number = lease(world).number
    mine = hold(world, number, "host-77-abc")
    hold(world, number, "host-770-abc")
    hold(world, number, "other-77-abc")
    assert api.workers_died(process="host-77-") == 1
    assert claim(world, "w2") == [mine]


def test_a_claimer_that_dies_leaves_the_call_to_the_next(world, held):
    api.worker_leave(worker="w1")
    assert claim(world, "w2") == [held]
    assert claim(world, "w3") == []
    api.worker_beat(worker="w2")
    api.worker_leave(worker="w2")
    assert claim(world, "w3") == [held]


def test_a_call_of_a_worker_that_was_forgotten_is_claimed(world, held):
    world.wait(days=2)
    pass_time(2 * 24 * 3600)
    api.workers_forget(now=world.now)
    assert claim(world, "w2") == []
    renew("w2", seconds=6)
    assert claim(world, "w2") == [held]
