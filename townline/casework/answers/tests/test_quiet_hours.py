"""At night what is not urgent waits for the morning; a promise does not wait."""

import datetime as dt

import pytest
from hypothesis import given, strategies as st

from townline.casework.alarms import api as alarms
from townline.casework.answers import api
from townline.casework.cases import api as cases
from townline.casework.cases.models import Case
from townline.casework.cases.rules import CaseState
from townline.casework.cases.services import receipts
from townline.casework.deadlines import api as deadlines
from townline.casework.deadlines.models import PromisedDate
from townline.platform.core.calendars.quiet import leaves_at, quiet_until
from townline.platform.core.tests.deciding import decide
from townline.platform.departments.api import Act

SEOUL = dt.timezone(dt.timedelta(hours=9))
NIGHT = dt.datetime(2026, 11, 25, 13, 30, tzinfo=dt.UTC)  # 22:30 in Seoul
MORNING = dt.datetime(2026, 11, 25, 23, 0, tzinfo=dt.UTC)  # 08:00 the next day


@pytest.fixture
def answers_wait(world, monkeypatch):
    """Have a district in which answers wait as well."""
    hours = {"start": "21:00", "end": "08:00", "answers": True}
    decide(monkeypatch, quiet_hours=hours)
    return world


def confirmed_at_night(world, **more):
    code = world.awaiting()
    world.now = NIGHT
    api.case_confirm(world.by("mayor"), code=code, hash_=world.case(code).draft.hash, **more)
    return code


def has_left(world):
    return any("메웠습니다" in job.content for job in world.send())


@pytest.mark.django_db
def test_an_answer_of_the_night_leaves_in_the_morning(answers_wait):
    world = answers_wait
    code = confirmed_at_night(world)
    assert world.case(code).hold.leaves_at == MORNING
    world.wait(minutes=5)
    assert not has_left(world)
    world.now = MORNING
    assert has_left(world)
    assert world.case(code).row.state is CaseState.ANSWERED


@pytest.mark.django_db
def test_until_then_it_can_be_taken_back(answers_wait):
    world = answers_wait
    code = confirmed_at_night(world)
    world.now = MORNING - dt.timedelta(minutes=1)
    api.case_undo(world.by("mayor"), code=code)
    world.now = MORNING
    assert not has_left(world)
    assert world.case(code).row.state is CaseState.AWAITING_CONFIRMATION


@pytest.mark.django_db
def test_a_newer_text_stops_what_waits(answers_wait):
    world = answers_wait
    code = confirmed_at_night(world)
    world.wait(hours=2)
    world.text("이제 괜찮아졌어요. 그런데 옆도 봐 주세요")
    world.now = MORNING
    assert not has_left(world)
    assert world.case(code).row.state is CaseState.AWAITING_CONFIRMATION


@pytest.mark.django_db
def test_the_mayor_may_say_now(answers_wait):
    world = answers_wait
    confirmed_at_night(world, at_once=True)
    world.wait(seconds=21)
    assert has_left(world)


@pytest.mark.django_db
def test_what_waits_may_be_let_go_later_that_night(answers_wait):
    world = answers_wait
    code = confirmed_at_night(world)
    world.wait(minutes=10)
    api.case_leave(world.by("mayor"), code=code)
    assert (
        len([t for t in world.case(code).thread if (t.kind, t.state) == ("answer", "queued")]) == 1
    )
    world.wait(seconds=21)
    assert has_left(world)
    assert not has_left(world)


@pytest.mark.django_db
def test_its_moment_can_be_changed_but_not_past_the_promise(world):
    code = world.awaiting()
    mayor = world.person("mayor")
    due = world.case(code).row.answer_due_at
    first = world.now + dt.timedelta(hours=1)
    api.case_confirm(
        Act(mayor, world.now), code=code, hash_=world.case(code).draft.hash, send_at=first
    )
    second = world.now + dt.timedelta(hours=3)
    api.case_leave(Act(mayor, world.now), code=code, send_at=second)
    assert world.case(code).hold.leaves_at == second
    with pytest.raises(api.TooLate):
        api.case_leave(Act(mayor, world.now), code=code, send_at=due + dt.timedelta(minutes=1))
    assert world.case(code).hold.leaves_at == second
    world.now = first
    assert not has_left(world)
    world.now = second
    assert has_left(world)


@pytest.mark.django_db
@pytest.mark.parametrize("username", ["roads.officer", "roads.head", "clerk1"])
def test_nobody_else_lets_it_go(answers_wait, username):
    code = confirmed_at_night(answers_wait)
    with pytest.raises(cases.NotAllowed):
        api.case_leave(answers_wait.by(username), code=code)


@pytest.mark.django_db
def test_an_answer_whose_promise_ends_before_is_sent_anyway(answers_wait):
    world = answers_wait
    code = world.awaiting()
    Case.objects.filter(code=code).update(answer_due_at=MORNING - dt.timedelta(hours=2))
    world.now = NIGHT
    world.confirm(code)
    world.wait(seconds=21)
    assert has_left(world)


@pytest.mark.django_db
def test_an_answer_to_danger_does_not_wait(answers_wait):
    world = answers_wait
    code = world.awaiting()
    alarms.case_mark_danger(world.by("roads.officer"), code=code, danger=True)
    world.now = NIGHT
    world.confirm(code)
    world.wait(seconds=21)
    assert has_left(world)


@pytest.mark.django_db
def test_where_answers_do_not_wait_they_leave_at_night(world):
    confirmed_at_night(world)
    world.wait(seconds=21)
    assert has_left(world)


@pytest.mark.django_db
def test_the_notice_of_a_kept_promise_waits_and_a_receipt_does_not(world):
    code = world.text("길이 파였어요")
    world.assign(code)
    world.draft(code, "12월 3일까지 고치겠습니다. - 한들구 도로과")
    world.submit(code)
    world.confirm(code)
    world.wait(seconds=21)
    world.send()
    world.now = NIGHT
    deadlines.promised_keep(
        world.by("roads.officer"), promised_id=PromisedDate.objects.get().id, note="메움"
    )
    world.text("가로등이 꺼졌어요", sender="01000000043")
    left = [job.content for job in world.send()]
    assert any("문자를 받았습니다" in words for words in left)
    assert not any("약속드린" in words for words in left)
    world.now = MORNING
    assert any("약속드린" in job.content for job in world.send())


@pytest.mark.django_db
def test_a_district_without_quiet_hours_has_none(world, monkeypatch):
    decide(monkeypatch, quiet_hours=None)
    assert receipts.ends(NIGHT) is None


def local(hour, minute=0, day=25):
    return dt.datetime(2026, 11, day, hour, minute, tzinfo=SEOUL)


@pytest.mark.parametrize(
    ("at", "start", "end", "until"),
    [
        (local(20, 59), "21:00", "08:00", None),
        (local(21), "21:00", "08:00", local(8, day=26)),
        (local(23, 59), "21:00", "08:00", local(8, day=26)),
        (local(0), "21:00", "08:00", local(8)),
        (local(7, 59), "21:00", "08:00", local(8)),
        (local(8), "21:00", "08:00", None),
        (local(13), "12:00", "14:00", local(14)),
        (local(14), "12:00", "14:00", None),
        (local(3), "00:00", "00:00", None),
    ],
)
def test_where_quiet_hours_end(at, start, end, until):
    hours = {"start": dt.time.fromisoformat(start), "end": dt.time.fromisoformat(end)}
    assert quiet_until(at, **hours) == until


@given(
    at=st.datetimes(*map(dt.datetime.fromisoformat, ("2026-01-01", "2027-01-01"))),
    start=st.times(),
    end=st.times(),
)
def test_an_end_is_never_quiet_itself_and_less_than_a_day_away(at, start, end):
    here = at.replace(tzinfo=SEOUL)
    until = quiet_until(here, start=start, end=end)
    if until is not None:
        assert here < until <= here + dt.timedelta(days=1)
        assert quiet_until(until, start=start, end=end) is None


@given(wait=st.integers(0, 5000), quiet_for=st.integers(1, 900), due=st.integers(0, 5000))
def test_no_answer_waits_past_its_promise(wait, quiet_for, due):
    preferred = local(0) + dt.timedelta(minutes=wait)
    ends, due_at = preferred + dt.timedelta(minutes=quiet_for), local(0) + dt.timedelta(minutes=due)
    at = leaves_at(preferred, ends=ends, due_at=due_at)
    assert at in {preferred, ends}
    assert at <= due_at or at == preferred
