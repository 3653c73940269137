"""Alarms through the API: listed, acknowledged once, over, put back; limited as on the pages."""

import pytest

from townline.casework.alarms.tests.alarming import raise_alarm

pytestmark = pytest.mark.django_db


def test_an_alarm_is_listed_acknowledged_and_over(world, caller):
    alarm = raise_alarm(world)
    clerk = caller("clerk1")
    [found] = clerk.get("/alarms")["items"]
    assert (found["id"], found["kind"], found["code"]) == (alarm.id, "gas", alarm.case.code)
    assert found["probability"] == pytest.approx(0.97)
    done = clerk.post(f"/alarms/{alarm.id}/acknowledge")
    assert (done["state"], done["acknowledged_by"]["username"]) == ("acknowledged", "clerk1")
    assert done["acknowledged_via"] == "api"
    clerk.refused(422, "alarm-reason", "POST", f"/alarms/{alarm.id}/settle", {"reason": ""})
    over = clerk.post(f"/alarms/{alarm.id}/settle", {"reason": "가스를 잠갔습니다"})
    assert (over["state"], over["reason"]) == ("settled", "가스를 잠갔습니다")
    assert clerk.get("/alarms")["items"] == []
    assert [one["id"] for one in clerk.get("/alarms?state=past")["items"]] == [alarm.id]


def test_who_was_slower_is_told(world, caller):
    alarm = raise_alarm(world)
    caller("clerk1").post(f"/alarms/{alarm.id}/acknowledge")
    problem = caller("clerk2").refused(409, "alarm-over", "POST", f"/alarms/{alarm.id}/acknowledge")
    assert problem["state"] == "acknowledged"


def test_not_urgent_needs_a_reason_and_may_be_put_back(world, caller):
    alarm = raise_alarm(world)
    clerk, path = caller("clerk1"), f"/alarms/{alarm.id}"
    clerk.refused(422, "alarm-reason", "POST", f"{path}/not-urgent", {"reason": " "})
    done = clerk.post(f"{path}/not-urgent", {"reason": "요금을 물음"})
    assert (done["state"], done["may_put_back"], done["reason"]) == (
        "not_urgent", True, "요금을 물음",
    )  # fmt: skip
    assert clerk.post(f"{path}/put-back")["state"] == "raised"


def test_harm_at_home_is_not_there_for_others(world, caller):
    alarm = raise_alarm(world, "violence", "남편이 때려요")
    for who in ("mayor", "roads.officer"):
        stranger = caller(who)
        assert stranger.get("/alarms?state=all")["items"] == []
        stranger.refused(404, "not-found", "POST", f"/alarms/{alarm.id}/acknowledge")
        stranger.refused(404, "not-found", "GET", f"/cases/{alarm.case.code}")
        assert stranger.get("/cases?state=all")["items"] == []
        found = stranger.post("/cases/search", {"q": "때려요"})
        assert found["items"] == []
    assert len(caller("welfare.officer").get("/alarms")["items"]) == 1
    allowed = caller("welfare.head").get(f"/cases/{alarm.case.code}")["allowed"]
    assert "assign" in allowed


def test_who_only_reads_acknowledges_nothing(world, caller):
    alarm = raise_alarm(world)
    caller("clerk1", "cases:read").refused(
        403, "not-allowed", "POST", f"/alarms/{alarm.id}/acknowledge"
    )
