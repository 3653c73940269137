"""``townline calls list``: times and outcomes, callers masked."""

import json
from argparse import Namespace
from contextlib import nullcontext
from uuid import uuid4

import pytest

from townline.lines.safenumbers import api
from townline.lines.safenumbers.api import CallOutcome, Stage
from townline.lines.safenumbers.number_desk import commands as calls_commands
from townline.lines.safenumbers.tests.asking import ASKER, lease

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed(monkeypatch, capsys):
    """Run the command in this process, which has the database already."""
    monkeypatch.setattr(calls_commands, "ready", lambda _: nullcontext())

    def run(**more):
        options = Namespace(**({"json": True, "live": False, "limit": 100} | more))
        assert calls_commands.calls_list(options) == 0
        return capsys.readouterr().out

    return run


def test_calls_are_listed_with_masked_callers(world, listed):
    car = lease(world)
    plan = api.call_begin(
        call_id=uuid4(), worker="w", trunk="t", dialled=car.number, caller=ASKER, now=world.now
    )
    assert [row["state"] for row in json.loads(listed(live=True))] == ["live"]
    api.call_stage(call_id=plan.call_id, stage=Stage.TALKING, now=world.now)
    world.wait(seconds=61)
    api.call_end(call_id=plan.call_id, outcome=CallOutcome.TALKED, now=world.now)
    (row,) = json.loads(listed())
    assert row == {
        "id": str(plan.call_id),
        "number": api.number_shown(car.number),
        "caller": "010-****-0077",
        "state": "over",
        "outcome": "talked",
        "begun_at": "2026-11-25T05:32:00+00:00",
        "ended_at": "2026-11-25T05:33:01+00:00",
        "seconds": 61,
        "talked_seconds": 61,
    }
    assert json.loads(listed(live=True)) == []
    assert listed(json=False).split()[1:] == [
        api.number_shown(car.number),
        "010-****-0077",
        "talked",
    ]
