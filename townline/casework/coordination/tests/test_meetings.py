"""Meetings: called within the promise, answered on the page, written on the case."""

import datetime as dt

import pytest
from icalendar import Calendar

from townline.casework.cases import api as cases
from townline.casework.cases.models import Case, Notice
from townline.casework.coordination import api, errors
from townline.casework.coordination.models import Meeting
from townline.casework.coordination.rules.meeting import Response, meeting_start
from townline.casework.coordination.services.meetings_held import Decided
from townline.platform.core.models import Email
from townline.platform.departments.api import Staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def code(world):
    Staff.objects.filter(username="parks.head").update(email="parks.head@handeul.example")
    code = world.text("가로수 뿌리에 길이 솟았어요")
    world.assign(code)
    return code


def call(world, code, username="roads.officer", **more):
    words = {
        "starts_at": world.now + dt.timedelta(hours=20),
        "place": "3층 회의실",
        "agenda": "뿌리를 자를지, 나무를 옮길지 정합니다. 도로과와 공원녹지과가 함께 봅니다.",
        "departments": ["parks"],
    } | more
    return api.meeting_call(world.by(username), code=code, **words)


def view(world, meeting, username="roads.officer"):
    return api.meeting_get(meeting_id=meeting.id, viewer=world.person(username))


def by(meeting_view):
    return {a.staff.username: a.response for a in meeting_view.attendees}


def test_heads_are_invited_and_their_department_takes_part(world, code):
    meeting = call(world, code)
    assert by(view(world, meeting)) == {
        "roads.officer": "ACCEPTED",
        "roads.head": "NEEDS-ACTION",
        "parks.head": "NEEDS-ACTION",
    }
    assert meeting.ends_at == meeting.starts_at + dt.timedelta(hours=1)
    (place,) = api.positions_of(Case.objects.get(code=code).id)
    assert (place.department, place.due_at) == ("parks", meeting.starts_at)
    assert Notice.objects.filter(kind="meeting", staff__username="parks.head").exists()


def test_the_mayor_calls_one_from_the_phone_with_departments_alone(world, code):
    meeting = call(world, code, "mayor", departments=["parks", "water"], everybody=True)
    invited = by(view(world, meeting, "mayor"))
    assert {"mayor", "parks.head", "parks.officer", "water.head"} <= set(invited)


def test_the_invitation_is_an_icalendar_that_can_be_read_back(world, code):
    meeting = call(world, code)
    (letter,) = Email.objects.all()
    assert letter.to == "parks.head@handeul.example"
    assert max(len(line) for line in letter.calendar.encode().split(b"\r\n")) <= 75
    assert "\n" not in letter.calendar.replace("\r\n", "")
    calendar = Calendar.from_ical(letter.calendar)
    (event,) = calendar.walk("VEVENT")
    assert calendar["METHOD"] == "REQUEST"
    assert event["UID"] == meeting.uid
    assert event["SEQUENCE"] == 0
    assert event["DTSTART"].dt == meeting.starts_at
    assert event["DTSTART"].dt.utcoffset() == dt.timedelta(0)
    assert event["LOCATION"] == "3층 회의실"
    assert event["DESCRIPTION"] == meeting.agenda
    assert code in event["SUMMARY"]
    invited = {str(a): a.params for a in event["ATTENDEE"]}
    assert invited["mailto:parks.head@handeul.example"]["PARTSTAT"] == "NEEDS-ACTION"
    assert "길이 솟았어요" not in letter.calendar + letter.body  # no word of a resident


def test_moving_and_calling_off_keep_the_uid_and_raise_the_sequence(world, code):
    meeting = call(world, code)
    lead = {"meeting_id": meeting.id, "act": world.by("roads.officer")}
    api.meeting_answer(world.by("parks.head"), meeting_id=meeting.id, response=Response.ACCEPTED)
    api.meeting_move(**lead, starts_at=world.now + dt.timedelta(hours=22))
    assert by(view(world, meeting))["parks.head"] == "NEEDS-ACTION"
    api.meeting_cancel(**lead, reason="전화로 정했습니다")
    seen = [
        (c["METHOD"], c.walk("VEVENT")[0]["SEQUENCE"], c.walk("VEVENT")[0]["UID"])
        for c in (Calendar.from_ical(x.calendar) for x in Email.objects.order_by("id"))
    ]
    assert seen == [
        ("REQUEST", 0, meeting.uid), ("REQUEST", 1, meeting.uid), ("CANCEL", 2, meeting.uid),
    ]  # fmt: skip
    with pytest.raises(api.MeetingOver):
        api.meeting_move(**lead, starts_at=world.now + dt.timedelta(hours=23))


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"starts_at": dt.timedelta(0)}, "InThePast"),
        ({"starts_at": dt.timedelta(hours=-1)}, "InThePast"),
        ({"starts_at": dt.timedelta(hours=49)}, "AfterPromise"),
        ({"starts_at": dt.timedelta(hours=5), "ends_at": dt.timedelta(hours=5)}, "InvalidInput"),
        ({"starts_at": dt.timedelta(hours=5), "ends_at": dt.timedelta(hours=40)}, "InvalidInput"),
        ({"departments": ["moon"]}, "UnknownDepartment"),
        ({"place": " "}, "InvalidInput"),
        ({"agenda": ""}, "InvalidInput"),
    ],
)
def test_bad_input_is_refused_in_words(world, code, wrong, error):
    given = {k: world.now + v if isinstance(v, dt.timedelta) else v for k, v in wrong.items()}
    with pytest.raises(getattr(errors, error)):
        call(world, code, **given)
    assert Meeting.objects.count() == Email.objects.count() == 0


def test_later_than_the_promise_needs_a_reason(world, code):
    late = world.now + dt.timedelta(hours=60)
    assert call(world, code, starts_at=late, reason="관계 기관이 그날만 됩니다").starts_at == late


@pytest.mark.parametrize(
    ("now", "left", "start"),
    [
        ("2026-11-25 14:32", 48, "2026-11-26 10:00"),
        ("2026-11-25 14:32", 10, "2026-11-25 15:30"),
        ("2026-11-25 02:10", 29, "2026-11-25 10:00"),
        ("2026-11-25 02:10", 8, "2026-11-25 03:00"),
        ("2026-11-25 14:32", 0.5, "2026-11-25 15:02"),
        ("2026-11-25 14:00", -1, "2026-11-26 15:00"),
    ],
)
def test_a_start_within_the_promise_is_proposed(now, left, start):
    moment = dt.datetime.fromisoformat(now).replace(tzinfo=dt.UTC)
    due = moment + dt.timedelta(hours=left)
    proposed = meeting_start(moment, due)
    assert moment < proposed
    if left > 0:
        assert proposed <= due
        assert proposed == dt.datetime.fromisoformat(start).replace(tzinfo=dt.UTC)


@pytest.mark.server
def test_only_those_invited_answer_and_the_caller_hears_of_a_no(world, code):
    meeting = call(world, code)
    answer = {"meeting_id": meeting.id, "response": Response.DECLINED}
    api.meeting_answer(world.by("parks.head"), **answer)
    assert by(view(world, meeting))["parks.head"] == "DECLINED"
    notice = Notice.objects.get(kind="meeting_declined")
    assert notice.staff.username == "roads.officer"
    for username in ("cleaning.head", "clerk1", "parks.officer"):
        with pytest.raises(cases.NotFound):
            api.meeting_answer(world.by(username), **answer)


def test_minutes_and_decisions_are_written_on_the_case(world, code):
    meeting = call(world, code)
    hold = {
        "meeting_id": meeting.id,
        "minutes": "뿌리를 자르기로 했습니다.",
        "decisions": [
            Decided(
                department="parks", body="뿌리를 자른다", due_at=world.now + dt.timedelta(days=3)
            )
        ],
    }
    with pytest.raises(cases.WrongState):
        api.meeting_hold(world.by("roads.officer"), **hold)
    world.wait(hours=21)
    api.meeting_hold(world.by("roads.officer"), **hold)
    (note,) = world.case(code).notes
    assert "뿌리를 자르기로 했습니다." in note.body
    assert "공원녹지과: 뿌리를 자른다" in note.body
    held = view(world, meeting)
    assert [(d.department, d.body) for d in held.decisions] == [("parks", "뿌리를 자른다")]
    with pytest.raises(api.MeetingOver):
        api.meeting_hold(world.by("roads.officer"), **hold)
    assert Notice.objects.filter(kind="meeting_decided", staff__username="parks.head").exists()


def test_who_came_has_given_what_the_invitation_asked_for(world, visit, code):
    other = {"code": code, "department": "cleaning"}
    meeting = call(world, code, departments=["parks", "water", "cleaning"])
    for username in ("parks.head", "cleaning.head"):
        api.meeting_answer(world.by(username), meeting_id=meeting.id, response=Response.ACCEPTED)
    world.wait(hours=21)
    api.positions_run(now=world.now)  # silent, as nobody has written yet
    # Asked anew after it was called: that is a question of its own.
    api.position_ask(world.by("roads.officer"), **other, question="낙엽은 언제 치우나요?")
    api.meeting_hold(world.by("roads.officer"), meeting_id=meeting.id, minutes="자릅니다.")
    places = {p.department: p for p in api.positions_of(Case.objects.get(code=code).id)}
    assert {name: p.state for name, p in places.items()} == {
        "parks": "given", "water": "silent", "cleaning": "asked",
    }  # fmt: skip
    assert places["parks"].given_by == world.person("parks.head").staff_id
    page = visit("roads.officer").get(f"/cases/{code}/").content.decode()
    assert page.count("회의에서 의견을 냈습니다") == 1
    theirs = visit("parks.head").get(f"/cases/{code}/").content.decode()
    assert "협조 의견 대기</b>" not in theirs


def test_who_neither_sees_the_case_nor_is_invited_sees_no_meeting(world, visit, code):
    meeting = call(world, code)
    assert visit("cleaning.head").get(f"/meetings/{meeting.id}/").status_code == 404
    assert visit("cleaning.head").get(f"/meetings/{meeting.id}/file.ics").status_code == 404
    lines = api.meetings_list(world.by("cleaning.head"))
    assert lines == []


def test_the_pages_call_answer_move_hold_and_give_the_file(world, visit, code):
    lead, other = visit("roads.officer"), visit("parks.head")
    form = {
        "starts_at": "2026-11-26T10:00", "place": "3층 회의실", "agenda": "뿌리",
        "department": "parks",
    }  # fmt: skip
    lead.post(f"/cases/{code}/meet", form)
    meeting = Meeting.objects.get()
    assert meeting.starts_at == dt.datetime(2026, 11, 26, 1, tzinfo=dt.UTC)
    url = f"/meetings/{meeting.id}/"
    assert url in other.get("/meetings/").content.decode()
    other.post(f"{url}answer", {"response": "TENTATIVE"})
    assert "참석 미정" in lead.get(url).content.decode()
    lead.post(f"{url}move", {"starts_at": "2026-11-26T11:00", "place": "4층"})
    file = other.get(f"{url}file.ics")
    assert file["Content-Type"] == "text/calendar; charset=utf-8"
    assert Calendar.from_ical(file.content).walk("VEVENT")[0]["LOCATION"] == "4층"
    assert f"{url}hold" not in other.get(url).content.decode()
    world.wait(hours=24)
    lead.post(
        f"{url}hold",
        {
            "minutes": "정했습니다",
            "department": ["parks", ""],
            "what": ["자른다", ""],
            "by": ["2026-12-01", ""],
        },
    )
    assert "자른다" in other.get(url).content.decode()


def test_the_list_asks_a_constant_number_of_questions(world, visit, code):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count_queries(client):
        client.get("/meetings/")
        with CaptureQueriesContext(connection) as found:
            client.get("/meetings/")
        return len(found)

    client = visit("parks.head")
    call(world, code)
    few = count_queries(client)
    for hour in range(5):
        call(world, code, starts_at=world.now + dt.timedelta(hours=21 + hour))
    assert count_queries(client) == few <= 15


def test_who_was_taken_out_of_the_case_is_no_longer_invited(world, visit, code):
    meeting = call(world, code)
    api.position_withdraw(world.by("roads.officer"), code=code, department="parks")
    assert set(by(view(world, meeting))) == {"roads.officer", "roads.head"}
    assert visit("parks.head").get(f"/meetings/{meeting.id}/").status_code == 404
    assert api.meetings_list(world.by("parks.head")) == []
    with pytest.raises(cases.NotFound):
        api.meeting_answer(
            world.by("parks.head"), meeting_id=meeting.id, response=Response.ACCEPTED
        )
