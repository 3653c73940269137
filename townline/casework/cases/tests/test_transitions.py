import itertools

import pytest

from tests.undone import undone
from townline.casework.cases import api
from townline.casework.cases.errors import WrongState
from townline.casework.cases.models import Case
from townline.casework.cases.rules import TRANSITIONS, CaseEvent, CaseState
from townline.casework.cases.services.transition import case_transition
from townline.platform.core.history import audit

pytestmark = pytest.mark.django_db
EVERY_PAIR = list(itertools.product(CaseState, CaseEvent))
COMPLEMENT = [pair for pair in EVERY_PAIR if pair not in TRANSITIONS]


@pytest.fixture
def case(world):
    return Case.objects.get(code=world.text("길이 파였어요"))


def _in_state(case, state):
    Case.objects.filter(id=case.id).update(state=state)
    case.refresh_from_db()


def test_an_allowed_change_happens_and_is_written(world, case):
    for before, event in list(TRANSITIONS):
        with undone(before, event):
            _in_state(case, before)
            case_transition(
                case=case, event=event, actor=audit.SYSTEM, now=world.now, reason="사유"
            )
            case.refresh_from_db()
            assert case.state == TRANSITIONS[before, event]
            line = audit.history(f"case:{case.id}").last()
            assert (line.event, line.from_state, line.to_state) == (event.tag, before, case.state)
            assert (line.actor, line.reason, line.at) == ("system", "사유", world.now)


def test_every_other_change_is_refused_and_leaves_nothing(world, case):
    for before, event in COMPLEMENT:
        with undone(before, event):
            _in_state(case, before)
            lines = audit.history(f"case:{case.id}").count()
            with pytest.raises(WrongState):
                case_transition(case=case, event=event, actor=audit.SYSTEM, now=world.now)
            case.refresh_from_db()
            assert case.state == before
            assert audit.history(f"case:{case.id}").count() == lines


def test_the_complement_is_all_that_is_left():
    assert len(COMPLEMENT) + len(TRANSITIONS) == len(CaseState) * len(CaseEvent)


def test_api_names_the_same_table():
    assert api.TRANSITIONS is TRANSITIONS
