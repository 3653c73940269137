"""Requests and calls change their state only as their tables say."""

import itertools
from uuid import uuid4

import pytest

from townline.core.audit import SYSTEM, history
from townline.safenumbers import api
from townline.safenumbers.errors import WrongState
from townline.safenumbers.models import Call, Request
from townline.safenumbers.rules import requests, ringing
from townline.safenumbers.rules.calls import Outcome, call_subject
from townline.safenumbers.rules.requests import RequestEvent, RequestState, request_subject
from townline.safenumbers.rules.ringing import CallEvent, CallState
from townline.safenumbers.services.calls.writer import call_transition
from townline.safenumbers.services.requests.writer import request_transition
from townline.safenumbers.tests.asking import lease

pytestmark = pytest.mark.django_db
PAIRS = list(itertools.product(RequestState, RequestEvent))
CALL_PAIRS = list(itertools.product(CallState, CallEvent))


def request_in(world, state):
    return Request.objects.create(
        lease_id=lease(world).id, kind="move", via="qr", state=state, token="37",
        made_at=world.now, expires_at=world.now,
    )  # fmt: skip


@pytest.mark.parametrize(("state", "event"), [p for p in PAIRS if p in requests.TRANSITIONS])
def test_every_allowed_step_of_a_request(world, state, event):
    row = request_in(world, state)
    after = request_transition(row=row, event=event, actor=SYSTEM, now=world.now)
    assert after == requests.TRANSITIONS[state, event]
    assert Request.objects.get().state == after
    line = history(request_subject(row.id)).last()
    assert (line.from_state, line.to_state) == (state, after)


@pytest.mark.parametrize(("state", "event"), [p for p in PAIRS if p not in requests.TRANSITIONS])
def test_every_other_step_of_a_request_is_refused(world, state, event):
    row = request_in(world, state)
    with pytest.raises(api.RequestOver):
        request_transition(row=row, event=event, actor=SYSTEM, now=world.now)
    assert Request.objects.get().state == state
    assert not history(request_subject(row.id)).exists()


def call_in(world, state):
    return Call.objects.create(id=uuid4(), state=state, trunk="t", worker="w", begun_at=world.now)


@pytest.mark.parametrize(("state", "event"), CALL_PAIRS)
def test_a_call_ends_once(world, state, event):
    row = call_in(world, state)
    allowed = ringing.TRANSITIONS.get((state, event))
    if allowed is None:
        with pytest.raises(WrongState):
            call_transition(row=row, event=event, outcome=Outcome.LEFT, now=world.now)
        assert not history(call_subject(row.id)).exists()
        return
    assert call_transition(row=row, event=event, outcome=Outcome.LEFT, now=world.now) == allowed
    assert history(call_subject(row.id)).last().to_state == allowed
