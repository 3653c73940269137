"""Harm to oneself or at home is seen by duty and welfare only: every door is tried."""

import datetime as dt

import pytest
from django.db import transaction

from tests.undone import undone
from townline.casework.alarms import api as alarms
from townline.casework.alarms.tests.alarming import (
    again,
    fresh,
    noticed_usernames,
    on_duty,
    raise_alarm,
    recipient_usernames,
    run,
    texts_to,
)
from townline.casework.cases import api as cases
from townline.casework.cases.models import Case, Notice
from townline.casework.cases.selectors.lists import visible
from townline.casework.deadlines import api as deadlines
from townline.casework.desk import api
from townline.platform.core import clock, live
from townline.platform.departments.api import Act

pytestmark = pytest.mark.django_db
WORDS = "이제 다 끝내고 싶어요"
STRANGERS = ("mayor", "deputy", "auditor", "roads.officer", "parks.head", "mayors-office.head",
             "safety.head", "health-centre.officer")  # fmt: skip
KNOWING = ("welfare.officer", "welfare.head")


@pytest.fixture
def limited(world, monkeypatch):
    """A night with clerk2 on duty, and a person who may harm themselves."""
    on_duty(world, "clerk2")
    monkeypatch.setattr(clock, "now", lambda: world.now)
    return raise_alarm(world, "self_harm", WORDS)


def code_of(alarm):
    return alarm.case.code


def sees_code(world, who, code):
    filters = cases.CaseFilters(view="all")
    page = cases.cases_list(world.by(who), filters=filters)
    return code in {row.code for row in page.rows}


@pytest.mark.parametrize("who", [*STRANGERS, "clerk1"])
def test_to_others_it_is_not_there(world, limited, visit, who):
    code = code_of(limited)
    viewer = world.person(who)
    assert not sees_code(world, who, code)
    with pytest.raises(cases.NotFound):
        cases.case_get(Act(viewer, world.now), code=code)
    assert cases.counts(Act(viewer, world.now))["danger"] == 0
    assert alarms.alarms_live(Act(viewer, world.now)) == []
    assert alarms.alarms_waiting(Act(viewer, world.now)) == []
    found = cases.cases_list(
        Act(viewer, world.now), filters=cases.CaseFilters(view="all", q="끝내고")
    )
    assert found.rows == []


@pytest.mark.parametrize("who", [*KNOWING, "clerk2"])
def test_duty_and_welfare_see_it_and_may_act(world, limited, who):
    code = code_of(limited)
    assert sees_code(world, who, code)
    cases.note_add(world.by(who), code=code, body="전화합니다")
    alarms.alarm_acknowledge(world.by(who), alarm_id=limited.id)
    assert fresh(limited).acknowledged_by.username == who


def test_welfare_leads_it_though_nobody_has_sent_it_there(world, limited):
    viewer = world.person("welfare.head")
    cases.case_assign(Act(viewer, world.now), code=code_of(limited), department="welfare")
    assert Case.objects.get(id=limited.case_id).department_id == "welfare"


PAGES = ("/inbox/?view=all", "/search/?q={code}", "/search/?q=끝내고", "/mine/",
         "/alarms/", "/alarms/export.csv", "/morning/", "/promises/", "/visits/", "/banners/",
         "/inbox/?view=open", "/inbox/?view=all&q={code}", "/team/")  # fmt: skip


@pytest.mark.parametrize("who", ["mayor", "clerk1", "roads.officer", "auditor"])
def test_no_page_names_it(visit, limited, who):
    code = code_of(limited)
    for page in PAGES:
        with undone(page):
            body = visit(who).get(page.format(code=code), follow=True).content.decode()
            assert "다 끝내고 싶" not in body
            assert f"/cases/{code}/" not in body
            assert f"row-{code}" not in body
            assert "{code}" in page or code not in body


@pytest.mark.parametrize("who", ["mayor", "clerk1", "roads.officer", "auditor"])
def test_its_own_page_is_not_there(visit, limited, who):
    assert visit(who).get(f"/cases/{code_of(limited)}/").status_code == 404


def test_words_held_as_unknown_are_not_shown_beside_the_links(world, limited, visit):
    world.send("unknown")
    body = visit("clerk1").get("/links/").content.decode()
    assert "109에 전화" not in body
    assert code_of(limited) not in body
    assert "당직·복지 담당자만 열람" in body


@pytest.mark.parametrize("who", ["mayor", "clerk1", "roads.officer"])
def test_nobody_else_presses(visit, limited, who):
    for action in ("acknowledge", "settle", "not-urgent", "put-back"):
        with undone(action):
            answer = visit(who).post(f"/alarms/{limited.id}/{action}", {"reason": "까닭"})
            assert answer.status_code == 404
            assert fresh(limited).state == "raised"


def test_other_cases_of_the_same_resident_do_not_name_it(world, limited, visit):
    world.wait(days=8)
    other = world.text("가로등이 나갔어요")
    assert other != code_of(limited)
    body = visit("clerk1").get(f"/cases/{other}/").content.decode()
    assert code_of(limited) not in body
    assert "끝내고" not in body


def test_live_events_reach_duty_and_welfare_only(world, monkeypatch):
    on_duty(world, "clerk2")
    code = world.text(WORDS)
    published = []
    monkeypatch.setattr(live, "publish", lambda *what, **who: published.append((what, who)))
    again(world, code, "self_harm")
    with transaction.atomic():
        cases.note_add(world.by("welfare.head"), code=code, body="네")
    knowing = {world.person(who).staff_id for who in (*KNOWING, "welfare.officer2", "clerk2")}
    assert published
    assert all(set(who["only"]) == knowing for _, who in published)


def test_notices_and_texts_go_to_them_only(world, limited):
    assert noticed_usernames("duty_danger") == {"clerk2"}
    assert noticed_usernames("danger") == {"welfare.officer", "welfare.officer2", "welfare.head"}
    (text,) = texts_to()
    assert "해칠" not in text
    assert code_of(limited) in text


def test_nobody_else_hears_when_nobody_acknowledges(world, limited):
    for _ in range(3):
        assert run(world, minutes=5) == 1
    assert recipient_usernames(limited) == {"clerk2", *KNOWING, "welfare.officer2"}


def test_the_promise_reminds_nobody_else(world, limited):
    world.wait(hours=49)
    deadlines.reminders_run(now=world.now)
    about = Notice.objects.filter(case=limited.case, kind="overdue")
    assert set(about.values_list("staff__username", flat=True)) <= {"clerk2", *KNOWING}


def test_duty_no_longer_sees_it_when_it_is_over_and_welfare_does(world, limited):
    alarms.alarm_acknowledge(world.by("clerk2"), alarm_id=limited.id)
    alarms.alarm_settle(world.by("welfare.head"), alarm_id=limited.id, reason="끝남")
    assert not sees_code(world, "clerk2", code_of(limited))
    assert sees_code(world, "welfare.officer", code_of(limited))


def test_called_not_urgent_it_is_a_case_like_any_other_and_back(world, limited):
    viewer = world.person("clerk2")
    press = {"alarm_id": limited.id, "act": Act(viewer, world.now)}
    alarms.alarm_dismiss(**press, reason="노래 가사")
    assert sees_code(world, "mayor", code_of(limited))
    alarms.alarm_put_back(**press)
    assert not sees_code(world, "mayor", code_of(limited))


def test_a_person_opens_it_up_with_a_reason(world, limited):
    viewer = world.person("welfare.head")
    with pytest.raises(alarms.AlarmReason):
        alarms.case_open_up(Act(viewer, world.now), code=code_of(limited), reason=" ")
    alarms.case_open_up(Act(viewer, world.now), code=code_of(limited), reason="답을 확인받음")
    assert sees_code(world, "mayor", code_of(limited))
    assert world.case(code_of(limited), "mayor").history[-1].event == "case:alarm:open"


def test_merged_it_stays_limited_and_splitting_does_not_open_it(world, limited):
    second = world.text("저 좀 도와주세요 " + "x", "01000000042")
    assert second == code_of(limited)
    viewer = world.person("welfare.head")
    texts = [t.id for t in world.case(second, "welfare.head").thread if t.direction == "in"]
    apart = cases.case_split(Act(viewer, world.now), code=second, texts=texts[1:])
    assert not sees_code(world, "mayor", apart.code)
    cases.case_merge(Act(viewer, world.now), code=code_of(limited), into=apart.code, confirm=True)
    assert not sees_code(world, "mayor", apart.code)
    assert sees_code(world, "clerk2", apart.code)


def test_a_case_that_others_saw_goes_from_their_sight(world):
    code = world.text("길이 파였어요")
    world.assign(code)
    assert sees_code(world, "roads.officer", code)
    world.text(WORDS)
    again(world, code, "self_harm")
    for who in ("roads.officer", "mayor"):
        assert not sees_code(world, who, code)
    assert sees_code(world, "welfare.officer", code)
    assert sees_code(world, "clerk1", code)  # in office hours the front desk is on duty


def test_notices_that_were_there_before_no_longer_show_it(world):
    code = world.text("길이 파였어요")
    world.assign(code)
    world.wait(hours=25)
    deadlines.reminders_run(now=world.now)
    viewer = world.person("roads.officer")
    assert {n.row.code for n in cases.notices(viewer=viewer)} == {code}
    again(world, code, "self_harm")
    assert cases.notices(viewer=viewer) == []
    assert [one.code for one in api.work_list(Act(viewer, world.now))] == []


def test_promised_dates_of_it_are_told_to_few(world):
    code = world.text("길이 파였어요")
    world.assign(code)
    world.draft(code, "12월 2일까지 메우겠습니다. - 한들구 도로과")
    world.submit(code)
    world.confirm(code)
    world.wait(minutes=1)
    world.send()

    def count_listed(who):
        viewer = world.person(who)
        return len(deadlines.promised_list(viewer=viewer, filters=deadlines.PromisedFilters()))

    assert [count_listed(who) for who in ("mayor", "auditor", "roads.officer")] == [1, 1, 1]
    again(world, code, "violence")
    assert [count_listed(who) for who in ("mayor", "auditor", "roads.officer")] == [0, 0, 0]
    assert count_listed("welfare.head") == 1


def test_visible_says_what_sees_says(world, limited):
    from townline.casework.cases.selectors.lists import sees

    case = Case.objects.get(id=limited.case_id)
    for who in (*STRANGERS, *KNOWING, "clerk1", "clerk2", "admin"):
        viewer = world.person(who)
        assert sees(viewer, case) == visible(viewer).filter(id=case.id).exists(), who


def test_over_night_the_rota_changes_and_new_people_hear(world, limited):
    on_duty(world, "clerk3", day=dt.date(2026, 11, 26))
    world.now += dt.timedelta(hours=20)
    alarms.alarms_run(now=world.now)
    assert "clerk3" in recipient_usernames(limited)
