import datetime as dt

import pytest
from django.test import Client

from tests.amount import ALL
from townline import demo
from townline.demo.halls.queues import halls, halls_keep_open
from townline.lines.queues import api as queues
from townline.platform.core.history import audit

pytestmark = pytest.mark.django_db
# Midnight in Seoul; noon is that of tests/test_demo.py.
HOURS = range(0, 24, 3) if ALL else [15]


@pytest.mark.long  # what is backed up in tests of backups is a demo of the hour in which they run
@pytest.mark.parametrize("hour", HOURS)
def test_the_demo_can_be_told_at_any_hour(district, hour):
    assert demo.build(dt.datetime(2026, 11, 25, hour, 32, 3, tzinfo=dt.UTC)) > 900


# Sunday three in the morning, a minute past midnight, Christmas night, near midnight.
MOMENTS = [(2026, 11, 28, 18, 0, 0), (2026, 11, 30, 15, 1, 0), (2026, 12, 25, 13, 0, 0)]
LAST = [(2026, 12, 26, 14, 20, 0)]


def _takes(now: dt.datetime) -> list[str]:
    return [hall.queue.code for hall in queues.halls(now) if hall.state == "open"]


def test_a_ticket_can_be_taken_at_every_hour_of_every_day(district):
    halls(dt.datetime(2026, 11, 25, 3, 0, tzinfo=dt.UTC))
    for moment in MOMENTS + LAST:
        now = dt.datetime(*moment, tzinfo=dt.UTC)
        assert _takes(now) == []
        opened = halls_keep_open(now)
        assert "test" in opened
        assert set(_takes(now)) == set(opened)
        (taken,) = queues.tickets_take(queue="test", wishes=[queues.Wish(channel="web")], now=now)
        assert not isinstance(taken, queues.QueueError)
        assert halls_keep_open(now) == []


def test_what_somebody_closes_stays_closed_while_another_is_open(district):
    halls(dt.datetime(2026, 11, 25, 3, 0, tzinfo=dt.UTC))
    now = dt.datetime(2026, 11, 25, 4, 0, tzinfo=dt.UTC)
    queues.queue_close(code="tax", actor=audit.SYSTEM, now=now)
    assert halls_keep_open(now) == []
    assert "tax" not in _takes(now)


@pytest.mark.parametrize(("is_demo", "said"), [(True, True), (False, False)])
def test_the_demo_says_so(district, settings, is_demo, said):
    settings.TOWNLINE_DEMO = is_demo
    for path in ("/n/", "/n/test/"):
        body = Client().get(path, headers={"accept-language": "ko"}).content.decode()
        assert ("밤과 주말에도 열어 둡니다" in body) is said
