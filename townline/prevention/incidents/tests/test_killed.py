"""Who queues a broadcast is killed with -9 amid a batch: the next goes on, none goes twice."""

import os
import signal
import subprocess
import sys

import pytest
from django.apps import apps
from django.db import connection

from tests.database import address
from townline.platform.core.paths import ROOT
from townline.prevention.broadcasts import api
from townline.prevention.broadcasts.models import Broadcast, BroadcastRecipient
from townline.prevention.incidents.tests.making import approved, join, opened, snowed

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.kill]
# Queues as a worker does, two a minute; at a point says that it is there, and waits to be killed.
CHILD = """
import datetime as dt, sys, time
import django
django.setup()
from dataclasses import replace
from townline.prevention.broadcasts.services import dispatch

def stop(*_given, **_more):
    print("here", flush=True)
    time.sleep(60)

find = dispatch.kind_of
dispatch.kind_of = lambda name: replace(find(name), per_minute=lambda: 2)
now = dt.datetime.fromisoformat(sys.argv[2])
if sys.argv[1] == "queued":
    dispatch.rows_update = stop
elif sys.argv[1] == "noted":
    dispatch._go_on = stop
else:
    dispatch.broadcasts_run(now=now)
    stop()
dispatch.broadcasts_run(now=now)
"""


def _kill_when(point: str, now: str) -> None:
    database = address(str(connection.settings_dict["NAME"]))
    settings = {"DJANGO_SETTINGS_MODULE": "townline.config.settings"}
    child = subprocess.Popen(  # noqa: S603 -- our own program
        [sys.executable, "-c", CHILD, point, now],
        cwd=ROOT,
        env=os.environ | {"TOWNLINE_DATABASE_URL": database} | settings,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert child.stdout is not None
        assert child.stdout.readline() == "here\n"
    finally:
        child.send_signal(signal.SIGKILL)
        child.communicate()


@pytest.mark.parametrize(("point", "left"), [("queued", 0), ("noted", 0), ("between", 2)])
def test_killed_amid_an_update_everybody_gets_it_once(world, point, left):
    incident = opened(world)
    join(world, incident, snowed(world))
    approved(world, incident)
    world.wait(seconds=20)
    _kill_when(point, world.now.isoformat())
    texts = apps.get_model("conversations", "OutgoingText").objects.filter(kind="update")
    assert texts.count() == left
    assert BroadcastRecipient.objects.filter(text_id__isnull=False).count() == left
    assert api.broadcasts_run(now=world.now) == 4 - left
    assert api.broadcasts_run(now=world.now) == 0
    told = list(texts.values_list("resident_id", flat=True))
    assert (len(told), len(set(told))) == (4, 4)
    assert Broadcast.objects.get().state == "sent"
