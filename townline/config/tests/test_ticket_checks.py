"""What the doctor and the metrics tell of number tickets."""

import datetime as dt

import pytest

from townline.config.checks import tickets
from townline.lines.queues import api as queues
from townline.lines.queues.tests.halls import Office
from townline.platform.core import clock
from townline.platform.core.findings import Level

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(world, monkeypatch):
    office = Office()
    monkeypatch.setattr(clock, "now", lambda: office.now)
    return office


def levels(check, now):
    return [finding.level for finding in check(now)]


def test_a_line_that_nobody_serves_is_told(office):
    assert levels(tickets.halls, office.now) == [Level.OK]
    office.one()
    (finding,) = tickets.halls(office.now)
    assert (finding.level, "passport: open, 1 waiting" in finding.words) == (Level.WARN, True)
    office.open("hall-1")
    assert levels(tickets.halls, office.now) == [Level.OK]


def test_a_queue_without_desks_and_a_district_without_queues(office):
    names = {"name_ko": "구청", "name_en": "Office"}
    site = queues.SiteEntry(code="hall", address_ko="", address_en="", **names)
    plan = {"visit": "PT5M"}
    line = queues.QueueEntry(
        code="tax",
        group="tax",
        site="hall",
        plan=plan,
        prefix="",
        first_number=1,
        words=[],
        position=0,
        **names,
    )
    queues.sites_load(queues.Sites(sites=[site], queues=[line], desks=[]))
    (finding,) = tickets.halls(office.now)
    assert "queues.json" in finding.advice
    queues.sites_load(queues.Sites(sites=[], queues=[], desks=[]))
    (finding,) = tickets.halls(office.now)
    assert (finding.level, "no queues" in finding.words) == (Level.OK, True)


def test_a_day_that_was_not_settled(office):
    office.one()
    assert levels(tickets.check_days, office.now) == []
    assert levels(tickets.check_days, office.now + dt.timedelta(days=1)) == [Level.WARN]
    queues.queues_tick(now=office.now + dt.timedelta(days=1))
    assert levels(tickets.check_days, office.now + dt.timedelta(days=1)) == []


def test_the_metrics_count_by_queue(office, client):
    office.open("hall-1")
    office.take(count=3)
    office.next()
    page = client.get("/metrics").content.decode()
    for line in (
        'townline_tickets_waiting{queue="passport"} 2.0',
        'townline_desks_open{queue="passport"} 1.0',
        'townline_tickets_taken_total{queue="passport"} 3.0',
        'townline_tickets{queue="passport",state="called"} 1.0',
    ):
        assert line in page
