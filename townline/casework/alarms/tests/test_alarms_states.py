"""Every move of an alarm that the tables allow, and none besides; each with its line of history."""

import datetime as dt
import itertools

import pytest
from hypothesis import given, strategies as st

from townline.casework.alarms import api
from townline.casework.alarms.errors import AlarmOver
from townline.casework.alarms.rules import (
    PUT_BACK,
    TRANSITIONS,
    AlarmEvent,
    AlarmState,
    acknowledgement,
    stage_at,
    stage_next,
)
from townline.casework.alarms.services.marks import ALARMS, alarm_transition
from townline.casework.alarms.tests.alarming import again, fresh, raise_alarm, run
from townline.casework.cases import api as cases
from townline.platform.core.history import audit, tags
from townline.platform.departments.api import Act

ALLOWED = sorted(TRANSITIONS)
REFUSED = sorted(set(itertools.product(AlarmState, AlarmEvent)) - set(TRANSITIONS))
AT = dt.datetime(2026, 11, 25, 5, 0, tzinfo=dt.UTC)
STEP = dt.timedelta(minutes=5)


def apply_event(world, state, event, **more):
    alarm = raise_alarm(world)
    alarm.state = state
    alarm.save()
    return alarm, alarm_transition(
        alarm=alarm, case=alarm.case, event=event, actor=audit.SYSTEM, now=world.now, **more
    )


@pytest.mark.django_db
@pytest.mark.parametrize(("state", "event"), ALLOWED)
def test_what_the_table_allows_is_done_and_written(world, state, event):
    alarm, after = apply_event(world, state, event)
    assert fresh(alarm).state == after == TRANSITIONS[state, event]
    line = audit.history(f"alarm:{alarm.id}").last()
    assert (line.event, line.from_state, line.to_state) == (event.tag, state, after)
    case_line = audit.history(f"case:{alarm.case_id}").last()
    assert (case_line.event, case_line.from_state) == (tags.nested_tag("case", event.tag), "")
    assert case_line.data == {"alarm": alarm.id}


@pytest.mark.django_db
@pytest.mark.parametrize(("state", "event"), REFUSED)
def test_all_else_is_refused(world, state, event):
    with pytest.raises(AlarmOver):
        apply_event(world, state, event)


def test_back_leads_only_to_where_it_was():
    for before, event, back in itertools.product(AlarmState, AlarmEvent, AlarmState):
        allowed = back in PUT_BACK.get((before, event), ())
        assert ALARMS.after(before, event, back) == (back if allowed else None)


@pytest.mark.django_db
def test_the_end_is_taken_back_within_ten_minutes_only(world):
    alarm = raise_alarm(world)
    press = {"alarm_id": alarm.id}
    api.alarm_acknowledge(world.by("clerk1"), **press)
    api.alarm_settle(world.by("clerk1"), **press, reason="가스 잠금")
    world.wait(minutes=9)
    api.alarm_put_back(world.by("clerk1"), **press)
    assert fresh(alarm).state == "acknowledged"
    api.alarm_dismiss(world.by("clerk1"), **press, reason="훈련")
    world.wait(minutes=10)
    with pytest.raises(cases.UndoOver):
        api.alarm_put_back(world.by("clerk1"), **press)


@pytest.mark.django_db
@pytest.mark.parametrize("reason", ["", " \n "])
def test_no_alarm_ends_without_a_reason_and_the_history_keeps_it(world, reason):
    alarm = raise_alarm(world)
    press = {"alarm_id": alarm.id, "act": world.by("clerk1")}
    api.alarm_acknowledge(**press)
    for end in (api.alarm_settle, api.alarm_dismiss):
        with pytest.raises(api.AlarmReason):
            end(**press, reason=reason)
    assert fresh(alarm).state == "acknowledged"
    api.alarm_settle(**press, reason="가스를 잠그고 환기했습니다")
    [line] = [
        one for one in world.case(alarm.case.code).history if one.event == "case:alarm:settle"
    ]
    assert line.reason == fresh(alarm).reason == "가스를 잠그고 환기했습니다"


@pytest.mark.django_db
def test_what_was_raised_anew_is_not_doubled_by_taking_back(world):
    alarm = raise_alarm(world)
    press = {"alarm_id": alarm.id, "act": world.by("clerk1")}
    api.alarm_dismiss(**press, reason="훈련")
    world.text("다시 납니다")
    assert again(world, alarm.case.code).id != alarm.id
    with pytest.raises(cases.BuiltOn):
        api.alarm_put_back(**press)


@pytest.mark.django_db
def test_taken_back_it_goes_on_where_it_stood(world):
    alarm = raise_alarm(world)
    press = {"alarm_id": alarm.id}
    api.alarm_dismiss(world.by("clerk1"), **press, reason="훈련")
    assert run(world, minutes=6) == 0
    api.alarm_put_back(world.by("clerk1"), **press)
    assert api.alarms_run(now=world.now) == 1
    assert fresh(alarm).stage == 1


@pytest.mark.django_db
def test_two_dangers_in_one_case_end_one_by_one(world):
    gas = raise_alarm(world)
    fire = again(world, gas.case.code, "fire")
    viewer = world.person("clerk1")
    api.alarm_dismiss(Act(viewer, world.now), alarm_id=gas.id, reason="훈련")
    assert world.case(gas.case.code).row.danger
    api.alarm_acknowledge(Act(viewer, world.now), alarm_id=fire.id)
    api.alarm_settle(Act(viewer, world.now), alarm_id=fire.id, reason="꺼짐")
    assert not world.case(gas.case.code).row.danger


@pytest.mark.django_db
def test_what_people_said_is_there_to_be_learnt(world):
    real, other = raise_alarm(world), raise_alarm(world, "fire", "불금이네요", "01000000043")
    press = {"act": world.by("clerk1")}
    api.alarm_acknowledge(alarm_id=real.id, **press)
    assert list(api.alarm_examples()) == []
    api.alarm_settle(alarm_id=real.id, **press, reason="가스 잠금")
    api.alarm_dismiss(alarm_id=other.id, **press, reason="금요일 인사")
    found = {one.text_id: (one.kind, one.real, one.read) for one in api.alarm_examples()}
    assert found == {real.texts[0]: ("gas", True, True), other.texts[0]: ("fire", False, True)}


@given(
    now=st.timedeltas(min_value=dt.timedelta(0), max_value=dt.timedelta(hours=3)),
    repeats=st.integers(1, 30),
)
def test_stages_follow_one_another_and_come_to_an_end(now, repeats):
    deadline, at = AT + STEP, AT + now
    stage = stage_at(at, deadline=deadline, step=STEP)
    assert stage == max(0, now // STEP)
    following = stage_next(at, deadline=deadline, step=STEP, max_stage=repeats)
    if following is None:
        assert stage >= repeats
    else:
        assert at < following <= at + STEP
        assert stage_at(following, deadline=deadline, step=STEP) == stage + 1 <= repeats


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("1", ""),
        (" 1. ", ""),
        ("확인", ""),
        ("확인 H6-0042", "H6-0042"),
        ("h6-0042 확인", "H6-0042"),
        ("OK H60042!", "H6-0042"),
        ("H6-0042", None),
        ("확인해 주세요", None),
        ("12", None),
        ("", None),
        ("1 가로등", None),
    ],
)
def test_what_is_a_reply_to_an_alarm(body, code):
    assert acknowledgement(body, words={"1", "확인", "ok"}, prefix="H") == code
