"""Alarms on pages: the bar on each, the row that counts down, the box of the case, the list."""

import csv
import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from townline.casework.alarms import api
from townline.casework.alarms.models import Alarm
from townline.casework.alarms.tests.alarming import again, fresh, raise_alarm, run
from townline.casework.alarms.views.labels import to_acknowledge
from townline.casework.cases.models import Case
from townline.platform.core import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(world, monkeypatch):
    """Let the pages live at the world's moment."""
    monkeypatch.setattr(clock, "now", lambda: world.now)
    return world


def page(visit, url, who="clerk1"):
    return visit(who).get(url).content.decode()


@pytest.mark.parametrize("url", ["/inbox/", "/mine/", "/search/", "/alarms/", "/my/notifications/"])
def test_the_bar_stands_on_every_page_and_counts_down(visit, now, url):
    alarm = raise_alarm(now)
    now.wait(minutes=1, seconds=48)
    bar = page(visit, url).split('id="banners"')[1].split("</div>")[0]
    assert 'role="alert"' in page(visit, url)
    assert f"위험: 가스 냄새 {alarm.case.code}" in bar
    assert "3:12" in bar
    assert f"/cases/{alarm.case.code}/" in bar


def test_the_bar_is_renewed_alone(visit, now):
    raise_alarm(now)
    body = page(visit, "/banners/")
    assert "5:00" in body
    assert "<html" not in body


def test_it_sounds_at_first_and_only_for_who_wishes(visit, now):
    raise_alarm(now)
    assert "<audio" in page(visit, "/inbox/")
    client = visit("clerk1")
    client.post("/my/notifications/", {})
    assert "<audio" not in client.get("/inbox/").content.decode()
    client.post("/my/notifications/", {"sound": "on"})
    assert "<audio" in client.get("/inbox/").content.decode()
    now.wait(minutes=1)
    assert "<audio" not in client.get("/inbox/").content.decode()


def test_it_sounds_again_when_more_people_are_told(visit, now):
    raise_alarm(now)
    run(now, minutes=5)
    assert "<audio" in page(visit, "/inbox/")


def test_the_row_says_how_long_it_may_wait(visit, now):
    alarm = raise_alarm(now)
    now.wait(minutes=1, seconds=48)
    row = page(visit, "/inbox/").split(f'id="row-{alarm.case.code}"')[1].split("</a>")[0]
    assert "3:12" in row
    assert "위험 경보 1건" in page(visit, "/inbox/")


def test_row_and_morning_say_what_the_danger_is_whatever_the_case_began_with(visit, now):
    code = now.text("종량제봉투 그냥 무료로 나눠주시면 안됩니까")
    alarm = again(now, code)
    for _ in range(2):
        row = page(visit, "/inbox/").split(f'id="row-{code}"')[1].split("</a>")[0]
        assert "가스 냄새" in row
        assert "가스 냄새" in page(visit, "/morning/", "mayor").split('class="card main"')[0]
        visit("clerk1").post(f"/alarms/{alarm.id}/acknowledge")


def test_a_row_says_nothing_of_a_danger_that_few_may_know(visit, now):
    alarm = raise_alarm(now, "violence", "옆집에서 때리는 소리가 나요")
    row = page(visit, "/inbox/").split(f'id="row-{alarm.case.code}"')[1].split("</a>")[0]
    assert "경보 확인" in row
    assert "폭력" not in row


def test_one_press_acknowledges_and_the_case_says_who(visit, now):
    alarm = raise_alarm(now)
    client = visit("clerk1")
    url = f"/cases/{alarm.case.code}/"
    assert 'data-key="ack"' in client.get(url).content.decode()
    answer = client.post(f"/alarms/{alarm.id}/acknowledge", follow=True)
    assert answer.redirect_chain[-1][0] == url
    body = answer.content.decode()
    assert "민원 접수 담당자 1 경보 확인" in body
    assert 'data-key="ack"' not in body
    assert fresh(alarm).acknowledged_via == "page"


def test_the_second_one_is_told_that_somebody_was_faster(visit, now):
    alarm = raise_alarm(now)
    visit("clerk1").post(f"/alarms/{alarm.id}/acknowledge")
    answer = visit("clerk2").post(f"/alarms/{alarm.id}/acknowledge")
    assert answer.status_code == 409
    assert "다른 직원이 먼저 경보를 확인했거나 종료했습니다" in answer.content.decode()
    assert fresh(alarm).acknowledged_by.username == "clerk1"


def test_not_urgent_needs_a_reason_and_can_be_taken_back(visit, now):
    alarm = raise_alarm(now)
    client, url = visit("clerk1"), f"/alarms/{alarm.id}/not-urgent"
    assert client.post(url, {"reason": " "}).status_code == 422
    body = client.post(url, {"reason": "가스 검침을 물음"}, follow=True).content.decode()
    assert "오경보" in body
    assert not Case.objects.get(id=alarm.case_id).danger
    client.post(f"/alarms/{alarm.id}/put-back")
    assert fresh(alarm).state == "raised"
    assert Case.objects.get(id=alarm.case_id).danger


@pytest.mark.parametrize("action", ["settle", "not-urgent"])
def test_an_end_without_a_reason_is_said_beside_its_field(visit, now, action):
    alarm = raise_alarm(now)
    api.alarm_acknowledge(now.by("clerk1"), alarm_id=alarm.id)
    refused = visit("clerk1").post(f"/alarms/{alarm.id}/{action}", {"reason": " "})
    body = refused.content.decode()
    field = f"{action.replace('-', '_')}-{alarm.id}"
    assert refused.status_code == 422
    assert "<title>오류:" in body
    assert f'<a href="#{field}">' in body
    assert f'aria-describedby="{field}-wrong"' in body
    assert body.count("사유를 적어 주세요") == 2
    assert body.count('<details class="pop" open>') == 1
    assert fresh(alarm).state == "acknowledged"
    visit("clerk1").post(f"/alarms/{alarm.id}/{action}", {"reason": "가스를 잠갔습니다"})
    assert "가스를 잠갔습니다" in page(visit, "/alarms/")


def test_looking_changes_nothing(visit, now):
    alarm = raise_alarm(now)
    for path in ("acknowledge", "settle", "not-urgent", "put-back"):
        assert visit("clerk1").get(f"/alarms/{alarm.id}/{path}").status_code == 405
    assert fresh(alarm).state == "raised"


def test_the_list_shows_what_waits_and_what_came_of_others(visit, now):
    first = raise_alarm(now, sender="01000000043")
    api.alarm_dismiss(now.by("clerk1"), alarm_id=first.id, reason="=1+1")
    second = raise_alarm(now, "fire", "불이 났어요")
    now.wait(minutes=1, seconds=30)
    api.alarm_acknowledge(now.by("clerk2"), alarm_id=second.id)
    body = page(visit, "/alarms/")
    assert "오경보 1건" in body
    table = csv.reader(io.StringIO(page(visit, "/alarms/export.csv").lstrip("\ufeff")))
    rows = {row[0]: row for row in list(table)[1:]}
    assert rows[second.case.code][5] == "90"
    assert rows[first.case.code][8:] == ["아니요", "'=1+1"]


def test_an_auditor_sees_and_presses_nothing(visit, now):
    alarm = raise_alarm(now)
    press = f'action="/alarms/{alarm.id}/acknowledge"'
    assert press in page(visit, "/alarms/")
    assert press not in page(visit, "/alarms/", "auditor")
    assert visit("auditor").post(f"/alarms/{alarm.id}/acknowledge").status_code == 403
    assert fresh(alarm).state == "raised"


def test_a_department_hears_nothing_of_anothers_danger(visit, now):
    alarm = raise_alarm(now)
    assert alarm.case.code not in page(visit, "/inbox/", "parks.officer")
    assert visit("parks.officer").post(f"/alarms/{alarm.id}/acknowledge").status_code == 404


def test_whoever_was_told_sees_the_case_wherever_it_is(visit, now):
    alarm = raise_alarm(now)
    url = f"/cases/{alarm.case.code}/"
    assert "safety.head" in {one.staff.username for one in alarm.told.exclude(staff=None)}
    assert visit("safety.head").get(url).status_code == 200
    assert visit("safety.head").post(f"/alarms/{alarm.id}/acknowledge").status_code == 302
    api.alarm_settle(now.by("clerk1"), alarm_id=alarm.id, reason="끝남")
    assert visit("safety.head").get(url).status_code == 404


def test_what_waits_costs_a_constant_number_of_questions(visit, now, django_assert_max_num_queries):
    for number in range(6):
        raise_alarm(now, sender=f"010000001{number:02d}")
    client = visit("clerk1")
    client.get("/alarms/")
    with django_assert_max_num_queries(12):
        client.get("/alarms/")
    assert Alarm.objects.count() == 6


def test_what_nobody_has_acknowledged_stands_on_top(visit, now):
    first = raise_alarm(now)
    api.alarm_acknowledge(now.by("clerk1"), alarm_id=first.id)
    now.wait(hours=1)
    second = raise_alarm(now, sender="01000000043")
    listed = page(visit, "/inbox/").split('class="group"')[1]
    assert listed.index(second.case.code) < listed.index(first.case.code)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (192, "3:12 남음"),
        (-1, "0:01 경과"),
        (-192, "3:12 경과"),
        (-3720, "1:02:00 경과"),
    ],
)
def test_past_its_time_a_page_says_for_how_long_nobody_has_acknowledged(seconds, words):
    assert to_acknowledge(dt.timedelta(seconds=seconds)) == words


def test_while_nothing_waits_who_may_know_of_what_is_not_asked(visit, now):
    act = now.by("clerk1")
    api.alarms_waiting(act)  # compiled

    def captured_sql():
        with CaptureQueriesContext(connection) as found:
            api.alarms_waiting(act)
        return [query["sql"] for query in found.captured_queries]

    (look,) = captured_sql()
    assert "cases_case" not in look
    raise_alarm(now)
    assert len(captured_sql()) == 2
