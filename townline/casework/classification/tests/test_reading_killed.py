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
from townline.platform.triage.services import reading as asking

gas = reading(("buildings", 0.9, ()), danger="gas")
asking.read = lambda texts, patience, apart=None: [gas for _ in texts]
if sys.argv[1] == "reading":
    asking.read = stop
else:
    reading_parts.index = stop
api.readings_run(now=dt.datetime.fromisoformat(sys.argv[2]))
"""


@pytest.mark.parametrize("point", ["reading", "storing"])
def test_a_text_is_read_and_its_danger_told_once(world, reader, point):
    world.text("가스 냄새가 심해요")
    reader.says["가스"] = GAS
    world.wait(seconds=1)
    kill_where_it_stops(CHILD, point, world.now.isoformat())
    row = TextReading.objects.get()
    assert (row.state, row.alarmed_at, Alarm.objects.count()) == ("waiting", None, 0)
    assert api.readings_run(now=world.now).taken == 0
    assert api.readings_run(now=world.now + LEASE).read == 1
    assert Alarm.objects.count() == 1
    assert audit.history(f"reading:{row.pk}").count() == 1
