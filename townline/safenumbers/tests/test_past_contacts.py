"""Contacts of the past come in without a text to anybody, and count in the figures."""

import datetime as dt

import pytest

from townline.config.demo.contacts import contacts
from townline.conversations.models import OutgoingText
from townline.safenumbers import api
from townline.safenumbers.api import Outcome, PastContact, RequestState
from townline.safenumbers.models import Call, Request
from townline.safenumbers.tests.asking import lease, say

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


def test_what_was_is_written_as_it_was(world):
    car = lease(world)
    day = world.now - dt.timedelta(days=3)
    past = [
        PastContact(
            lease_id=car.id, at=day, via="call", kind="move", answer=1, waited=MINUTE,
            outcome=Outcome.SETTLED, seconds=70,
        ),
        PastContact(lease_id=car.id, at=day, via="qr", kind="trouble"),
        PastContact(
            lease_id=car.id, at=day, via="call", outcome=Outcome.TALKED, seconds=60, talked=40
        ),
    ]  # fmt: skip
    api.past_import(contacts=past, kept_out={(day.date(), "text_spam"): 4}, now=world.now)
    found = api.safe_figures(since=day, until=world.now)
    assert (found.calls, found.talked, found.requests, found.answered) == (2, 1, 2, 1)
    assert (found.settled, found.median_seconds, found.spam) == (1, 60, 4)
    assert OutgoingText.objects.count() == 0
    states = {each.kind: each.state for each in api.requests_of(car.id)}
    assert states == {"move": RequestState.ANSWERED, "trouble": RequestState.EXPIRED}


def test_one_that_is_still_open_can_be_answered(world):
    car = lease(world)
    waits = PastContact(lease_id=car.id, at=world.now - MINUTE, via="qr", kind="move")
    api.past_import(contacts=[waits], kept_out={}, now=world.now)
    say(world, "2")
    assert api.requests_of(car.id)[0].answer == 2


def test_the_demos_numbers_have_six_weeks_behind_them(world):
    assert contacts(world.now) == 0  # without numbers nobody calls
    world.now -= dt.timedelta(days=50)
    for n in range(3):
        lease(world, f"12가{1000 + n}", phones=[f"0100000{2000 + n}"])
    world.now += dt.timedelta(days=50)
    assert contacts(world.now) > 60
    assert OutgoingText.objects.count() == 0
    assert not Call.objects.exclude(state="over").exists()
    assert Request.objects.filter(state="open").count() == 1
    found = api.safe_figures(since=world.now - dt.timedelta(days=60), until=world.now)
    assert 80 <= found.settled_percent <= 98
    assert not Call.objects.exclude(caller=b"").exists()
