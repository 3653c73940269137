"""The figures: whole, constant in price, without numbers, and only for who may ask."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from prometheus_client.parser import text_string_to_metric_families

from tests.busy import busy
from tests.traces import Number
from townline.adapters.sip import signs
from townline.casework.alarms import api as alarms
from townline.platform.conversations import api as conversations
from townline.platform.core import clock
from townline.platform.core.history import marks

pytestmark = pytest.mark.django_db


@pytest.fixture
def scrape(client, world, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: world.now)

    def read():
        page = client.get("/metrics")
        assert page.status_code == 200
        found = {}
        for family in text_string_to_metric_families(page.content.decode()):
            for sample in family.samples:
                labels = (sample.labels[name] for name in sorted(sample.labels, reverse=True))
                found[sample.name, *labels] = sample.value
        return found

    return read


def test_texts_are_counted_by_transport_and_state(world, scrape):
    code = world.awaiting()
    world.confirm(code)
    world.wait(seconds=30)
    for job in world.send():
        world.receipt(job)
    world.deliver("아직 아무도 안 봤어요")
    world.wait(seconds=90)
    found = scrape()
    assert found["townline_texts_in_total", "test", "claimed"] == 1
    assert found["townline_texts_in_total", "test", "waiting"] == 1
    assert found["townline_texts_in_waiting",] == 1
    assert found["townline_texts_in_oldest_seconds",] == 90
    assert found["townline_texts_out", "test", "delivered"] == 2
    assert found["townline_receipts_total", "test", "delivered"] == 2
    assert found["townline_cases_open", "awaiting_confirmation"] == 0
    assert found["townline_cases_due",] == 0


def test_calls_are_told_with_what_was_refused(world, scrape):
    signs.give("udp:192.0.2.1:5060", live=2, refused={"stranger": 3}, now=world.now)
    signs.give("udp:192.0.2.2:5060", live=0, refused={}, now=world.now)
    signs.take_back("udp:192.0.2.2:5060")
    found = scrape()
    assert found["townline_calls_live",] == 0
    assert found["townline_calls_up", "udp:192.0.2.1:5060"] == 1
    assert found["townline_calls_refused_total", "stranger", "udp:192.0.2.1:5060"] == 3
    assert ("townline_calls_up", "udp:192.0.2.2:5060") not in found
    world.wait(seconds=60)
    assert scrape()["townline_calls_up", "udp:192.0.2.1:5060"] == 0


def test_promises_links_and_marks_are_told(world, scrape):
    world.text("길이 파였어요")
    conversations.link_report(transport="test", state="bound", detail="", now=world.now)
    marks.mark_put("backup", at=world.now)
    assert scrape()["townline_link_up", "test"] == 1
    world.wait(seconds=60)
    found = scrape()
    # Its process has said nothing for longer than a living one does.
    assert found["townline_link_up", "test"] == 0
    assert found["townline_link_silent_seconds", "test"] == 60
    assert found["townline_since_seconds", "backup"] == 60
    assert found["townline_process_up", "worker"] == 0
    world.wait(hours=50)
    found = scrape()
    assert found["townline_cases_overdue",] == 1
    assert 0 < found["townline_cases_overdue_seconds",] < 3 * 3600
    assert found["townline_link_up", "test"] == 0


@pytest.mark.server
def test_a_link_that_stepped_back_is_told_with_its_reason(world, scrape):
    way = conversations.TransportProfile(priority=20)
    for _ in range(3):
        conversations.link_report(
            transport="back", state="refused", detail="401", now=world.now, way=way
        )
    conversations.link_report(transport="well", state="bound", detail="", now=world.now)
    found = scrape()
    assert found["townline_link_priority", "back"] == 20
    assert (found["townline_link_serving", "back"], found["townline_link_serving", "well"]) == (
        0,
        1,
    )
    assert found["townline_link_stepped_back", "back", "refused: 401"] == 1
    assert ("townline_link_stepped_back", "well") not in found


def test_a_scrape_costs_the_same_whatever_there_is(world, client, monkeypatch):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert client.get("/metrics").status_code == 200
        return len(caught)

    few = queries()
    busy(world, 12)
    # One for each family of figures, one for alarms, two for calls: those that go on, and their
    # workers; the queues of today as the public page reads them, and their tickets by state; six
    # to judge whether processes work.
    assert queries() == few <= 22


def test_free_space_and_unacknowledged_alerts_are_given(world, scrape):
    figures = scrape()
    assert figures["townline_alarms_unacknowledged",] == 0
    free = [value for (name, *_), value in figures.items() if name == "townline_disk_free_bytes"]
    assert free
    assert min(free) > 0
    code = world.awaiting()
    alarms.case_mark_danger(world.by("clerk1"), code=code, danger=True)
    world.wait(minutes=30)
    assert scrape()["townline_alarms_unacknowledged",] >= 1


def test_no_number_and_no_text_is_in_the_figures(world, client):
    world.text("숨은 문장입니다", "01000007319")
    body = client.get("/metrics").content.decode()
    assert not Number("01000007319").is_in(body)
    assert not re.search("[가-힣]", body)


@pytest.mark.parametrize(
    ("forwarded", "status"),
    [
        ("", 200),
        ("127.0.0.1", 200),
        ("::1", 200),
        ("198.51.100.7", 403),
        ("127.0.0.1, 10.0.0.9", 403),
        ("198.51.100.7, 127.0.0.1", 403),
        ("nobody", 403),
    ],
)
def test_without_a_token_only_this_machine_may_ask(client, district, forwarded, status):
    assert client.get("/metrics", headers={"X-Forwarded-For": forwarded}).status_code == status


@pytest.mark.parametrize(
    ("given", "status"), [("Bearer s3cret", 200), ("Bearer s3cre", 403), ("", 403)]
)
def test_with_a_token_only_who_has_it_may_ask(client, district, settings, given, status):
    settings.TOWNLINE_METRICS_TOKEN = "s3cret"
    assert client.get("/metrics", headers={"Authorization": given}).status_code == status
