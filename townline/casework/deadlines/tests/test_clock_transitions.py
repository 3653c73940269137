import itertools

import pytest

from tests.undone import undone
from townline.casework.cases.errors import WrongState
from townline.casework.deadlines.models import LegalClock
from townline.casework.deadlines.rules.statutory import TRANSITIONS, ClockEvent, ClockState
from townline.casework.deadlines.services.statutory.writing import CLOCKS
from townline.platform.core.history import audit

pytestmark = pytest.mark.django_db
EVERY_PAIR = list(itertools.product(ClockState, ClockEvent))
COMPLEMENT = [pair for pair in EVERY_PAIR if pair not in TRANSITIONS]


@pytest.fixture
def clock(world):
    world.text("길이 파였어요")
    return LegalClock.objects.get()


def move(world, clock, state, event):
    LegalClock.objects.filter(id=clock.id).update(state=state)
    clock.refresh_from_db()
    changes = {"kind": "question"}
    CLOCKS.move(clock, event, actor=audit.SYSTEM, now=world.now, reason="사유", changes=changes)


def test_an_allowed_change_happens_and_is_written(world, clock):
    for before, event in list(TRANSITIONS):
        with undone(before, event):
            move(world, clock, before, event)
            clock.refresh_from_db()
            assert (clock.state, clock.kind) == (TRANSITIONS[before, event], "question")
            line = audit.history(f"clock:{clock.id}").get()
            assert (line.event, line.from_state, line.to_state) == (event.tag, before, clock.state)
            assert (line.actor, line.reason, line.at) == ("system", "사유", world.now)


def test_every_other_change_is_refused_and_leaves_nothing(world, clock):
    for before, event in COMPLEMENT:
        with undone(before, event):
            with pytest.raises(WrongState):
                move(world, clock, before, event)
            clock.refresh_from_db()
            assert (clock.state, clock.kind) == (before, "complaint")
            assert not audit.history(f"clock:{clock.id}").exists()


def test_the_complement_is_all_that_is_left():
    assert len(COMPLEMENT) + len(TRANSITIONS) == len(ClockState) * len(ClockEvent)
