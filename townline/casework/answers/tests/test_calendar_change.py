"""A day off that is added or taken away moves open cases, and says which."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.world import START
from townline.casework.answers.tests.test_legal_clock import answer, at, clock
from townline.casework.cases import api as cases
from townline.casework.cases.models import Case
from townline.casework.deadlines import api as deadlines
from townline.casework.deadlines.models import LegalClock
from townline.platform.core.history import audit
from townline.platform.core.models import Holiday
from townline.platform.departments.api import Act

pytestmark = pytest.mark.django_db
FRIDAY = dt.date(2026, 11, 27)


def day_input(day=FRIDAY, *, added=True, **fields):
    names = {"reason": "국무회의", "name_ko": "임시공휴일", "name_en": "Temporary Holiday"} | fields
    return deadlines.DayInput(day=day, added=added, **names)


def change(world, wanted, username="admin"):
    return deadlines.calendar_change(world.by(username), day_input=wanted)


def preview(world, wanted):
    return deadlines.calendar_preview(world.by("admin"), day_input=wanted)


@pytest.fixture
def two(world):
    """One open case, and one that was answered."""
    done = world.text("가로등이 꺼졌어요", sender="01000000043")
    world.assign(done)
    answer(world, done)
    return world.text("길이 파였어요"), done


def test_first_it_says_what_would_move_and_changes_nothing(world, two):
    moved = preview(world, day_input())
    assert [(m.code, m.before, m.after) for m in moved] == [(two[0], at(12, 3), at(12, 4))]
    assert clock(two[0]).due_at == at(12, 3)
    assert not Holiday.objects.filter(date=FRIDAY).exists()


def test_then_open_cases_move_and_their_history_says_so(world, two):
    made = change(world, day_input())
    assert [code for code, _, _ in made.moved] == [two[0]]
    assert clock(two[0]).due_at == at(12, 4)
    assert clock(two[1]).due_at == at(12, 3)
    line = audit.history(f"case:{Case.objects.get(code=two[0]).id}").last()
    assert (line.event, line.reason, line.actor_label) == (
        "case:clock:move",
        "국무회의",
        world.person("admin").actor.label,
    )
    # What comes in from now on is counted by the new calendar as well.
    later = world.text("소음이 심해요", sender="01000000044")
    assert clock(later).due_at == at(12, 4)


def test_taking_it_away_moves_them_back(world, two):
    change(world, day_input())
    change(world, day_input(added=False))
    assert clock(two[0]).due_at == at(12, 3)


def test_a_reminder_that_has_gone_out_is_given_again_for_the_new_date(world, two):
    world.wait(days=7, hours=4)
    assert deadlines.legal_reminders_run(now=world.now) == 1
    change(world, day_input(dt.date(2026, 12, 3)))
    # The new date, Friday, is one working day away as well.
    assert deadlines.legal_reminders_run(now=world.now) == 1
    assert deadlines.legal_reminders_run(now=world.now) == 0


@pytest.mark.parametrize(
    ("wanted", "refusal"),
    [
        (day_input(dt.date(2026, 12, 25)), deadlines.DayKnown),
        (day_input(added=False), deadlines.DayUnknown),
        (day_input(reason=" "), cases.InvalidInput),
        (day_input(name_en=""), cases.InvalidInput),
        (day_input(kind="party"), cases.InvalidInput),
        (day_input(dt.date(1990, 1, 1)), cases.InvalidInput),
    ],
)
def test_bad_input_changes_nothing(world, two, wanted, refusal):
    before = Holiday.objects.count()
    for operation in (preview, change):
        with pytest.raises(refusal):
            operation(world, wanted)
    assert Holiday.objects.count() == before


def test_only_who_manages_may(world, two):
    with pytest.raises(cases.NotAllowed):
        change(world, day_input(), "clerk1")


def test_another_process_that_remembered_the_old_calendar_is_put_right(world, two):
    change(world, day_input())
    assert deadlines.legal_recount_run(now=world.now) == []
    # It opened a case by the calendar before, within the time that this is remembered.
    LegalClock.objects.filter(case__code=two[0]).update(due_at=at(12, 2))
    assert deadlines.legal_recount_run(now=world.now) == []
    world.wait(minutes=2)
    assert [m.code for m in deadlines.legal_recount_run(now=world.now)] == [two[0]]
    world.wait(minutes=2)
    LegalClock.objects.filter(case__code=two[0]).update(due_at=at(12, 2))
    assert deadlines.legal_recount_run(now=world.now) == []


def test_an_outage_stops_every_clock_until_it_ends(world, two):
    admin = world.person("admin")
    started = world.now
    moved = deadlines.outage_add(
        Act(admin, world.now), start_at=started, reason="전산 장애로 접수 못 함"
    )
    assert [(m.code, m.after) for m in moved] == [(two[0], None)]
    assert clock(two[0]).state == "paused"
    world.wait(days=1)
    (outage,) = [each for each in deadlines.outages() if each.end_at is None]
    moved = deadlines.outage_end(Act(admin, world.now), outage=outage.id)
    assert [(m.code, m.before, m.after) for m in moved] == [(two[0], None, at(12, 7))]
    assert clock(two[0]).state == "running"
    with pytest.raises(cases.NotFound):
        deadlines.outage_end(Act(admin, world.now), outage=outage.id)


@pytest.mark.parametrize(
    "bad",
    [
        {"start_at": START + dt.timedelta(days=9)},
        {"end_at": START - dt.timedelta(days=9)},
        {"reason": ""},
    ],
)
def test_an_outage_that_makes_no_sense(world, two, bad):
    outage = {"start_at": START - dt.timedelta(hours=1), "reason": "장애"} | bad
    with pytest.raises(cases.InvalidInput):
        deadlines.outage_add(world.by("admin"), **outage)
    assert deadlines.outages() == []


def test_more_cases_cost_no_more_questions(world, two):
    def questions(day):
        with CaptureQueriesContext(connection) as seen:
            change(world, day_input(day))
        return len(seen)

    few = questions(FRIDAY)
    for number in range(30):
        world.text(f"{number}번째 문자입니다", sender=f"0100000{number + 500:04d}")
    assert questions(dt.date(2026, 12, 1)) == few
