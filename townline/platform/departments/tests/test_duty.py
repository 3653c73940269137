"""Leave and nights on duty: what is accepted, what is refused and why, who stands in."""

import datetime as dt
import itertools

import pytest
from hypothesis import given, strategies as st

from townline.platform.core.history import audit
from townline.platform.departments import api, duty
from townline.platform.departments.duty import (
    TRANSITIONS,
    AbsenceEvent,
    AbsenceState,
    DutyProblem,
    Span,
)
from townline.platform.departments.models import Absence, Staff
from townline.platform.departments.services.absences import ABSENCES

SEOUL = dt.timezone(dt.timedelta(hours=9))
EVERY_PAIR = list(itertools.product(AbsenceState, AbsenceEvent))
COMPLEMENT = [pair for pair in EVERY_PAIR if pair not in TRANSITIONS]


def day(number, month=12):
    return dt.datetime(2026, month, number, tzinfo=SEOUL)


@pytest.fixture
def leave(world):
    """Give ``leave(who, cover, first, last)``: days of December, entered by the person."""

    def add(who, cover, first, last, by=None, **more):
        people = Staff.objects.in_bulk([who, cover, by or who], field_name="username")
        writer = people[by or who]
        return api.absence_add(
            staff_id=people[who].id,
            cover_id=people[cover].id,
            starts_at=day(first),
            ends_at=day(last + 1),
            by=writer.id,
            actor=api.viewer_of(writer).actor,
            now=world.now,
            **more,
        )

    return add


@pytest.fixture
def third(world):
    return api.staff_add(
        username="roads.third", role="officer", department="roads", password=None, now=world.now
    )


def refusal_of(problem, action, *args, **more):
    with pytest.raises(api.DutyRefused) as error:
        action(*args, **more)
    assert error.value.problem == problem
    return error.value


pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("before", "event"), list(TRANSITIONS))
def test_an_allowed_change_happens_and_is_written(world, leave, before, event):
    absence = leave("roads.officer", "roads.officer2", 1, 3)
    Absence.objects.update(state=before)
    absence.refresh_from_db()
    ABSENCES.move(absence, event, actor=audit.SYSTEM, now=world.now)
    assert Absence.objects.get().state == TRANSITIONS[before, event]
    line = audit.history(f"absence:{absence.id}").last()
    assert (line.event, line.from_state) == (event.tag, before)


@pytest.mark.parametrize(("before", "event"), COMPLEMENT)
def test_every_other_change_is_refused_and_leaves_nothing(world, leave, before, event):
    absence = leave("roads.officer", "roads.officer2", 1, 3)
    Absence.objects.update(state=before)
    absence.refresh_from_db()
    lines = audit.history(f"absence:{absence.id}").count()
    with pytest.raises(api.DutyRefused):
        ABSENCES.move(absence, event, actor=audit.SYSTEM, now=world.now)
    assert Absence.objects.get().state == before
    assert audit.history(f"absence:{absence.id}").count() == lines


@pytest.mark.server
def test_a_leave_begins_and_ends_by_the_clock(world, leave):
    absence = leave("roads.officer", "roads.officer2", 1, 3)
    me, cover = absence.staff_id, absence.cover_id
    assert api.covers_now(world.now) == {}
    assert api.absence_take(now=world.now) is None
    assert api.covers_of([me, cover], day(1)) == {me: cover}
    assert api.absence_take(now=day(1)).state == "begun"
    assert api.absence_take(now=day(1)) is None
    assert api.covered_by(cover, day(3)) == {me: day(4)}
    assert api.absence_take(now=day(4)).state == "over"
    assert api.covers_now(day(4)) == {}


def test_the_same_person_is_not_away_twice(leave):
    leave("roads.officer", "roads.officer2", 1, 3)
    error = refusal_of(DutyProblem.OVERLAP, leave, "roads.officer", "roads.head", 3, 5)
    assert (error.starts_at, error.ends_at) == (day(1), day(4))
    leave("roads.officer", "roads.officer2", 4, 5)
    assert Absence.objects.count() == 2


def test_a_cover_who_is_away_too_is_named(leave):
    leave("roads.officer2", "roads.head", 2, 4)
    error = refusal_of(DutyProblem.COVER_AWAY, leave, "roads.officer", "roads.officer2", 1, 3)
    assert error.who == Staff.objects.get(username="roads.officer2").id
    assert (error.starts_at, error.ends_at) == (day(2), day(5))


def test_covers_do_not_go_in_a_circle(leave, third):
    leave("roads.officer", "roads.officer2", 1, 5)
    refusal_of(DutyProblem.CIRCLE, leave, "roads.officer2", "roads.officer", 3, 8)
    leave("roads.officer2", "roads.third", 3, 8)
    refusal_of(DutyProblem.CIRCLE, leave, "roads.third", "roads.officer", 4, 4)
    refusal_of(DutyProblem.CIRCLE, leave, "roads.third", "roads.officer2", 4, 4)
    leave("roads.third", "roads.officer", 9, 9)


def test_the_cover_of_a_cover_has_both(leave, third):
    first = leave("roads.officer", "roads.officer2", 1, 5)
    leave("roads.officer2", "roads.third", 3, 8)
    assert api.covered_by(third.id, day(4)) == {first.staff_id: day(6), first.cover_id: day(9)}
    Staff.objects.filter(id=third.id).update(is_active=False)
    assert api.covers_now(day(4)) == {}


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        (("roads.officer", "roads.officer", 1, 3), DutyProblem.SELF),
        (("roads.officer", "roads.officer2", 5, 3), DutyProblem.ORDER),
        (("roads.officer", "parks.officer", 1, 3), DutyProblem.COVER_BLIND),
        (("clerk1", "roads.officer", 1, 3), DutyProblem.COVER_BLIND),
        (("roads.officer", "auditor", 1, 3), DutyProblem.COVER_BLIND),
    ],
)
def test_what_cannot_be_is_refused(leave, fields, problem):
    refusal_of(problem, leave, *fields)
    assert not Absence.objects.exists()


def test_what_is_past_or_too_long_or_too_wordy_is_refused(world, leave):
    world.now = day(20)
    refusal_of(DutyProblem.PAST, leave, "roads.officer", "roads.officer2", 1, 3)
    leave("roads.officer", "roads.officer2", 19, 20)
    refusal_of(DutyProblem.NOTE, leave, "roads.head", "roads.officer2", 21, 22, note="가" * 1001)


@pytest.mark.parametrize(
    ("by", "may"),
    [("roads.head", True), ("admin", True), ("parks.head", False), ("roads.officer2", False)],
)
def test_a_head_enters_it_for_their_people_and_nobody_else(leave, by, may):
    if may:
        assert leave("roads.officer", "roads.officer2", 1, 3, by=by).entered_by.username == by
    else:
        refusal_of(DutyProblem.FORBIDDEN, leave, "roads.officer", "roads.officer2", 1, 3, by=by)


def test_it_is_changed_called_off_and_ended_early(world, leave):
    absence = leave("roads.officer", "roads.officer2", 1, 3)
    who = {"by": absence.staff_id, "actor": audit.SYSTEM}
    changed = api.absence_change(
        absence_id=absence.id,
        cover_id=Staff.objects.get(username="roads.head").id,
        starts_at=day(1),
        ends_at=day(6),
        now=world.now,
        **who,
    )
    assert (changed.cover.username, changed.ends_at) == ("roads.head", day(6))
    # Nobody's job has begun it yet: who is back is believed all the same.
    back = api.absence_return(absence_id=absence.id, now=day(2), **who)
    assert (back.state, back.ends_at) == ("over", day(2))
    refusal_of(DutyProblem.SETTLED, api.absence_cancel, absence_id=absence.id, now=day(2), **who)
    other = leave("roads.officer", "roads.officer2", 8, 9)
    assert api.absence_cancel(absence_id=other.id, now=day(2), **who).state == "cancelled"
    leave("roads.officer", "roads.officer2", 8, 9)


def test_a_night_on_duty(world, leave):
    clerk = Staff.objects.get(username="clerk1")
    who = {"by": clerk.id, "actor": audit.SYSTEM, "now": world.now}
    night = {"staff_id": clerk.id, "day": dt.date(2026, 12, 1), "kind": api.ShiftKind.NIGHT}
    shift = api.shift_add(**night, **who)
    evening = day(1) + dt.timedelta(hours=18)
    assert (shift.starts_at, shift.ends_at) == (evening, day(2) + dt.timedelta(hours=9))
    assert api.on_duty(evening) == [clerk.id]
    assert api.on_duty(evening - dt.timedelta(seconds=1)) == api.on_duty(shift.ends_at) == []
    refusal_of(DutyProblem.TWICE, api.shift_add, **night, **who)
    error = refusal_of(DutyProblem.ON_DUTY, leave, "clerk1", "clerk2", 1, 3)
    assert error.starts_at == evening
    api.shift_remove(shift_id=shift.id, **who)
    leave("clerk1", "clerk2", 1, 3)
    refusal_of(DutyProblem.AWAY, api.shift_add, **night, **who)
    refusal_of(DutyProblem.UNKNOWN, api.shift_remove, shift_id=shift.id, **who)


def test_what_is_long_over_goes(world, leave):
    leave("roads.officer", "roads.officer2", 1, 3)
    clerk = Staff.objects.get(username="clerk1")
    night = {"day": dt.date(2026, 12, 1), "kind": api.ShiftKind.NIGHT}
    api.shift_add(staff_id=clerk.id, by=clerk.id, actor=audit.SYSTEM, now=world.now, **night)
    rules = {rule.kind: rule for rule in api.retention_rules()}
    for kind in ("absences", "duty_shifts"):
        assert rules[kind].count(day(2)) == 0
        assert rules[kind].sweep(day(5), 10) == 1


@given(
    st.lists(
        st.tuples(st.integers(1, 5), st.integers(1, 5), st.integers(1, 20), st.integers(1, 8)),
        max_size=14,
    )
)
def test_whatever_was_accepted_leads_to_somebody_who_is_there(requests):
    known = []
    for staff, cover, first, length in requests:
        if staff == cover:
            continue
        start = day(first)
        requested = Span(
            staff=staff, cover=cover, starts_at=start, ends_at=start + dt.timedelta(days=length)
        )
        if duty.clash(requested, known) is None:
            known.append(requested)
    for number in range(1, 29):
        at = day(number)
        absences = {s.staff: s.cover for s in known if s.starts_at <= at < s.ends_at}
        found = duty.active_covers(absences)
        assert set(found) == set(absences)
        assert not set(found.values()) & set(absences)
