"""Promised dates through the API: refused unseen, listed, settled; and when an answer leaves."""

import datetime as dt

import pytest

pytestmark = pytest.mark.django_db
BODY = "맨홀 둘레를 12월 3일(목)까지 고치겠습니다. - 한들구 도로과"


@pytest.fixture
def code(world, caller):
    found = world.text("길이 파였어요")
    world.assign(found)
    caller("roads.officer").post(f"/cases/{found}/draft", {"body": BODY})
    return found


@pytest.fixture
def answered(world, caller, code):
    officer = caller("roads.officer")
    at = "2026-12-03T18:00:00+09:00"
    officer.post(f"/cases/{code}/submit", {"promised": [{"at": at, "words": "12월 3일(목)"}]})
    world.confirm(code)
    world.wait(seconds=21)
    world.send()
    return code


def test_dates_that_nobody_looked_at_are_named(caller, code):
    officer = caller("roads.officer")
    refusal = officer.refused(422, "dates-unchecked", "POST", f"/cases/{code}/submit", {})
    [found] = refusal["found"]
    assert (found["words"], found["looks"]) == ("12월 3일(목)", "promise")
    assert BODY[found["start"] : found["end"]] == "12월 3일(목)"
    case = officer.post(f"/cases/{code}/submit", {"promised": [{"at": found["at"]}]})
    assert [one["at"] for one in case["draft"]["promised"]] == ["2026-12-03T09:00:00Z"]


def test_a_promise_is_listed_moved_and_kept(caller, answered):
    officer = caller("roads.officer")
    (one,) = officer.get("/promises?whose=mine")["items"]
    assert (one["code"], one["state"], one["officer"]["username"]) == (
        answered,
        "open",
        "roads.officer",
    )
    moved = officer.post(
        f"/promises/{one['id']}/move", {"due_at": "2026-12-10T18:00:00+09:00", "reason": "비"}
    )
    assert moved["state"] == "moved"
    (new,) = officer.get("/promises")["items"]
    assert new["due_at"] == "2026-12-10T09:00:00Z"
    assert officer.post(f"/promises/{new['id']}/keep", {"note": "메움"})["state"] == "kept"
    officer.refused(409, "promise-settled", "POST", f"/promises/{new['id']}/keep", {"note": "또"})
    officer.refused(403, "not-allowed", "POST", f"/promises/{new['id']}/withdraw", {"reason": "x"})
    caller("parks.officer").refused(
        404, "not-found", "POST", f"/promises/{new['id']}/keep", {"note": "x"}
    )


def test_an_answer_that_waits_is_let_go(world, caller, code):
    officer, mayor = caller("roads.officer"), caller("mayor")
    later = (world.now + dt.timedelta(hours=5)).isoformat()
    case = officer.post(f"/cases/{code}/submit", {"promised": [], "send_at": later})
    held = mayor.post(f"/cases/{code}/confirm", {"hash": case["draft"]["hash"]})
    assert "leave" in mayor.get(f"/cases/{code}")["allowed"]
    assert held["hold"]["leaves_at"] == later.replace("+00:00", "Z")
    gone = mayor.post(f"/cases/{code}/leave")
    assert gone["hold"]["leaves_at"] < later
    world.wait(seconds=21)
    world.send()
    mayor.refused(409, "wrong-state", "POST", f"/cases/{code}/leave")
