"""Requests and calls change their state only as their tables say."""

import itertools
from uuid import uuid4

import pytest

from tests.undone import undone
from townline.casework.cases.api import WrongState
from townline.lines.safenumbers import api
from townline.lines.safenumbers.models import Call, Request
from townline.lines.safenumbers.rules import requests, ringing
from townline.lines.safenumbers.rules.requests import RequestEvent, RequestState, request_subject
from townline.lines.safenumbers.rules.ringing import CallEvent, CallState
from townline.lines.safenumbers.services.calls.writer import call_transition
from townline.lines.safenumbers.services.requests.writer import request_transition
from townline.lines.safenumbers.tests.asking import lease
from townline.lines.safenumbers.voice_menu import CallOutcome, call_subject
from townline.platform.core.history.audit import SYSTEM, history

pytestmark = pytest.mark.django_db
PAIRS = list(itertools.product(RequestState, RequestEvent))
CALL_PAIRS = list(itertools.product(CallState, CallEvent))


def request_in(world, state):
    return Request.objects.create(
        lease_id=lease(world).id, kind="move", via="qr", state=state, token="37",
        made_at=world.now, expires_at=world.now,
    )  # fmt: skip


def test_every_allowed_step_of_a_request(world):
    for (state, event), after in requests.TRANSITIONS.items():
        with undone(state, event):
            row = request_in(world, state)
            assert request_transition(row=row, event=event, actor=SYSTEM, now=world.now) == after
            assert Request.objects.get().state == after
            line = history(request_subject(row.id)).last()
            assert (line.from_state, line.to_state) == (state, after)


def test_every_other_step_of_a_request_is_refused(world):
    for state, event in set(PAIRS) - set(requests.TRANSITIONS):
        with undone(state, event):
            row = request_in(world, state)
            with pytest.raises(api.RequestOver):
                request_transition(row=row, event=event, actor=SYSTEM, now=world.now)
            assert Request.objects.get().state == state
            assert not history(request_subject(row.id)).exists()


def call_in(world, state):
    return Call.objects.create(id=uuid4(), state=state, trunk="t", worker="w", begun_at=world.now)


def test_a_call_ends_once(world):
    for state, event in CALL_PAIRS:
        with undone(state, event):
            row = call_in(world, state)
            move = {"row": row, "event": event, "outcome": CallOutcome.LEFT, "now": world.now}
            allowed = ringing.TRANSITIONS.get((state, event))
            if allowed is None:
                with pytest.raises(WrongState):
                    call_transition(**move)
                assert not history(call_subject(row.id)).exists()
            else:
                assert call_transition(**move) == allowed
                assert history(call_subject(row.id)).last().to_state == allowed
