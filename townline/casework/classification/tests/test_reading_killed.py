"""A process that is killed while it reads: the text is read by the next, and alarms once."""

import os
import signal
import subprocess
import sys

import pytest
from django.db import connection

from tests.database import address
from tests.reader import reading
from townline.casework.alarms.models import Alarm
from townline.casework.classification import api
from townline.casework.classification.models import TextReading
from townline.casework.classification.rules.readings import LEASE
from townline.platform.core.history import audit
from townline.platform.core.paths import ROOT

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.kill]
GAS = reading(("buildings", 0.9, ()), danger="gas")
# Reads as a worker does, says where it is, and waits there to be killed.
CHILD = """
import datetime as dt, sys, time
import django
django.setup()
from tests.reader import reading
from townline.casework.classification import api
from townline.casework.classification.services import reading_parts
from townline.platform.triage.services import reading as asking

def stop(*_given, **_more):
    print("here", flush=True)
    time.sleep(60)

gas = reading(("buildings", 0.9, ()), danger="gas")
asking.read = lambda texts, patience: [gas for _ in texts]
if sys.argv[1] == "reading":
    asking.read = stop
else:
    reading_parts.index = stop
api.readings_run(now=dt.datetime.fromisoformat(sys.argv[2]))
"""


def _kill_while(point: str, now: str) -> None:
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


@pytest.mark.parametrize("point", ["reading", "storing"])
def test_a_text_is_read_and_its_danger_told_once(world, reader, point):
    world.text("가스 냄새가 심해요")
    reader.says["가스"] = GAS
    world.wait(seconds=1)
    _kill_while(point, world.now.isoformat())
    row = TextReading.objects.get()
    assert (row.state, row.alarmed_at, Alarm.objects.count()) == ("waiting", None, 0)
    assert api.readings_run(now=world.now).taken == 0
    assert api.readings_run(now=world.now + LEASE).read == 1
    assert Alarm.objects.count() == 1
    assert audit.history(f"reading:{row.pk}").count() == 1
