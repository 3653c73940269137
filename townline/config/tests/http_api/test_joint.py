"""Joint work by a program: positions, meetings, bundled answers, hand-offs, and who may."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.fixture
def code(world):
    code = world.text("가로수 뿌리에 길이 솟았어요")
    world.assign(code)
    return code


def refusal_type(caller, path, body):
    answer = caller.send("POST", path, body)
    return answer.status_code, answer.json()["type"].rpartition("/")[2]


def test_a_department_is_asked_says_its_position_and_is_taken_out(caller, code):
    lead, parks = caller("roads.officer"), caller("parks.officer")
    path = f"/cases/{code}"
    assert parks.send("GET", path).status_code == 404
    lead.post(f"{path}/ask", {"department": "parks", "question": "무엇을 할 수 있나요?"})
    assert parks.get(path)["allowed"] == ["position", "not-ours"]
    parks.post(f"{path}/position", {"body": "뿌리를 자르겠습니다", "base_version": 0})
    (place,) = lead.get(f"{path}/joint")["positions"]
    assert (place["department"], place["state"], place["version"]) == ("parks", "given", 1)
    again = {"body": "나무를 옮기겠습니다", "base_version": 0}
    assert refusal_type(parks, f"{path}/position", again) == (409, "position-conflict")
    assert refusal_type(parks, f"{path}/draft", {"body": "끼어들기"}) == (403, "only-takes-part")
    lead.post(f"{path}/take-out", {"department": "parks"})
    assert parks.send("GET", f"{path}/joint").status_code == 404


def test_a_meeting_is_called_and_answered(caller, code):
    lead, head = caller("roads.officer"), caller("parks.head")
    body = {
        "starts_at": "2026-11-26T10:00:00+09:00", "place": "회의실", "agenda": "뿌리",
        "departments": ["parks"],
    }  # fmt: skip
    past = body | {"starts_at": "2026-11-20T10:00:00+09:00"}
    assert refusal_type(lead, f"/cases/{code}/meetings", past) == (422, "in-the-past")
    late = body | {"starts_at": "2026-12-20T10:00:00+09:00"}
    assert refusal_type(lead, f"/cases/{code}/meetings", late) == (422, "later-than-promise")
    lead.post(f"/cases/{code}/meetings", body)
    (meeting,) = head.get(f"/cases/{code}/joint")["meetings"]
    answered = head.post(f"/meetings/{meeting['id']}/answer", {"response": "ACCEPTED"})
    assert {"username": "parks.head", "response": "ACCEPTED"} in answered["attendees"]
    stranger = caller("cleaning.head")
    body = {"response": "ACCEPTED"}
    assert refusal_type(stranger, f"/meetings/{meeting['id']}/answer", body) == (404, "not-found")


def test_a_hand_off_is_listed_and_answered(caller, code):
    lead = caller("roads.officer")
    body = {"agency": "handeul-police", "promised_at": "2026-11-30T18:00:00+09:00"}
    lead.post(f"/cases/{code}/referrals", body)
    (referral,) = lead.get("/referrals")
    assert caller("cleaning.officer").get("/referrals") == []
    done = lead.post(f"/referrals/{referral['id']}/answer", {"outcome": "고쳤습니다"})
    assert (done["state"], done["outcome"]) == ("answered", "고쳤습니다")
    assert lead.get("/referrals") == []


def test_cases_are_answered_together(caller, world, code):
    world.deliver(f"{code} 가로등도 꺼졌어요")
    world.route()
    clerk = caller("clerk1")
    texts = [t["id"] for t in clerk.get(f"/cases/{code}")["texts"] if t["direction"] == "in"]
    other = clerk.post(f"/cases/{code}/split", {"texts": texts[1:]})["code"]
    clerk.post(f"/cases/{other}/assign", {"department": "roads"})
    lead = caller("roads.officer")
    lead.post(f"/cases/{code}/bundle", {"others": [other]})
    assert lead.get(f"/cases/{code}/joint")["bundled"] == [other]
    assert lead.get(f"/cases/{other}/joint")["bundled_into"] == code
    assert lead.post(f"/cases/{other}/unbundle", {})["state"] == "with_department"
