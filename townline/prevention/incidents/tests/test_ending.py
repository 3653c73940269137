"""An incident ends once what is open is carried over or explained; lessons are asked for later."""

import re

import pytest

from townline.platform.core.history.audit import history
from townline.prevention.incidents import api
from townline.prevention.incidents.models import Incident, Need
from townline.prevention.incidents.services.offering import offer
from townline.prevention.incidents.tests.making import Case, act, open_incident, receive_text

pytestmark = pytest.mark.django_db


def with_need(world):
    incident = open_incident(world)
    act(world, api.need_add, incident, kind="clearing", spot=api.IncidentSpot(name="다솜로 3"))
    return incident


def end_incident(visit, incident, **form):
    return visit("clerk1").post(f"/incidents/{incident.pk}/do/end", {"lessons": "", **form})


def test_one_press_does_not_end_what_has_open_needs(world, visit):
    incident = with_need(world)
    page = visit("clerk1").get(f"/incidents/{incident.pk}/").text
    assert "아직 끝나지 않은 일" in page
    assert "다솜로 3" in page
    answer = end_incident(visit, incident)
    assert answer.status_code == 422
    assert "남은 조치 요청 1건" in answer.text
    incident.refresh_from_db()
    assert incident.state == "open"


def test_a_reason_ends_it_and_stands_in_the_history(world, visit):
    incident = with_need(world)
    assert end_incident(visit, incident, reason="눈이 녹음").status_code == 302
    line = history(f"event:{incident.pk}").filter(event="event:incident:end").get()
    assert line.reason == "눈이 녹음"
    assert line.data["needs"] == 1


def test_open_needs_go_on_in_another_incident_and_come_back_with_undo(world, visit):
    incident, other = with_need(world), open_incident(world)
    assert end_incident(visit, incident, into=other.pk).status_code == 302
    assert Need.objects.get().incident_id == other.pk
    act(world, api.incident_undo, incident)
    assert Need.objects.get().incident_id == incident.pk


def test_nothing_open_ends_in_one_press(world, visit):
    incident = open_incident(world)
    incident.checklist.update(done_at=world.now)
    assert end_incident(visit, incident).status_code == 302


def test_who_had_a_role_stays_shown(world, visit):
    incident = open_incident(world)
    act(world, api.role_take, incident, role="lead")
    end_incident(visit, incident, reason="끝")
    board = api.board_get(incident_id=incident.pk, viewer=world.by("clerk1").viewer)
    assert board.roles["lead"] is not None


def test_lessons_are_asked_for_from_the_next_morning_until_they_are_written(world, visit):
    incident = open_incident(world)
    end_incident(visit, incident, reason="끝")
    ask = "종료한 상황의 개선 사항을 적어 주세요"
    assert ask not in visit("clerk1").get("/mine/").text
    world.wait(hours=24)
    assert ask in visit("clerk1").get("/mine/").text
    form = {"lessons": "모래를 먼저 싣는다"}
    assert visit("clerk1").post(f"/incidents/{incident.pk}/do/lessons", form).status_code == 302
    assert ask not in visit("clerk1").get("/mine/").text
    assert Incident.objects.get(pk=incident.pk).lessons == "모래를 먼저 싣는다"


def test_the_page_of_a_finished_incident_offers_no_press_but_lessons_and_reopening(world, visit):
    incident = open_incident(world)
    clerk, page = visit("clerk1"), f"/incidents/{incident.pk}/"
    offered = "추천 민원"
    assert offered in clerk.get(page).text
    end_incident(visit, incident, reason="끝")
    world.wait(minutes=11)  # past the undo
    shown = clerk.get(page).text
    assert offered not in shown
    presses = set(re.findall(r'action="/incidents/\d+/(?:do/)?([\w/-]+)"', shown))
    assert presses == {"lessons", "reopen"}


def test_a_finished_incident_offers_nothing(world, visit):
    incident = open_incident(world)
    code = receive_text(world, "다솜동 언덕에 눈이 쌓여 차가 못 올라가요", 41)
    end_incident(visit, incident, reason="끝")
    detail = api.incident_get(world.by("clerk1"), incident_id=incident.pk)
    assert detail.offers == []
    filters = api.IncidentFilters(view="all")
    rows, _ = api.incidents_list(viewer=world.by("clerk1").viewer, filters=filters)
    assert next(one for one in rows if one.id == incident.pk).offers == 0
    incident.refresh_from_db()
    assert offer(incident, [Case.objects.get(code=code).pk], "likeness", world.now) == 0
