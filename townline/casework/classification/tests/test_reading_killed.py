"""A process that is killed while it reads: the text is read by the next, and alarms once."""

import pytest

from tests.kill.child import kill_where_it_stops
from tests.reader import reading
from townline.casework.alarms.models import Alarm
from townline.casework.classification import api
from townline.casework.classification.models import TextReading
from townline.casework.classification.rules.readings import LEASE
from townline.platform.core.history import audit

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.kill]
GAS = reading(("buildings", 0.9, ()), danger="gas")
# Reads as a worker does, and stops at a point.
CHILD = """
import datetime as dt
from tests.reader import reading
from townline.casework.classification import api
from townline.casework.classification.services import reading_parts
from townline.platform.triage import api as asking

said = reading(("buildings", 0.9, ()), danger=sys.argv[3])
asking.read = lambda texts, patience, apart=None: [said for _ in texts]
if sys.argv[1] == "reading":
    asking.read = stop
else:
    reading_parts.index = stop
api.readings_run(now=dt.datetime.fromisoformat(sys.argv[2]))
"""


@pytest.mark.parametrize("point", ["reading", "storing"])
def test_a_text_is_read_and_its_danger_told_once(world, reader, point):
    world.text("가스 냄새가 심해요")
    reader.readings["가스"] = GAS
    world.wait(seconds=1)
    kill_where_it_stops(CHILD, point, world.now.isoformat(), "gas")
    row = TextReading.objects.get()
    assert (row.state, row.alarmed_at, Alarm.objects.count()) == ("waiting", None, 0)
    assert api.readings_run(now=world.now).taken == 0
    assert api.readings_run(now=world.now + LEASE).read == 1
    assert Alarm.objects.count() == 1
    assert audit.history(f"reading:{row.pk}").count() == 1


@pytest.mark.parametrize("point", ["reading", "storing"])
@pytest.mark.parametrize("danger", ["", "gas"])
def test_the_receipt_that_waits_for_the_reading_leaves_once_after_the_restart(
    world, reader, settings, point, danger
):
    settings.TOWNLINE_LANGUAGE_SOCKET = "asked"  # a process reads: receipts wait for it
    reader.readings["냄새"] = reading(("buildings", 0.9, ()), danger=danger)
    world.text("가스 냄새가 심해요")
    world.wait(seconds=1)
    kill_where_it_stops(CHILD, point, world.now.isoformat(), danger)
    assert to_resident(world) == []
    # Nobody sends meanwhile either: all begins again together.
    world.wait(seconds=LEASE.total_seconds())
    assert api.readings_run(now=world.now).read == 1
    (sent,) = to_resident(world)
    assert ("까지 답을" in sent, "창문" in sent) == (not danger, bool(danger))
    world.wait(minutes=5)
    api.readings_run(now=world.now)
    assert to_resident(world) == []


def to_resident(world):
    """Send what waits; give the whole texts that went to the resident."""
    whole = {}
    for job in world.send():
        if job.destination_addr.endswith("0042"):
            whole[job.text_id] = whole.get(job.text_id, "") + job.content
    return list(whole.values())
