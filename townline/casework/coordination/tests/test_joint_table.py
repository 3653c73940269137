"""Positions, meetings and hand-offs go from state to state by their tables alone."""

import datetime as dt
import functools
import itertools

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from tests.undone import undone
from townline.casework.cases import api as cases
from townline.casework.cases.models import Case
from townline.casework.coordination import api
from townline.casework.coordination.models import Participation
from townline.casework.coordination.rules import joint, meeting, referral
from townline.casework.coordination.services.joint_writer import participation_transition
from townline.casework.coordination.services.meetings import meeting_transition
from townline.casework.coordination.services.referrals import referral_transition
from townline.platform.core.history import audit

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(world):
    code = world.text("가로수 뿌리에 길이 솟았어요")
    world.assign(code)
    return Case.objects.get(code=code)


def participation(world, case):
    world.ask(case.code, "parks")
    return Participation.objects.get(), lambda row, event, now: participation_transition(
        case=Case.objects.get(id=case.id), row=row, event=event, actor=audit.SYSTEM, now=now
    )


def a_meeting(world, case):
    row = api.meeting_call(
        world.by("roads.officer"),
        code=case.code,
        starts_at=world.now + dt.timedelta(hours=2),
        place="회의실",
        agenda="안건",
        departments=["parks"],
    )
    return row, lambda row, event, now: meeting_transition(
        case=case, meeting=row, event=event, actor=audit.SYSTEM, now=now
    )


def a_referral(world, case):
    row = api.referral_hand(
        world.by("roads.officer"),
        code=case.code,
        agency="handeul-police",
        promised_at=world.now + dt.timedelta(days=2),
    )
    return row, lambda row, event, now: referral_transition(
        case=case, referral=row, event=event, actor=audit.SYSTEM, now=now
    )


TABLES = {
    "participation": (participation, joint.PositionState, joint.PositionEvent, joint.TRANSITIONS),
    "meeting": (a_meeting, meeting.MeetingState, meeting.MeetingEvent, meeting.TRANSITIONS),
    "referral": (
        a_referral,
        referral.ReferralState,
        referral.ReferralEvent,
        referral.TRANSITIONS,
    ),
}


@pytest.mark.parametrize("name", list(TABLES))
def test_each_pair_is_as_the_table_says(world, case, name):
    make, states, events, table = TABLES[name]
    row, move = make(world, case)
    for state, event in itertools.product(states, events):
        with undone(state, event):
            type(row).objects.filter(pk=row.pk).update(state=state)
            row.refresh_from_db()
            moved = functools.partial(move, row, event, world.now)
            _moves(case, row, moved, event=event, after=table.get((state, event)))


def _moves(case, row, moved, *, event, after):
    state = row.state
    lines = audit.history(f"case:{case.id}").count()
    if after is not None:
        moved()
        row.refresh_from_db()
        assert row.state == after
        line = audit.history(f"case:{case.id}").last()
        assert (line.event, line.data["from"], line.data["to"]) == (event.tag, state, row.state)
    else:
        with pytest.raises(cases.WrongState):
            moved()
        row.refresh_from_db()
        assert row.state == state
        assert audit.history(f"case:{case.id}").count() == lines


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(actions=st.lists(st.sampled_from(["ask", "give", "refuse", "withdraw"]), max_size=8))
def test_who_sees_the_case_is_always_who_takes_part(world, case, actions):
    Participation.objects.all().delete()
    Case.objects.filter(id=case.id).update(taking_part=[])
    for action in actions:
        try:
            act(world, case.code, action)
        except cases.CaseError:
            continue
        finally:
            stands = Participation.objects.filter(case=case, state__in=joint.PARTICIPATING)
            seeing = Case.objects.get(id=case.id).taking_part
            assert seeing == sorted(stands.values_list("department", flat=True))


def act(world, code, action):
    lead = {"code": code, "act": world.by("roads.officer")}
    own = lead | {"act": world.by("parks.officer")}
    if action == "ask":
        api.position_ask(**lead, department="parks", question="물음")
    elif action == "give":
        api.position_give(**own, body="의견")
    elif action == "refuse":
        api.position_refuse(**own, reason="사유")
    else:
        api.position_withdraw(**lead, department="parks")
