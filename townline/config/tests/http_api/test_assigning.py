"""A case is given to a person of the department, by username."""

import pytest

from townline.platform.departments import api as departments

pytestmark = pytest.mark.django_db


@pytest.fixture
def code(world):
    return world.text("길이 파였어요")


def test_a_person_is_named_and_shown_by_username(caller, code):
    clerk = caller("clerk1")
    body = {"department": "roads", "assignee": "roads.officer"}
    assert clerk.post(f"/cases/{code}/assign", body)["assignee"] == "roads.officer"
    assert clerk.get("/cases")["items"][0]["assignee"] == "roads.officer"
    assert clerk.post(f"/cases/{code}/assign", {"department": "roads"})["assignee"] is None


@pytest.mark.parametrize("username", ["nobody", "water.officer", "clerk1"])
def test_one_who_does_not_work_there_is_refused_by_name(world, caller, code, username):
    body = {"department": "cleaning", "assignee": username}
    path = f"/cases/{code}/assign"
    problem = caller("clerk1").refused(422, "invalid-input", "POST", path, body)
    assert username in problem["detail"]
    assert world.case(code).row.state == "received"


def test_one_who_left_is_refused(world, caller, code):
    staff = departments.staff_by_username("roads.officer")
    staff.is_active = False
    staff.save()
    body = {"department": "roads", "assignee": "roads.officer"}
    path = f"/cases/{code}/assign"
    problem = caller("clerk1").refused(422, "invalid-input", "POST", path, body)
    assert "roads.officer" in problem["detail"]


def test_the_mayors_words_go_with_the_case_and_only_whose_they_may_be(world, caller):
    code = world.text("길이 파였어요")
    body = {"department": "roads", "body": "오늘 안에 나가 보세요"}
    caller("clerk1").refused(403, "not-allowed", "POST", f"/cases/{code}/instruct", body)
    assert world.case(code).notes == []
    case = caller("mayor").post(f"/cases/{code}/instruct", body)
    assert (case["department"], case["notes"][-1]["instruction"]) == ("roads", True)
