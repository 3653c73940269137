"""Visits, repeats and groups by a program: shapes, refusals, and who may."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.fixture
def code(world):
    code = world.text("느티시장 입구 앞 길이 파였어요")
    world.assign(code)
    world.wait(hours=2)
    return code


def test_a_visit_is_planned_made_and_read(caller, world, code):
    officer = caller("roads.officer")
    visit = officer.post(f"/cases/{code}/visits", {"day": "2026-11-26", "note": "지름을 잴 것"})
    assert (visit["case"], visit["visitor"], visit["state"]) == (code, "roads.officer", "planned")
    assert (visit["place"], visit["timed"], visit["note"]) == (
        "느티시장 입구",
        False,
        "지름을 잴 것",
    )
    path = f"/visits/{visit['id']}"
    moved = officer.post(f"{path}/move", {"at": "2026-11-26T10:00:00+09:00"})
    assert (moved["planned_at"], moved["timed"]) == ("2026-11-26T01:00:00Z", True)
    assert officer.get("/visits?day=2026-11-26")["items"] == [moved]
    assert officer.get("/visits?day=2026-11-26&visitor=roads.head")["items"] == []
    assert caller("cleaning.officer").get("/visits?day=2026-11-26")["items"] == []
    officer.post(f"{path}/start", {"point": [36.62, 125.33]})
    officer.post(f"{path}/arrive")
    done = officer.post(f"{path}/finish", {"found": "지름 40cm", "tell": False})
    assert (done["state"], done["found"], done["allowed"]) == ("done", "지름 40cm", [])
    assert officer.get(f"/cases/{code}/visits")["items"] == [done]
    events = [line["event"] for line in officer.get(f"/cases/{code}")["history"]]
    assert events[-5:] == [
        "case:visit:plan", "case:visit:move", "case:visit:start", "case:visit:arrive",
        "case:visit:finish",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "fields",
    [
        (422, "visit-in-past", {"at": "2026-11-25T00:00:00Z"}),
        (422, "visit-in-past", {"day": "2026-11-24"}),
        (422, "invalid-input", {}),
        (422, "invalid-input", {"day": "2026-11-26", "at": "2026-11-26T00:00:00Z"}),
        (422, "invalid-input", {"day": "2026-11-26", "place": "달나라"}),
        (422, "invalid-input", {"day": "2026-11-26", "visitor": "nobody"}),
        (422, "invalid-input", {"day": "2026-11-26", "point": [91, 0]}),
        (422, "visitor-blind", {"day": "2026-11-26", "visitor": "cleaning.officer"}),
    ],
)
def test_a_visit_that_cannot_be_is_refused(caller, code, fields):
    status, kind, body = fields
    caller("roads.officer").refused(status, kind, "POST", f"/cases/{code}/visits", body)
    assert caller("roads.officer").get(f"/cases/{code}/visits")["items"] == []


def test_two_at_a_time_and_strangers_are_refused(caller, code):
    officer = caller("roads.officer")
    visit = officer.post(f"/cases/{code}/visits", {"at": "2026-11-26T10:00:00+09:00"})
    officer.refused(
        422, "visit-twice", "POST", f"/cases/{code}/visits", {"at": "2026-11-26T10:10:00+09:00"}
    )
    stranger, path = caller("cleaning.officer"), f"/visits/{visit['id']}/cancel"
    stranger.refused(404, "not-found", "POST", path, {"reason": "몰라서"})
    officer.refused(422, "invalid-input", "POST", path, {"reason": " "})
    assert officer.post(path, {"reason": "고쳐졌음"})["state"] == "cancelled"
    officer.refused(409, "wrong-state", "POST", path, {"reason": "또"})


def test_what_came_again_is_counted_and_closed_only_when_it_may_be(caller, world, code):
    head = caller("roads.head")
    repeats = head.get(f"/cases/{code}/again")
    assert (repeats["complaints"], repeats["answers"], repeats["may_close"]) == (1, 0, False)
    refusal = head.refused(
        409, "not-repeated", "POST", f"/cases/{code}/close-repeat", {"reason": "또"}
    )
    assert (refusal["complaints"], refusal["answers"]) == (3, 2)
    head.post(f"/cases/{code}/new-facts", {"reason": "이번에는 다쳤음"})


def test_a_group_is_marked_and_ended(caller, world, code):
    other = world.text("느티시장 입구 길이 깊이 파였어요", sender="01000000043")
    world.assign(other)
    head = caller("roads.head")
    assert [row["code"] for row in head.get(f"/cases/{code}/again")["alike"]] == [other]
    body = {"reason": "같은 구멍", "members": [other]}
    refusal = head.refused(422, "not-a-group", "POST", f"/cases/{code}/group", body)
    assert refusal["needed"] == 5
    case = head.post(f"/cases/{code}/group", body | {"households": 6})
    assert case["group"] == head.get(f"/cases/{other}")["group"] is not None
    case = head.post(f"/cases/{code}/ungroup", {"reason": "고쳐졌음"})
    assert (case["group"], head.get(f"/cases/{other}")["group"]) == (None, None)
