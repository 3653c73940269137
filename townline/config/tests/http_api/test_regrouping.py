"""Splitting, moving, merging and blocking by a program: shapes, refusals, and the way back."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.fixture
def code(world):
    code = world.text("길이 파였어요")
    world.wait(hours=1)
    world.text("가로등도 꺼졌어요")
    return code


def received_texts(case):
    return [text for text in case["texts"] if text["direction"] == "in"]


def test_a_text_is_split_off_and_put_back(caller, code):
    clerk = caller("clerk1")
    text = received_texts(clerk.get(f"/cases/{code}"))[1]["id"]
    new = clerk.post(f"/cases/{code}/split", {"texts": [text]})
    assert [t["body"] for t in received_texts(new)] == ["가로등도 꺼졌어요"]
    assert new["undoable"]["case"] == code
    assert "put-back" in new["allowed"]
    back = clerk.post(f"/cases/{new['code']}/put-back")
    assert (back["code"], len(received_texts(back))) == (code, 2)
    assert clerk.get(f"/cases/{new['code']}")["code"] == code


def test_a_text_is_moved(caller, world, code):
    clerk = caller("clerk1")
    other = world.text("다른 집입니다", sender="01000000043")
    text = received_texts(clerk.get(f"/cases/{code}"))[1]["id"]
    case = clerk.post(f"/cases/{code}/move", {"texts": [text], "to": other})
    assert case["code"] == other
    assert [sender["masked"] for sender in case["senders"]] == ["010-****-0042", "010-****-0043"]


def test_cases_are_merged_and_refusals_name_the_one_that_goes_on(caller, world, code):
    clerk = caller("clerk1")
    other = world.text("같은 구멍입니다", sender="01000000043")
    unconfirmed = clerk.refused(
        409, "merge-unconfirmed", "POST", f"/cases/{other}/merge", {"into": code}
    )
    assert (unconfirmed["missing"], unconfirmed["into"]) == (["sender", "place", "event"], code)
    body = {"into": code, "confirm": True}
    assert clerk.post(f"/cases/{other}/merge", body)["code"] == code
    refusal = clerk.refused(409, "merged", "POST", f"/cases/{other}/notes", {"body": "메모"})
    assert refusal["merged_into"] == code
    clerk.refused(409, "already-merged", "POST", f"/cases/{code}/merge", {"into": other})
    clerk.refused(422, "into-itself", "POST", f"/cases/{code}/merge", {"into": code})


@pytest.mark.parametrize(
    "fields",
    [
        (422, "invalid-input", "split", {"texts": []}),
        (422, "invalid-input", "split", {"texts": [True]}),
        (422, "invalid-input", "split", {"texts": [10**30]}),
        (409, "text-elsewhere", "split", {"texts": [10**12]}),
        (422, "invalid-input", "move", {"texts": [1]}),
        (422, "invalid-input", "merge", {"into": "\u0000"}),
        (404, "not-found", "merge", {"into": "H6-99999"}),
        (409, "undo-over", "put-back", {}),
        (404, "not-found", "same-matter", {"text": 10**12}),
        (422, "invalid-input", "block", {"reason": "광고", "until": "2020-01-01T00:00:00Z"}),
        (422, "invalid-input", "block", {"reason": " ", "until": "2026-12-01T00:00:00Z"}),
    ],
)
def test_what_is_wrong_is_refused(caller, code, fields):
    status, kind, path, body = fields
    caller("clerk1").refused(status, kind, "POST", f"/cases/{code}/{path}", body)


def test_a_sender_is_blocked_and_let_in_again(caller, world, code):
    clerk = caller("clerk1")
    body = {"reason": "광고", "until": "2026-12-01T00:00:00+09:00"}
    case = clerk.post(f"/cases/{code}/block", body)
    assert case["senders"][0]["blocked_until"] == "2026-11-30T15:00:00Z"
    case = clerk.post(f"/cases/{code}/unblock")
    assert case["senders"][0]["blocked_until"] is None
    events = [line["event"] for line in case["history"]]
    assert events[-2:] == ["case:sender:block", "case:sender:unblock"]
    caller("mayor").refused(403, "not-allowed", "POST", f"/cases/{code}/block", body)
