"""Who is taken out of a meeting gets its end by mail, and who stays gets the change."""

import datetime as dt

import pytest
from icalendar import Calendar

from townline.casework.coordination import api
from townline.casework.coordination.models import Attendee
from townline.platform.core.history import audit
from townline.platform.core.models import Email
from townline.platform.departments import api as departments
from townline.platform.departments.api import Staff

pytestmark = pytest.mark.django_db
NAMES = ("roads.head", "parks.head", "water.head")


@pytest.fixture
def meeting(world):
    for name in NAMES:
        Staff.objects.filter(username=name).update(email=f"{name}@handeul.example")
    code = world.text("가로수 뿌리에 길이 솟았어요")
    world.assign(code)
    made = api.meeting_call(
        world.by("roads.officer"),
        code=code,
        starts_at=world.now + dt.timedelta(hours=20),
        place="3층 회의실",
        agenda="뿌리를 자를지 정합니다.",
        departments=["parks", "water"],
    )
    Email.objects.all().delete()
    return made


def letters():
    """Give what each got: method, sequence, status, who is named, and the letter's words."""
    found = {}
    for letter in Email.objects.order_by("id"):
        calendar = Calendar.from_ical(letter.calendar)
        [event] = calendar.walk("VEVENT")
        invited = event["ATTENDEE"] if isinstance(event["ATTENDEE"], list) else [event["ATTENDEE"]]
        named = sorted(str(one).removeprefix("mailto:").split("@")[0] for one in invited)
        details = (calendar["METHOD"], event["SEQUENCE"], event.get("STATUS"), named)
        assert letter.to not in found
        found[letter.to.split("@")[0]] = (details, letter.body)
    return found


def withdraw(world, meeting, department="parks"):
    api.position_withdraw(
        world.by("roads.officer"),
        code=meeting.case.code,
        department=department,
        reason="물길만의 일입니다",
    )


def test_a_department_taken_out_gets_the_end_and_the_others_the_change(world, meeting):
    withdraw(world, meeting)
    got = letters()
    stay = ["roads.head", "roads.officer", "water.head"]
    # RFC 5546, 3.2.5: a CANCEL for some of the attendees has no STATUS, and names only these.
    assert got["parks.head"][0] == ("CANCEL", 1, None, ["parks.head"])
    assert got["roads.head"][0] == got["water.head"][0] == ("REQUEST", 1, "CONFIRMED", stay)
    assert "빠지셨습니다" in got["parks.head"][1]
    assert meeting.agenda not in got["parks.head"][1]
    assert "바뀌었습니다" in got["water.head"][1]
    [line] = [
        one for one in world.case(meeting.case.code).history if one.event == "case:meeting:leave"
    ]
    assert (line.actor_label, line.data) == (
        world.person("roads.officer").actor.label, {"meeting": meeting.id, "people": 1},
    )  # fmt: skip


def test_a_department_that_says_it_is_not_theirs_leaves_as_well(world, meeting):
    api.position_refuse(
        world.by("parks.head"), code=meeting.case.code, reason="우리 나무가 아닙니다"
    )
    assert letters()["parks.head"][0][:2] == ("CANCEL", 1)


def test_called_off_afterwards_it_ends_for_those_who_stayed(world, meeting):
    withdraw(world, meeting)
    Email.objects.all().delete()
    lead = {"meeting_id": meeting.id, "act": world.by("roads.officer")}
    api.meeting_cancel(**lead, reason="전화로 정했습니다")
    got = letters()
    assert sorted(got) == ["roads.head", "water.head"]
    assert {details[:3] for details, _ in got.values()} == {("CANCEL", 2, "CANCELLED")}


def entry(username, **changed):
    staff = Staff.objects.get(username=username)
    names = ("name_ko", "name_en", "role", "language", "email")
    fields = {name: getattr(staff, name) for name in names} | {"department": staff.department_id}
    return staff, departments.PersonEntry(**(fields | changed))


def move(world, username, **changed):
    staff, changed_entry = entry(username, **changed)
    departments.person_change(
        staff_id=staff.id, entry=changed_entry, reason="인사이동", actor=audit.SYSTEM, now=world.now
    )


def test_a_person_who_leaves_the_department_leaves_the_meeting(world, meeting):
    move(world, "parks.head", department="welfare")
    got = letters()
    assert got["parks.head"][0][:2] == ("CANCEL", 1)
    assert got["water.head"][0][:2] == ("REQUEST", 1)
    assert not Attendee.objects.filter(staff__username="parks.head").exists()


def test_a_person_who_still_sees_the_case_stays(world, meeting):
    move(world, "parks.head", department="water")
    move(world, "roads.head", name_en="Somebody Else")
    assert letters() == {}
    assert Attendee.objects.filter(staff__username="parks.head").exists()


def test_a_person_who_is_sent_away_is_out_and_gets_no_letter(world, meeting):
    staff = Staff.objects.get(username="parks.head")
    departments.person_active(
        staff_id=staff.id, active=False, reason="퇴직", actor=audit.SYSTEM, now=world.now
    )
    got = letters()
    assert sorted(got) == ["roads.head", "water.head"]
    assert "parks.head" not in got["roads.head"][0][3]


def test_a_case_that_goes_to_another_department_takes_its_former_people_out(world, meeting):
    """Those who take part stay; who led and sees the case no more gets the end by mail."""
    world.assign(meeting.case.code, "culture")
    got = letters()
    assert got["roads.head"][0][:2] == ("CANCEL", 1)
    stay = set(Attendee.objects.values_list("staff__username", flat=True))
    assert stay == {"parks.head", "water.head"}
    assert meeting.agenda not in got["roads.head"][1]


def test_sent_to_the_same_department_once_more_nobody_leaves(world, meeting):
    before = Attendee.objects.count()
    world.assign(meeting.case.code)
    assert (Attendee.objects.count(), Email.objects.count()) == (before, 0)
