"""The whole way of a text through the API, by three people's tokens."""

import pytest

pytestmark = pytest.mark.django_db

ANSWER = "오늘 메웠습니다. - 한들구 도로과"


def test_route_draft_submit_confirm_and_arrive(world, caller):
    code = world.text("느티시장 앞 길이 파였어요")
    clerk, officer, mayor = caller("clerk1"), caller("roads.officer"), caller("mayor")
    (row,) = clerk.get("/cases?state=received")["items"]
    assert (row["code"], row["department"], row["sender_masked"]) == (code, None, "010-****-0042")
    assert clerk.post(f"/cases/{code}/assign", {"department": "roads"})["department"] == "roads"
    assert officer.post(f"/cases/{code}/draft", {"body": ANSWER})["state"] == "drafted"
    case = officer.post(f"/cases/{code}/submit")
    assert (case["state"], case["draft"]["body"]) == ("awaiting_confirmation", ANSWER)
    assert "confirm" not in case["allowed"]
    shown = mayor.get(f"/cases/{code}")
    assert "confirm" in shown["allowed"]
    confirmed = mayor.post(f"/cases/{code}/confirm", {"hash": shown["draft"]["hash"]})
    assert confirmed["state"] == "confirmed"
    assert confirmed["hold"]["by"]["username"] == "mayor"
    world.wait(seconds=21)
    world.send()
    answered = officer.get(f"/cases/{code}")
    assert (answered["state"], answered["hold"]) == ("answered", None)
    out = [t for t in answered["texts"] if t["direction"] == "out" and t["kind"] == "answer"]
    assert [(t["body"], t["state"]) for t in out] == [(ANSWER, "submitted")]
    assert answered["texts"][0]["direction"] == "in"


def test_the_history_names_the_token_that_acted(world, caller):
    code = world.text("길이 파였어요")
    case = caller("clerk1", name="night-script").post(
        f"/cases/{code}/assign", {"department": "roads", "reason": "도로 파임"}
    )
    line = case["history"][-1]
    assert (line["event"], line["via"], line["reason"]) == (
        "case:department:assign",
        "token:night-script",
        "도로 파임",
    )
    assert line["actor"].startswith("staff:")


def test_sending_back_returns_the_draft_with_the_reason(world, caller):
    code = world.awaiting()
    case = caller("mayor").post(f"/cases/{code}/send-back", {"reason": "언제 하는지 적어 주세요"})
    assert case["state"] == "returned"
    assert case["history"][-1]["reason"] == "언제 하는지 적어 주세요"


def test_a_confirmation_is_taken_back_during_its_hold(world, caller):
    code = world.awaiting()
    mayor = caller("mayor")
    digest = mayor.get(f"/cases/{code}")["draft"]["hash"]
    mayor.post(f"/cases/{code}/confirm", {"hash": digest})
    assert mayor.post(f"/cases/{code}/undo")["state"] == "awaiting_confirmation"
    world.wait(seconds=30)
    assert not [job for job in world.send() if "메웠습니다" in str(job)]


def test_withdraw_question_misroute_and_dismiss(world, caller):
    code = world.awaiting()
    officer, clerk = caller("roads.officer"), caller("clerk1")
    assert officer.post(f"/cases/{code}/withdraw")["state"] == "drafted"
    question = officer.post(f"/cases/{code}/question", {"body": "어느 쪽 차로인가요?"})
    assert question["state"] == "awaiting_resident"
    assert question["texts"][-1]["kind"] == "question"
    world.deliver("왼쪽이요")
    world.route()
    moved = officer.post(
        f"/cases/{code}/misroute", {"reason": "하수 뚜껑입니다", "suggestion": "치수과"}
    )
    assert moved["state"] == "misrouted"
    assert moved["history"][-1]["reason"] == "하수 뚜껑입니다 → 치수과"
    assert clerk.post(f"/cases/{code}/dismiss", {"reason": "같은 접수가 있음"})["state"] == "closed"


def test_close_and_reopen(world, caller):
    code = world.awaiting()
    world.confirm(code)
    world.wait(seconds=21)
    world.send()
    officer = caller("roads.officer")
    assert officer.post(f"/cases/{code}/close")["state"] == "closed"
    case = officer.post(f"/cases/{code}/reopen", {"reason": "다시 파였습니다"})
    assert (case["state"], case["answered_at"] is None) == ("reopened", False)


def test_title_danger_notes_and_the_number(world, caller):
    code = world.text("가스 냄새가 나요")
    clerk = caller("clerk1")
    assert clerk.post(f"/cases/{code}/title", {"title": " 가스  냄새 "})["title"] == "가스 냄새"
    assert clerk.post(f"/cases/{code}/danger", {"danger": True})["danger"] is True
    noted = clerk.post(f"/cases/{code}/notes", {"body": "119에 알림"})
    assert [(n["body"], n["author"]["username"]) for n in noted["notes"]] == [
        ("119에 알림", "clerk1")
    ]
    number = clerk.post(f"/cases/{code}/reveal", {"reason": "현장 확인"})["number"]
    assert number == "+821000000042"
    assert "case:number:reveal" in [h["event"] for h in clerk.get(f"/cases/{code}")["history"]]


def test_an_unknown_outcome_is_settled_by_a_person_once(world, caller):
    code = world.awaiting()
    world.confirm(code)
    world.wait(seconds=21)
    world.send("unknown")
    clerk = caller("clerk1")
    texts = clerk.get(f"/cases/{code}")["texts"]
    text = next(t for t in texts if (t["kind"], t["state"]) == ("answer", "unknown"))
    path = f"/cases/{code}/texts/{text['id']}/settle"
    body = {"decision": "was_sent", "reason": "주민이 받았다고 함"}
    assert clerk.post(path, body)["state"] == "answered"
    clerk.refused(409, "wrong-state", "POST", path, body)


def test_an_interim_answer_keeps_its_day(world, caller):
    code = world.text("길이 파였어요")
    world.assign(code)
    body = {
        "body": "알아보고 있습니다.",
        "kind": "interim",
        "next_due_at": "2026-12-01T18:00:00+09:00",
    }
    case = caller("roads.officer").post(f"/cases/{code}/draft", body)
    assert (case["draft"]["kind"], case["draft"]["next_due_at"]) == (
        "interim",
        "2026-12-01T09:00:00Z",
    )


def test_a_case_sent_to_another_department_is_shown_to_its_sender_once_more(world, caller):
    code = world.text("길이 파였어요")
    world.assign(code)
    head = caller("roads.head")
    assert (
        head.post(f"/cases/{code}/assign", {"department": "cleaning"})["department"] == "cleaning"
    )
    head.refused(404, "not-found", "GET", f"/cases/{code}")
