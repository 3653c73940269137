"""Leave, the rota, one's work and many cases at once, by a program."""

import pytest

from tests.rota import Absence, DutyShift

pytestmark = pytest.mark.django_db
LEAVE = {"cover": "roads.officer2", "first": "2026-11-25", "last": "2026-11-27"}


@pytest.fixture
def code(world, caller):
    code = world.text("길이 파였어요")
    body = {"department": "roads", "assignee": "roads.officer"}
    caller("clerk1").post(f"/cases/{code}/assign", body)
    return code


def test_leave_is_entered_read_and_ended(caller, world, code):
    officer, cover = caller("roads.officer"), caller("roads.officer2")
    assert cover.get("/work")["items"] == []
    made = officer.post("/duty/absences", LEAVE)
    assert made == {
        "id": made["id"], "staff": "roads.officer", "cover": "roads.officer2",
        "first": "2026-11-25", "last": "2026-11-27", "state": "planned",
    }  # fmt: skip
    assert caller("parks.officer").get("/duty")["absences"] == [made]
    assert caller("parks.officer").get("/duty?day=2026-12-01")["absences"] == []
    [one] = cover.get("/work")["items"]
    assert (one["kind"], one["code"], one["instead_of"]) == ("case", code, "roads.officer")
    back = officer.post(f"/duty/absences/{made['id']}/back")
    assert (back["state"], back["last"]) == ("over", "2026-11-25")
    assert cover.get("/work")["items"] == []
    officer.refused(409, "duty-refused", "POST", f"/duty/absences/{made['id']}/cancel")


@pytest.mark.parametrize(
    ("status", "problem", "fields"),
    [
        (422, "self", {"cover": "roads.officer"}),
        (422, "order", {"last": "2026-11-20"}),
        (422, "past", {"first": "2026-11-01", "last": "2026-11-02"}),
        (422, "long", {"last": "2199-01-01"}),
        (422, "cover_blind", {"cover": "parks.officer"}),
        (403, "forbidden", {"staff": "parks.officer"}),
    ],
)
def test_leave_that_cannot_be_is_refused_with_the_reason(caller, code, status, problem, fields):
    path, body = "/duty/absences", LEAVE | fields
    refusal = caller("roads.officer").refused(status, "duty-refused", "POST", path, body)
    assert refusal["problem"] == problem
    assert not Absence.objects.exists()


def test_a_clash_names_who_and_when(caller, code):
    officer = caller("roads.officer")
    officer.post("/duty/absences", LEAVE)
    refusal = officer.refused(422, "duty-refused", "POST", "/duty/absences", LEAVE)
    assert (refusal["problem"], refusal["who"]) == ("overlap", "roads.officer")
    assert refusal["starts_at"] < refusal["ends_at"]
    other = LEAVE | {"cover": "roads.officer"}
    refusal = caller("roads.officer2").refused(422, "duty-refused", "POST", "/duty/absences", other)
    assert refusal["problem"] == "circle"
    officer.refused(404, "duty-refused", "POST", "/duty/absences/999/back")
    caller("auditor").refused(403, "not-allowed", "POST", "/duty/absences", LEAVE)


def test_the_rota(caller):
    clerk = caller("clerk1")
    shift = clerk.post("/duty/shifts", {"day": "2026-11-25"})
    assert (shift["staff"], shift["kind"]) == ("clerk1", "night")
    assert caller("clerk2").get("/duty")["shifts"] == [shift]
    path = f"/duty/shifts/{shift['id']}/remove"
    caller("clerk2").refused(403, "duty-refused", "POST", path)
    assert clerk.send("POST", path).status_code == 204
    assert not DutyShift.objects.exists()


def test_many_cases_and_back(caller, world, code):
    clerk, other = caller("clerk1"), world.text("가로등이 꺼졌어요", "01000000043")
    body = {"deed": "assign", "codes": [code, other, "H6-9999"], "department": "parks"}
    made = clerk.post("/batches", body)
    assert [line["state"] for line in made["lines"]] == ["done", "done", "refused"]
    assert made["lines"][2]["problem"] == "not-found"
    assert made["undoable"]
    assert clerk.get(f"/batches/{made['id']}") == made
    caller("clerk2").refused(404, "not-found", "GET", f"/batches/{made['id']}")
    back = clerk.post(f"/batches/{made['id']}/undo")
    assert [line["state"] for line in back["lines"]] == ["undone", "undone", "refused"]
    assert world.case(other).row.state == "received"
    clerk.refused(409, "batch-undone", "POST", f"/batches/{made['id']}/undo")


@pytest.mark.parametrize(
    "fields",
    [
        {"deed": "confirm", "codes": ["H6-0001"]},
        {"deed": "close", "codes": []},
        {"deed": "close", "codes": ["H6-0001"] * 101},
        {"deed": "close", "codes": ["H6-0001"], "key": "once"},
        {"deed": "assign", "codes": ["H6-0001"], "department": "roads", "assignee": "nobody"},
    ],
)
def test_a_batch_that_cannot_be_is_refused(caller, code, fields):
    assert caller("clerk1").send("POST", "/batches", fields).status_code == 422
    reading = caller("clerk1", "cases:read")
    reading.refused(403, "not-allowed", "POST", "/batches", {"deed": "close", "codes": [code]})
