"""The morning's figures reach a person once a day at their hour, without anybody's words."""

import datetime as dt
import re

import pytest
from hypothesis import given, strategies as st

from tests.world import START
from townline.casework.alarms import api as alarms
from townline.casework.answers import api
from townline.casework.cases import api as cases
from townline.platform.core.models import Email
from townline.platform.departments import api as departments
from townline.platform.departments.api import Staff
from townline.platform.departments.rules import DIGEST_HOURS, digest_next

pytestmark = pytest.mark.django_db
OWN = "01000000777"


@pytest.fixture
def mayor(world):
    Staff.objects.filter(username="mayor").update(email="mayor@handeul.example")
    return departments.staff_by_username("mayor")


def subscribe_digest(visit, way="mail", hour="7", who="mayor"):
    return visit(who).post("/my/digest/", {"way": way, "hour": hour})


def to(world, hour, day=26):
    """Let time pass until an hour of a day in Seoul."""
    world.now = dt.datetime(2026, 11, day, hour, tzinfo=dt.timezone(dt.timedelta(hours=9)))


def test_it_comes_once_at_its_hour_each_day_whatever_starts_again(visit, world, mayor):
    assert subscribe_digest(visit).status_code == 302
    to(world, 6)
    assert api.digests_run(now=world.now) == 0
    to(world, 7)
    assert [api.digests_run(now=world.now) for _ in range(3)] == [1, 0, 0]
    subscribe_digest(visit, hour="9")
    to(world, 9)
    assert api.digests_run(now=world.now) == 0
    to(world, 9, day=27)
    assert api.digests_run(now=world.now) == 1
    assert [letter.to for letter in Email.objects.all()] == ["mayor@handeul.example"] * 2


def test_a_letter_holds_counts_and_titles_that_staff_gave_and_no_words(visit, world, mayor):
    subscribe_digest(visit)
    titled, plain = world.text("가스 냄새가 나요"), world.text("불이 났어요", "01000000043")
    for code in (titled, plain):
        alarms.case_mark_danger(world.by("clerk1"), code=code, danger=True)
    cases.case_retitle(world.by("clerk1"), code=titled, title="가스 · 역 앞")
    world.awaiting()
    to(world, 7)
    api.digests_run(now=world.now)
    [letter] = Email.objects.all()
    assert "승인 대기 1건" in letter.subject
    assert "인명 위험 의심: 2건" in letter.body
    assert f"가스 · 역 앞 ({titled})" in letter.body
    for word in ("불이 났어요", "냄새가", "길이 파였어요", "010-", "0042", "0043"):
        assert word not in letter.body + letter.subject


def test_it_speaks_the_persons_language_and_counts_what_they_may_see(visit, world):
    Staff.objects.filter(username="roads.head").update(email="roads@handeul.example", language="en")
    subscribe_digest(visit, who="roads.head")
    world.awaiting()
    world.text("가로등이 꺼졌어요", "01000000043")
    to(world, 7)
    api.digests_run(now=world.now)
    [letter] = Email.objects.all()
    assert "Answers awaiting approval: 1" in letter.body
    assert not re.search("[가-힣]", letter.body)


def test_without_an_address_or_a_proved_number_it_is_refused_in_words(visit, mayor):
    Staff.objects.filter(username="mayor").update(email="")
    assert "이메일 주소가 없습니다" in subscribe_digest(visit).content.decode()
    assert "먼저 아래에서 휴대전화" in subscribe_digest(visit, way="text").content.decode()


@pytest.mark.parametrize(
    ("way", "hour"), [("pigeon", "7"), ("mail", "4"), ("mail", "23"), ("mail", "x")]
)
def test_unknown_ways_and_hours_are_refused(visit, mayor, way, hour):
    assert subscribe_digest(visit, way, hour).status_code == 422
    assert departments.digest_of(mayor.id).next_at is None


@pytest.mark.parametrize("who", ["clerk1", "roads.officer", "admin", "auditor"])
def test_others_have_no_such_page(visit, who):
    assert visit(who).get("/my/digest/").status_code == 403


@pytest.mark.server
def test_who_leaves_or_changes_role_gets_nothing_more(visit, world, mayor):
    subscribe_digest(visit)
    Staff.objects.filter(id=mayor.id).update(is_active=False)
    to(world, 7)
    assert api.digests_run(now=world.now) == 0
    assert not Email.objects.exists()
    assert departments.digest_of(mayor.id).way == ""


def code_sent(world):
    [body] = [job.content for job in world.send() if "인증번호" in job.content]
    return re.search(r"\d{6}", body)[0]


def test_a_number_is_proved_by_a_code_and_then_texted(visit, world, mayor):
    client = visit("mayor")
    assert client.post("/my/digest/number", {"number": "010-0000-0777"}).status_code == 302
    code = code_sent(world)
    assert client.post("/my/digest/prove", {"code": f" {code[:3]} {code[3:]} "}).status_code == 302
    page = client.get("/my/digest/").content.decode()
    assert "010-****-0777" in page
    assert OWN not in page
    subscribe_digest(visit, way="text")
    to(world, 7)
    assert api.digests_run(now=world.now) == 1
    [job] = [job for job in world.send() if "승인 대기" in job.content]
    assert job.destination_addr.endswith("1000000777")


def test_five_wrong_codes_or_ten_minutes_end_it(visit, world, mayor):
    client = visit("mayor")
    client.post("/my/digest/number", {"number": OWN})
    code = code_sent(world)
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    for _ in range(5):
        assert client.post("/my/digest/prove", {"code": wrong}).status_code == 422
    assert client.post("/my/digest/prove", {"code": code}).status_code == 422
    client.post("/my/digest/number", {"number": OWN})
    code = code_sent(world)
    world.wait(minutes=11)
    assert client.post("/my/digest/prove", {"code": code}).status_code == 422
    assert departments.digest_of(mayor.id).resident_id is None


@pytest.mark.parametrize("number", ["", "12", "02-0000-0100", "010-0000-07777", "번호"])
def test_what_is_no_mobile_number_is_refused_and_nothing_is_sent(visit, world, mayor, number):
    assert visit("mayor").post("/my/digest/number", {"number": number}).status_code == 422
    assert world.claim() == []


def test_a_number_that_said_stop_gets_nothing_and_the_history_says_so(visit, world, mayor):
    from townline.platform.core.history import audit

    client = visit("mayor")
    client.post("/my/digest/number", {"number": OWN})
    client.post("/my/digest/prove", {"code": code_sent(world)})
    subscribe_digest(visit, way="text")
    world.text("수신거부", OWN)
    world.send()
    to(world, 7)
    assert api.digests_run(now=world.now) == 1
    assert [job for job in world.send() if "승인 대기" in job.content] == []
    assert audit.history(f"staff:{mayor.id}").last().event == "staff:digest:skip"


def test_one_planned_by_a_clock_that_was_a_year_ahead_is_planned_anew(visit, world, mayor):
    subscribe_digest(visit)
    row = departments.digest_of(mayor.id)
    row.next_at = world.now + dt.timedelta(days=365)
    row.save()
    assert api.digests_run(now=world.now) == 0
    to(world, 7)
    assert api.digests_run(now=world.now) == 1


@given(
    minutes=st.integers(0, 366 * 24 * 60),
    hour=st.sampled_from(list(DIGEST_HOURS)),
    back=st.none() | st.integers(0, 3),
)
def test_the_next_one_is_ahead_at_its_hour_and_never_twice_a_day(minutes, hour, back):
    now = START + dt.timedelta(minutes=minutes)
    sent_on = None if back is None else now.date() - dt.timedelta(days=back)
    found = digest_next(now, hour=hour, sent_on=sent_on)
    assert found > now
    assert (found.hour, found.minute) == (hour, 0)
    assert found.date() != sent_on
    assert found - now <= dt.timedelta(days=2)


def test_one_address_that_cannot_be_written_to_keeps_nobody_waiting(visit, world, mayor):
    subscribe_digest(visit)
    Staff.objects.filter(username="roads.head").update(email="roads@handeul.example")
    subscribe_digest(visit, who="roads.head")
    Staff.objects.filter(id=mayor.id).update(email="nowhere")
    to(world, 7)
    assert api.digests_run(now=world.now) == 2
    assert [letter.to for letter in Email.objects.all()] == ["roads@handeul.example"]
