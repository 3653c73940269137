"""Who queues a broadcast is killed with -9 amid a batch: the next goes on, none goes twice."""

import pytest
from django.apps import apps

from tests.kill.child import kill_where_it_stops
from townline.prevention.incidents.broadcasts import api
from townline.prevention.incidents.broadcasts.models import Broadcast, BroadcastRecipient
from townline.prevention.incidents.tests.making import (
    join,
    open_incident,
    receive_snow_texts,
    submit_and_approve,
)
from townline.prevention.incidents.warnings import api as warnings
from townline.prevention.policy import api as policy
from townline.prevention.policy.tests.way import TO_EN, TO_KO, bring_matter

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.kill]
# Queues as a worker does, two a minute, and stops at a point.
CHILD = """
import datetime as dt
from dataclasses import replace
from townline.prevention.incidents.broadcasts.services import dispatch

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


def _update(world):
    incident = open_incident(world)
    join(world, incident, receive_snow_texts(world))
    submit_and_approve(world, incident)


def _telling(world):
    senders = [f"0100000004{number}" for number in range(4)]
    matter = bring_matter(world, *(world.text("비 오면 방에 물이 차요", each) for each in senders))
    own = {"kind": policy.TELLING, "owner": matter.pk}
    row = api.broadcast_put(world.by("clerk1"), bodies={"ko": TO_KO, "en": TO_EN}, **own)
    approve(world, row, own)


def _warning(world):
    for number in range(4):
        world.deliver("빙판 알림 느티동", f"0100000006{number}")
        world.route()
    notice = warnings.warning_write(world.by("clerk1"), kind="ice", dongs=["느티동"])
    own = {"kind": warnings.WARNING, "owner": notice.pk}
    row = api.broadcast_submit(world.by("clerk1"), broadcast_id=Broadcast.objects.get().pk, **own)
    approve(world, row, own)


def approve(world, row, own):
    api.broadcast_approve(world.by("mayor"), broadcast_id=row.pk, hash_=row.hash, **own)


@pytest.mark.parametrize("begun", [_update, _telling, _warning])
def test_killed_amid_a_broadcast_everybody_gets_it_once(world, begun):
    begun(world)
    world.wait(seconds=20)
    texts = apps.get_model("conversations", "OutgoingText").objects.filter(kind="update")
    for point, left in [("queued", 0), ("noted", 0), ("between", 2)]:
        kill_where_it_stops(CHILD, point, world.now.isoformat())
        assert texts.count() == left
        assert BroadcastRecipient.objects.filter(text_id__isnull=False).count() == left
    assert api.broadcasts_run(now=world.now) == 2
    assert api.broadcasts_run(now=world.now) == 0
    recipients = list(texts.values_list("resident_id", flat=True))
    assert (len(recipients), len(set(recipients))) == (4, 4)
    assert Broadcast.objects.get().state == "sent"
