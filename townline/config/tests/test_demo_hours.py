import datetime as dt
import logging
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from townline import demo
from townline.casework.alarms import api as alarms
from townline.casework.cases.api import OPEN
from townline.casework.cases.models import Case
from townline.demo.halls.queues import halls, halls_keep_open
from townline.lines.queues import api as queues
from townline.platform.core.history import audit
from townline.platform.core.models import Transition
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act
from townline.prevention.incidents.surge import api as surge

pytestmark = pytest.mark.django_db
SEOUL = ZoneInfo("Asia/Seoul")
# Starts at these moments died, or proposed surge mode; noon is that of tests/test_demo.py.
WORST = [(2026, 12, 2, 5, 3)]
OTHERS = [
    (2026, 12, 2, 0, 2), (2026, 12, 2, 4, 0), (2026, 12, 2, 5, 14), (2026, 12, 2, 7, 30),
    (2026, 12, 5, 3, 0), (2026, 12, 6, 9, 5), (2026, 12, 7, 17, 55), (2026, 12, 31, 23, 59),
    (2027, 1, 1, 0, 10), (2028, 2, 29, 4, 0), (2028, 2, 29, 13, 30), (2028, 3, 1, 0, 5),
]  # fmt: skip


def _demo_at(
    moment: tuple[int, int, int, int, int], caplog: pytest.LogCaptureFixture
) -> dt.datetime:
    """Build the demo whole at a moment of Seoul."""
    now = dt.datetime(*moment, tzinfo=SEOUL).replace(second=3).astimezone(dt.UTC)
    assert demo.build(now) > 900
    assert [one.getMessage() for one in caplog.records if one.levelno >= logging.WARNING] == []
    return now


def _check_first_page(now: dt.datetime) -> None:
    """Hold what somebody sees first: halls open, nothing of the future, no surge, few late."""
    assert {hall.queue.code for hall in queues.halls(now) if hall.state == "open"} or (
        halls_keep_open(now)
    )
    for minute in range(0, 60, 5):
        assert surge.surge_watch(now=now + dt.timedelta(minutes=minute)) is None
    assert not Transition.objects.filter(subject__startswith="case:", at__gt=now).exists()
    late = Case.objects.filter(state__in=sorted(OPEN), answer_due_at__lt=now)
    assert [case.title for case in late] == ["불법 주차 · 학교 앞"]
    clerk = departments.staff_by_username("clerk1")
    assert clerk is not None
    live = alarms.alarms_live(Act(departments.viewer_of(clerk, now=now), now))
    assert [(one.kind, one.raised_at) for one in live if one.waits] == [("gas", now)]


@pytest.mark.parametrize("moment", WORST)
def test_the_demo_is_whole_and_looks_right_at_the_worst_moment(district, moment, caplog):
    # A container's clock is often that of UTC: there it is still the day before.
    with timezone.override(dt.UTC):
        _check_first_page(_demo_at(moment, caplog))


@pytest.mark.long  # the stories of such moments are planned in test_demo_moments
@pytest.mark.parametrize("moment", OTHERS)
def test_the_demo_is_whole_and_looks_right_at_any_hour(district, moment, caplog):
    _check_first_page(_demo_at(moment, caplog))


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
        (ticket,) = queues.tickets_take(
            queue="test", ticket_requests=[queues.TicketRequest(channel="web")], now=now
        )
        assert not isinstance(ticket, queues.QueueError)
        assert halls_keep_open(now) == []


def test_what_somebody_closes_stays_closed_while_another_is_open(district):
    halls(dt.datetime(2026, 11, 25, 3, 0, tzinfo=dt.UTC))
    now = dt.datetime(2026, 11, 25, 4, 0, tzinfo=dt.UTC)
    queues.queue_close(code="tax", actor=audit.SYSTEM, now=now)
    assert halls_keep_open(now) == []
    assert "tax" not in _takes(now)


@pytest.mark.parametrize(("is_demo", "expected"), [(True, True), (False, False)])
def test_the_demo_says_so(district, settings, is_demo, expected):
    settings.TOWNLINE_DEMO = is_demo
    for path in ("/n/", "/n/test/"):
        body = Client().get(path, headers={"accept-language": "ko"}).content.decode()
        assert ("밤과 주말에도 열어 둡니다" in body) is expected
