"""While somebody is away: reminders, meetings and work go to who stands in, and come back."""

import datetime as dt

import pytest

from tests.rota import Absence, Staff
from townline.casework.alarms import api as alarms
from townline.casework.cases import api as cases
from townline.casework.cases.models import Notice
from townline.casework.coordination import api as coordination
from townline.casework.coordination.models import Attendee
from townline.casework.deadlines import api as deadlines
from townline.casework.desk import api
from townline.casework.visits import api as visits
from townline.platform.core.models import Email
from townline.platform.departments import api as departments

pytestmark = pytest.mark.django_db


def person(username):
    return Staff.objects.get(username=username)


def add_absence(world, who="roads.officer", cover="roads.officer2", days=3, ahead=0, **more):
    start = world.now + dt.timedelta(days=ahead)
    return departments.absence_add(
        staff_id=person(who).id,
        cover_id=person(cover).id,
        starts_at=start,
        ends_at=start + dt.timedelta(days=days),
        by=person(who).id,
        actor=departments.viewer_of(person(who)).actor,
        now=world.now,
        **more,
    )


def theirs(world, username="roads.officer"):
    """Bring a case to one person's own desk."""
    code = world.text("길이 파였어요")
    cases.case_assign(
        world.by("clerk1"), code=code, department="roads", assignee=person(username).id
    )
    return code


def noticed_usernames(kind):
    rows = Notice.objects.filter(kind=kind).select_related("staff", "instead_of")
    return {(n.staff.username, n.instead_of and n.instead_of.username) for n in rows}


def owed(world, username):
    return api.work_list(world.by(username))


def test_reminders_go_to_both_and_to_nobody_twice(world):
    theirs(world)
    add_absence(world)
    world.wait(hours=25)
    deadlines.reminders_run(now=world.now)
    assert noticed_usernames("stage1") == {
        ("roads.officer", None),
        ("roads.officer2", "roads.officer"),
    }


def test_a_position_is_asked_of_who_stands_in_for_the_head(world):
    code = world.text("가로수가 길을 막았어요")
    world.assign(code)
    add_absence(world, "parks.head", "parks.officer")
    world.ask(code, "parks")
    # The officer hears of it anyway: once, and in nobody's place.
    assert ("parks.officer", None) in noticed_usernames("position_asked")
    assert (
        len([one for one in noticed_usernames("position_asked") if one[0] == "parks.officer"]) == 1
    )


def test_who_stands_in_at_that_time_is_invited_too(world):
    code = theirs(world)
    add_absence(world, days=1, ahead=1)
    arguments = {"act": world.by("clerk1"), "place": "회의실"}
    for hours, invited in ((30, True), (60, False)):
        meeting = coordination.meeting_call(
            code=code,
            starts_at=world.now + dt.timedelta(hours=hours),
            agenda="함께 보기",
            departments=["roads"],
            reason="일정이 그때뿐",
            **arguments,
        )
        there = Attendee.objects.filter(meeting=meeting, staff__username="roads.officer2")
        assert there.exists() is invited


def test_the_list_shows_it_as_in_their_place_until_they_are_back(world):
    code = theirs(world)
    assert owed(world, "roads.officer2") == []
    add_absence(world)
    [one] = owed(world, "roads.officer2")
    assert (one.kind, one.code, one.instead_of) == ("case", code, person("roads.officer").id)
    assert owed(world, "roads.officer")[0].instead_of is None
    assert owed(world, "parks.officer") == []
    world.wait(days=3)
    assert owed(world, "roads.officer2") == []


def test_a_visit_after_the_last_day_is_not_handed_over(world):
    code = theirs(world)
    for days in (1, 5):
        visits.visit_plan(
            world.by("roads.officer"),
            code=code,
            visitor=person("roads.officer").id,
            planned_at=world.now + dt.timedelta(days=days),
        )
    add_absence(world)
    kinds = [one.kind for one in owed(world, "roads.officer2")]
    assert kinds.count("visit") == 1
    assert [one.kind for one in owed(world, "roads.officer")].count("visit") == 2


def test_letters_hand_over_and_back_once(world):
    theirs(world)
    Staff.objects.filter(username="roads.officer2").update(email="cover@example.com")
    Staff.objects.filter(username="roads.officer").update(email="back@example.com", language="en")
    leave = add_absence(world, ahead=1)
    assert api.handovers_run(now=world.now) == 0
    world.wait(days=1)
    assert api.handovers_run(now=world.now) == 1
    assert api.handovers_run(now=world.now) == 0
    letter = Email.objects.get()
    assert letter.to == "cover@example.com"
    assert f"/duty/absences/{leave.id}/" in letter.body
    assert "1건" in letter.body
    world.wait(days=3)
    api.handovers_run(now=world.now)
    assert Email.objects.order_by("-id").first().subject.startswith("Welcome back")
    assert Absence.objects.get().state == "over"


def test_an_outage_over_the_whole_leave_begins_and_ends_it(world):
    add_absence(world, ahead=1)
    world.wait(days=9)
    assert api.handovers_run(now=world.now) == 2
    assert Absence.objects.get().state == "over"


def test_the_hand_over_list_and_what_happened_meanwhile(world):
    code = theirs(world)
    leave = add_absence(world)
    world.wait(hours=1)
    world.draft(code)
    view = {"absence_id": leave.id}
    found = api.handover(world.by("roads.officer2"), **view)
    assert [one.code for one in found.owed] == [code]
    assert [one.code for one in found.meanwhile] == [code]
    assert not found.changes
    assert api.handover(world.by("roads.head"), **view).changes
    for stranger in ("parks.head", "parks.officer", "roads.head2"):
        if Staff.objects.filter(username=stranger).exists():
            with pytest.raises(cases.NotFound):
                api.handover(world.by(stranger), **view)


def test_danger_at_night_is_told_to_who_is_on_duty(world):
    code = theirs(world)
    clerk = person("clerk2")
    departments.shift_add(
        staff_id=clerk.id,
        day=dt.date(2026, 11, 25),
        kind=departments.ShiftKind.NIGHT,
        by=clerk.id,
        actor=departments.viewer_of(clerk).actor,
        now=world.now,
    )
    mark = {"code": code, "danger": True}
    alarms.case_mark_danger(world.by("clerk1"), **mark)
    assert noticed_usernames("duty_danger") == set()
    world.wait(hours=5)
    alarms.case_mark_danger(world.by("clerk1"), **mark)
    assert noticed_usernames("duty_danger") == {("clerk2", None)}


def test_a_reminder_marks_its_line_or_is_one(world):
    code = theirs(world)
    world.wait(hours=25)
    deadlines.reminders_run(now=world.now)
    [one] = owed(world, "roads.officer")
    assert (one.kind, one.notice) == ("case", "stage1")
    world.wait(hours=24)
    deadlines.reminders_run(now=world.now)
    head = owed(world, "roads.head")
    assert [(line.kind, line.code) for line in head] == [("notice", code)]
    cases.notices_read(world.by("roads.head"))
    assert owed(world, "roads.head") == []
