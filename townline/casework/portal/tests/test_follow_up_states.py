"""A follow-up moves along its table only, and when the office may ask."""

import datetime as dt
import itertools
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from townline.casework.cases.errors import WrongState
from townline.casework.cases.models import Case
from townline.casework.portal.models import FollowUp
from townline.casework.portal.rules.follow_ups import (
    ENDED,
    TRANSITIONS,
    FollowEvent,
    FollowKind,
    FollowState,
    OfficeHours,
    office_moment,
)
from townline.casework.portal.services.follow_ups import FOLLOW_UPS
from townline.platform.core.history import audit

EVERY = list(itertools.product(FollowState, FollowEvent))
COMPLEMENT = [pair for pair in EVERY if pair not in TRANSITIONS]
SEOUL = ZoneInfo("Asia/Seoul")
HOURS = OfficeHours(frozenset({1, 2, 3, 4, 5}), dt.time(9), dt.time(18), SEOUL)
OFF = frozenset({dt.date(2026, 12, 25), dt.date(2027, 1, 1)})


@pytest.fixture
def row(world):
    case = Case.objects.get(code=world.text("길이 파였어요"))
    return FollowUp(
        case=case,
        resident_id=case.resident_id,
        kind=FollowKind.RATING,
        answered_at=world.now,
        due_at=world.now,
    )


@pytest.mark.django_db
@pytest.mark.parametrize(("before", "event"), list(TRANSITIONS))
def test_an_allowed_move_happens_and_is_written(world, row, before, event):
    row.state = before
    row.save()
    FOLLOW_UPS.move(row, event, actor=audit.RESIDENT, now=world.now)
    row.refresh_from_db()
    after = TRANSITIONS[before, event]
    assert row.state == after
    assert row.ended_at == (world.now if after in ENDED else None)
    line = audit.history(f"follow_up:{row.id}").get()
    assert (line.event, line.from_state, line.to_state) == (
        f"follow_up:rating:{event}", before, after,
    )  # fmt: skip
    assert line.actor == "resident"


@pytest.mark.django_db
@pytest.mark.parametrize(("before", "event"), COMPLEMENT)
def test_every_other_move_is_refused_and_leaves_nothing(world, row, before, event):
    row.state = before
    row.save()
    with pytest.raises(WrongState):
        FOLLOW_UPS.move(row, event, actor=audit.SYSTEM, now=world.now)
    row.refresh_from_db()
    assert row.state == before
    assert not audit.history(f"follow_up:{row.id}").exists()


@given(st.integers(0, 92 * 24 * 60))
def test_the_office_is_open_then_and_nothing_earlier_was(minutes):
    at = dt.datetime(2026, 11, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=minutes)
    found = office_moment(at, HOURS, OFF)
    assert found >= at
    assert is_open(found)
    step = at
    while step < found:
        assert not is_open(step)
        step += dt.timedelta(minutes=17)


def is_open(at):
    local = at.astimezone(SEOUL)
    return (
        local.isoweekday() <= 5
        and local.date() not in OFF
        and dt.time(9) <= local.time() < dt.time(18)
    )


def test_an_office_that_never_opens_is_an_error():
    never = OfficeHours(frozenset(), dt.time(9), dt.time(18), SEOUL)
    with pytest.raises(ValueError, match="closed"):
        office_moment(dt.datetime(2026, 11, 25, tzinfo=dt.UTC), never, frozenset())
