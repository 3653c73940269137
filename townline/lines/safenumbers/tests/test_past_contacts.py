"""Contacts of the past come in without a text to anybody, and count in the figures."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from tests.texts import texts_to_all
from townline.lines.safenumbers import api
from townline.lines.safenumbers.api import CallOutcome, PastContact, RequestState
from townline.lines.safenumbers.tests.asking import lease, receive_text

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)
SEOUL = ZoneInfo("Asia/Seoul")


def test_what_was_is_written_as_it_was(world):
    car = lease(world)
    day = world.now - dt.timedelta(days=3)
    past = [
        PastContact(
            lease_id=car.id, at=day, via="call", kind="move", answer=1, waited=MINUTE,
            outcome=CallOutcome.SETTLED, seconds=70,
        ),
        PastContact(lease_id=car.id, at=day, via="qr", kind="trouble"),
        PastContact(
            lease_id=car.id, at=day, via="call", outcome=CallOutcome.TALKED, seconds=60, talked=40
        ),
    ]  # fmt: skip
    api.past_import(contacts=past, blocked={(day.date(), "text_spam"): 4}, now=world.now)
    found = api.safe_figures(since=day, until=world.now)
    assert (found.calls, found.talked, found.requests, found.answered) == (2, 1, 2, 1)
    assert (found.settled, found.median_seconds, found.spam) == (1, 60, 4)
    assert texts_to_all() == []
    states = {each.kind: each.state for each in api.requests_of(car.id)}
    assert states == {"move": RequestState.ANSWERED, "trouble": RequestState.EXPIRED}


def test_days_are_those_of_the_district(world):
    midnight = dt.datetime(2026, 9, 14, tzinfo=SEOUL)
    excluded = {(midnight.date() - dt.timedelta(days=1), "text_spam"): 4}
    api.past_import(contacts=[], blocked=excluded, now=world.now)
    found = api.safe_figures(since=midnight.astimezone(dt.UTC), until=world.now)
    assert found.spam == 0


def test_one_that_is_still_open_can_be_answered(world):
    car = lease(world)
    waits = PastContact(lease_id=car.id, at=world.now - MINUTE, via="qr", kind="move")
    api.past_import(contacts=[waits], blocked={}, now=world.now)
    receive_text(world, "2")
    assert api.requests_of(car.id)[0].answer == 2
