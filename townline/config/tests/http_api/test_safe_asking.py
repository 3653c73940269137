"""Requests, calls and figures of safe numbers, by a program."""

from uuid import uuid4

import pytest

from townline.lines.safenumbers import api
from townline.lines.safenumbers.api import CallOutcome
from townline.lines.safenumbers.tests.asking import ASKER, ask, lease

pytestmark = pytest.mark.django_db


def test_the_office_asks_an_owner_and_reads_the_answer(world, caller):
    car, clerk = lease(world), caller("clerk1", "parking")
    path = f"/safe-numbers/{car.id}/requests"
    clerk.refused(422, "reason-missing", "POST", path, {"kind": "move", "reason": " "})
    made = clerk.post(path, {"kind": "move", "reason": "소방차 진입"})
    assert (made["via"], made["state"], made["answer"]) == ("office", "open", None)
    api.request_answer(request_id=made["id"], answer=1, now=world.now)
    ask(world, car)
    items = clerk.get(path)["items"]
    assert sorted(str(item["answer"]) for item in items) == ["1", "None"]
    assert "0077" not in str(items)
    api.lease_suspend(by=api.OWNER, lease_id=car.id, now=world.now)
    clerk.refused(410, "number-out-of-use", "POST", path, {"kind": "move", "reason": "까닭"})
    clerk.refused(404, "lease-not-found", "GET", f"/safe-numbers/{uuid4()}/requests")


def test_calls_are_counted_and_listed_masked(world, caller):
    car, clerk = lease(world), caller("clerk1", "parking")
    plan = api.call_begin(
        call_id=uuid4(), worker="w", trunk="t", dialled=car.number, caller=ASKER, now=world.now
    )
    assert clerk.get("/safe-calls")["live"] == 1
    api.call_end(call_id=plan.call_id, outcome=CallOutcome.LEFT, now=world.now)
    [call] = clerk.get("/safe-calls?limit=1")["items"]
    assert (call["caller"], call["outcome"]) == ("010-****-0077", "left")
    figures = clerk.get("/safe-figures?since=2026-11-01T00:00:00Z&until=2026-12-01T00:00:00Z")
    assert (figures["calls"], figures["in_use"]) == (1, 1)


@pytest.mark.parametrize(
    "path",
    ["/safe-calls", "/safe-figures?since=2026-11-01T00:00:00Z&until=2026-12-01T00:00:00Z"],
)
def test_only_the_front_desk_may_ask(world, caller, path):
    caller("roads.officer").refused(403, "not-allowed", "GET", path)


def test_a_time_that_runs_backwards_is_refused(world, caller):
    path = "/safe-figures?since=2026-12-01T00:00:00Z&until=2026-11-01T00:00:00Z"
    caller("clerk1", "parking").refused(422, "invalid-input", "GET", path)
