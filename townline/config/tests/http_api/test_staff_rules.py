"""Rules, being told, calls in notes, and who looked, through the API."""

import pytest

from townline.casework.classification.api import AssignmentRule
from townline.platform.departments.api import Staff

pytestmark = pytest.mark.django_db


def test_rules_are_read_added_switched_tried_and_taken(world, caller):
    AssignmentRule.objects.all().delete()
    clerk = caller("clerk1")
    (rule,) = clerk.post("/rules", {"department": "parks", "words": ["나무"]})["items"]
    assert (rule["department"], rule["words"], rule["state"]) == ("parks", ["나무"], "on")
    path = f"/rules/{rule['id']}"
    clerk.refused(422, "invalid-input", "POST", path, {"deed": "off"})
    (off,) = clerk.post(path, {"deed": "off", "reason": "시험"})["items"]
    assert off["state"] == "off"
    clerk.post(path, {"deed": "on", "reason": "다시"})
    code = world.text("나무가 쓰러졌어요")
    assert clerk.post(f"/cases/{code}/rule", {"rule": rule["id"]})["department"] == "parks"
    tried = clerk.get("/rules/try?days=30")
    assert (tried["cases"], tried["by_rule"][str(rule["id"])]["right"]) == (1, 1)
    clerk.refused(422, "rule-invalid", "POST", "/rules", {"department": "parks"})
    clerk.refused(404, "not-found", "POST", "/rules/999999", {"deed": "up"})
    caller("roads.officer").refused(403, "not-allowed", "GET", "/rules")


def test_one_chooses_how_to_be_told(caller):
    officer = caller("roads.officer")
    assert officer.get("/notifications") == {"ways": {}, "quiet_from": None, "quiet_to": None}
    body = {"ways": {"mention": ["mail"]}, "quiet_from": "22:00", "quiet_to": "07:00"}
    refusal = officer.refused(422, "alerts-refused", "PUT", "/notifications", body)
    assert refusal["problem"] == "mail"
    Staff.objects.filter(username="roads.officer").update(email="roads@handeul.example")
    assert officer.send("PUT", "/notifications", body).status_code == 200
    assert officer.get("/notifications") == body
    for wrong in ({"quiet_from": "24:00"}, {"ways": {"gossip": ["mail"]}}, {"sound": True}):
        officer.refused(422, "invalid-input", "PUT", "/notifications", wrong)


def test_who_is_called_in_a_note_stands_in_it(world, caller):
    code = world.text("길이 파였어요")
    world.assign(code)
    case = caller("clerk1").post(f"/cases/{code}/notes", {"body": "@roads.officer 봐 주세요"})
    assert [one["username"] for one in case["notes"][0]["called"]] == ["roads.officer"]
    refusal = caller("clerk1").refused(
        422, "mention-blind", "POST", f"/cases/{code}/notes", {"body": "@parks.officer"}
    )
    assert refusal["names"] == "parks.officer"


def test_the_auditor_reads_who_looked(world, caller):
    code = world.text("길이 파였어요", "01000007319")
    caller("clerk1").post(f"/cases/{code}/reveal", {"reason": "현장"})
    auditor = caller("auditor", "cases:read")
    (look,) = auditor.get("/privacy/looks")["items"]
    assert (look["staff"], look["number"], look["case"]) == ("clerk1", "010-****-7319", code)
    assert (look["via"], look["reason"]) == ("token:script", "현장")
    for query in (
        "?staff=nobody",
        "?case=H6-9999",
        f"?before={look['id']}",
        "?event=resident:data:erase",
    ):
        assert auditor.get(f"/privacy/looks{query}")["items"] == []
    caller("clerk1").refused(403, "not-allowed", "GET", "/privacy/looks")
