"""Regrouping by forms that work without a script; old names lead on; blocked senders are seen."""

import pytest

from townline.casework.cases.models import Case
from townline.platform.core.text.particles import settle

pytestmark = pytest.mark.django_db
OTHER = "01000000043"


@pytest.fixture
def code(world):
    """A case of two texts that look like two matters."""
    code = world.text("큰길 도로에 구멍이 났어요")
    world.wait(hours=1)
    world.text("그리고 소음이 너무 심해요")
    return code


def incoming_id(world, code, at=1):
    return [t for t in world.case(code).thread if t.direction == "in"][at].id


def body(answer):
    return answer.content.decode()


def test_a_text_that_looks_like_another_matter_is_split_off_with_one_press(visit, world, code):
    client = visit("clerk1")
    page = body(client.get(f"/cases/{code}/"))
    assert "다른 내용으로 보입니다" in page
    answer = client.post(f"/cases/{code}/split", {"text": incoming_id(world, code)}, follow=True)
    new = Case.objects.exclude(code=code).get().code
    assert answer.redirect_chain[-1][0] == f"/cases/{new}/"
    assert settle(f"{code}에서 {new}을(를) 분리했습니다.") in body(answer)
    assert "다른 내용으로 보입니다" not in body(client.get(f"/cases/{code}/"))


def test_or_kept_as_the_same(visit, world, code):
    client = visit("clerk1")
    client.post(f"/cases/{code}/same", {"text": incoming_id(world, code)})
    assert "다른 내용으로 보입니다" not in body(client.get(f"/cases/{code}/"))


def test_moving_and_undoing(visit, world, code):
    other = world.text("다른 집입니다", sender=OTHER)
    client = visit("clerk1")
    data = {"text": incoming_id(world, code), "other": other.lower()}
    answer = client.post(f"/cases/{code}/move", data, follow=True)
    assert answer.redirect_chain[-1][0] == f"/cases/{other}/"
    assert "답변은 이 2분께 발송됩니다" in body(answer)
    answer = client.post(f"/cases/{other}/put-back", follow=True)
    assert answer.redirect_chain[-1][0] == f"/cases/{code}/"
    assert "실행을 취소했습니다" in body(answer)


def test_merging_and_the_old_name(visit, world, code):
    other = world.text("같은 구멍입니다", sender=OTHER)
    client = visit("clerk1")
    answer = client.post(f"/cases/{other}/merge", {"other": code, "confirm": "true"}, follow=True)
    assert answer.redirect_chain[-1][0] == f"/cases/{code}/"
    assert settle(f"{other}을(를) {code}에 병합했습니다.") in body(answer)
    answer = client.get(f"/cases/{other}/?view=all")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/cases/{code}/?view=all")
    assert f"/cases/{code}/" in body(client.get(f"/search/?q={other}"))


def test_an_old_name_of_a_case_one_may_not_see_is_no_door(visit, world, code):
    other = world.text("같은 구멍입니다", sender=OTHER)
    visit("clerk1").post(f"/cases/{other}/merge", {"other": code, "confirm": "true"})
    assert visit("roads.officer").get(f"/cases/{other}/").status_code == 404
    world.assign(code)
    assert visit("roads.officer").get(f"/cases/{other}/").headers["Location"] == f"/cases/{code}/"


@pytest.mark.parametrize(
    "form",
    [
        ("merge", {"other": "{code}"}, 422, "같은 민원입니다"),
        ("merge", {"other": "H6-9999"}, 404, "없거나 열람 권한이 없는 민원입니다"),
        ("split", {}, 422, "‘문자’ 칸이 비어 있습니다"),
        ("split", {"text": "99999999"}, 409, "선택한 문자가 다른 민원으로 이동되었습니다"),
        ("put-back", {}, 409, "취소할 내용이 없거나 10분이 지났습니다"),
        ("same", {}, 422, "‘문자’ 칸이 비어 있습니다"),
    ],
)
def test_refusals_are_told_in_words(visit, code, form):
    path, data, status, words = form
    data = {name: value.format(code=code) for name, value in data.items()}
    answer = visit("clerk1").post(f"/cases/{code}/{path}", data)
    assert answer.status_code == status
    assert words in body(answer)


def test_all_texts_are_not_split_off(visit, world, code):
    data = {"text": [incoming_id(world, code, 0), incoming_id(world, code, 1)]}
    answer = visit("clerk1").post(f"/cases/{code}/split", data)
    assert (answer.status_code, Case.objects.count()) == (422, 1)
    assert "이 민원의 문자를 모두 선택했습니다" in body(answer)


def test_a_stop_is_shown_on_the_case(visit, world, code):
    assert "자동 안내를 받지 않겠다고 했습니다" not in body(visit("clerk1").get(f"/cases/{code}/"))
    world.deliver("그만")
    world.route()
    assert "자동 안내를 받지 않겠다고 했습니다" in body(visit("clerk1").get(f"/cases/{code}/"))
    assert len([t for t in world.case(code).thread if t.direction == "in"]) == 2


def test_a_sender_is_blocked_read_and_let_in_again(visit, world, code):
    clerk = visit("clerk1")
    clerk.post(f"/cases/{code}/block", {"reason": "광고만 보냄", "until": "2026-12-01"})
    world.deliver("싼 대출 있습니다")
    world.route()
    page = body(clerk.get("/blocked/"))
    for words in (
        "광고만 보냄",
        "싼 대출 있습니다",
        "010-****-0042",
        "민원 접수 담당자 1",
        "12. 2.(수) 00:00까지",
    ):
        assert words in page
    assert "차단한 번호입니다" in body(clerk.get(f"/cases/{code}/"))
    assert world.case(code).history[-1].event == "case:sender:block"
    resident = world.case(code).senders[0].resident_id
    clerk.post("/blocked/unblock", {"resident": resident})
    assert "광고만 보냄" not in body(clerk.get("/blocked/"))
    world.deliver("다시 씁니다")
    world.route()
    assert world.case(code).thread[-1].kind == "automatic"


@pytest.mark.parametrize(
    "data",
    [
        {"reason": "", "until": "2026-12-01"},
        {"reason": "광고", "until": "2026-11-01"},
        {"reason": "광고", "until": "soon"},
        {"reason": "광고", "until": "2030-01-01"},
    ],
)
def test_a_block_needs_a_reason_and_an_end_within_a_year(visit, world, code, data):
    assert visit("clerk1").post(f"/cases/{code}/block", data).status_code == 422
    assert world.case(code).senders[0].blocked_until is None


@pytest.mark.parametrize("username", ["roads.officer", "mayor", "auditor"])
def test_only_the_front_desk_and_heads_block(visit, world, code, username):
    world.assign(code)
    data = {"reason": "광고", "until": "2026-12-01"}
    assert visit(username).post(f"/cases/{code}/block", data).status_code == 403
    assert visit(username).post("/blocked/unblock", {"resident": 1}).status_code == 403


def test_which_of_two_senders_is_blocked_is_said(visit, world, code):
    other = world.text("같은 구멍입니다", sender=OTHER)
    clerk = visit("clerk1")
    clerk.post(f"/cases/{other}/merge", {"other": code, "confirm": "true"})
    data = {"reason": "광고", "until": "2026-12-01", "text": incoming_id(world, code, 2)}
    clerk.post(f"/cases/{code}/block", data)
    blocked = [s.blocked_until is not None for s in world.case(code).senders]
    assert blocked == [False, True]


def test_whose_number_is_shown_is_chosen(visit, world, code):
    other = world.text("같은 구멍입니다", sender=OTHER)
    clerk = visit("clerk1")
    clerk.post(f"/cases/{other}/merge", {"other": code, "confirm": "true"})
    assert 'id="reveal-who"' in body(clerk.get(f"/cases/{code}/"))
    data = {"reason": "현장 확인", "text": incoming_id(world, code, 2)}
    shown = body(clerk.post(f"/cases/{code}/number", data))
    assert f"{OTHER[:3]}-{OTHER[3:7]}-{OTHER[7:]}" in shown
    refused = clerk.post(f"/cases/{code}/number", data | {"text": "x"})
    assert refused.status_code == 422
    assert OTHER[7:] not in body(refused)


def test_two_drafts_are_both_on_the_page(visit, world, code):
    other = world.text("같은 구멍입니다", sender=OTHER)
    for one, words in ((code, "첫째 답입니다"), (other, "둘째 답입니다")):
        world.assign(one)
        world.draft(one, words)
    clerk = visit("clerk1")
    clerk.post(f"/cases/{other}/merge", {"other": code, "confirm": "true"})
    page = body(clerk.get(f"/cases/{code}/"))
    assert "첫째 답입니다" in page
    assert f"병합된 {other}에서 작성 중이던 답변" in page
    assert "둘째 답입니다" in page
