"""The legal clock and the calendar through the API."""

import pytest

pytestmark = pytest.mark.django_db


def test_read_retype_and_extend(world, caller):
    code = world.text("길이 파였어요")
    clerk = caller("clerk1")
    found = clerk.get(f"/cases/{code}/legal")
    assert (found["state"], found["rule"]) == ("running", "D:7")
    assert found["due_at"] == "2026-12-03T09:00:00Z"
    (row,) = clerk.get("/cases?state=open")["items"]
    assert row["legal_due_at"] == "2026-12-03T09:00:00Z"
    assert clerk.post(f"/cases/{code}/petition-kind", {"kind": "proposal"})["rule"] == "D:14"
    body = {"count": 2, "reason": "자재"}
    extended = clerk.post(f"/cases/{code}/extend", body)
    assert extended["due_at"] == "2026-12-16T09:00:00Z"
    assert [each["rule"] for each in extended["extensions"]] == ["D:2"]


def test_refusals_say_why(world, caller):
    code = world.text("길이 파였어요")
    clerk = caller("clerk1")
    body = {"count": 8, "reason": "자재"}
    refusal = clerk.refused(422, "extension-refused", "POST", f"/cases/{code}/extend", body)
    assert refusal["why"] == "long"
    wrong = {"kind": "wish"}
    refusal = clerk.refused(422, "invalid-input", "POST", f"/cases/{code}/petition-kind", wrong)
    assert "accepted: complaint" in refusal["detail"]


def test_late_cases_and_the_days_off(world, caller):
    code = world.text("길이 파였어요")
    world.wait(days=9)
    clerk = caller("clerk1")
    assert [row["code"] for row in clerk.get("/cases?state=legal_overdue")["items"]] == [code]
    days = clerk.get("/calendar?year=2026")["items"]
    assert days[0]["date"] == "2026-01-01"
    assert len(days) == 22
